"""A book to XHTML documents in reading order, with their contents."""

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from publisher.book import Article, ArticleKind, Book, Chapter, Colophon, Infographic, Part
from publisher.manuscript.cjk import join_lines
from publisher.rendering.colophon import colophon_lines
from publisher.rendering.imprint import Extent, credits_of, imprint_lines
from publisher.rendering.infographic import draw_for_screen, render_infographic
from publisher.rendering.labels import Labels, labels_for
from publisher.rendering.rendition import ContentsEntry, Document, DocumentKind, Matter, Rendition
from publisher.rendering.templates import environment
from publisher.xhtml import NAMESPACES, element, h, parse, text_of

# DPUB-ARIA 1.1 has a role for every kind of article.
_ROLES = {kind: f"doc-{kind.value}" for kind in ArticleKind}
_HEADINGS = ("h2", "h3", "h4")
# 一、 （一） 1. 1． 1、 （1） ① 第一节
_COUNTED = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百\d]+[)）]|\d+[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百\d]+"
)
_CIRCLED = tuple(chr(code) for code in (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))


def render(book: Book) -> Rendition:
    """Render a book.

    Raises `PublisherError` when an infographic does not fit its page.
    """
    labels = labels_for(book.language)
    contents = _contents(book)
    documents = (
        *_opening(book, labels),
        *(_article(book, article, Matter.FRONT) for article in book.front),
        template_page(
            book,
            "contents.xhtml.j2",
            DocumentKind.CONTENTS,
            Matter.FRONT,
            _free_id(book, "contents"),
            labels.contents,
            entries=contents,
        ),
        *_body(book),
        *(_article(book, article, Matter.BACK) for article in book.back),
        *((colophon_page(book, book.colophon),) if book.colophon else ()),
    )
    return Rendition(book=book, documents=documents, contents=contents)


def redrawn_for_screen(rendition: Rendition) -> Rendition:
    """Draw the infographics once more, for screens: what is drawn for a page of the book is small on a phone."""
    book = rendition.book
    chapters = (chapter for part in book.parts for chapter in part.chapters)
    drawn = {chapter.id: chapter for chapter in chapters if isinstance(chapter, Infographic)}
    documents = tuple(
        _infographic(
            drawn[document.id],
            document.part,
            draw_for_screen(drawn[document.id], language=book.language, page=book.page),
        )
        if document.kind is DocumentKind.INFOGRAPHIC
        else document
        for document in rendition.documents
    )
    return replace(rendition, documents=documents)


def _opening(book: Book, labels: Labels) -> Iterator[Document]:
    credit_lines = credits_of(book.creators, labels)
    date = labels.date(book.date)
    yield template_page(
        book,
        "cover.xhtml.j2",
        DocumentKind.COVER,
        Matter.COVER,
        _free_id(book, "cover"),
        book.title,
        label=labels.cover,
        credits=credit_lines,
        date=date,
    )
    yield template_page(
        book,
        "title-page.xhtml.j2",
        DocumentKind.TITLE_PAGE,
        Matter.FRONT,
        _free_id(book, "title-page"),
        book.title,
        label=labels.title_page,
        credits=credit_lines,
    )
    yield imprint_page(book)


def imprint_page(book: Book, extent: Extent | None = None, *, density: str = "") -> Document:
    """Render the imprint; for paper once more, when it is known how long the book is.

    `density` is a class for a page that has to hold much.
    """
    labels = labels_for(book.language)
    return template_page(
        book,
        "imprint.xhtml.j2",
        DocumentKind.IMPRINT,
        Matter.FRONT,
        _free_id(book, "imprint"),
        labels.imprint,
        lines=imprint_lines(book, labels, extent),
        density=density,
        cip_title=labels.cip,
    )


def colophon_page(book: Book, colophon: Colophon, typefaces: tuple[str, ...] | None = None) -> Document:
    """Render the colophon; for paper once more, when the typefaces of all pages are known."""
    labels = labels_for(book.language)
    return template_page(
        book,
        "colophon.xhtml.j2",
        DocumentKind.COLOPHON,
        Matter.BACK,
        _free_id(book, "colophon"),
        colophon.title or labels.colophon,
        text=colophon.text or "",
        lines=colophon_lines(book, colophon, labels, typefaces),
    )


def _body(book: Book) -> Iterator[Document]:
    for part in book.parts:
        if part.title is not None and part.id is not None:
            yield template_page(book, "part.xhtml.j2", DocumentKind.PART, Matter.BODY, part.id, part.title)
        for chapter in part.chapters:
            yield _chapter(book, chapter, part=part.title)


def _chapter(book: Book, chapter: Chapter, *, part: str | None) -> Document:
    match chapter:
        case Article():
            return _article(book, chapter, Matter.BODY, part=part)
        case Infographic():
            return _infographic(chapter, part, render_infographic(chapter, language=book.language, page=book.page))


def _infographic(infographic: Infographic, part: str | None, root: etree._Element) -> Document:
    if part is not None:
        body = next(root.iter(h("body")))
        body.set("class", f"{body.get('class', '')} in-part")
    return Document(
        id=infographic.id,
        kind=DocumentKind.INFOGRAPHIC,
        matter=Matter.BODY,
        title=infographic.title,
        root=root,
        part=part,
    )


def _article(book: Book, article: Article, matter: Matter, *, part: str | None = None) -> Document:
    document = template_page(
        book,
        "article.xhtml.j2",
        DocumentKind.ARTICLE,
        matter,
        article.id,
        article.headline,
        article=article,
        role=_ROLES[article.kind],
        in_part=part is not None,
    )
    body = next(node for node in document.root.iter(h("div")) if node.get("class") == "body")
    body.text = article.body.text
    body.extend(copy.deepcopy(child) for child in article.body)
    _number_notes(body)
    _mark_counted_headings(body)
    _run_in_dateline(body, article.dateline)
    return replace(document, part=part)


def _number_notes(body: etree._Element) -> None:
    """Write the numbers of note references as ① to ㊿ and [51] onwards (rule N1)."""
    for reference in body.iterfind(".//h:a[@class='noteref']", NAMESPACES):
        number = int(reference.text or "0")
        reference.text = _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else f"[{number}]"


def _mark_counted_headings(body: etree._Element) -> None:
    """Mark subheads that their author has numbered, so that no theme numbers them again."""
    for heading in body.iter(*(h(name) for name in _HEADINGS)):
        if _COUNTED.match(text_of(heading)):
            heading.set("class", "counted")


def _run_in_dateline(body: etree._Element, dateline: str | None) -> None:
    """Put the dateline (电头) at the head of the first paragraph, where a newspaper has it."""
    first = body[0] if len(body) else None
    if dateline is None or first is None:
        return
    if first.tag != h("p"):
        body.insert(0, element("p", {"class": "dateline"}, dateline))
        return
    span = element("span", {"class": "dateline"}, dateline)
    span.tail, first.text = first.text, None
    first.insert(0, span)


def template_page(
    book: Book, template: str, kind: DocumentKind, matter: Matter, id_: str, title: str, **values: object
) -> Document:
    """Render a template as a document."""
    source = (
        environment().get_template(template).render(book=book, language=book.language, id=id_, title=title, **values)
    )
    root = parse(source)
    _drop_blank_text(root)
    return Document(id=id_, kind=kind, matter=matter, title=title, root=root)


def _drop_blank_text(root: etree._Element) -> None:
    """Drop the white space that separates a template's lines, so that none of it shows between Chinese."""
    for node in root.iter():
        if _separates(node.text):
            node.text = None
        if _separates(node.tail):
            node.tail = None


def _separates(text: str | None) -> bool:
    return text is not None and "\n" in text and not text.strip(" \n")


def _contents(book: Book) -> tuple[ContentsEntry, ...]:
    return (
        *(_entry(article) for article in book.front),
        *(entry for part in book.parts for entry in _part_entries(part)),
        *(_entry(article) for article in book.back),
    )


def _part_entries(part: Part) -> tuple[ContentsEntry, ...]:
    chapters = tuple(_entry(chapter) for chapter in part.chapters)
    if part.title is None or part.id is None:
        return chapters
    return (ContentsEntry(target=part.id, label=part.title, children=chapters),)


def _entry(chapter: Chapter) -> ContentsEntry:
    match chapter:
        case Infographic():
            return ContentsEntry(target=chapter.id, label=chapter.title)
        case Article():
            headings = [node for node in chapter.body.iterdescendants() if node.tag in {h(n) for n in _HEADINGS}]
            return ContentsEntry(target=chapter.id, label=chapter.headline, children=_nest(headings))


def _nest(headings: list[etree._Element]) -> tuple[ContentsEntry, ...]:
    """Turn headings in document order into a tree by their levels; a skipped level does not make an empty line."""
    entries: list[ContentsEntry] = []
    position = 0
    while position < len(headings):
        head = headings[position]
        end = position + 1
        while end < len(headings) and headings[end].tag > head.tag:
            end += 1
        entries.append(
            ContentsEntry(
                target=head.get("id", ""),
                label=_label(head),
                subhead=True,
                children=_nest(headings[position + 1 : end]),
            )
        )
        position = end
    return tuple(entries)


def _label(heading: etree._Element) -> str:
    """Return the words of a heading in one line, without the pronunciation in its ruby and without note references."""
    plain = copy.deepcopy(heading)
    etree.strip_elements(plain, h("rt"), h("rp"), with_tail=False)
    for reference in plain.findall(".//h:a[@class='noteref']", NAMESPACES):
        reference.text = None
    for line_break in plain.iter(h("br")):
        line_break.text = "\n"
    return join_lines(text_of(plain)).strip()


def _free_id(book: Book, wanted: str) -> str:
    """Return an id for a page of our own that no chapter, part or heading has."""
    taken = {chapter.id for part in book.parts for chapter in part.chapters}
    taken |= {article.id for article in (*book.front, *book.back)} | {part.id for part in book.parts if part.id}
    while wanted in taken:
        wanted += "-page"
    return wanted
