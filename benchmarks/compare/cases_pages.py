"""Cases of pages, inline marks and faces: P4, G1, G2, M1, E1, E2, R1, N1, V1."""

from itertools import pairwise

from engine import Setting
from reader import Page
from rules import Case, Check, body_lines, every, near, paragraph, step

WORD = 10
"""The measure of the cases with pages of their own."""


def filled(han: str, lines: int) -> str:
    """Return a paragraph of one Han that fills so many lines, the last one not quite."""
    return han * (lines * WORD - 3) + "。"


def sheets_of(rule: str, blocks: tuple[tuple[str, str], ...], lines: int, holds: Check) -> Case:
    """Return a case of pages that hold so many lines."""
    return Case(rule=rule, setting=Setting(blocks=blocks, measure=WORD, lines=lines), holds=holds)


def pages_and_grid() -> list[Case]:
    """Return the cases of P4, G1 and G2."""
    two = (("p", filled("春", 5)), ("p", filled("秋", 4)))
    seven = (("p", filled("春", 7)),)
    heading = (("p", filled("春", 4)), ("h", "夏天"), ("p", filled("秋", 9)))
    box = (("p", filled("春", 4)), ("box", "3.3"), ("p", filled("秋", 6)))
    latin = (("p", filled("春", 2)[:-5] + "EPUB春" + filled("春", 3)), ("p", filled("秋", 3)))
    noted = (("p", filled("春", 2)[:-5] + "{ref|[1]}春" + filled("春", 3)), ("p", filled("秋", 3)))
    ruby = (("p", filled("春", 2)[:-5] + "{ruby|夏|xià}春" + filled("春", 3)), ("p", filled("秋", 3)))
    latin_case = Setting(blocks=latin, measure=WORD, lines=20, latin_face=True)
    return [
        sheets_of("P4", two, 6, no_line_alone),
        sheets_of("P4", seven, 6, no_line_alone),
        sheets_of("G2", (("p", filled("春", 3)), ("h", "夏天"), ("p", filled("秋", 5))), 6, heading_stays),
        sheets_of("G2", (("p", filled("春", 4)), ("h", "夏天"), ("p", filled("秋", 5))), 6, heading_stays),
        sheets_of("G1", heading, 12, on_grid),
        sheets_of("G1", box, 20, on_grid),
        sheets_of("G1", noted, 20, on_grid),
        sheets_of("G1", ruby, 20, on_grid),
        Case(rule="G1", setting=latin_case, holds=on_grid),
    ]


def no_line_alone(sheets: list[Page]) -> bool:
    """Ask that no page holds a single line of a paragraph that goes on or comes from another."""
    lines = [(number, line[0].text) for number, line in body_lines(sheets)]
    alone = [place for place in set(lines) if lines.count(place) == 1]
    return len({number for number, _ in lines}) > 1 and not alone


def heading_stays(sheets: list[Page]) -> bool:
    """Ask that a line of the body follows the heading on its page."""
    for page in sheets:
        for above, below in zip(page.lines, [*page.lines[1:], None], strict=True):
            if above[0].size > 1.1:
                return below is not None and below[0].text == "秋"
    return False


def on_grid(sheets: list[Page]) -> bool:
    """Ask that all baselines of the body are whole lines apart, across pages too."""
    heights = [line[0].y for _, line in body_lines(sheets)]
    return len(heights) > 5 and all(abs((y - heights[0] + 1) % 2 - 1) < 0.03 for y in heights)


def faces() -> list[Case]:
    """Return the cases of M1: DejaVu Serif for Latin, with digits of 0.636 em and quotes of 0.511 em."""
    return [
        paragraph("M1", "甲12乙", 12, step("1", "2", 0.636), latin_face=True),
        paragraph("M1", "甲“乙”丙", 12, every(step("甲", "乙", 2), step("乙", "丙", 2)), latin_face=True),
        paragraph("M1", "甲——乙……丙", 12, every(step("甲", "乙", 3), step("乙", "丙", 3)), latin_face=True),
        paragraph("M1", "甲，said “no” then丙", 20, step("“", "n", 0.511), latin_face=True),
        paragraph("M1", "甲，it’s done丙", 20, step("’", "s", 0.318), latin_face=True),
    ]


def drawn(page: Page, left: float, right: float, *, top: float = 0.17, bottom: float = 0.8) -> bool:
    """Tell whether ink is under the first line between two places."""
    y = page.lines[0][0].y
    return page.ink(left, y + top, right, y + bottom)


def dotted(places: tuple[int, ...], bare: tuple[int, ...]) -> Check:
    """Ask for a dot under the middle of some cells of the first line, and none under others."""
    return lambda sheets: (
        all(drawn(sheets[0], x + 0.4, x + 0.6) and not drawn(sheets[0], x - 0.1, x + 0.1) for x in places)
        and not any(drawn(sheets[0], x + 0.4, x + 0.6) for x in bare)
    )


def lined(spans: tuple[tuple[float, float], ...], bare: tuple[float, ...], *, wavy: bool) -> Check:
    """Ask for a line under some stretches and for none about some places, and whether it is wavy."""

    def check(sheets: list[Page]) -> bool:
        page = sheets[0]
        heights = {
            _top_of_line(page, left + 0.3 + index * 0.05)
            for left, right in spans
            for index in range(int((right - left - 0.6) / 0.05))
        }
        is_wavy = len(heights) > 1
        gaps = [any(not drawn(page, x + shift - 0.01, x + shift + 0.01) for shift in (-0.1, 0, 0.1)) for x in bare]
        return None not in heights and is_wavy == wavy and all(gaps)

    return check


def _top_of_line(page: Page, x: float) -> int | None:
    """Return where ink begins under a place, in hundredths of an em."""
    for hundredth in range(16, 80):
        if drawn(page, x, x + 0.01, top=hundredth / 100, bottom=hundredth / 100 + 0.01):
            return hundredth
    return None


def inline() -> list[Case]:
    """Return the cases of E1, E2, R1, N1 and V1."""
    note = (("p", "甲乙丙丁{note|戊己庚辛}。"), ("p", filled("春", 3)))
    return [
        paragraph("E1", "甲{em|乙丙}丁", 12, dotted((1, 2), (0, 3))),
        paragraph("E1", "{em|甲，乙}丁", 12, dotted((0, 2), (1, 3))),
        paragraph("E2", "甲{name|乙丙}丁", 12, lined(((1, 3),), (0.5, 3.5), wavy=False)),
        paragraph("E2", "{name|甲乙}{name|丙丁}戊", 12, lined(((0, 2), (2, 4)), (2, 4.5), wavy=False)),
        paragraph("E2", "甲{title|乙丙}丁", 12, lined(((1, 3),), (0.5, 3.5), wavy=True)),
        paragraph("E2", "{title|甲乙}{title|丙丁}戊", 12, lined(((0, 2), (2, 4)), (2, 4.5), wavy=True)),
        paragraph("R1", "甲{ruby|乙|yǐ}丙", 12, lambda sheets: _annotated(sheets[0], "乙")),
        paragraph("R1", "甲{ruby|乙|yǐ}丙", 12, step("甲", "丙", 2)),
        paragraph(
            "R1", "甲（{ruby|床|chuáng}）丙", 12, lambda sheets: _annotated(sheets[0], "床") and _clear(sheets[0])
        ),
        paragraph("R1", "甲{ruby|床|chuáng}{ruby|窗|chuāng}丙", 12, lambda sheets: _apart(sheets[0])),
        sheets_of("N1", note, 12, note_at_foot),
        sheets_of("N1", note, 12, call_is_raised),
        sheets_of("N1", note, 12, rule_above_note),
        paragraph("V1", "春天的河岸", 8, lambda sheets: _upright_column(sheets[0]), vertical=True),
    ]


def _annotated(page: Page, base: str) -> bool:
    """Tell whether the middle of an annotation is that of its base, above it and about half as large."""
    (owner,) = (glyph for glyph in page.glyphs if glyph.text == base)
    if not page.small:
        return False
    middle = (min(glyph.left for glyph in page.small) + max(glyph.right for glyph in page.small)) / 2
    return near(middle, owner.x + 0.5, 0.07) and all(
        0.39 < glyph.size < 0.62 and 0.7 < owner.y - glyph.y < 1.6 for glyph in page.small
    )


def _clear(page: Page) -> bool:
    opening, closing = (next(glyph for glyph in page.glyphs if glyph.text == mark) for mark in "（）")
    return opening.right <= min(glyph.left for glyph in page.small) and closing.left >= max(
        glyph.right for glyph in page.small
    )


def _apart(page: Page) -> bool:
    """Tell whether two annotations are a quarter of an em apart, of their own size at least."""
    small = sorted(page.small, key=lambda glyph: glyph.x)
    return len(small) == 12 and small[6].left - small[5].right >= 0.24 * small[0].size


def note_at_foot(sheets: list[Page]) -> bool:
    """Ask for smaller type at the foot of the page."""
    note = [glyph for glyph in sheets[0].small if glyph.text in "戊己庚辛"]
    return len(note) == 4 and all(0.6 < glyph.size < 0.8 and 22 < glyph.y < 24.5 for glyph in note)


def call_is_raised(sheets: list[Page]) -> bool:
    """Ask for a small figure above the baseline, right after the character that it belongs to."""
    owner = next(glyph for glyph in sheets[0].glyphs if glyph.text == "丁")
    return any(
        0.15 < owner.y - glyph.y < 0.8 and 0.9 < glyph.x - owner.x < 1.3 and glyph.size < 0.75
        for glyph in sheets[0].small
    )


def rule_above_note(sheets: list[Page]) -> bool:
    """Ask for a rule above the note that is shorter than the measure or as long."""
    page = sheets[0]
    note = [glyph for glyph in page.small if glyph.text in "戊己庚辛"]
    top = min((glyph.y for glyph in note), default=0) - 2.5
    return bool(note) and page.ink(1, top, 1.5, top + 1.85)


def _upright_column(page: Page) -> bool:
    glyphs = sorted(page.glyphs, key=lambda glyph: glyph.y)
    steps = [below.y - above.y for above, below in pairwise(glyphs)]
    return (
        len(glyphs) == 5 and all(near(value, 1, 0.05) for value in steps) and len({round(g.x, 1) for g in glyphs}) <= 2
    )
