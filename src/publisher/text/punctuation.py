"""Puts the punctuation of Chinese text right; the rules are named, in order, and each can be left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publisher.text import punctuation_rules as rules
from publisher.text.punctuation_rules import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule by the name that its changes carry; `find` says what it would replace in a text."""

    name: str
    find: Callable[[str], Iterable[Edit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a rule replaced; `offset` counts characters of the text as it was given."""

    rule: str
    offset: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A text with its punctuation right, and what was changed in the order of the rules."""

    text: str
    changes: tuple[Change, ...]


# Dots and dashes come before the marks that they are written with, and quotes before the marks beside them: inside a
# quotation that is all Latin those stay.
RULES = (
    Rule(name="ellipsis", find=rules.ellipsis),
    Rule(name="dash", find=rules.dash),
    Rule(name="book-title-marks", find=rules.book_title_marks),
    Rule(name="quotes", find=rules.quotes),
    Rule(name="parentheses", find=rules.parentheses),
    Rule(name="comma", find=rules.comma),
    Rule(name="semicolon", find=rules.semicolon),
    Rule(name="colon", find=rules.colon),
    Rule(name="full-stop", find=rules.full_stop),
    Rule(name="question-and-exclamation", find=rules.question_and_exclamation),
)

_PROTECTED = re.compile(
    r"(?:https?://|ftp://|www\.)[!-~]*[A-Za-z0-9/=&#_%+-]"  # an address, without the mark that ends the sentence
    r"|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|&#?[A-Za-z0-9]+;"
    r"|(?<!\S)--?[a-z][\w-]*",  # the option of a command
    re.IGNORECASE,
)
_FILE_SUFFIX = re.compile(
    r"\.(?:txt|md|docx?|wps|xlsx?|pptx?|pdf|ofd|csv|json|toml|ya?ml|html?|xml|epub|jpe?g|png|gif|svg|webp|tiff?|psd"
    r"|mp[34]|wav|avi|mov|zip|rar|7z|com|cn|org|net|gov|edu)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_FILE_STEM = re.compile(r"(?:[\w-]|\([\w-]{1,40}\))*$")
_LONGEST_STEM = 80


def normalise(text: str, *, using: tuple[Rule, ...] = RULES) -> Normalised:
    """Put the punctuation of a text right by rules, in their order, again until none changes anything.

    ASCII marks in Chinese become Chinese ones, quotations are nested as “…‘…’…”. Numbers, times, formulas, addresses,
    file names and Latin stay as they are, and no space is put anywhere.
    """
    origins = list(range(len(text) + 1))
    changes: list[Change] = []
    found = True
    while found:
        found = False
        for rule in using:
            edits = tuple(_allowed(rule.find(text), text))
            changes += _changes(rule, edits, text, origins)
            text, origins = _apply(edits, text, origins)
            found = found or bool(edits)
    return Normalised(text=text, changes=tuple(changes))


def _allowed(edits: Iterable[Edit], text: str) -> Iterator[Edit]:
    protected = tuple(_protected(text))
    for edit in edits:
        if not any(start < edit.end and edit.start < end for start, end in protected):
            yield edit


def _protected(text: str) -> Iterator[tuple[int, int]]:
    for match in _PROTECTED.finditer(text):
        yield match.span()
    for match in _FILE_SUFFIX.finditer(text):
        stem = _FILE_STEM.search(text[max(0, match.start() - _LONGEST_STEM) : match.start()])
        yield match.start() - len(stem[0] if stem else ""), match.end()


def _changes(rule: Rule, edits: Iterable[Edit], text: str, origins: list[int]) -> Iterator[Change]:
    for edit in edits:
        yield Change(rule=rule.name, offset=origins[edit.start], before=text[edit.start : edit.end], after=edit.new)


def _apply(edits: Iterable[Edit], text: str, origins: list[int]) -> tuple[str, list[int]]:
    pieces: list[str] = []
    moved: list[int] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[done : edit.start], edit.new]
        moved += origins[done : edit.start] + [origins[edit.start]] * len(edit.new)
        done = edit.end
    return "".join(pieces) + text[done:], moved + origins[done:]
