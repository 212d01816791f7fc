"""Text to measured lines for drawings, where nothing wraps by itself. All widths are in ems.

Rules K1-K4, U1-U3 and P3 say where a line may break; W1, A1, A2, A4 and L1 how wide it is; J2 (even gaps only) how a
line is made flush. Widths of Latin letters are those of a broad sans-serif, so that no reader's font is broader.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise, product
from operator import add

from publisher.text.characters import CLOSE, OPEN, PAUSE, STOP, has_han, is_han

_DASHES = "—⸺"
_ELLIPSES = "…⋯"
_NEVER_FIRST = CLOSE + PAUSE + STOP + _DASHES + _ELLIPSES + "·・‧～〜–／"
_HALF_BLANK_AFTER = CLOSE + PAUSE + STOP
_MARKS = OPEN + _HALF_BLANK_AFTER
_SPACES = " \u3000"
_CHINESE_OR_LATIN = "“”‘’—…·"
_LATIN_WIDTHS = (
    (" ", 0.25),
    ("!'(),-./:;I[\\]ijl{|}", 0.4),
    ("*?Jfrt", 0.5),
    ("%@MWmw", 1.0),
)
# How much a gap may stretch, in ems, and which part of the longest line of a heading the shortest should have.
_LOOSEST = 0.15
_SHORTEST = 0.4
_REACH = 0.6
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
    return _paragraph(text).fill(measure, flush=flush)


@lru_cache(maxsize=4096)
def balance(text: str, measure: float, *, most: int = 4) -> tuple[Line, ...]:
    """Set a heading in the fewest lines that fit, made alike in length and broken where the sense breaks."""
    paragraph = _paragraph(text)
    count = len(paragraph.fill(measure))
    if count == 1 or count > most:
        return paragraph.fill(measure)
    lines = in_lines(text, count)
    if lines is not None and widest(lines) <= measure:
        return lines
    return paragraph.balanced(count, measure) or paragraph.fill(measure)


@lru_cache(maxsize=4096)
def in_lines(text: str, count: int) -> tuple[Line, ...] | None:
    """Set a heading in so many balanced lines; None where it has too few places to break."""
    return _paragraph(text).balanced(count, float("inf"))


@lru_cache(maxsize=1024)
def _paragraph(text: str) -> "_Paragraph":
    return _Paragraph(text)


class _Paragraph:
    """The characters of a text with their widths, the gaps between them, and where a line may begin."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"[ \t\r\n]+", " ", text.strip(" \t\r\n"))
        has_chinese = has_han(self.text)
        self._chinese = [self._is_chinese(index, has_chinese) for index in range(len(self.text))]
        self._advances = [self._advance(index) for index in range(len(self.text))]
        self._gaps = [self._gap(index) for index in range(len(self.text))]
        self._leads = [0.5 if self._is_mark(index, OPEN) else 0.0 for index in range(len(self.text))]
        self._trails = [0.5 if self._is_mark(index, _HALF_BLANK_AFTER) else 0.0 for index in range(len(self.text))]
        self._elastic = [self._stretches(index) for index in range(len(self.text))]
        self._ends: list[float] = [0.0, *accumulate(map(add, self._advances, self._gaps))]
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
        """Choose the breaks with the shortest longest line, where a break that cuts a phrase counts as length.

        Of two that are alike the first line is the longer.
        """
        best: tuple[float, tuple[int, ...]] | None = None
        for chosen in product(*(self._breaks_near(number / count) for number in range(1, count))):
            if any(later <= earlier for earlier, later in pairwise(chosen)):
                continue
            pairs = list(zip((0, *chosen), (*chosen, len(self.text)), strict=True))
            widths = [self._width(start, end) for start, end in pairs]
            longest = max(widths)
            cost = longest if min(widths) >= _SHORTEST * longest else 2 * longest
            for index in chosen:
                cost *= self._break_cost(index)
            if longest <= measure and (best is None or cost <= best[0]):
                best = (cost, (0, *chosen))
        if best is None:
            return None
        starts = best[1]
        ends = (*starts[1:], len(self.text))
        return tuple(self._line(start, end, None) for start, end in zip(starts, ends, strict=True))

    def _breaks_near(self, part: float) -> list[int]:
        """List the breaks that are not far from some part of the whole width."""
        whole = self._ends[-1]
        reach = _REACH * whole * min(part, 1 - part)
        return [index for index in self._breaks if abs(self._ends[index] - part * whole) <= reach]

    def _break_cost(self, index: int) -> float:
        before, after = self.text[index - 1], self.text[index]
        if before in _SPACES:
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
        first = bisect_right(self._breaks, start)
        last = bisect_right(self._breaks, bisect_right(self._ends, self._ends[start] + measure + 3.0))
        for index in reversed(self._breaks[first:last]):
            if self._width(start, index) <= measure + 1e-6:
                return index
        end = start + 1
        while end + 1 < len(self.text) and self._width(start, end + 1) <= measure + 1e-6:
            end += 1
        return end

    def _is_lonely(self, start: int) -> bool:
        """Tell whether a last line would hold fewer than two characters that are not marks (rule P3)."""
        return sum(character not in _MARKS + _SPACES for character in self.text[start:]) < 2

    def _inked(self, start: int, end: int) -> int:
        """Return where a line ends without the spaces at its end."""
        while end - start > 1 and self.text[end - 1] in _SPACES:
            end -= 1
        return end

    def _width(self, start: int, end: int) -> float:
        end = self._inked(start, end)
        return self._ends[end] - self._ends[start] - self._gaps[start] - self._leads[start] - self._trails[end - 1]

    def _line(self, start: int, end: int, measure: float | None) -> Line:
        inked = self._inked(start, end)
        width = self._width(start, end)
        gaps = sum(self._elastic[start + 1 : inked])
        stretch = (measure - width) / gaps if measure is not None and gaps else 0.0
        if not 0 < stretch <= _LOOSEST:
            stretch = 0.0
        return Line(
            runs=self._runs(start, end, stretch),
            width=width + stretch * gaps,
            lead=self._leads[start],
            trail=self._trails[inked - 1],
            flush=measure is not None and abs(width + stretch * gaps - measure) < 1e-6,
        )

    def _runs(self, start: int, end: int, stretch: float) -> tuple[Run, ...]:
        """Cut a line where a gap differs, and around words and dashes, which nothing may come into (rules U1, J2)."""
        runs: list[Run] = []
        begin, gap, tracking = start, 0.0, self._tracking(start, start, end, stretch)
        for index in range(start + 1, end):
            wanted = self._gaps[index] + stretch * self._elastic[index]
            following = self._tracking(index, start, end, stretch)
            if not following == tracking == wanted:
                runs.append(Run(text=self.text[begin:index], gap=gap, tracking=tracking))
                begin, gap, tracking = index, wanted - tracking, following
        return (*runs, Run(text=self.text[begin:end], gap=gap, tracking=tracking))

    def _tracking(self, index: int, start: int, end: int, stretch: float) -> float:
        """Return the space after a character that its whole run has: none in a word or dash."""
        in_word = (index > start and not self._elastic[index]) or (index + 1 < end and not self._elastic[index + 1])
        return 0.0 if in_word else stretch

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
        if after in _SPACES + ")]},.;:!?%" or before in "([{" or unicodedata.combining(after):
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
    return (
        bool(character)
        and (character.isalnum() or character in "%+")
        and not is_han(character)
        and (unicodedata.east_asian_width(character) not in "WF")
    )


def widest(lines: tuple[Line, ...]) -> float:
    """Return the width of the broadest line."""
    return max(line.width for line in lines)
