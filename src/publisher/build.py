"""The recipe: load, render, lay out, package, put in place."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import Enum
from functools import partial
from pathlib import Path

from publisher.book import Book, Output
from publisher.diagnostics import Diagnostic, PublisherError, fail, has_errors
from publisher.epub import package
from publisher.manuscript import load
from publisher.output_file import put_in_place
from publisher.pdf import Pages, collected, handout_pdf, lay_out, press_pdf, printed_pages, screen_pdf
from publisher.rendering import Medium, PrintedPage, Rendition, render, stylesheets

_LOG = logging.getLogger("publisher")
_SUFFIXES = {
    Output.EPUB: ".epub",
    Output.PDF: ".pdf",
    Output.PRINT: "-print.pdf",
    Output.HANDOUT: "-handout.pdf",
}


class Stage(Enum):
    """A step of a build, as a person watching it would call it."""

    READ = "Reading the book folder"
    RENDER = "Rendering the documents"
    LAY_OUT = "Laying out pages"
    LAY_OUT_PRINT = "Laying out pages for the press"
    WRITE = "Writing files"


Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how many of its steps are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made, and what it has to say about it."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    pages: int | None


def build_book(
    folder: Path,
    *,
    outputs: Iterable[Output] | None = None,
    target: Path = Path("build"),
    progress: Progress | None = None,
) -> Built:
    """Build a book folder into files of the folder `target`.

    `outputs` are those of `book.toml` unless given. Every file is made before the first is put in place, so an error
    leaves all that was there. Raises `PublisherError` with everything that is wrong.
    """
    report = progress or _silent
    report(Stage.READ, 0, 1)
    loaded = load(folder)
    book = loaded.book
    report(Stage.READ, 1, 1)
    wanted = tuple(dict.fromkeys(outputs if outputs is not None else book.outputs))
    report(Stage.RENDER, 0, 1)
    rendition = render(book)
    report(Stage.RENDER, 1, 1)
    made = _make(rendition, wanted, _modified(book), report)
    if has_errors(made.diagnostics):
        raise PublisherError((*loaded.diagnostics, *made.diagnostics))
    files = tuple(_write(made.contents, book, target, report))
    return Built(files=files, diagnostics=(*loaded.diagnostics, *made.diagnostics), pages=made.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    contents: dict[Output, bytes]
    diagnostics: tuple[Diagnostic, ...]
    pages: int | None


def _make(rendition: Rendition, wanted: tuple[Output, ...], modified: datetime, report: Progress) -> _Made:
    contents: dict[Output, bytes] = {}
    pages: int | None = None
    page_list: tuple[PrintedPage, ...] = ()
    with collected(_sources(rendition.book)) as found:
        if {Output.PDF, Output.HANDOUT} & set(wanted):
            laid_out = _lay_out(rendition, modified, Stage.LAY_OUT, report)
            pages, page_list = len(laid_out.labels), printed_pages(laid_out)
            screen = screen_pdf(laid_out)
            if Output.PDF in wanted:
                contents[Output.PDF] = screen
            if Output.HANDOUT in wanted:
                contents[Output.HANDOUT] = handout_pdf(screen)
        if Output.PRINT in wanted:
            laid_out = _lay_out(rendition, modified, Stage.LAY_OUT_PRINT, report)
            pages, page_list = len(laid_out.labels), printed_pages(laid_out)
            contents[Output.PRINT] = press_pdf(laid_out, bleed=rendition.book.page.bleed)
        if Output.EPUB in wanted:
            # After the pages: the e-book tells where each begins, if there are any.
            sheets = stylesheets(rendition.book, Medium.EPUB)
            contents[Output.EPUB] = package(rendition, stylesheets=sheets, modified=modified, page_list=page_list)
    contents = {output: contents[output] for output in wanted}
    return _Made(contents=contents, diagnostics=tuple(found), pages=pages)


def _lay_out(rendition: Rendition, modified: datetime, stage: Stage, report: Progress) -> Pages:
    sheets = stylesheets(rendition.book, Medium.PDF)
    marks = stage is Stage.LAY_OUT_PRINT
    return lay_out(rendition, sheets, modified=modified, marks=marks, progress=partial(report, stage))


def _write(contents: dict[Output, bytes], book: Book, target: Path, report: Progress) -> Iterator[Path]:
    report(Stage.WRITE, 0, len(contents))
    for done, (output, content) in enumerate(contents.items(), 1):
        file = target / f"{book.slug}{_SUFFIXES[output]}"
        put_in_place(content, file)
        _LOG.info("wrote %s, %d bytes", file, len(content))
        report(Stage.WRITE, done, len(contents))
        yield file


def _sources(book: Book) -> tuple[Path, ...]:
    """List the text files that the book was loaded from."""
    chapters = (*book.front, *(chapter for part in book.parts for chapter in part.chapters), *book.back)
    return (book.folder / "book.toml", *(chapter.file for chapter in chapters if chapter.file is not None))


def _modified(book: Book) -> datetime:
    """Return the time that every output carries: SOURCE_DATE_EPOCH, else the date of the edition."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.combine(book.date, time(tzinfo=UTC))
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise fail(
            "source-date-epoch",
            f"SOURCE_DATE_EPOCH is “{epoch}”, which is no number of seconds, so the files cannot be dated",
            hint="set it to the seconds since 1970-01-01 (date +%s), or unset it to take the date in book.toml",
        ) from error


def _silent(_stage: Stage, _done: int, _total: int) -> None:
    """Report nothing."""
