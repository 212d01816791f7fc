"""What rendering returns: the documents of a book as XHTML, in reading order, and their contents."""

from dataclasses import dataclass
from enum import Enum

from lxml import etree

from publisher.book import Book


class DocumentKind(Enum):
    """What a document is; the value is its `epub:type` (EPUB Structural Semantics Vocabulary 1.1)."""

    COVER = "cover"
    TITLE_PAGE = "titlepage"
    IMPRINT = "copyright-page"
    CONTENTS = "toc"
    PART = "part"
    ARTICLE = "chapter"
    INFOGRAPHIC = "figure"
    COLOPHON = "colophon"


class Matter(Enum):
    """The division of a book that a document belongs to; the value is its `epub:type`."""

    COVER = "cover"
    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of the contents: the id it leads to, its text, and the lines below it.

    `subhead` marks a line inside an article, which an e-book lists and a printed contents page does not.
    """

    target: str
    label: str
    subhead: bool = False
    children: tuple["ContentsEntry", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One XHTML document of the book.

    `id` is unique, the id of the `body` element in `root`, and the stem of the file's name in an EPUB. `root` is
    the `{XHTML}html` element with `lang`, `xml:lang`, `head/title` and no link to a style sheet: each output adds
    its own. Links into the book are `#<id>` whichever document they lead to. Nobody changes a tree: whoever needs
    another form copies it. `part` is the title of the part that it stands in.
    """

    id: str
    kind: DocumentKind
    matter: Matter
    title: str
    root: etree._Element
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A book as documents in reading order, with its contents as a tree of lines.

    The document of kind CONTENTS holds `nav[@epub:type="toc"]` made from `contents`.
    """

    book: Book
    documents: tuple[Document, ...]
    contents: tuple[ContentsEntry, ...]


class Medium(Enum):
    """What the documents are styled for; the value names its style sheets."""

    EPUB = "epub"
    PDF = "pdf"
