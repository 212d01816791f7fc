"""How to break a paragraph into lines so that its lines need the least adjustment (rules J4, K5, P3, H1)."""

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate
from math import inf
from typing import Any

from publisher.typesetting.edges import has_hyphen
from publisher.typesetting.spacing import STRETCH_AUTOSPACE, STRETCH_SPACE, Spacing

_NONE = 1e-6
_LOOSE = 0.045
"""A line whose gaps grow by more than this (in ems) is visibly loose."""
_LONE_LAST_LINE = 1e5
_PAIR_OF_LOOSE = 2.0
_HYPHEN = 3.0
"""What a cut word costs: about as much as a line of 30 Han that is an em short."""
_RIGID = 1e3
"""A line that nothing can stretch, such as a part of an address of the web; the less is left of it, the better."""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters from `start` to before `end`; the next line starts at `resume`, spaces between are dropped."""

    start: int
    end: int
    resume: int


class Paragraph:
    """Sums over a paragraph's arrays, from which the width and the give of any line follow at once.

    `breaks` are the places before which a line may end, in order; the last one is the end of the text.
    `ends` says for each where the visible text before it ends. `hangs` has 1 for each character that may hang over
    the end of a line (H1), 2 for each that does wherever it stands there; it is empty where none may.
    """

    __slots__ = ("_gaps", "_hangs", "_limited", "_natural", "_shrink", "breaks", "ends", "spacing", "texts")

    def __init__(
        self,
        spacing: Spacing,
        breaks: Sequence[int],
        ends: Sequence[int],
        is_text: Sequence[int],
        hangs: Sequence[int] = (),
    ) -> None:
        self.spacing = spacing
        self._hangs = hangs
        self.breaks = breaks
        self.ends = ends
        gap, stretch = spacing.gap, spacing.stretch
        self._natural = list(accumulate(map(sum, zip(spacing.cell, spacing.outer, gap, strict=True)), initial=0.0))
        self._shrink = list(accumulate(
            (wide - least if kind else 0.0
             for wide, least, kind in zip(gap, spacing.least, spacing.shrink, strict=True)),
            initial=0.0,
        ))  # fmt: skip
        self._limited = list(accumulate(
            (most - wide if kind in (STRETCH_SPACE, STRETCH_AUTOSPACE) else 0.0
             for wide, most, kind in zip(gap, spacing.most, stretch, strict=True)),
            initial=0.0,
        ))  # fmt: skip
        self._gaps = list(accumulate((1 if kind else 0 for kind in stretch), initial=0))
        self.texts = list(accumulate(is_text, initial=0))

    def part(self, breaks: Sequence[int], ends: Sequence[int]) -> "Paragraph":
        """Return the same text with other places to break, for what stands between two forced breaks."""
        made = copy(self)
        made.breaks, made.ends = breaks, ends
        return made

    def width(self, start: int, end: int) -> float:
        """Return the natural width of the characters from `start` to before `end`, in pixels."""
        if end <= start:
            return 0.0
        return self._natural[end] - self._natural[start] - self.spacing.gap[end - 1]

    def inner_end(self, start: int, end: int, measure: float) -> int:
        """Return where the part of a line ends that stands inside the measure: before a mark that has to hang."""
        if not self._hangs or end - start < 2 or not (way := self._hangs[end - 1]):
            return end
        return end - 1 if way == 2 or self.width(start, end) > measure + _NONE else end

    def shrinkable(self, start: int, end: int) -> float:
        """Return how far a line can shrink by J1, in pixels."""
        return self._shrink[end - 1] - self._shrink[start] if end > start else 0.0

    def stretchable(self, start: int, end: int) -> float:
        """Return how far word spaces and Han–Latin gaps can stretch by J2, in pixels."""
        return self._limited[end - 1] - self._limited[start] if end > start else 0.0

    def gaps(self, start: int, end: int) -> int:
        """Return how many gaps of a line may stretch at all."""
        return self._gaps[end - 1] - self._gaps[start] if end > start else 0

    def first_break_from(self, start: int, width: float) -> int:
        """Return the index in `breaks` of the first that leaves at least `width` between it and `start`."""
        place = bisect_left(self._natural, self._natural[start] + width, lo=start)
        return bisect_left(self.breaks, max(place, start + 1))


def greedy(paragraph: Paragraph, start: int, first_width: float, width: float, *, squeeze: bool) -> list[Line]:
    """Break line by line, each as long as it can be; `squeeze` lets a line shrink by J1 to take one more."""
    lines: list[Line] = []
    breaks, ends, last = paragraph.breaks, paragraph.ends, len(paragraph.breaks) - 1
    measure = first_width
    while start < breaks[last]:
        # What ends before the measure fits without a look at it.
        index = max(paragraph.first_break_from(start, measure) - 1, paragraph.first_break_from(start, 0.0))
        index = min(index, last)
        while index < last:
            end = paragraph.inner_end(start, ends[index + 1], measure)
            give = paragraph.shrinkable(start, end) if squeeze and index + 1 < last else 0.0
            if paragraph.width(start, end) - give > measure + _NONE:
                break
            index += 1
        lines.append(Line(start, ends[index], breaks[index]))
        start, measure = breaks[index], width
    return lines


def total_fit(paragraph: Paragraph, start: int, first_width: float, width: float) -> list[Line]:
    """Break a paragraph as a whole, so that the sum of what its lines must give is least."""
    lines = greedy(paragraph, start, first_width, width, squeeze=True)
    if len(lines) < 2:
        return lines
    cost = cost_of(paragraph, lines, first_width, width)
    for reach in (2.5, inf):
        if found := _search(paragraph, start, first_width, width, reach, cost):
            cost, lines = found
        if cost < _LONE_LAST_LINE:
            break
    return lines


def cost_of(paragraph: Paragraph, lines: Sequence[Line], first_width: float, width: float) -> float:
    """Return what total fit keeps low: the sum of what each line must give, with two loose lines in a row dearer.

    It is infinite where a line is longer than the measure.
    """
    cost, was_loose = 0.0, False
    for line in lines:
        first, last = line is lines[0], line.resume == paragraph.breaks[-1]
        measure = first_width if first else width
        priced = _price(paragraph, line.start, line.end, measure, first=first, last=last)
        if priced is None:
            return inf
        price, loose = priced
        cost += price + (_PAIR_OF_LOOSE if loose and was_loose else 0.0)
        was_loose = loose
    return cost


_Way = tuple[float, tuple[int, int, int] | None, Any]
"""A way to a break place: its cost, its last line (its places) and the way to where that line starts."""
_NO_WAY: _Way = (inf, None, None)


def _search(
    paragraph: Paragraph, start: int, first_width: float, width: float, reach: float, bound: float
) -> tuple[float, list[Line]] | None:
    """Find the cheapest way through the break places; None if, stretching up to `reach` ems, all cost `bound` or more.

    A way that comes in on a loose line is kept beside one that does not, as what follows may be dearer after it.
    """
    breaks, ends, last = paragraph.breaks, paragraph.ends, len(paragraph.breaks) - 1
    goal, em = breaks[last], paragraph.spacing.em
    ways: dict[int, list[_Way]] = {start: [(0.0, None, None), _NO_WAY]}
    waiting = [start]
    while waiting and (here := heappop(waiting)) < goal:
        tight, loose = ways[here]
        measure = first_width if here == start else width
        for index in range(min(last, paragraph.first_break_from(here, measure - reach * em[here])), last + 1):
            end, there = ends[index], breaks[index]
            priced = _price(paragraph, here, end, measure, first=here == start, last=index == last)
            if priced is None:
                break
            price, is_loose = priced
            after_loose = loose[0] + _PAIR_OF_LOOSE if is_loose else loose[0]
            way, cost = (tight, tight[0] + price) if tight[0] <= after_loose else (loose, after_loose + price)
            if cost >= bound:
                continue
            if there not in ways:
                ways[there] = [_NO_WAY, _NO_WAY]
                heappush(waiting, there)
            if cost < ways[there][is_loose][0]:
                ways[there][is_loose] = cost, (here, end, there), way
    return _trace(ways[goal][False]) if goal in ways else None


def _trace(way: _Way) -> tuple[float, list[Line]]:
    """Read the lines off a way, from the last to the first."""
    cost, line, before = way
    lines: list[Line] = []
    while line is not None:
        lines.append(Line(*line))
        _, line, before = before
    return cost, lines[::-1]


def _price(
    paragraph: Paragraph, start: int, end: int, measure: float, *, first: bool, last: bool
) -> tuple[float, bool] | None:
    """Price what a line must give, and tell whether it is visibly loose; None for one that is too long."""
    end, visible = paragraph.inner_end(start, end, measure), end
    spare = measure - paragraph.width(start, end)
    if spare < -_NONE and (last or spare + paragraph.shrinkable(start, end) < -_NONE):
        return None
    if last:
        lone = not first and paragraph.texts[visible] - paragraph.texts[start] < 2
        return _LONE_LAST_LINE if lone else 0.0, False
    em = paragraph.spacing.em[start]
    hyphen = _HYPHEN if has_hyphen(paragraph.spacing, end - 1) else 0.0
    if abs(spare) < _NONE:
        return hyphen, False
    if spare < 0:
        need = -spare / em
        ratio = -spare / paragraph.shrinkable(start, end)
        badness = need * (0.5 + ratio * ratio)
        return badness + badness * badness + hyphen, False
    limited = min(spare, paragraph.stretchable(start, end)) / em
    rest = spare / em - limited
    gaps = paragraph.gaps(start, end)
    if rest > 0 and not gaps:
        return _RIGID + 50 * rest * rest, True
    each = rest / gaps if gaps else 0.0
    badness = 0.4 * limited + rest * (0.8 + 150 * each * each)
    return badness + badness * badness + hyphen, each > _LOOSE


def balanced(paragraph: Paragraph, start: int, first_width: float, width: float) -> list[Line]:
    """Break into as few lines as greedily, but of lengths as even as can be (`text-wrap-style: balance`)."""
    lines = greedy(paragraph, start, first_width, width, squeeze=False)
    if len(lines) < 2 or len(lines) > 10:
        return lines
    low, high = 0.0, width
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(greedy(paragraph, start, min(first_width, middle), middle, squeeze=False)) > len(lines):
            low = middle
        else:
            high = middle
    narrow = greedy(paragraph, start, min(first_width, high), high, squeeze=False)
    return narrow if len(narrow) == len(lines) else lines
