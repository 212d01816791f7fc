"""The model: what a book is made of, as frozen values without behaviour."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from lxml import etree


class ArticleKind(Enum):
    """What an article is in its book; the value is its `epub:type` (EPUB Structural Semantics Vocabulary 1.1)."""

    CHAPTER = "chapter"
    FOREWORD = "foreword"
    PREFACE = "preface"
    INTRODUCTION = "introduction"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"


class Output(Enum):
    """A file that a build makes; the value is its name on the command line."""

    EPUB = "epub"
    PDF = "pdf"
    PRINT = "print"
    HANDOUT = "handout"
    COVER = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who had a part in the book.

    `role` is a MARC relator code (`aut`, `edt`, `dsr`, `pfr`, `trl`, …); `file_as` the form to sort by.
    """

    name: str
    role: str = "aut"
    file_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The series that a book belongs to, and its number there."""

    name: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """What names the edition: `uuid` always (EPUB needs one), the others if given. ISBN-13 with hyphens."""

    uuid: str
    isbn: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """A trimmed sheet, in millimetres, with its name in the trade (`16开`)."""

    name: str
    width: float
    height: float


PAPERS = {
    "A4": PageSize(name="A4", width=210, height=297),
    "A5": PageSize(name="A5", width=148, height=210),
    "B5": PageSize(name="B5", width=176, height=250),
    "大16开": PageSize(name="大16开", width=210, height=285),
    "16开": PageSize(name="16开", width=185, height=260),
    "大32开": PageSize(name="大32开", width=140, height=203),
    "32开": PageSize(name="32开", width=130, height=184),
}
"""Trimmed sheets by their names: ISO 216, and GB/T 788 with the sizes that the trade cuts."""


class Opens(Enum):
    """On which page something may begin: on any, or on a right-hand one alone."""

    ANY = "any"
    RECTO = "recto"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShares:
    """How a page is shared out between text and margins.

    `width` and `height` are the shares of the trimmed page that the text may take, `measure` the most characters of
    a line. Of what is left, `inner` is the share of the spine and `top` that of the head: less than the fore edge and
    the foot have, as hands hold a book there.
    """

    width: float = 0.76
    height: float = 0.79
    measure: int = 40
    inner: float = 0.46
    top: float = 0.46


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """The page: trim size, body size in pt, line height in pt, bleed in mm, and where parts and chapters begin.

    `gutter` is how far the text stands off the spine more than it would, in mm; None for as much as the binding needs.
    """

    size: PageSize
    body_size: float = 10.5
    line_height: float = 18.0
    bleed: float = 3.0
    shares: PageShares = field(default_factory=PageShares)
    parts_open: Opens = Opens.ANY
    chapters_open: Opens = Opens.ANY
    gutter: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintSetup:
    """What a press asks for: its ICC profile, the most ink in percent, blank pages up to a multiple of four.

    `profile` is None for the one that set-up installs. `ink_limit` is the sum of the four inks, at most 400.
    """

    profile: Path | None = None
    ink_limit: float = 300.0
    fill: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSheetSetup:
    """What the cover in one piece is asked for: flaps (勒口), and the paper inside, which makes the spine.

    `flaps` is the width of each in mm, 0 for none. `grammage` is in g/m², `bulk` (松厚度) in cm³/g: their product is
    the thickness of a leaf in µm. `spine` is a width in mm, of whoever has measured it.
    """

    flaps: float = 0.0
    grammage: float = 80.0
    bulk: float = 1.25
    spine: float | None = None


class EmbeddedFonts(Enum):
    """What an e-book brings its own typefaces for: what the styles name, the text too, or nothing."""

    HEADINGS = "headings"
    ALL = "all"
    NONE = "none"


class FontFormat(Enum):
    """How fonts are packed in an e-book; the value is the suffix of the file and the subtype of its media type."""

    WOFF2 = "woff2"
    OTF = "otf"


class InfographicForm(Enum):
    """What an infographic is in an e-book: a drawing that fills the page, or a picture of it with its text below."""

    DRAWING = "drawing"
    PICTURE = "picture"


class WritingMode(Enum):
    """Which way lines run (CSS Writing Modes 4 §3.1)."""

    HORIZONTAL = "horizontal-tb"
    VERTICAL = "vertical-rl"


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubSetup:
    """What `book.toml` says about the e-book alone.

    `certified_by` names who answers for its conformance to WCAG 2.1 Level AA.
    """

    fonts: EmbeddedFonts = EmbeddedFonts.NONE
    font_format: FontFormat = FontFormat.WOFF2
    writing_mode: WritingMode = WritingMode.HORIZONTAL
    infographics: InfographicForm = InfographicForm.DRAWING
    certified_by: str | None = None


class HandoutForm(Enum):
    """How a handout is made: to fold and staple, two or four pages a side, or large type to read aloud from."""

    BOOKLET = "booklet"
    SIDE_BY_SIDE = "side-by-side"
    FOUR_UP = "four-up"
    LARGE_TYPE = "large-type"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutSetup:
    """What an office prints: the form, marks of a booklet, without colour or not, and how thick its paper is, in mm."""

    form: HandoutForm = HandoutForm.BOOKLET
    fold_marks: bool = False
    staple_marks: bool = False
    black_and_white: bool = False
    paper_thickness: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the book folder that an article shows or that is the cover.

    `source` is its path from the book folder, in POSIX form, as `src` in the body names it; `file` the file itself.
    Sizes are in pixels (for SVG, CSS pixels of its view box).
    """

    source: str
    file: Path
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: a typed head and a body of XHTML.

    `id` is unique in the book and fit for an XML id and a file name. `body` is a `{XHTML}div` whose children use
    the vocabulary of `docs/vocabulary.md`; every id in it starts with `<id>-`. Links into the book are `#<id>`,
    whichever document that id stands in. Nobody changes it: whoever needs another form copies it first.
    """

    id: str
    headline: str
    body: etree._Element
    kind: ArticleKind = ArticleKind.CHAPTER
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    date: str | None = None
    source: str | None = None
    section: str | None = None
    pictures: tuple[Picture, ...] = ()
    file: Path | None = None


class GroupForm(Enum):
    """How the items of a group are drawn: as the fields of a square, as numbered steps, as a plain list."""

    QUADRANT = "quadrant"
    STEPS = "steps"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class InfographicItem:
    """One point: what it says and, if given, a sentence that explains it."""

    title: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfographicGroup:
    """A group of two to twelve points under a heading; `lead` stands before the heading (总体来看)."""

    title: str
    items: tuple[InfographicItem, ...]
    form: GroupForm
    lead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Infographic:
    """An infographic as data; it is drawn on a page of its own."""

    id: str
    title: str
    groups: tuple[InfographicGroup, ...]
    kicker: str | None = None
    lead: str | None = None
    conclusion: str | None = None
    credit: str | None = None
    source: str | None = None
    file: Path | None = None


Chapter: TypeAlias = Article | Infographic


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Chapters in their order, under a title of their own or under none."""

    chapters: tuple[Chapter, ...]
    title: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the imprint page (版权页) tells beyond title, people, publisher and ISBN (GB/T 12450).

    `edition` is the number of 版次, `printing` that of 印次, `copies` how many were printed up to now (印数), `price`
    as it is to be read, `cip` the catalogue record with its lines. `lines` are further ones, label and value in order.
    """

    editor: str | None = None
    designer: str | None = None
    proofreader: str | None = None
    address: str | None = None
    printer: str | None = None
    distributor: str | None = None
    edition: int = 1
    printing: int = 1
    copies: int | None = None
    price: str | None = None
    cip: str | None = None
    lines: tuple[tuple[str, str], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """What the last page (制作说明) tells of how the book was made.

    `text` has a paragraph a line, `lines` a label and a value each. With `facts` the program adds what it knows: the
    size of the page, the typefaces of its pages, itself. `title` is None for the usual one.
    """

    title: str | None = None
    text: str | None = None
    lines: tuple[tuple[str, str], ...] = ()
    facts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The whole edition, ready to be rendered.

    `front` stands before the contents (a foreword), `back` after the last part (an afterword), the `colophon` on the
    last page. `stylesheets` are the
    CSS files of the book's own `styles/`, applied last; `fonts` the font files of its `fonts/`. `file_as` is the form
    to sort the title by.
    """

    folder: Path
    slug: str
    title: str
    language: str
    identifiers: Identifiers
    date: date
    page: PageSetup
    parts: tuple[Part, ...]
    file_as: str | None = None
    subtitle: str | None = None
    creators: tuple[Person, ...] = ()
    publisher: str | None = None
    rights: str | None = None
    description: str | None = None
    subjects: tuple[str, ...] = ()
    series: Series | None = None
    imprint: Imprint = field(default_factory=Imprint)
    colophon: Colophon | None = None
    theme: str = "newspaper"
    press: PrintSetup = field(default_factory=PrintSetup)
    handout: HandoutSetup = field(default_factory=HandoutSetup)
    cover_sheet: CoverSheetSetup = field(default_factory=CoverSheetSetup)
    epub: EpubSetup = field(default_factory=EpubSetup)
    outputs: tuple[Output, ...] = (Output.EPUB, Output.PDF, Output.PRINT, Output.HANDOUT)
    front: tuple[Article, ...] = ()
    back: tuple[Article, ...] = ()
    cover: Picture | None = None
    stylesheets: tuple[Path, ...] = ()
    fonts: tuple[Path, ...] = ()
