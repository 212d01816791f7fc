"""The cover in one piece as it goes to the press: back, spine and front, with flaps if wanted."""

from dataclasses import dataclass

from publisher.book import Book
from publisher.rendering.assemble import template_page
from publisher.rendering.barcode import MODULE, MODULES, QUIET_LEFT, QUIET_RIGHT, bars_of, digits_of
from publisher.rendering.imprint import credits_of
from publisher.rendering.labels import labels_for
from publisher.rendering.rendition import Document, DocumentKind, Matter
from publisher.rendering.spine import SpineText, spine_text

# A spine as wide as this carries its title, author and publisher (GB/T 11668-1989).
_LEAST_SPINE_WITH_TEXT = 5.0
# Of the width of the spine, and at most so much, in mm: the characters of the title; and the rest beside it.
_TITLE_SHARE, _LARGEST_TITLE, _LESSER = 0.6, 9.0, 0.75
# Of the height: where the spine's text begins and ends, and the air between its pieces.
_SPINE_MARGIN, _SPINE_AIR = 0.08, 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """Where the pieces of a cover sheet lie, in mm from the left of the trim: back flap, back, spine, front, flap."""

    flaps: float
    page_width: float
    height: float
    spine: float

    @property
    def width(self) -> float:
        """The whole sheet, trimmed."""
        return 2 * (self.flaps + self.page_width) + self.spine

    @property
    def spine_left(self) -> float:
        """Where the spine begins."""
        return self.flaps + self.page_width

    @property
    def front_left(self) -> float:
        """Where the front begins."""
        return self.spine_left + self.spine

    @property
    def folds(self) -> tuple[float, ...]:
        """Where the sheet is folded: at both edges of the spine, and at the flaps."""
        spine = (self.spine_left, self.front_left)
        return spine if not self.flaps else (self.flaps, *spine, self.width - self.flaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineLine:
    """A line of the spine: its pieces, the size of its characters and where it begins, in mm from the top."""

    pieces: tuple[SpineText, ...]
    size: float
    top: float
    name: str


def plan_sheet(book: Book, pages: int) -> SheetPlan:
    """Plan the cover sheet of a book of so many pages inside.

    A leaf is as thick as its paper is heavy and bulky: 80 g/m² at 1.25 cm³/g are 100 µm.
    """
    setup, size = book.cover_sheet, book.page.size
    leaf = setup.grammage * setup.bulk / 1000
    spine = setup.spine if setup.spine is not None else round(pages / 2 * leaf, 1)
    return SheetPlan(flaps=setup.flaps, page_width=size.width, height=size.height, spine=spine)


def cover_sheet(book: Book, plan: SheetPlan) -> Document:
    """Render all of a cover sheet but its front, which is the cover of the book."""
    labels = labels_for(book.language)
    imprint, isbn = book.imprint, book.identifiers.isbn
    made = ((labels.editor, imprint.editor), (labels.designer, imprint.designer), (labels.price, imprint.price))
    return template_page(
        book,
        "cover-sheet.xhtml.j2",
        DocumentKind.COVER,
        Matter.COVER,
        "cover-sheet",
        book.title,
        plan=plan,
        spine=spine_lines(book, plan),
        credits=credits_of(book.creators, labels),
        made=[(label, value) for label, value in made[:2] if value],
        isbn=isbn,
        digits=digits_of(isbn) if isbn else "",
        bars=bars_of(digits_of(isbn)) if isbn else (),
        module=MODULE,
        modules=MODULES,
        quiet_left=QUIET_LEFT,
        quiet_right=QUIET_RIGHT,
        price=f"{labels.price}：{imprint.price}" if imprint.price else None,
    )


def spine_lines(book: Book, plan: SheetPlan) -> tuple[SpineLine, ...]:
    """Set title, authors and publisher on the spine, from its head to its foot; nothing on one that is too thin."""
    if plan.spine < _LEAST_SPINE_WITH_TEXT:
        return ()
    authors = next((credit for credit in credits_of(book.creators, labels_for(book.language))), None)
    title, title_length = spine_text(book.title)
    people, people_length = spine_text(f"{authors.names} {authors.role}" if authors else "")
    publisher, publisher_length = spine_text(book.publisher or "")
    ems = title_length + (people_length + publisher_length) * _LESSER
    room = plan.height * (1 - 2 * _SPINE_MARGIN - 2 * _SPINE_AIR)
    size = min(plan.spine * _TITLE_SHARE, _LARGEST_TITLE, room / ems)
    lesser = size * _LESSER
    top, foot = plan.height * _SPINE_MARGIN, plan.height * (1 - _SPINE_MARGIN)
    # The people stand half-way between the title and the publisher.
    after_title, before_publisher = top + title_length * size, foot - publisher_length * lesser
    middle = (after_title + before_publisher - people_length * lesser) / 2
    lines = (
        SpineLine(pieces=title, size=size, top=top, name="title"),
        SpineLine(pieces=people, size=lesser, top=middle, name="people"),
        SpineLine(pieces=publisher, size=lesser, top=before_publisher, name="publisher"),
    )
    return tuple(line for line in lines if line.pieces)
