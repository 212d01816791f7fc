"""What an importer hands over: articles and infographics as text with line numbers, and what was changed or unsure."""

from dataclasses import dataclass
from typing import TypeAlias

from publisher.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words of the source, put right; `line` is where they begin there, counted from 1. In a body: a paragraph."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subhead:
    """A subhead of one line or two."""

    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Text, ...]


Block: TypeAlias = Text | Subhead | Bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """One article: its head and the blocks of its body."""

    headline: Text
    blocks: tuple[Block, ...]
    kicker: Text | None = None
    deck: Text | None = None
    byline: Text | None = None
    dateline: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedGroup:
    """Points of an infographic under their heading."""

    title: Text
    items: tuple[Text, ...]
    lead: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedInfographic:
    """One infographic as data."""

    title: Text
    groups: tuple[ImportedGroup, ...]
    kicker: Text | None = None
    lead: Text | None = None
    conclusion: Text | None = None
    credit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the importer replaced in a line of the source; `kind` is stable and kebab-case."""

    kind: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A page taken apart; articles and infographics in the order of their lines.

    `diagnostics` say what was found (info) and what the importer is not sure of (warning).
    """

    articles: tuple[ImportedArticle, ...]
    infographics: tuple[ImportedInfographic, ...]
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]
