from dataclasses import replace
from pathlib import Path

import epub_edition
import pytest
from lxml import etree

from publisher.book import EpubSetup, WritingMode
from publisher.epub.addresses import addresses
from publisher.epub.documents import PackagedDocuments, package_documents
from publisher.epub.item import Item
from publisher.rendering.rendition import Document, DocumentKind, Matter, Rendition
from publisher.xhtml import NAMESPACES, parse, text_of

SHEET = Item(id="style-1", path="styles/shared.css", media_type="text/css", content=b"")
HTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>页</title></head>'


def packaged(rendition: Rendition) -> PackagedDocuments:
    return package_documents(rendition, addresses(rendition), (SHEET,))


def page(tmp_path: Path, body: str) -> etree._Element:
    """Package a document that has this body; return the new body."""
    edition = epub_edition.rendition(tmp_path)
    document = Document(
        id="page",
        kind=DocumentKind.ARTICLE,
        matter=Matter.BODY,
        title="页",
        root=parse(f'{HTML}<body id="page">{body}</body></html>'),
    )
    result = packaged(replace(edition, documents=(document,)))
    assert result.errors == ()
    return next(parse(result.items[0].content).iterfind("h:body", NAMESPACES))


def item(result: PackagedDocuments, path: str) -> Item:
    return next(found for found in result.items if found.path == path)


def hrefs(content: bytes) -> list[str]:
    return [link.get("href", "") for link in parse(content).iterfind(".//h:a", NAMESPACES)]


def test_links_lead_to_files_or_into_the_same_document(tmp_path: Path) -> None:
    result = packaged(epub_edition.rendition(tmp_path))
    assert hrefs(item(result, "text/first.xhtml").content) == [
        "#first-note-1",
        "second.xhtml#second-hours",
        "#first-ref-1",
    ]
    assert hrefs(item(result, "text/second.xhtml").content) == ["first.xhtml"]


def test_links_out_of_the_book_stay(tmp_path: Path) -> None:
    body = page(tmp_path, '<p><a href="https://example.org/?a=1#b">那里</a></p>')
    assert body[0][0].get("href") == "https://example.org/?a=1#b"


@pytest.mark.parametrize(
    ("body", "name"),
    [('<a href="#gone">去</a>', "#gone"), ('<img src="assets/gone.png" alt="无"/>', "assets/gone.png")],
)
def test_what_is_nowhere_in_the_book_is_an_error_that_names_it(tmp_path: Path, body: str, name: str) -> None:
    edition = epub_edition.rendition(tmp_path)
    second = next(document for document in edition.documents if document.id == "second")
    second.root[1].append(parse(f'<p xmlns="http://www.w3.org/1999/xhtml">{body}</p>'))
    [error] = packaged(edition).errors
    assert error.code == "epub-reference"
    assert name in error.message
    assert "text/second.xhtml" in error.message


def test_a_note_begins_with_its_number_which_leads_back(tmp_path: Path) -> None:
    body = page(
        tmp_path,
        '<p>甲<a role="doc-noteref" id="r1" href="#n">①</a>乙<a role="doc-noteref" id="r2" href="#n">①</a></p>'
        '<aside role="doc-footnote" id="n"><p>注<em>文</em>。</p></aside>',
    )
    back = body[1][0][0]
    assert (back.text, back.tail, back.get("href"), back.get("role")) == ("①", "注", "#r1", "doc-backlink")
    assert text_of(body[1]) == "①注文。"


def test_a_note_that_begins_with_a_list_gets_its_number_before_it(tmp_path: Path) -> None:
    body = page(
        tmp_path,
        '<p>甲<a role="doc-noteref" id="r" href="#n">①</a></p>'
        '<aside role="doc-footnote" id="n"><ul><li>注</li></ul></aside>',
    )
    assert [etree.QName(child).localname for child in body[1]] == ["p", "ul"]
    assert text_of(body[1]) == "①注"


def test_ruby_goes_in_without_rp_and_keeps_its_text(tmp_path: Path) -> None:
    body = page(tmp_path, "<p>一<ruby>静<rp>（</rp><rt>jìng</rt><rp>）</rp></ruby>二</p>")
    assert text_of(body) == "一静jìng二"


def test_no_white_space_comes_between_inline_elements(tmp_path: Path) -> None:
    source = "<p><em>春</em><strong>天</strong><ruby>好<rt>hǎo</rt></ruby></p>"
    document = etree.tostring(page(tmp_path, source), encoding="unicode")
    assert source in document


def test_pictures_lead_to_the_package(tmp_path: Path) -> None:
    [shelf] = parse(item(packaged(epub_edition.rendition(tmp_path)), "text/first.xhtml").content).iterfind(
        ".//h:img", NAMESPACES
    )
    assert shelf.get("src") == "../images/image.png"


def test_style_sheets_are_linked_from_where_the_document_stands(tmp_path: Path) -> None:
    result = packaged(epub_edition.rendition(tmp_path))
    for path, href in (("nav.xhtml", "styles/shared.css"), ("text/first.xhtml", "../styles/shared.css")):
        [sheet] = parse(item(result, path).content).iterfind("h:head/h:link", NAMESPACES)
        assert sheet.get("href") == href


def test_an_infographic_is_a_page_of_fixed_size_and_nothing_else_is(tmp_path: Path) -> None:
    result = packaged(epub_edition.rendition(tmp_path))
    graphic = item(result, "text/graphic.xhtml")
    assert graphic.properties == ("svg",)
    assert graphic.spine_properties == ("rendition:layout-pre-paginated",)
    [viewport] = parse(graphic.content).iterfind("h:head/h:meta[@name='viewport']", NAMESPACES)
    assert viewport.get("content") == "width=600, height=800"
    assert [found.path for found in result.items if found.spine_properties] == ["text/graphic.xhtml"]


def test_the_trees_of_the_rendition_stay_as_they_were(tmp_path: Path) -> None:
    edition = epub_edition.rendition(tmp_path)
    before = [etree.tostring(document.root) for document in edition.documents]
    packaged(edition)
    assert [etree.tostring(document.root) for document in edition.documents] == before


def test_numbers_stand_upright_in_vertical_books_alone(tmp_path: Path) -> None:
    edition = epub_edition.rendition(tmp_path)
    vertical = replace(edition, book=replace(edition.book, epub=EpubSetup(writing_mode=WritingMode.VERTICAL)))
    span = '<span class="upright">128</span>'
    assert span in item(packaged(vertical), "text/first.xhtml").content.decode()
    assert span not in item(packaged(edition), "text/first.xhtml").content.decode()
