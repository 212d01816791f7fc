"""What a case is, and how its pages are asked: each answer is worked out by hand from the rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine import Setting
from reader import Glyph, Page

HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TOLERANCE = 0.02
"""Ems: an engine that rounds positions to a few hundredths of a point is not blamed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text in a setting, and what must be true of its pages by a rule."""

    rule: str
    setting: Setting
    holds: Callable[[list[Page]], bool]

    @property
    def text(self) -> str:
        """The text of the case, shortened."""
        return " / ".join(text for _, text in self.setting.blocks)[:60]


Check = Callable[[list[Page]], bool]


def paragraph(
    rule: str, text: str, measure: float, holds: Check, *, indent: float = 0, hang: bool = False,
    latin_face: bool = False, vertical: bool = False,
) -> Case:  # fmt: skip
    """Return the case of a single paragraph."""
    setting = Setting(
        blocks=(("p", text),), measure=measure, indent=indent, hang=hang, latin_face=latin_face, vertical=vertical
    )
    return Case(rule=rule, setting=setting, holds=holds)


def find(page: Page, character: str, nth: int = 0) -> Glyph:
    """Return the nth glyph of the body that is a character, in reading order."""
    return [glyph for line in page.lines for glyph in line if glyph.text == character][nth]


def near(value: float, wanted: float, tolerance: float = TOLERANCE) -> bool:
    """Tell whether a position is as wanted."""
    return abs(value - wanted) <= tolerance


def step(left: str, right: str, wanted: float) -> Check:
    """Ask that two characters stand in one line, so many ems from origin to origin."""

    def check(sheets: list[Page]) -> bool:
        first, second = find(sheets[0], left), find(sheets[0], right)
        return near(second.y, first.y, 0.3) and near(second.x - first.x, wanted)

    return check


def at(character: str, wanted: float, nth: int = 0) -> Check:
    """Ask where a character stands in its line."""
    return lambda sheets: near(find(sheets[0], character, nth).x, wanted)


def trimmed(character: str, wanted: float) -> Check:
    """Ask where a Han stands after a trimmed mark; an engine may trim all of the white, up to 0.17 em more."""
    return lambda sheets: -0.17 <= find(sheets[0], character).x - wanted <= TOLERANCE


def halved(measure: float) -> Check:
    """Ask that the mark at the end of the first line has lost its white half, or all of its white."""

    def check(sheets: list[Page]) -> bool:
        mark = sheets[0].lines[0][-1]
        return mark.x + 0.5 >= measure - TOLERANCE and mark.right <= measure + TOLERANCE

    return check


def every(*checks: Check) -> Check:
    """Ask everything."""
    return lambda sheets: all(check(sheets) for check in checks)


def first_line(text: str) -> Check:
    """Ask what the first line holds."""
    return lambda sheets: sheets[0].texts[0] == text


def origins(*wanted: float) -> Check:
    """Ask where all characters of the first line stand."""

    def check(sheets: list[Page]) -> bool:
        line = sheets[0].lines[0]
        return len(line) == len(wanted) and all(near(glyph.x, x) for glyph, x in zip(line, wanted, strict=True))

    return check


def never_starts(mark: str) -> Check:
    """Ask that a mark begins no line but the first."""
    return lambda sheets: len(sheets[0].lines) > 1 and not any(text[0] == mark for text in sheets[0].texts[1:])


def never_ends(mark: str) -> Check:
    """Ask that a mark ends no line."""
    return lambda sheets: len(sheets[0].lines) > 1 and not any(text[-1] == mark for text in sheets[0].texts)


def together(run: str) -> Check:
    """Ask that a run of characters stands in one line."""
    return lambda sheets: len(sheets[0].lines) > 1 and any(run.replace(" ", "") in text for text in sheets[0].texts)


def last_line_holds(count: int) -> Check:
    """Ask that the last line has so many Han."""
    return lambda sheets: len(sheets[0].lines) > 1 and sum(char in HAN for char in sheets[0].texts[-1]) >= count


def flush(measure: float) -> Check:
    """Ask that all lines but the last begin and end at the edges; a mark may be whole or lose its half (A2, A4)."""

    def ends(glyph: Glyph) -> bool:
        if glyph.text in "，。、；：！？”’）》":
            return glyph.right <= measure + TOLERANCE and measure <= glyph.x + 1.03
        if "\u4e00" <= glyph.text <= "\u9fff":
            return near(glyph.x + 1, measure, 0.06)
        return near(glyph.right, measure, 0.12)

    def check(sheets: list[Page]) -> bool:
        lines = sheets[0].lines
        return len(lines) > 1 and all(
            (near(line[0].x, 0, 0.05) or (line[0].text in "“《（" and -0.7 < line[0].x < 0)) and ends(line[-1])
            for line in lines[:-1]
        )

    return check


def body_lines(sheets: list[Page]) -> Iterator[tuple[int, list[Glyph]]]:
    """Go through all lines of body type, each with the number of its page."""
    for number, page in enumerate(sheets):
        for line in page.lines:
            if line[0].size < 1.1:
                yield number, line
