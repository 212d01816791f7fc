"""Which quotation marks of a text belong together, straight ones included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.text.characters import CLOSE, OPEN, PAUSE, STOP

STRAIGHT = frozenset("\"'＂＇")
SINGLE = frozenset("‘’'＇")
_OPENING = frozenset("“‘")
_CLOSING = frozenset("”’")
# A single mark between two Latin letters is an apostrophe.
_MARK = re.compile(r"[“”\"＂‘]|(?<![A-Za-z0-9])['’＇]|['’＇](?![A-Za-z0-9])")
_QUOTES = "“”‘’\"'＂＇"
# A comma may stand before either: “好，”他说，“走吧。”
_OPENS_AFTER = frozenset(OPEN + "：；:;([{< \t\u3000—")
_CLOSES_BEFORE = frozenset(CLOSE + PAUSE + STOP + ")]}>,.;:!? \t\u3000…")

# What a reading of the marks costs.
_DOUBTFUL, _AGAINST_CONTEXT, _NESTED, _SENTENCE_CUT, _UNCLOSED, _ALONE = 1, 5, 1, 2, 3, 7
_MAX_DEPTH = 4
_MOST_READINGS = 8  # that are followed at a time
_NEAR = 8  # how far to look past other quotation marks


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by the offsets of its marks; `parent` is the offset of the opening mark of the one around it.

    `end` is None where the text ends, or goes on, before the quotation is closed.
    """

    start: int
    end: int | None
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """The quotations of a text by their start, and the offsets of marks that are left over.

    An `unopened` mark ends a quotation that began before the text; a `doubtful` one is no mark of any quotation here.
    """

    quotations: tuple[Quotation, ...]
    unopened: tuple[int, ...]
    doubtful: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the marks so far: its cost, the marks still open, and a chain of what was decided."""

    cost: int = 0
    opened: tuple[int, ...] = ()
    decided: "_Decided | None" = None


@dataclass(frozen=True, slots=True)
class _Decided:
    """A quotation that was closed, or the offset of a mark left over; `before` is what was decided before it."""

    what: Quotation | int
    before: "_Decided | None"


def pair_quotes(text: str) -> Pairing:
    """Find the quotations of each line of a text.

    A straight mark may open or close: the characters beside it say which is likely, and of all readings of the line
    the one with the fewest contradictions, then the flattest, is taken.
    """
    decided: list[Quotation | int] = []
    offset = 0
    for line in text.split("\n"):
        marks = [offset + match.start() for match in _MARK.finditer(line)]
        decided += _decisions(_best_reading(text, marks))
        offset += len(line) + 1
    alone = [each for each in decided if isinstance(each, int)]
    return Pairing(
        quotations=tuple(sorted((each for each in decided if isinstance(each, Quotation)), key=lambda q: q.start)),
        unopened=tuple(sorted(mark for mark in alone if _leaning(text, mark) < 0)),
        doubtful=tuple(sorted(mark for mark in alone if _leaning(text, mark) >= 0)),
    )


def _best_reading(text: str, marks: Iterable[int]) -> _Reading:
    best: dict[tuple[bool, ...], _Reading] = {(): _Reading()}  # the cheapest for each stack of kinds of open marks
    for mark in marks:
        candidates: dict[tuple[bool, ...], _Reading] = {}
        lean = _leaning(text, mark)
        for reading in best.values():
            for following in _continuations(text, mark, lean, reading):
                stack = tuple(text[opened] in SINGLE for opened in following.opened)
                if stack not in candidates or following.cost < candidates[stack].cost:
                    candidates[stack] = following
        cheapest = sorted(candidates.items(), key=lambda candidate: candidate[1].cost)
        best = dict(cheapest[:_MOST_READINGS])
    return min(best.values(), key=lambda reading: reading.cost + _UNCLOSED * len(reading.opened))


def _continuations(text: str, mark: int, lean: int, reading: _Reading) -> Iterable[_Reading]:
    opened, decided = reading.opened, reading.decided
    straight = text[mark] in STRAIGHT
    yield _Reading(reading.cost + (_ALONE if straight else 3 * _ALONE), opened, _Decided(mark, decided))
    if text[mark] not in _CLOSING and len(opened) < _MAX_DEPTH:
        nested = straight and opened and _same_kind(text, opened[-1], mark)
        cost = _cost(lean) + (_NESTED if nested else 0)
        yield _Reading(reading.cost + cost, (*opened, mark), decided)
    if text[mark] not in _OPENING and opened and _same_kind(text, opened[-1], mark):
        closed = Quotation(opened[-1], mark, opened[-2] if len(opened) > 1 else None)
        cost = _cost(-lean) + (_SENTENCE_CUT if straight and _cuts_sentence(text[opened[-1] + 1 : mark]) else 0)
        yield _Reading(reading.cost + cost, opened[:-1], _Decided(closed, decided))


def _cuts_sentence(quotation: str) -> bool:
    """Tell whether a quotation has sentences but ends in the middle of one; a quoted term has none."""
    return quotation[-1:].isalnum() and any(mark in quotation for mark in "，。；,;")


def _cost(agreement: int) -> int:
    return 0 if agreement > 0 else _DOUBTFUL if agreement == 0 else _AGAINST_CONTEXT


def _same_kind(text: str, one: int, other: int) -> bool:
    return (text[one] in SINGLE) == (text[other] in SINGLE)


def _leaning(text: str, mark: int) -> int:
    """Say what a mark is likely to do: 1 open, -1 close, 0 either."""
    if text[mark] in _OPENING or text[mark] in _CLOSING:
        return 1 if text[mark] in _OPENING else -1
    before = text[max(0, mark - _NEAR) : mark].rstrip(_QUOTES)[-1:]
    after = text[mark : mark + _NEAR].lstrip(_QUOTES)[:1]
    opens = before in _OPENS_AFTER or before in ("", "\n")
    # After a digit a mark ends a quotation (“1+3”) or is none (27").
    closes = after in _CLOSES_BEFORE or after in ("", "\n") or (before.isdigit() and not opens)
    return opens - closes


def _decisions(reading: _Reading) -> Iterable[Quotation | int]:
    for mark, parent in zip(reading.opened, (None, *reading.opened), strict=False):
        yield Quotation(mark, None, parent)
    decided = reading.decided
    while decided is not None:
        yield decided.what
        decided = decided.before
