"""The recipe: load, render, lay out, package, put in place."""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import Enum
from functools import partial
from pathlib import Path

from publisher.book import Book, HandoutForm, InfographicForm, Output, PageSetup, PageSize
from publisher.call_stack import with_room
from publisher.checks import check_epub, check_pdf_content
from publisher.diagnostics import Diagnostic, PublisherError, fail, has_errors
from publisher.epub import package
from publisher.manuscript import load
from publisher.output_file import put_in_place
from publisher.pdf import (
    Pages,
    PressOptions,
    collected,
    cover_picture,
    cover_sheet_pdf,
    filled,
    handout_pdf,
    infographic_pictures,
    lay_out,
    missing_faces,
    press_pdf,
    printed_pages,
    read_profile,
    screen_pdf,
    without_cover,
)
from publisher.rendering import Medium, PrintedPage, Rendition, redrawn_for_screen, render, stylesheets
from publisher.themes import read_theme

_LOG = logging.getLogger("publisher")
_SUFFIXES = {
    Output.EPUB: ".epub",
    Output.PDF: ".pdf",
    Output.PRINT: "-print.pdf",
    Output.HANDOUT: "-handout.pdf",
    Output.COVER: "-cover.pdf",
}
# To be read aloud from, at arm's length: 二号 on A4.
_LARGE_TYPE = PageSetup(size=PageSize(name="A4", width=210, height=297), body_size=22, line_height=38)
# Offset on coated paper with at most 300 % of ink; Debian's scribus-data has it.
_PROFILE = Path("scribus/profiles/ISOcoated_v2_300_bas.icc")
_DATA_FOLDERS = "/usr/local/share:/usr/share:/Applications/Scribus.app/Contents/share:/opt/homebrew/share"


class Stage(Enum):
    """A step of a build, as a person watching it would call it."""

    READ = "Reading the book folder"
    RENDER = "Rendering the documents"
    LAY_OUT = "Laying out pages"
    LAY_OUT_LARGE = "Laying out pages in large type"
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


@with_room
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
    diagnostics = (*loaded.diagnostics, *made.diagnostics, *_preflight(made.contents, book, target))
    if has_errors(diagnostics):
        raise PublisherError(diagnostics)
    files = _write(made.contents, book, target, report)
    return Built(files=files, diagnostics=diagnostics, pages=made.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    contents: dict[Output, bytes]
    diagnostics: tuple[Diagnostic, ...]
    pages: int | None


def _make(rendition: Rendition, wanted: tuple[Output, ...], modified: datetime, report: Progress) -> _Made:
    contents: dict[Output, bytes] = {}
    pages: int | None = None
    inside = 0
    page_list: tuple[PrintedPage, ...] = ()
    press = _press_options(rendition.book) if {Output.PRINT, Output.COVER} & {*wanted} else None
    on_paper = any(output is not Output.EPUB for output in wanted)
    faces = tuple(missing_faces(rendition.book, read_theme(rendition.book.theme).faces)) if on_paper else ()
    with collected(_sources(rendition.book)) as found:
        if _wants_pages(rendition.book, wanted):
            laid_out = _lay_out(rendition, modified, Stage.LAY_OUT, report)
            pages, page_list = len(laid_out.labels), printed_pages(laid_out)
            inside = len(without_cover(laid_out).labels)
            contents[Output.PDF] = screen_pdf(laid_out)
        if Output.HANDOUT in wanted:
            contents[Output.HANDOUT] = _handout(rendition.book, contents.get(Output.PDF), modified, report)
        if press is not None and Output.PRINT in wanted:
            laid_out = _lay_out(rendition, modified, Stage.LAY_OUT_PRINT, report, press)
            pages, page_list = len(laid_out.labels), printed_pages(laid_out)
            inner = without_cover(laid_out)
            inside = len(inner.labels)
            contents[Output.PRINT] = press_pdf(inner if _has_cover_sheet(rendition.book) else laid_out, press)
        if press is not None and Output.COVER in wanted:
            contents[Output.COVER] = cover_sheet_pdf(
                rendition,
                stylesheets(rendition.book, Medium.PDF),
                press,
                pages=filled(inside) if press.fill else inside,
                modified=modified,
            )
        if Output.EPUB in wanted:
            # After the pages: the e-book tells where each begins, if there are any.
            contents[Output.EPUB] = package(
                redrawn_for_screen(rendition),
                stylesheets=stylesheets(rendition.book, Medium.EPUB),
                modified=modified,
                page_list=page_list,
                cover=_cover(rendition, modified),
                infographics=_infographics(rendition, modified),
            )
    contents = {output: contents[output] for output in wanted}
    return _Made(contents=contents, diagnostics=(*faces, *found), pages=pages)


def _cover(rendition: Rendition, modified: datetime) -> bytes | None:
    """Draw the cover that a book without one gets."""
    if rendition.book.cover is not None:
        return None
    return cover_picture(rendition, stylesheets(rendition.book, Medium.PDF), modified=modified)


def _infographics(rendition: Rendition, modified: datetime) -> dict[str, bytes]:
    """Draw the infographics of a book that asks for pictures."""
    if rendition.book.epub.infographics is InfographicForm.DRAWING:
        return {}
    return infographic_pictures(rendition, stylesheets(rendition.book, Medium.PDF), modified=modified)


def _wants_pages(book: Book, wanted: tuple[Output, ...]) -> bool:
    """Tell whether the pages for the screen are needed: by themselves, for a handout, to know how thick a book is."""
    folded = Output.HANDOUT in wanted and book.handout.form is not HandoutForm.LARGE_TYPE
    bound = Output.COVER in wanted and Output.PRINT not in wanted
    return Output.PDF in wanted or folded or bound


def _has_cover_sheet(book: Book) -> bool:
    """Tell whether the cover goes to the press in a file of its own, and not with the pages."""
    return Output.COVER in book.outputs


def _handout(book: Book, screen: bytes | None, modified: datetime, report: Progress) -> bytes:
    if book.handout.form is HandoutForm.LARGE_TYPE or screen is None:
        large = render(replace(book, page=_LARGE_TYPE))
        screen = screen_pdf(_lay_out(large, modified, Stage.LAY_OUT_LARGE, report))
    return handout_pdf(screen, book.handout)


def _lay_out(
    rendition: Rendition, modified: datetime, stage: Stage, report: Progress, press: PressOptions | None = None
) -> Pages:
    return lay_out(
        rendition,
        stylesheets(rendition.book, Medium.PDF),
        modified=modified,
        bleeds=press is not None,
        press=press.profile if press is not None else None,
        progress=partial(report, stage),
    )


def _press_options(book: Book) -> PressOptions:
    setup = book.press
    profile = read_profile(setup.profile or _default_profile(), ink_limit=setup.ink_limit / 100)
    return PressOptions(profile=profile, bleed=book.page.bleed, fill=setup.fill)


def _default_profile() -> Path:
    """Find the profile that set-up installs, where the system keeps its data (XDG Base Directory Specification)."""
    folders = (os.environ.get("XDG_DATA_DIRS") or _DATA_FOLDERS).split(os.pathsep)
    for folder in folders:
        file = Path(folder) / _PROFILE
        if file.is_file():
            return file
    raise fail(
        "profile-missing",
        "There is no colour profile of a press on this machine, so the file for the press cannot be made",
        hint="run make book, which installs one; or apt install scribus-data; or name a file of your own in book.toml:"
        ' [print] profile = "assets/press.icc"',
    )


def _preflight(contents: dict[Output, bytes], book: Book, target: Path) -> tuple[Diagnostic, ...]:
    """Check the files for the press as the press will, and the claim of an e-book, before they are put in place.

    Colours are the themes' own, which are read well, unless the book has style sheets.
    """
    asked = Output.EPUB in contents and (book.epub.certified_by is not None or book.stylesheets)
    found_in_epub = check_epub(_file(Output.EPUB, book, target), contents[Output.EPUB]) if asked else ()
    # What else is wrong is told too if a claim is: it may be the reason.
    is_false = any(found.code == "epub-claim-false" for found in found_in_epub)
    on_screen = tuple(found for found in found_in_epub if is_false or found.code == "epub-contrast-low")
    on_paper = tuple(
        found
        for output in (Output.PRINT, Output.COVER)
        if output in contents
        for found in check_pdf_content(contents[output], _file(output, book, target))
    )
    return (*on_screen, *on_paper)


def _file(output: Output, book: Book, target: Path) -> Path:
    return target / f"{book.slug}{_SUFFIXES[output]}"


def _write(contents: dict[Output, bytes], book: Book, target: Path, report: Progress) -> tuple[Path, ...]:
    files = {_file(output, book, target): content for output, content in contents.items()}
    report(Stage.WRITE, 0, len(files))
    put_in_place(files)
    report(Stage.WRITE, len(files), len(files))
    for file, content in files.items():
        _LOG.info("wrote %s, %d bytes", file, len(content))
    return tuple(files)


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
