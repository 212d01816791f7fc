"""All documents of a book laid out as one run of numbered pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import weasyprint
from weasyprint.document import Page
from weasyprint.text.fonts import FontConfiguration

from publisher.book import Book, Opens, PageSetup
from publisher.pdf.binding import binding_margin, expected_pages
from publisher.pdf.fetcher import FolderFetcher
from publisher.pdf.paper import Opening, blank_html, to_html
from publisher.pdf.prepress_profile import OutputProfile
from publisher.pdf.typefaces import typefaces_of
from publisher.rendering import Document, DocumentKind, Extent, Matter, Rendition, colophon_page, imprint_page
from publisher.rendering.labels import labels_for
from publisher.rendering.templates import environment
from publisher.styles_folder import styles_folder
from publisher.text_area import TextArea, text_area
from publisher.typesetting import render, require_fonts, stylesheet

SHEET = 4
"""The pages of a folded sheet."""

Progress = Callable[[int, int], None]
# Classes for an imprint, the next where it takes more than a page.
_DENSITIES = ("", "close", "closest")
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


class _Run:
    """Pages that are counted together: by a counter style of CSS, and the same in Python.

    `sources` has the document that each page shows.
    """

    def __init__(self, counter_style: str, label: Callable[[int], str]) -> None:
        self._counter_style = counter_style
        self.label = label
        self.pages: list[Page] = []
        self.sources: list[Document | None] = []

    def opening(self, index: int | None = None) -> Opening:
        """Tell how a document starts on the page of this index, or on the next one."""
        before = len(self.pages) if index is None else index
        return Opening(right_hand=before % 2 == 0, number=before + 1, counter_style=self._counter_style)

    def add(self, laid_out: weasyprint.Document, source: Document | None) -> None:
        """Add the pages of a document."""
        self.pages += laid_out.pages
        self.sources += [source] * len(laid_out.pages)

    def labels(self) -> Iterator[str]:
        """Yield the folio of each page."""
        return (self.label(number) for number, _ in enumerate(self.pages, 1))


class _Typesetter:
    """Lays out one document after the other with style sheets that are parsed once."""

    def __init__(
        self,
        book: Book,
        stylesheets: Iterable[Path],
        modified: datetime,
        area: TextArea,
        *,
        bleeds: bool,
        press: OutputProfile | None,
    ) -> None:
        self._book = book
        self._modified = modified
        self._fonts = FontConfiguration()
        self._fetcher = FolderFetcher(book.folder, styles_folder(), press=press)
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
    press: OutputProfile | None = None,
    progress: Progress | None = None,
) -> Pages:
    """Lay out a book: cover, front matter in roman numbers, body and back matter in Arabic ones.

    The text is laid out first, a chapter at a time, so that the contents can be set with the page numbers known; the
    time grows with the number of pages only. The binding's margin goes by the number of pages, which is guessed
    first: only where the guess asks for another margin than the pages do are they laid out twice. They are as many
    then, since the text moves and its area stays as it is. For a `press`, pictures that are in inks stay so.
    """
    require_fonts()
    files = tuple(stylesheets)
    page = rendition.book.page

    def with_gutter(gutter: float) -> Pages:
        area = text_area(page, gutter=gutter)
        typesetter = _Typesetter(rendition.book, files, modified, area, bleeds=bleeds, press=press)
        return _lay_out(rendition, typesetter, progress)

    guessed = binding_margin(expected_pages(rendition), page)
    pages = with_gutter(guessed)
    needed = binding_margin(len(pages.labels), page)
    return pages if needed == guessed else with_gutter(needed)


def _lay_out(rendition: Rendition, typesetter: _Typesetter, progress: Progress | None) -> Pages:
    """Lay out the text before the contents, which tell its pages, and then what tells of the whole book."""
    book, documents = rendition.book, rendition.documents
    cover_label = labels_for(book.language).cover
    cover = _Run("decimal", lambda number: cover_label if number == 1 else "")
    front, body = _Run("lower-roman", _roman), _Run("decimal", str)
    runs = {Matter.BODY: body, Matter.BACK: body, Matter.FRONT: front, Matter.COVER: cover}
    order = [(run, document) for run in (body, front, cover) for document in documents if runs[document.matter] is run]
    order.sort(key=lambda one: one[1].kind is DocumentKind.COLOPHON)
    folios: dict[str, str] = {}
    for done, (run, document) in enumerate(order, 1):
        if len(run.pages) % 2 and _opens_recto(document, run.sources, book.page):
            run.add(typesetter.set_blank(run.opening()), None)
        opening = run.opening()
        if document.kind is DocumentKind.IMPRINT:
            laid_out = _imprint(rendition, typesetter, opening, len(body.pages))
        elif book.colophon and document.kind is DocumentKind.COLOPHON:
            typefaces = _typefaces(document, (cover, front, body), typesetter) if book.colophon.facts else ()
            laid_out = typesetter.set(colophon_page(book, book.colophon, typefaces), opening, {})
        else:
            laid_out = typesetter.set(document, opening, folios)
        folios |= _folios(laid_out.pages, opening.number, run.label)
        run.add(laid_out, document)
        if progress is not None:
            progress(done, len(documents))
    for run in (cover, front):
        if len(run.pages) % 2:
            run.add(typesetter.set_blank(run.opening()), None)
    _tell(rendition, front, len(front.pages) + len(body.pages), typesetter)
    return Pages(
        document=laid_out.copy([*cover.pages, *front.pages, *body.pages]),
        labels=(*cover.labels(), *front.labels(), *body.labels()),
        sources=(*cover.sources, *front.sources, *body.sources),
        folios=folios,
    )


def _typefaces(colophon: Document, runs: Iterable[_Run], typesetter: _Typesetter) -> tuple[str, ...]:
    """Name the typefaces of all pages and of the colophon that tells of them."""
    own = typesetter.set(colophon, _Run("decimal", str).opening(), {})
    return typefaces_of(own, [*(page for run in runs for page in run.pages), *own.pages])


def _tell(rendition: Rendition, front: _Run, pages: int, typesetter: _Typesetter) -> None:
    """Set the imprint again: its lines are the same as before, only the numbers in them are now known."""
    for index, document in enumerate(front.sources):
        if document is not None and document.kind is DocumentKind.IMPRINT:
            told = _imprint(rendition, typesetter, front.opening(index), pages)
            front.pages[index : index + len(told.pages)] = told.pages
            return


def without_cover(pages: Pages) -> Pages:
    """Return the pages inside a cover that is printed by itself."""
    inside = next(
        (index for index, source in enumerate(pages.sources) if source and source.matter is not Matter.COVER),
        len(pages.sources),
    )
    document = pages.document.copy(pages.document.pages[inside:])
    return replace(pages, document=document, labels=pages.labels[inside:], sources=pages.sources[inside:])


def _imprint(rendition: Rendition, typesetter: _Typesetter, opening: Opening, count: int) -> weasyprint.Document:
    """Set the imprint of a book of so many pages, which a press fills up to a multiple of four if it may.

    It stands on the back of the title page, so what does not fit there is set closer.
    """
    book = rendition.book
    area = text_area(book.page)
    extent = Extent(
        pages=filled(count) if book.press.fill else count,
        characters=count * area.ems * area.lines,
    )
    for density in _DENSITIES:
        laid_out = typesetter.set(imprint_page(book, extent, density=density), opening, {})
        if len(laid_out.pages) == 1:
            break
    return laid_out


def filled(count: int) -> int:
    """Return how many pages there are when blank ones are added up to a multiple of four, as sheets have."""
    return -(-count // SHEET) * SHEET


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


def _folios(pages: Iterable[Page], first: int, label: Callable[[int], str]) -> dict[str, str]:
    """Map each id to the folio of the page that it begins on: a chapter's own id stands on all of its pages."""
    folios: dict[str, str] = {}
    for number, page in enumerate(pages, first):
        for anchor in page.anchors:
            folios.setdefault(anchor, label(number))
    return folios


def _roman(number: int) -> str:
    """Write a number from 1 to 399 in small roman figures."""
    written = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        written += figure * count
    return written
