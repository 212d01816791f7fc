"""Text to measured lines for drawings, where nothing wraps by itself. All widths are in ems.

Rules K1-K4, U1-U3 and P3 say where a line may break; W1, A1, A2, A4 and L1 how wide it is; J2 (even gaps only) how a
line is made flush. Widths of Latin letters are those of a broad sans-serif, so that no reader's font is broader.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations
from operator import add

from publisher.text.characters import CLOSE, OPEN, PAUSE, STOP, has_han, is_han

_DASHES = "—⸺"
_ELLIPSES = "…⋯"
_NEVER_FIRST = CLOSE + PAUSE + STOP + _DASHES + _ELLIPSES + "·・‧～〜–／"
_HALF_BLANK_AFTER = CLOSE + PAUSE + STOP
_MARKS = OPEN + _HALF_BLANK_AFTER
_CHINESE_OR_LATIN = "“”‘’—…·"
_LATIN_WIDTHS = (
    (" ", 0.25),
    ("!'(),-./:;I[\\]ijl{|}", 0.4),
    ("*?Jfrt", 0.5),
    ("%@MWmw", 1.0),
)
_LOOSEST = 0.15
_PARTICLES = "的地得了着过们之与和及"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters set alike: `gap` before the first, `tracking` after each one."""

    text: str
    gap: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line. `width` is what it covers without the blank halves of marks at its ends, `lead` and `trail`."""

    runs: tuple[Run, ...]
    width: float
    lead: float
    trail: float
    flush: bool = False

    @property
    def text(self) -> str:
        """Return the characters, with the space at which the line was broken."""
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=4096)
def set_lines(text: str, measure: float, *, flush: bool = False) -> tuple[Line, ...]:
    """Fill lines of at most `measure`; a word that is longer than a line is cut.

    `flush` stretches all lines but the last to the measure where that stays unseen.
    """
    return _Paragraph(text).fill(measure, flush=flush)


@lru_cache(maxsize=4096)
def balance(text: str, measure: float, *, most: int = 4) -> tuple[Line, ...]:
    """Set a heading in the fewest lines that fit, made alike in length and broken where the sense breaks."""
    paragraph = _Paragraph(text)
    count = len(paragraph.fill(measure))
    if count == 1 or count > most:
        return paragraph.fill(measure)
    return paragraph.balanced(count, measure) or paragraph.fill(measure)


@lru_cache(maxsize=4096)
def in_lines(text: str, count: int) -> tuple[Line, ...] | None:
    """Set a heading in so many balanced lines; None where it has too few places to break."""
    return _Paragraph(text).balanced(count, float("inf"))


class _Paragraph:
    """The characters of a text with their widths, the gaps between them, and where a line may begin."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"[ \t\r\n]+", " ", text.strip(" \t\r\n"))
        has_chinese = has_han(self.text)
        self._chinese = [self._is_chinese(index, has_chinese) for index in range(len(self.text))]
        self._advances = [self._advance(index) for index in range(len(self.text))]
        self._gaps = [self._gap(index) for index in range(len(self.text))]
        self._ends = [0.0, *accumulate(map(add, self._advances, self._gaps))]
        self._breaks = [index for index in range(1, len(self.text)) if self._may_begin(index)]

    def fill(self, measure: float, *, flush: bool = False) -> tuple[Line, ...]:
        starts = self._starts(measure)
        ends = [*starts[1:], len(self.text)]
        last = len(starts) - 1
        return tuple(
            self._line(start, end, measure if flush and number < last else None)
            for number, (start, end) in enumerate(zip(starts, ends, strict=True))
        )

    def balanced(self, count: int, measure: float) -> tuple[Line, ...] | None:
        """Choose the breaks with the shortest longest line, where a break that cuts a phrase counts as length."""
        best: tuple[float, tuple[int, ...]] | None = None
        for chosen in combinations(self._breaks, count - 1):
            pairs = list(zip((0, *chosen), (*chosen, len(self.text)), strict=True))
            longest = max(self._width(start, end) for start, end in pairs)
            cost = longest
            for index in chosen:
                cost *= self._break_cost(index)
            if longest <= measure and (best is None or cost < best[0]):
                best = (cost, (0, *chosen))
        if best is None:
            return None
        starts = best[1]
        ends = (*starts[1:], len(self.text))
        return tuple(self._line(start, end, None) for start, end in zip(starts, ends, strict=True))

    def _break_cost(self, index: int) -> float:
        before, after = self.text[index - 1], self.text[index]
        if before in " \u3000":
            return 0.5
        if before in PAUSE + STOP + CLOSE or before in _DASHES:
            return 0.6
        if before == "的":
            return 0.68
        return 1.3 if after in _PARTICLES or before in "与和及" else 1.0

    def _starts(self, measure: float) -> list[int]:
        starts, start = [0], 0
        while self._width(start, len(self.text)) > measure + 1e-6:
            start = self._last_fitting(start, measure)
            starts.append(start)
        if len(starts) > 1 and self._is_lonely(starts[-1]):
            earlier = [index for index in self._breaks if starts[-2] < index < starts[-1]]
            starts[-1] = next((index for index in reversed(earlier) if not self._is_lonely(index)), starts[-1])
            if self._width(starts[-1], len(self.text)) > measure + 1e-6:
                starts.append(self._last_fitting(starts[-1], measure))
        return starts

    def _last_fitting(self, start: int, measure: float) -> int:
        allowed = [index for index in self._breaks if index > start and self._width(start, index) <= measure + 1e-6]
        if allowed:
            return allowed[-1]
        end = start + 1
        while end + 1 < len(self.text) and self._width(start, end + 1) <= measure + 1e-6:
            end += 1
        return end

    def _is_lonely(self, start: int) -> bool:
        """Tell whether a last line would hold fewer than two characters that are not marks (rule P3)."""
        return sum(character not in _MARKS + " " for character in self.text[start:]) < 2

    def _trimmed(self, start: int, end: int) -> tuple[int, float, float]:
        while end - start > 1 and self.text[end - 1] == " ":
            end -= 1
        lead = 0.5 if self._is_mark(start, OPEN) else 0.0
        trail = 0.5 if self._is_mark(end - 1, _HALF_BLANK_AFTER) else 0.0
        return end, lead, trail

    def _width(self, start: int, end: int) -> float:
        end, lead, trail = self._trimmed(start, end)
        return self._ends[end] - self._ends[start] - self._gaps[start] - lead - trail

    def _line(self, start: int, end: int, measure: float | None) -> Line:
        inked, lead, trail = self._trimmed(start, end)
        width = self._width(start, end)
        elastic = [index for index in range(start + 1, inked) if self._stretches(index)]
        stretch = (measure - width) / len(elastic) if measure is not None and elastic else 0.0
        if not 0 < stretch <= _LOOSEST:
            stretch = 0.0
        gaps = {index: self._gaps[index] for index in range(start + 1, end)}
        gaps.update({index: gaps[index] + stretch for index in elastic})
        full = width + stretch * len(elastic)
        flush = measure is not None and abs(full - measure) < 1e-6
        return Line(runs=self._runs(start, end, gaps, stretch), width=full, lead=lead, trail=trail, flush=flush)

    def _runs(self, start: int, end: int, gaps: dict[int, float], stretch: float) -> tuple[Run, ...]:
        runs: list[Run] = []
        run = Run(text=self.text[start:start + 1])
        for index in range(start + 1, end):
            gap, character = gaps[index], self.text[index]
            if gap == run.tracking or (len(run.text) == 1 and gap == stretch):
                run = Run(text=run.text + character, gap=run.gap, tracking=gap)
            else:
                runs.append(run)
                run = Run(text=character, gap=gap - run.tracking)
        return (*runs, run)

    def _is_chinese(self, index: int, has_chinese: bool) -> bool:
        """Tell a Chinese character from a Latin one; marks that both have go by the text around them."""
        character = self.text[index]
        if character in _CHINESE_OR_LATIN:
            before, after = self.text[:index].rstrip()[-1:], self.text[index + 1 :].lstrip()[:1]
            return has_chinese and not (_is_latin(before) and _is_latin(after))
        return unicodedata.east_asian_width(character) in "WF" or character in _NEVER_FIRST

    def _advance(self, index: int) -> float:
        character = self.text[index]
        if self._chinese[index] or unicodedata.east_asian_width(character) == "A":
            return 1.0
        for members, width in _LATIN_WIDTHS:
            if character in members:
                return width
        if unicodedata.combining(character):
            return 0.0
        return 0.78 if character.isupper() else 0.65

    def _is_mark(self, index: int, marks: str) -> bool:
        return self._chinese[index] and self.text[index] in marks

    def _gap(self, index: int) -> float:
        if index == 0:
            return 0.0
        before, after = self.text[index - 1], self.text[index]
        blank_between = self._is_mark(index - 1, _HALF_BLANK_AFTER) or self._is_mark(index, OPEN)
        if blank_between and self._is_mark(index - 1, _MARKS) and self._is_mark(index, _MARKS):
            return -0.5
        gapped = (is_han(before) and _is_latin(after)) or (_is_latin(before) and is_han(after))
        return 0.25 if gapped else 0.0

    def _may_begin(self, index: int) -> bool:
        """Tell whether a line may begin with a character (rules K1 to K4, U1 to U3)."""
        before, after = self.text[index - 1], self.text[index]
        if after in " )]},.;:!?%" or before in "([{" or unicodedata.combining(after):
            return False
        if self._is_mark(index, _NEVER_FIRST) or self._is_mark(index - 1, OPEN + "／"):
            return False
        if before == " ":
            number_and_unit = self.text[:index].rstrip()[-1:].isdigit() and after.isascii() and after.isalpha()
            return not number_and_unit
        return self._chinese[index] or self._chinese[index - 1]

    def _stretches(self, index: int) -> bool:
        if not (self._chinese[index] or self._chinese[index - 1]):
            return False
        around = self.text[index - 1 : index + 1]
        return around not in ("——", "……", "⋯⋯") and not any(character in "～〜–／" for character in around)


def _is_latin(character: str) -> bool:
    return bool(character) and (character.isalnum() or character in "%+") and not is_han(character) and (
        unicodedata.east_asian_width(character) not in "WF"
    )


def widest(lines: tuple[Line, ...]) -> float:
    """Return the width of the broadest line."""
    return max(line.width for line in lines)

