"""The XHTML documents as HTML for paper: notes beside their references, names for running heads, page numbers."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from publisher.book import Book
from publisher.pdf.wide_tables import mark_wide_tables
from publisher.rendering import Document, DocumentKind
from publisher.rendering.infographic_paper import to_paper
from publisher.text_area import text_area
from publisher.xhtml import EPUB, NAMESPACES, XHTML, XML, element, h

# A longer headline is cut short over the page, in characters.
_RUNNING_HEAD = 28
# A table of so many rows stays on one page.
_ROWS_KEPT_WHOLE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a document starts: on a right-hand page or not, and with which number in which counter style."""

    right_hand: bool
    number: int
    counter_style: str


def to_html(
    document: Document,
    opening: Opening,
    *,
    book: Book,
    modified: datetime,
    page_numbers: Mapping[str, str] | None = None,
) -> str:
    """Write a document as HTML (not XML: WeasyPrint reads no other) for the page.

    `page_numbers` gives the contents the number that stands beside each line, by the id it leads to.
    """
    root = _copy(document, book)
    body = root.find("h:body", NAMESPACES)
    head = root.find("h:head", NAMESPACES)
    if body is None or head is None:
        raise ValueError(f"document {document.id} has no head or no body")
    root.set("style", _opening_style(opening))
    body.set("data-book", book.title)
    body.set("data-part", _running_head(document.part or book.title))
    body.set("data-chapter", _running_head(document.title))
    head[:] = _metadata(book, modified)
    _name_bookmarks(body)
    _move_notes(body)
    _mark_long_tables(body)
    mark_wide_tables(body, text_area(book.page).ems)
    for link in root.iterfind(".//h:nav//h:a", NAMESPACES):
        link.set("data-page", (page_numbers or {}).get(link.get("href", "").removeprefix("#"), ""))
    return _html(root)


def _copy(document: Document, book: Book) -> etree._Element:
    if document.kind is DocumentKind.INFOGRAPHIC:
        return to_paper(document.root, bleed=book.page.bleed)
    return copy.deepcopy(document.root)


def blank_html(opening: Opening, *, language: str) -> str:
    """Write an empty page, which keeps the next document on its side of the sheet."""
    root = element("html", {"lang": language, "style": _opening_style(opening)})
    root.append(element("body", {"class": "blank-page"}))
    return _html(root)


def _opening_style(opening: Opening) -> str:
    side = "right" if opening.right_hand else "left"
    return f"break-before: {side}; --first-page: {opening.number}; --folio-style: {opening.counter_style}"


def _metadata(book: Book, modified: datetime) -> list[etree._Element]:
    """Say in HTML what WeasyPrint puts into the PDF's metadata."""
    title = f"{book.title}——{book.subtitle}" if book.subtitle else book.title
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    named = (
        *(("author", person.name) for person in book.creators if person.role == "aut"),
        ("description", book.description),
        ("keywords", ", ".join(book.subjects)),
        ("generator", "publisher"),
        ("dcterms.created", stamp),
        ("dcterms.modified", stamp),
    )
    metas = [element("meta", {"name": name, "content": value}) for name, value in named if value]
    return [element("title", text=title), *metas]


def _name_bookmarks(body: etree._Element) -> None:
    """Give each heading its bookmark's words: no pronunciation of ruby, no note number."""
    for heading in body.iter(h("h1"), h("h2"), h("h3"), h("h4")):
        plain = copy.deepcopy(heading)
        etree.strip_elements(plain, h("rt"), h("rp"), with_tail=False)
        for reference in plain.findall(".//h:a[@class='noteref']", NAMESPACES):
            reference.text = None
        heading.set("data-label", " ".join("".join(str(piece) for piece in plain.itertext()).split()))


def _running_head(title: str) -> str:
    """Return a title that fits one line over the page."""
    return title if len(title) <= _RUNNING_HEAD else f"{title[: _RUNNING_HEAD - 1]}…"


def _mark_long_tables(body: etree._Element) -> None:
    """Let a table that may be longer than a page be cut: kept whole, it would part from its caption."""
    for table in body.iter(h("table")):
        if sum(1 for _ in table.iter(h("tr"))) > _ROWS_KEPT_WHOLE:
            table.set("class", "long")


def _move_notes(body: etree._Element) -> None:
    """Put each note behind its first reference, as spans: HTML allows no block inside a paragraph."""
    notes = {note.get("id"): note for note in body.iterfind(".//h:aside[@class='note']", NAMESPACES)}
    for reference in body.findall(".//h:a[@class='noteref']", NAMESPACES):
        note = notes.pop(reference.get("href", "").removeprefix("#"), None)
        if note is not None:
            _put_note(reference, note)


def _put_note(reference: etree._Element, note: etree._Element) -> None:
    parent = note.getparent()
    if parent is not None:
        parent.remove(note)
    note.tag = h("span")
    for block in note.iter(h("p"), h("blockquote"), h("ul"), h("ol"), h("li"), h("div")):
        block.tag = h("span")
        block.set("class", "p")
    number = element("span", {"class": "note-number"}, reference.text)
    first = note[0] if len(note) else note
    number.tail, first.text = first.text, None
    first.insert(0, number)
    reference.addnext(note)
    note.tail, reference.tail = reference.tail, None


def _html(root: etree._Element) -> str:
    for node in root.iter(etree.Element):
        node.tag = node.tag.removeprefix(f"{{{XHTML}}}") if isinstance(node.tag, str) else node.tag
        for name in (f"{{{EPUB}}}type", f"{{{XML}}}lang"):
            if name in node.attrib:
                del node.attrib[name]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
