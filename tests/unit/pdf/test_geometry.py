import pytest

from publisher.book import PageSetup, PageSize
from publisher.pdf.geometry import POINTS_PER_MM, text_area

SIZES = (("16开", 185, 260), ("A5", 148, 210), ("A4", 210, 297), ("32开", 130, 184))


@pytest.mark.parametrize(("name", "width", "height"), SIZES)
def test_text_area_and_margins_fill_the_page(name: str, width: float, height: float) -> None:
    page = PageSetup(size=PageSize(name=name, width=width, height=height))
    area = text_area(page)
    assert area.inner + area.ems * 10.5 + area.outer == pytest.approx(width * POINTS_PER_MM)
    assert area.top + area.lines * 18 + area.bottom == pytest.approx(height * POINTS_PER_MM)


def test_16kai_holds_37_characters_in_32_lines() -> None:
    # 185 mm are 524.4 pt: 76 % of it hold 37 whole ems of 10.5 pt. 260 mm are 737 pt: 79 % hold 32 lines of 18 pt.
    area = text_area(PageSetup(size=PageSize(name="16开", width=185, height=260)))
    assert (area.ems, area.lines) == (37, 32)


def test_fore_edge_and_foot_are_wider_than_spine_and_head() -> None:
    area = text_area(PageSetup(size=PageSize(name="A5", width=148, height=210)))
    assert area.outer > area.inner
    assert area.bottom > area.top
