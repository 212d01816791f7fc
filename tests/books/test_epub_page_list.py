"""The page list of an e-book beside the pages that the PDF of the same build really has."""

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from publisher.book import Output
from publisher.build import build_book
from publisher.xhtml import NAMESPACES, parse

# What a page adds to the words of the text: bullets, leaders and numbers of the contents, pronunciation.
_ADDED = re.compile(r"[\s.•◦0-9A-Za-zÀ-ɏ]")


def page_list(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return label and address of every printed page, in the order of the list."""
    nav = parse(archive.read("EPUB/nav.xhtml"))
    links = nav.iterfind(".//h:nav[@role='doc-pagelist']//h:a", NAMESPACES)
    return [(link.text or "", f"EPUB/{link.get('href')}") for link in links]


def words_behind(archive: zipfile.ZipFile, address: str) -> str:
    """Return the first characters of text behind a mark, without notes and ruby."""
    path, _, identifier = address.partition("#")
    [mark] = parse(archive.read(path)).xpath("//*[@id=$id]", id=identifier)
    texts = mark.xpath(
        "following::text()[not(ancestor::h:rt) and not(ancestor::h:aside) and"
        " not(ancestor::*[@hidden]) and not(ancestor::h:li[@class='subhead'])]",
        namespaces=NAMESPACES,
    )
    return _ADDED.sub("", "".join(texts))[:8]


def words_of_pages(pdf: Path) -> dict[str, str]:
    """Return the text of each page by the number on it, without running heads and folios."""
    with pikepdf.open(pdf) as opened:
        labels = [page.label for page in opened.pages]
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded(0, height * 0.07, width, height * 0.93)
            texts.append(_ADDED.sub("", text))
    return dict(zip(labels, texts, strict=True))


def test_every_mark_stands_before_the_first_words_of_its_page(files: dict[str, Path]) -> None:
    printed = words_of_pages(files[".pdf"])
    with zipfile.ZipFile(files[".epub"]) as archive:
        pages = page_list(archive)
        for label, address in pages:
            words = words_behind(archive, address)
            assert printed[label].startswith(words[: len(printed[label])]), (label, words, printed[label][:12])
    # Title page, imprint, foreword and contents are a page each.
    assert [label for label, _ in pages][:6] == ["i", "ii", "iii", "iv", "1", "2"]
    numbers = [int(label) for label, _ in pages if label.isdecimal()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(printed) - {label for label, _ in pages} <= {"封面", ""}, "only the cover and blank pages are left out"


def test_the_ncx_lists_the_same_pages(files: dict[str, Path]) -> None:
    ncx = {"n": "http://www.daisy.org/z3986/2005/ncx/"}
    with zipfile.ZipFile(files[".epub"]) as archive:
        root = etree.fromstring(archive.read("EPUB/toc.ncx"))
        pages = page_list(archive)
    targets = list(root.iterfind("n:pageList/n:pageTarget", ncx))
    found = [
        (target.findtext("n:navLabel/n:text", None, ncx), f"EPUB/{target.find('n:content', ncx).get('src')}")
        for target in targets
    ]
    assert found == pages
    assert [(target.get("type"), target.get("value")) for target in targets[3:5]] == [("front", None), ("normal", "1")]
    heads = {meta.get("name"): meta.get("content") for meta in root.iterfind("n:head/n:meta", ncx)}
    assert heads["dtb:totalPageCount"] == str(len(pages))
    assert heads["dtb:maxPageNumber"] == pages[-1][0]


def test_the_edition_that_the_pages_are_of_is_named(files: dict[str, Path]) -> None:
    opf = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
    with zipfile.ZipFile(files[".epub"]) as archive:
        root = etree.fromstring(archive.read("EPUB/content.opf"))
    source = root.find(".//dc:source", opf)
    assert source.text == root.findtext(".//o:meta[@property='pageBreakSource']", None, opf)
    assert source.text.startswith(("urn:isbn:", "青禾河志"))
    features = [meta.text for meta in root.iterfind(".//o:meta[@property='schema:accessibilityFeature']", opf)]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


@pytest.mark.parametrize("paper", [Output.PRINT, Output.HANDOUT])
def test_any_paper_edition_gives_the_pages(river: Path, files: dict[str, Path], tmp_path: Path, paper: Output) -> None:
    made = build_book(river, outputs=[Output.EPUB, paper], target=tmp_path)
    assert made.files[0].read_bytes() == files[".epub"].read_bytes()


def test_an_e_book_made_alone_tells_of_no_pages(river: Path, tmp_path: Path) -> None:
    [file] = build_book(river, outputs=[Output.EPUB], target=tmp_path).files
    with zipfile.ZipFile(file) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"pagebreak", b"page-list", b"pageList", b"pageBreak", b"dc:source", b"pageNavigation"):
        assert word not in content, word
