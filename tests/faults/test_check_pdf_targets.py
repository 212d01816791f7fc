"""Bookmarks and links of a PDF that lead nowhere, and every right way to lead somewhere."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pdf_files import changed, check, only, screen
from pikepdf import Array, Dictionary, Name, String


def test_a_bookmark_to_a_page_that_is_gone_is_found(tmp_path: Path) -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[2]

    message = only(check(tmp_path, changed(screen(), drop)), "pdf-bookmark-broken")
    assert "“End”" in message


def test_a_bookmark_below_another_is_checked_too(tmp_path: Path) -> None:
    def mislead(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            rules = outline.root[1].children[0]
            assert rules.title == "Rules"
            rules.destination = String("nowhere")

    assert "“Rules”" in only(check(tmp_path, changed(screen(), mislead)), "pdf-bookmark-broken")


def links(pdf: pikepdf.Pdf, *, page: int) -> list[pikepdf.Object]:
    return list(pdf.pages[page - 1].obj.Annots)


def to_nowhere(link: pikepdf.Object) -> None:
    link.Dest = String("attic")


def to_old_name(link: pikepdf.Object) -> None:
    link.Dest = Name.attic


def to_a_number_too_high(link: pikepdf.Object) -> None:
    link.Dest = Array([3, Name.Fit])


def to_no_page(link: pikepdf.Object) -> None:
    link.Dest = Array([Dictionary(Type=Name.Page), Name.Fit])


def by_action(link: pikepdf.Object) -> None:
    del link.Dest
    link.A = Dictionary(S=Name.GoTo, D=String("attic"))


def with_nothing(link: pikepdf.Object) -> None:
    del link.Dest


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (to_nowhere, "“attic”"),
        (to_old_name, "“attic”"),
        (to_a_number_too_high, "to a page"),
        (to_no_page, "to a page"),
        (by_action, "“attic”"),
        (with_nothing, "to a page"),
    ],
)
def test_a_link_to_nowhere_is_found(tmp_path: Path, break_it: Callable[[pikepdf.Object], None], words: str) -> None:
    found = check(tmp_path, changed(screen(), lambda pdf: break_it(links(pdf, page=3)[0])))
    assert words in only(found, "pdf-link-broken", page=3)


def to_a_page(pdf: pikepdf.Pdf, link: pikepdf.Object) -> None:
    link.Dest = Array([pdf.pages[0].obj, Name.Fit])


def to_the_number_of_a_page(_pdf: pikepdf.Pdf, link: pikepdf.Object) -> None:
    link.Dest = Array([2, Name.Fit])


def to_a_name_of_pdf_1_1(pdf: pikepdf.Pdf, link: pikepdf.Object) -> None:
    pdf.Root.Dests = Dictionary(attic=Dictionary(D=Array([pdf.pages[1].obj, Name.Fit])))
    link.Dest = Name.attic


def to_another_file(_pdf: pikepdf.Pdf, link: pikepdf.Object) -> None:
    del link.Dest
    link.A = Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([99, Name.Fit]))


@pytest.mark.parametrize("lead", [to_a_page, to_the_number_of_a_page, to_a_name_of_pdf_1_1, to_another_file])
def test_every_way_to_name_a_page_is_known(tmp_path: Path, lead: Callable[[pikepdf.Pdf, pikepdf.Object], None]) -> None:
    assert check(tmp_path, changed(screen(), lambda pdf: lead(pdf, links(pdf, page=3)[0]))) == ()
