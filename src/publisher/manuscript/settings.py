"""The shape of `book.toml`: which keys there are and what each may hold."""

import re
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from publisher.manuscript.cjk import join_lines
from publisher.manuscript.identifiers import checked_isbn, checked_issn, checked_slug, checked_uuid
from publisher.manuscript.reading import NOT_XML
from publisher.manuscript.spelling import advise
from publisher.manuscript.tables import Table
from publisher.themes import STANDARD_THEME, theme_names

# RFC 5646 (BCP 47), section 2.1, langtag. Languages of four to eight letters are left out: none is registered.
LANGUAGE_TAG = re.compile(
    r"""
    [a-z]{2,3} (-[a-z]{3}){0,3}               # language, extlang
    (-[a-z]{4})?                              # script
    (-([a-z]{2}|[0-9]{3}))?                   # region
    (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*      # variants
    (-[a-wyz0-9](-[a-z0-9]{2,8})+)*           # extensions
    (-x(-[a-z0-9]{1,8})+)?                    # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def _text(written: str) -> str:
    if not written.strip():
        raise PydanticCustomError("text-empty", "it is empty", {"hint": "write its text or leave the key out"})
    if junk := NOT_XML.search(written):
        raise PydanticCustomError(
            "character-invalid",
            "the control character U+{code} cannot stand in an e-book",
            {"code": f"{ord(junk[0]):04X}", "hint": "delete it"},
        )
    return written


def _line(written: str) -> str:
    if "\n" in written or "\r" in written:
        raise PydanticCustomError("text-several-lines", "it has several lines", {"hint": "write it on one line"})
    return written


def _language(written: str) -> str:
    if not LANGUAGE_TAG.fullmatch(written):
        raise PydanticCustomError(
            "language-invalid",
            "“{written}” is no language tag (BCP 47)",
            {"written": written, "hint": "zh-Hans for simplified, zh-Hant for traditional Chinese"},
        )
    return written


def _theme(written: str) -> str:
    names = theme_names()
    if written not in names:
        raise PydanticCustomError(
            "theme-unknown",
            "there is no theme “{written}”, so the book would have no look",
            {"written": written, "hint": advise(written, names)},
        )
    return written


def _different(values: list[str]) -> list[str]:
    if twice := next((value for value in values if values.count(value) > 1), None):
        raise PydanticCustomError(
            "value-twice", "“{value}” stands twice in a list", {"value": twice, "hint": "delete one of the two"}
        )
    return values


def _paragraphs(written: str) -> str:
    """Write a paragraph a line: in the file an empty line parts them."""
    return "\n".join(join_lines(paragraph) for paragraph in re.split(r"\n[ \t]*\n\s*", written.strip()))


def _telling(written: "ColophonTable") -> "ColophonTable":
    if not (written.text or written.lines or written.facts):
        raise PydanticCustomError(
            "colophon-empty",
            "it tells nothing, so its page would be empty",
            {"hint": 'write text = "…", lines = [["纸张", "…"]] or facts = true, or delete the table'},
        )
    return written


Text: TypeAlias = Annotated[str, AfterValidator(_text)]
Line: TypeAlias = Annotated[Text, AfterValidator(_line)]
LabelledLine: TypeAlias = Annotated[list[Line], Field(min_length=2, max_length=2)]
Paragraph: TypeAlias = Annotated[Text, AfterValidator(join_lines)]
Paragraphs: TypeAlias = Annotated[Text, AfterValidator(_paragraphs)]
Format: TypeAlias = Literal["epub", "pdf", "print", "handout", "cover"]
PaperName: TypeAlias = Literal["A4", "A5", "B5", "大16开", "16开", "大32开", "32开"]
OpensName: TypeAlias = Literal["recto", "any"]
HandoutFormName: TypeAlias = Literal["booklet", "side-by-side", "four-up", "large-type"]
Role: TypeAlias = Literal["aut", "edt", "dsr", "pfr", "trl", "ill", "pht", "ctb"]


class SeriesTable(Table):
    """`series = { name, number }`."""

    name: Line
    number: Line | None = None


class BookTable(Table):
    """`[book]`: what the edition is called."""

    title: Line
    date: date
    file_as: Line | None = None
    subtitle: Line | None = None
    slug: Annotated[str, AfterValidator(checked_slug)] | None = None
    language: Annotated[str, AfterValidator(_language)] = "zh-Hans"
    publisher: Line | None = None
    rights: Line | None = None
    description: Paragraph | None = None
    subjects: list[Line] = Field(default_factory=list)
    series: SeriesTable | None = None
    isbn: Annotated[str, AfterValidator(checked_isbn)] | None = None
    issn: Annotated[str, AfterValidator(checked_issn)] | None = None
    uuid: Annotated[str, AfterValidator(checked_uuid)] | None = None
    cover: Text | None = None


class CreatorTable(Table):
    """`[[creators]]`: somebody who had a part in the book."""

    name: Line
    role: Role = "aut"
    file_as: Line | None = None


class PaperTable(Table):
    """`size = { width, height }`, in millimetres."""

    width: Annotated[float, Field(ge=50, le=1000)]
    height: Annotated[float, Field(ge=50, le=1000)]


class PageTable(Table):
    """`[page]`: sheet and lines. What is None is as the theme has it, or as the binding needs it."""

    size: (
        Annotated[
            Annotated[PaperName, Tag("(name)")] | Annotated[PaperTable, Tag("(table)")],
            Discriminator(lambda written: "(table)" if isinstance(written, dict) else "(name)"),
        ]
        | None
    ) = None
    body_size: Annotated[float, Field(ge=7.875, le=72)] | None = None
    line_height: float | None = None
    bleed: Annotated[float, Field(ge=0, le=20)] = 3.0
    gutter: Annotated[float, Field(ge=0, le=30)] | None = None
    parts_open: OpensName | None = None
    chapters_open: OpensName | None = None


class StyleTable(Table):
    """`[style]`: the theme."""

    theme: Annotated[str, AfterValidator(_theme)] = STANDARD_THEME


class OutputTable(Table):
    """`[output]`: which files are made."""

    formats: Annotated[list[Format], Field(min_length=1), AfterValidator(_different)] = Field(
        default=["epub", "pdf", "print", "handout"]
    )


class PrintTable(Table):
    """`[print]`: what the press asks for."""

    profile: Text | None = None
    ink_limit: Annotated[float, Field(ge=200, le=400)] = 300.0
    fill: bool = True


class EpubTable(Table):
    """`[epub]`: what the e-book alone is asked for."""

    fonts: Literal["headings", "all", "none"] = "none"
    font_format: Literal["woff2", "otf"] = "woff2"
    writing_mode: Literal["horizontal-tb", "vertical-rl"] = "horizontal-tb"
    infographics: Literal["drawing", "picture"] = "drawing"
    certified_by: Line | None = None


class HandoutTable(Table):
    """`[handout]`: how an office prints it."""

    form: HandoutFormName = "booklet"
    fold_marks: bool = False
    staple_marks: bool = False
    black_and_white: bool = False
    paper_thickness: Annotated[float, Field(ge=0, le=0.5)] = 0.1


class CoverSheetTable(Table):
    """`[cover-sheet]`: flaps, and what makes the spine as wide as it is."""

    flaps: Annotated[float, Field(ge=0, le=200)] = 0.0
    grammage: Annotated[float, Field(ge=30, le=400)] = 80.0
    bulk: Annotated[float, Field(ge=0.6, le=3)] = 1.25
    spine: Annotated[float, Field(ge=0, le=100)] | None = None


class ImprintTable(Table):
    """`[imprint]`: what the imprint page tells, further lines of label and value, and a note."""

    editor: Line | None = None
    designer: Line | None = None
    proofreader: Line | None = None
    address: Line | None = None
    printer: Line | None = None
    distributor: Line | None = None
    edition: Annotated[int, Field(ge=1)] = 1
    printing: Annotated[int, Field(ge=1)] = 1
    copies: Annotated[int, Field(ge=1)] | None = None
    price: Line | None = None
    cip: Text | None = None
    lines: list[LabelledLine] = Field(default_factory=list)
    note: Paragraph | None = None


class ColophonTable(Table):
    """`[colophon]`: what the last page tells of how the book was made."""

    title: Line | None = None
    text: Paragraphs | None = None
    lines: list[LabelledLine] = Field(default_factory=list)
    facts: bool = False


class PartTable(Table):
    """`[[contents.parts]]`: chapters in their order."""

    title: Line | None = None
    chapters: Annotated[list[Text], Field(min_length=1)]


class ContentsTable(Table):
    """`[contents]`: the files of the book in reading order."""

    front: list[Text] = Field(default_factory=list)
    back: list[Text] = Field(default_factory=list)
    parts: Annotated[list[PartTable], Field(min_length=1)]


class BookFile(Table):
    """`book.toml`."""

    book: BookTable
    contents: ContentsTable
    creators: list[CreatorTable] = Field(default_factory=list)
    page: PageTable = PageTable()
    style: StyleTable = StyleTable()
    output: OutputTable = OutputTable()
    print: PrintTable = PrintTable()
    handout: HandoutTable = HandoutTable()
    cover_sheet: CoverSheetTable = CoverSheetTable()
    epub: EpubTable = EpubTable()
    imprint: ImprintTable = ImprintTable()
    colophon: Annotated[ColophonTable, AfterValidator(_telling)] | None = None
