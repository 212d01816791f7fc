"""The imprint page (版权页): what is known of GB/T 12450-2001 §4, and of the printed edition what its pages tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import log2

from publisher.book import Book, PageSize, Person
from publisher.rendering.labels import Labels

# A full sheet of paper (正度), in mm: it is folded into 8, 16, 32 or 64 leaves.
_FULL_SHEET = (787, 1092)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How long the printed book is: its pages without the cover, and how many characters its text areas hold.

    The trade counts characters by the room for them (版面字数): those of a line by the lines of a page by the pages
    that are numbered, whatever stands there.
    """

    pages: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """People of one role as a title page names them: 某某、某某 编."""

    names: str
    role: str


def credits_of(people: tuple[Person, ...], labels: Labels) -> tuple[Credit, ...]:
    """Name people by their roles, those of the same role that follow each other in one line."""
    return tuple(
        Credit(names="、".join(person.name for person in group), role=labels.roles.get(role, ""))
        for role, group in groupby(people, key=lambda person: person.role)
    )


def leaves_of_a_sheet(size: PageSize) -> int:
    """Return into how many leaves a full sheet is cut for pages of this size: 16 for 16开 (GB/T 788)."""
    width, height = _FULL_SHEET
    return 1 << round(log2(width * height / (size.width * size.height)))


def imprint_lines(book: Book, labels: Labels, extent: Extent | None) -> tuple[tuple[str, str], ...]:
    """List what the imprint says as label and value: known facts only, the book's own lines last.

    An edition without pages of its own (`extent` is None) says nothing of paper.
    """
    known = (*_people(book, labels), *_edition(book, labels, extent), *_numbers(book, labels))
    return (*((label, value) for label, value in known if value), *book.imprint.lines)


def _people(book: Book, labels: Labels) -> Iterator[tuple[str, str | None]]:
    imprint, series = book.imprint, book.series
    yield labels.book_title, f"{book.title}——{book.subtitle}" if book.subtitle else book.title
    yield from ((credit.role, credit.names) for credit in credits_of(book.creators, labels) if credit.role)
    yield labels.series, "　".join(filter(None, (series.name, series.number))) if series else None
    yield labels.editor, imprint.editor
    yield labels.designer, imprint.designer
    yield labels.proofreader, imprint.proofreader
    yield labels.publisher, book.publisher
    yield labels.address, imprint.address


def _edition(book: Book, labels: Labels, extent: Extent | None) -> Iterator[tuple[str, str | None]]:
    imprint, size = book.imprint, book.page.size
    month = labels.month(book.date)
    if extent is not None:
        leaves = leaves_of_a_sheet(size)
        yield labels.printer, imprint.printer
        yield labels.distributor, imprint.distributor
        yield labels.format, f"{size.width:g} mm × {size.height:g} mm　1/{leaves}"
        yield labels.sheets, f"{round(extent.pages / leaves, 3):g}"
        yield labels.characters, f"{max(1, round(extent.characters / 1000))}{labels.thousands}"
    yield labels.edition, f"{month}第{imprint.edition}版"
    if extent is not None:
        yield labels.printing, f"{month}第{imprint.printing}{labels.printed}"
        yield labels.copies, f"{imprint.copies}{labels.copies_unit}" if imprint.copies else None


def _numbers(book: Book, labels: Labels) -> Iterator[tuple[str, str | None]]:
    yield "ISBN", book.identifiers.isbn
    yield "ISSN", book.identifiers.issn
    yield labels.price, book.imprint.price
