"""All documents of a book laid out as one run of numbered pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import weasyprint
from weasyprint.document import Page
from weasyprint.text.fonts import FontConfiguration

from publisher.book import Book, Opens, PageSetup
from publisher.pdf.binding import binding_margin, expected_pages
from publisher.pdf.fetcher import FolderFetcher
from publisher.pdf.paper import Opening, blank_html, to_html
from publisher.rendering import Document, DocumentKind, Matter, Rendition
from publisher.rendering.labels import labels_for
from publisher.rendering.templates import environment
from publisher.styles_folder import styles_folder
from publisher.text_area import TextArea, text_area
from publisher.typesetting import render, require_fonts, stylesheet

Progress = Callable[[int, int], None]
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A laid-out book.

    `labels` has the folio of each page in order, `sources` the document that it shows, None for a blank page;
    `folios` has the folio on which each id stands.
    """

    document: weasyprint.Document
    labels: tuple[str, ...]
    sources: tuple[Document | None, ...]
    folios: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbering:
    """How a run of pages is numbered: the CSS counter style, and the same in Python."""

    counter_style: str
    label: Callable[[int], str]


class _Typesetter:
    """Lays out one document after the other with style sheets that are parsed once."""

    def __init__(
        self, book: Book, stylesheets: Iterable[Path], modified: datetime, area: TextArea, *, bleeds: bool
    ) -> None:
        self._book = book
        self._modified = modified
        self._fonts = FontConfiguration()
        self._fetcher = FolderFetcher(book.folder, styles_folder())
        geometry = environment().get_template("page.css.j2")
        css = geometry.render(page=book.page, area=area, bleeds=bleeds)
        self._stylesheets = [
            stylesheet(string=css, font_config=self._fonts, url_fetcher=self._fetcher),
            *(stylesheet(filename=file, font_config=self._fonts, url_fetcher=self._fetcher) for file in stylesheets),
        ]

    def set(self, document: Document, opening: Opening, page_numbers: Mapping[str, str]) -> weasyprint.Document:
        """Lay out one document of the book."""
        html = to_html(document, opening, book=self._book, modified=self._modified, page_numbers=page_numbers)
        return self._render(html)

    def set_blank(self, opening: Opening) -> weasyprint.Document:
        """Lay out an empty page."""
        return self._render(blank_html(opening, language=self._book.language))

    def _render(self, html: str) -> weasyprint.Document:
        return render(
            html,
            base_url=self._book.folder.resolve().as_uri() + "/",
            stylesheets=self._stylesheets,
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )


def lay_out(
    rendition: Rendition,
    stylesheets: Iterable[Path],
    *,
    modified: datetime,
    bleeds: bool = False,
    progress: Progress | None = None,
) -> Pages:
    """Lay out a book: cover, front matter in roman numbers, body and back matter in Arabic ones.

    The text is laid out first, a chapter at a time, so that the contents can be set with the page numbers known; the
    time grows with the number of pages only. The binding's margin goes by the number of pages, which is guessed
    first: only where the guess asks for another margin than the pages do are they laid out twice. They are as many
    then, since the text moves and its area stays as it is.
    """
    require_fonts()
    files = tuple(stylesheets)
    page = rendition.book.page

    def with_gutter(gutter: float) -> Pages:
        area = text_area(page, gutter=gutter)
        return _lay_out(rendition, _Typesetter(rendition.book, files, modified, area, bleeds=bleeds), progress)

    guessed = binding_margin(expected_pages(rendition), page)
    pages = with_gutter(guessed)
    needed = binding_margin(len(pages.labels), page)
    return pages if needed == guessed else with_gutter(needed)


def _lay_out(rendition: Rendition, typesetter: _Typesetter, progress: Progress | None) -> Pages:
    documents = rendition.documents
    cover_label = labels_for(rendition.book.language).cover
    cover_numbers = _Numbering(counter_style="decimal", label=lambda number: cover_label if number == 1 else "")
    roman_numbers = _Numbering(counter_style="lower-roman", label=_roman)
    arabic_numbers = _Numbering(counter_style="decimal", label=str)
    runs = (
        ((Matter.BODY, Matter.BACK), arabic_numbers),
        ((Matter.FRONT,), roman_numbers),
        ((Matter.COVER,), cover_numbers),
    )
    folios: dict[str, str] = {}
    pages: list[Page] = []
    labels: list[str] = []
    sources: list[Document | None] = []
    done = 0
    for matters, numbering in runs:
        run: list[Page] = []
        shown: list[Document | None] = []
        for document in (document for document in documents if document.matter in matters):
            if len(run) % 2 and _opens_recto(document, shown, rendition.book.page):
                run += typesetter.set_blank(_opening(len(run), numbering)).pages
                shown.append(None)
            opening = _opening(len(run), numbering)
            laid_out = typesetter.set(document, opening, folios)
            folios |= _folios(laid_out.pages, opening.number, numbering)
            run += laid_out.pages
            shown += [document] * len(laid_out.pages)
            done += 1
            if progress is not None:
                progress(done, len(documents))
        if len(run) % 2 and numbering is not arabic_numbers:
            run += typesetter.set_blank(_opening(len(run), numbering)).pages
            shown.append(None)
        pages = run + pages
        sources = shown + sources
        labels = [numbering.label(number) for number in range(1, len(run) + 1)] + labels
    return Pages(document=laid_out.copy(pages), labels=tuple(labels), sources=tuple(sources), folios=folios)


def _opens_recto(document: Document, before: Sequence[Document | None], page: PageSetup) -> bool:
    """Tell whether a document begins on a right-hand page; a part that does has a leaf of its own."""
    match document.kind:
        case DocumentKind.PART:
            return page.parts_open is Opens.RECTO
        case DocumentKind.ARTICLE | DocumentKind.CONTENTS:
            after_part = bool(before) and before[-1] is not None and before[-1].kind is DocumentKind.PART
            return page.chapters_open is Opens.RECTO or (after_part and page.parts_open is Opens.RECTO)
        case _:
            return False


def _opening(pages_before: int, numbering: _Numbering) -> Opening:
    return Opening(right_hand=pages_before % 2 == 0, number=pages_before + 1, counter_style=numbering.counter_style)


def _folios(pages: Iterable[Page], first: int, numbering: _Numbering) -> dict[str, str]:
    """Map each id to the folio of the page that it begins on: a chapter's own id stands on all of its pages."""
    folios: dict[str, str] = {}
    for number, page in enumerate(pages, first):
        for anchor in page.anchors:
            folios.setdefault(anchor, numbering.label(number))
    return folios


def _roman(number: int) -> str:
    """Write a number from 1 to 399 in small roman figures."""
    written = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        written += figure * count
    return written
