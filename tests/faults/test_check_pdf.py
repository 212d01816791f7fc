"""A good PDF for each use, and one thing broken in it at a time."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_files import changed, check, only, press, screen
from pikepdf import Array

from publisher.book import HandoutSetup
from publisher.diagnostics import Severity
from publisher.pdf import handout_pdf


def test_a_good_file_for_the_screen_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, screen()) == ()


def test_a_good_file_for_the_press_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, press()) == ()


def test_a_handout_needs_no_tags(tmp_path: Path) -> None:
    assert check(tmp_path, handout_pdf(screen(), HandoutSetup())) == ()


# Whole and open


def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = check(tmp_path, screen()[:-600])
    assert "pdf-damaged" in [finding.code for finding in found]
    assert found[0].message.startswith("book.pdf is damaged")
    assert str(tmp_path) not in found[0].message
    assert capfd.readouterr() == ("", "")


def test_a_pdf_in_name_only_is_damaged(tmp_path: Path) -> None:
    only(check(tmp_path, b"%PDF-1.7\nand nothing else"), "pdf-damaged")


def test_a_broken_content_stream_is_found(tmp_path: Path) -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"q BT (not closed")

    assert "EOF" in only(check(tmp_path, changed(screen(), cut)), "pdf-damaged")


@pytest.mark.parametrize(("user", "words"), [("secret", "needs a password"), ("", "opens without a password")])
def test_encryption_is_found(tmp_path: Path, user: str, words: str) -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(screen())) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="owner", user=user))
    assert words in only(check(tmp_path, output.getvalue()), "pdf-encrypted")


def test_a_file_without_pages_is_found(tmp_path: Path) -> None:
    def empty(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]
        del pdf.Root.Outlines

    assert "no pages" in only(check(tmp_path, changed(screen(), empty)), "pdf-no-pages")


# Title, language, tags


def test_a_missing_title_is_found(tmp_path: Path) -> None:
    def untitle(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo.Title = " "

    found = check(tmp_path, changed(screen(), untitle))
    assert "no title" in only(found, "pdf-title-missing")
    assert found[0].severity is Severity.WARNING


def test_a_title_in_xmp_will_do(tmp_path: Path) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(update_docinfo=False) as metadata:
            metadata["dc:title"] = "Bookroom"
        del pdf.docinfo["/Title"]

    assert check(tmp_path, changed(screen(), move)) == ()


def test_a_missing_language_is_found(tmp_path: Path) -> None:
    def unset(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang

    assert "language" in only(check(tmp_path, changed(screen(), unset)), "pdf-language-missing")


@pytest.mark.parametrize("key", ["/MarkInfo", "/StructTreeRoot"])
def test_missing_tags_are_found(tmp_path: Path, key: str) -> None:
    def untag(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    assert "not tagged" in only(check(tmp_path, changed(screen(), untag)), "pdf-not-tagged")


# Boxes of a file for the press


def no_bleed(page: pikepdf.Page) -> None:
    del page.obj.BleedBox


def bleed_like_trim(page: pikepdf.Page) -> None:
    page.bleedbox = page.trimbox


def bleed_too_wide(page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    page.bleedbox = Array([left, bottom, right + 1, top])


def bleed_inside_trim(page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    page.bleedbox = Array([left + 1, bottom - 8, right + 8, top + 8])


def no_trim(page: pikepdf.Page) -> None:
    del page.obj.TrimBox


@pytest.mark.parametrize(
    ("code", "break_it", "words"),
    [
        ("pdf-bleed-missing", no_bleed, "has no BleedBox"),
        ("pdf-bleed-missing", bleed_like_trim, "has no BleedBox"),
        ("pdf-box-outside", bleed_too_wide, "has boxes that do not lie in each other"),
        ("pdf-box-outside", bleed_inside_trim, "has boxes that do not lie in each other"),
        ("pdf-trim-missing", no_trim, "has no TrimBox"),
    ],
)
def test_wrong_boxes_are_found(tmp_path: Path, code: str, break_it: Callable[[pikepdf.Page], None], words: str) -> None:
    message = only(check(tmp_path, changed(press(), lambda pdf: break_it(pdf.pages[2]))), code, page=3)
    assert message.startswith(f"Page 3 {words}")


def test_pages_with_the_same_wrong_box_are_told_together(tmp_path: Path) -> None:
    def widen(pdf: pikepdf.Pdf) -> None:
        no_bleed(pdf.pages[0])
        no_bleed(pdf.pages[2])

    message = only(check(tmp_path, changed(press(), widen)), "pdf-bleed-missing", page=1)
    assert message.startswith("Pages 1, 3 have no BleedBox")


# Damage of every kind is told, and never raises


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_no_damage_raises(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(screen())
    for place, value in changes:
        content[place % len(content)] = value
    assert isinstance(check(tmp_path, bytes(content)), tuple)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(
        [
            "/Kids",
            "/Annots",
            "/Dest",
            "/Dests",
            "/Names",
            "/Font",
            "/Resources",
            "/FontDescriptor",
            "/DescendantFonts",
            "/MediaBox",
            "/Outlines",
            "/First",
            "/Next",
            "/Title",
            "/Lang",
            "/MarkInfo",
            "/XObject",
            "/ExtGState",
            "/Subtype",
            "/Contents",
            "/Pages",
            "/Type",
            "/Parent",
            "/Count",
        ]
    ),
    value=st.sampled_from(
        [b"null", b"7", b"/Odd", b"(odd)", b"[]", b"[7 0 R]", b"<<>>", b"1 0 R", b"999 0 R", b"-1.5"]
    ),
    every=st.booleans(),
)
def test_no_object_of_a_wrong_kind_raises(tmp_path: Path, key: str, value: bytes, every: bool) -> None:
    content = screen().replace(key.encode() + b" ", key.encode() + b" " + value + b" /Was ", -1 if every else 1)
    assert isinstance(check(tmp_path, content), tuple)
