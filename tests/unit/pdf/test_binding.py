from dataclasses import replace

import pytest

from publisher.book import PAPERS, PageSetup
from publisher.pdf.binding import binding_margin
from publisher.text_area import text_area, widest_gutter

PAGE = PageSetup(size=PAPERS["16开"])


@pytest.mark.parametrize(
    ("pages", "millimetres"),
    [(16, 0), (96, 0), (97, 1), (100, 1), (101, 2), (300, 3), (301, 4), (600, 6), (1200, 6)],
)
def test_a_thick_book_gets_a_millimetre_for_each_hundred_pages(pages: int, millimetres: float) -> None:
    assert binding_margin(pages, PAGE) == millimetres


def test_what_the_book_says_goes_before_the_rule() -> None:
    assert binding_margin(600, replace(PAGE, gutter=2.5)) == 2.5
    assert binding_margin(16, replace(PAGE, gutter=2.5)) == 2.5


def test_the_text_moves_and_stays_as_big_as_it_was() -> None:
    before, after = text_area(PAGE), text_area(PAGE, gutter=4)
    # 4 mm are 11.34 pt.
    assert round(after.inner - before.inner, 2) == round(before.outer - after.outer, 2) == 11.34
    assert (after.ems, after.lines, after.top, after.bottom) == (before.ems, before.lines, before.top, before.bottom)


def test_the_fore_edge_keeps_a_centimetre() -> None:
    # 32开 in type of 10.5 pt: 130 mm less 26 × 10.5 pt (96.3 mm) leave 33.7 mm, of which 54 % or 18.2 mm are outside.
    page = PageSetup(size=PAPERS["32开"])
    assert round(widest_gutter(page), 1) == 8.2
    narrow = replace(page, size=replace(page.size, width=60))
    # 60 mm hold 12 ems, 44.45 mm: 8.4 mm are outside, less than a centimetre already.
    assert binding_margin(600, narrow) == 0
