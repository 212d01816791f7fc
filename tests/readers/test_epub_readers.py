import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import epub_edition
import pytest
from playwright.sync_api import Browser
from readers import READERS, browser, opened

from publisher.book import EpubSetup, WritingMode
from publisher.epub import package
from publisher.styles_folder import styles_folder
from publisher.xhtml import NAMESPACES, parse


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=WritingMode)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaged(tmp_path_factory.mktemp("edition"), request.param)


@pytest.fixture(scope="module")
def horizontal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaged(tmp_path_factory.mktemp("edition"), WritingMode.HORIZONTAL)


@pytest.fixture(scope="module")
def vertical(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaged(tmp_path_factory.mktemp("edition"), WritingMode.VERTICAL)


def packaged(folder: Path, mode: WritingMode) -> Path:
    rendition = epub_edition.rendition(folder)
    rendition = replace(rendition, book=replace(rendition.book, epub=EpubSetup(writing_mode=mode)))
    names = ("shared", "epub", "epub-vertical") if mode is WritingMode.VERTICAL else ("shared", "epub")
    sheets = tuple(styles_folder() / f"{name}.css" for name in names)
    file = folder / "book.epub"
    file.write_bytes(package(rendition, stylesheets=sheets, modified=datetime(2026, 3, 20, tzinfo=UTC)))
    return file


@pytest.mark.parametrize("reader", READERS)
def test_every_character_of_the_book_comes_onto_the_screen(chromium: Browser, book: Path, reader: str) -> None:
    with opened(chromium, reader, book) as found:
        sections = found.read_through()
    files = epub_edition.unpacked(book.read_bytes())
    paths = [path for path in files if path.endswith(".xhtml")]
    assert sorted(sections) == sorted(paths)
    for path in paths:
        body = next(parse(files[path]).iterfind("h:body", NAMESPACES))
        shown = body.xpath(".//text()[not(ancestor::*[@hidden]) and not(parent::*[local-name()='title'])]")
        assert sections[path]["text"] == re.sub(r"\s", "", "".join(shown)), path
        assert sections[path]["unseen"] == "", path


@pytest.mark.parametrize("reader", READERS)
def test_the_contents_are_those_of_the_book_and_lead_there(chromium: Browser, book: Path, reader: str) -> None:
    with opened(chromium, reader, book) as found:
        contents = found.call("contents")
        assert [line["label"].strip() for line in contents] == ["前言", "上篇"]
        part = contents[1].get("subitems") or contents[1]["children"]
        assert [line["label"].strip() for line in part] == ["书屋开门", "来书屋坐坐", "一图读懂书屋"]
        found.call("goTo", part[1]["href"])
        assert found.call("section").endswith("text/second.xhtml")


@pytest.mark.parametrize("reader", READERS)
def test_a_link_to_another_chapter_is_followed(chromium: Browser, book: Path, reader: str) -> None:
    with opened(chromium, reader, book) as found:
        found.call("goTo", "EPUB/text/first.xhtml" if reader == "foliate" else "text/first.xhtml")
        found.call("click", "a[href*='second-hours']")
        found.page.wait_for_function("window.reader.section().endsWith('text/second.xhtml')")


@pytest.mark.parametrize("reader", READERS)
def test_a_line_of_the_contents_page_is_followed(chromium: Browser, book: Path, reader: str) -> None:
    with opened(chromium, reader, book) as found:
        found.call("goTo", "EPUB/nav.xhtml" if reader == "foliate" else "nav.xhtml")
        found.call("click", "nav a[href*='second-rules']")
        found.page.wait_for_function("window.reader.section().endsWith('text/second.xhtml')")


@pytest.mark.parametrize("reader", READERS)
def test_a_note_is_reached_and_leads_back(chromium: Browser, book: Path, reader: str) -> None:
    # On a screen so low the note stands on another page than its reference.
    with opened(chromium, reader, book, size=(360, 400)) as found:
        found.call("goTo", "EPUB/text/first.xhtml" if reader == "foliate" else "text/first.xhtml")
        assert not found.call("shows", "aside")
        found.call("click", "a[role=doc-noteref]")
        found.page.wait_for_function("window.reader.shows('aside')")
        found.call("click", "a[role=doc-backlink]")
        found.page.wait_for_function("window.reader.shows('a[role=doc-noteref]')")


def test_a_note_is_shown_on_the_spot(chromium: Browser, book: Path) -> None:
    with opened(chromium, "foliate", book) as found:
        found.call("goTo", "EPUB/text/first.xhtml")
        note = found.call("note", "a[role=doc-noteref]")
    assert (note["type"], note["hidden"]) == ("footnote", True)
    assert note["text"].strip() == "1据门口的签到簿。"


@pytest.mark.parametrize("reader", READERS)
def test_a_vertical_book_is_turned_from_right_to_left(chromium: Browser, vertical: Path, reader: str) -> None:
    with opened(chromium, reader, vertical, size=(360, 400)) as found:
        assert found.call("direction") == "rtl"
        found.call("goTo", "EPUB/text/first.xhtml" if reader == "foliate" else "text/first.xhtml")
        # The first line stands at the right edge, the next to its left.
        headline, paragraph = found.call("boxOf", "h1"), found.call("boxOf", "p")
        assert headline["left"] > paragraph["right"]
        assert headline["right"] > 300
        assert headline["height"] > headline["width"]


def test_the_page_to_the_left_is_the_next_in_a_vertical_book_alone(
    chromium: Browser, horizontal: Path, vertical: Path
) -> None:
    # Of the foreword's one page the contents are the next, and the imprint stands before it.
    for file, following in ((horizontal, "text/imprint.xhtml"), (vertical, "nav.xhtml")):
        with opened(chromium, "foliate", file) as found:
            found.call("goTo", "EPUB/text/foreword.xhtml")
            found.call("left")
            assert found.call("section") == f"EPUB/{following}"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(360, 640), (768, 1024), (1200, 1600)])
@pytest.mark.parametrize("reader", READERS)
def test_an_infographic_fills_its_page_undistorted(
    chromium: Browser, horizontal: Path, reader: str, size: tuple[int, int], dark: bool
) -> None:
    with opened(chromium, reader, horizontal, size=size, dark=dark) as found:
        found.call("goTo", "EPUB/text/graphic.xhtml" if reader == "foliate" else "text/graphic.xhtml")
        # Of the drawing's first rectangle, which is the whole of it.
        width, height = found.call("sizeOf", "svg rect")
        page_width, page_height = found.call("pageSize")
    assert width / height == pytest.approx(600 / 800, rel=0.01)
    # The reader keeps margins of its own.
    assert width > 0.9 * page_width or height > 0.9 * page_height
    assert width <= page_width * 1.01
    assert height <= page_height * 1.01


def test_the_witness_tells_what_never_came_onto_the_screen(chromium: Browser, horizontal: Path) -> None:
    with opened(chromium, "foliate", horizontal) as found:
        found.call("look")
        found.call("turn")
        found.page.evaluate("document.querySelector('foliate-view').style.transform = 'translateX(-5000px)'")
        found.call("look")
        report = {line["section"]: line for line in found.call("report")}
    assert report["EPUB/text/title-page.xhtml"]["unseen"] == "雾桥书屋一间书屋的春天"
