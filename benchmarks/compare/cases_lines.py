"""Cases of line breaking, widths and the adjustment of lines: K, U, P3, W, A, L, H, J."""

from reader import Page
from rules import (
    HAN,
    Case,
    at,
    every,
    first_line,
    flush,
    halved,
    last_line_holds,
    near,
    never_ends,
    never_starts,
    origins,
    paragraph,
    step,
    together,
    trimmed,
)

PROSE = (
    "河边的小镇有一座图书馆，馆里有《河边的磨坊》等三千册书（多半是旧书）。馆长说：“我们每天8点开门，等着读者！”"
    "去年冬天来过1,200人，其中35%是学生；他们最爱读的，是讲EPUB和排版的书——薄薄的一本……"
)
A, B, TWO = 0.718, 0.670, 0.558
"""Advances of Latin letters and of the digit 2 in Noto Serif CJK SC, in ems."""


def before(count: int, text: str, after: int = 8) -> str:
    """Put a text after so many Han, and some more Han after it."""
    return HAN[:count] + text + HAN[count : count + after]


def breaking() -> list[Case]:
    """Return the cases of K1–K5: what would stand at the wrong end of a six-em line."""
    cases = [
        paragraph("K1", before(6, mark), 6, never_starts(mark)) for mark in "，、；：。．！？”’）》〉」』】〗〕］｝"
    ]
    cases += [paragraph("K1", before(6, mark), 6, never_starts(mark)) for mark in "·—–～〜-／/"]
    cases += [
        paragraph("K2", before(5, mark, 2) + close + HAN[7:14], 6, never_ends(mark))
        for mark, close in ("“”", "‘’", "（）", "《》", "〈〉", "「」", "『』", "【】", "〖〗", "〔〕", "［］", "｛｝")
    ]
    cases += [paragraph("K3", before(5, mark), measure, never_ends(mark)) for mark in "／/" for measure in (5.5, 6)]
    cases += [paragraph("K4", before(6, mark), 6, never_starts(mark[0])) for mark in ("——", "……")]
    cases += [
        paragraph("K5", line + HAN[8 : 8 + int(measure)], measure, first_line(line))
        for line, measure in (
            ("甲乙，丙丁戊己庚。", 8),
            ("“甲乙”丙丁戊，", 6.5),
            ("甲，乙，丙丁戊。", 6.5),
            ("甲，乙，丙丁戊。", 7),
            ("甲（乙丙）丁，", 6),
            ("甲A乙丙丁。", 5.8),
        )
    ]
    return cases


def units() -> list[Case]:
    """Return the cases of U1–U4 and P3: what would be cut at the end of a line."""
    cases = [
        paragraph("U1", f"甲{mark}乙", 12, step("甲", "乙", size + 1))
        for mark, size in (("——", 2), ("……", 2), ("…………", 4))
    ]
    cases += [paragraph("U1", before(5, mark), 6, together(mark)) for mark in ("——", "……")]
    cases += [
        paragraph("U1", f"甲乙{mark}丙丁戊己庚辛壬癸子丑", 6.7, lambda sheets, ink=ink: _ink_of_pair(sheets[0]) < ink)
        for mark, ink in (("——", 1.90), ("……", 1.83))
    ]
    cases += [
        paragraph("U2", before(4, unit), measure, together(unit))
        for unit, measure in (
            ("3.14", 5.5), ("1,000", 5.5), ("−5", 5), ("±5%", 5), ("35%", 5.8), ("10 km", 6), ("25℃", 5.8),
            ("Spring", 6.5), ("8:30", 5.5), ("$500", 5.2), ("￥500", 5.2), ("50％", 5.4),
        )
    ]  # fmt: skip
    cases += [
        paragraph("U3", before(4, run, 10), measure, together(run))
        for run, measure in (("1+3", 5.6), ("C919", 5.8), ("5G", 5), ("A/B", 5.8), ("2024-03-12", 7.2), ("GB/T", 6.5))
    ]
    cases += [
        paragraph("U4", before(6, "{ref|[1]}，"), measure, lambda sheets: _mark_stays(sheets[0], "己", "，"))
        for measure in (6, 6.5, 7)
    ]
    cases += [
        paragraph("U4", before(6, "{ref|[1]}"), measure, lambda sheets: _mark_stays(sheets[0], "己", ""))
        for measure in (6, 6.5)
    ]
    cases += [
        paragraph("P3", HAN[:count] + end, measure, last_line_holds(2))
        for count, end, measure in ((13, "", 6), (13, "。", 6), (21, "。", 10), (21, "！”", 5), (17, "。", 8))
    ]
    return cases


def _ink_of_pair(page: Page) -> float:
    marks = [glyph for line in page.lines for glyph in line if glyph.text in "—…"]
    return max(glyph.right for glyph in marks) - min(glyph.left for glyph in marks)


def _mark_stays(page: Page, han: str, mark: str) -> bool:
    line = next(line for line in page.lines if any(glyph.text == han for glyph in line))
    owner = next(glyph for glyph in line if glyph.text == han)
    near_owner = page.small and 0 < owner.y - page.small[0].y < 1 and page.small[0].x > owner.x
    return bool(near_owner) and (not mark or any(glyph.text == mark for glyph in line))


def widths() -> list[Case]:
    """Return the cases of W1–W4, A1–A4 and L1; most stand in a line that is not justified, the last."""
    cases = [
        paragraph("W1", f"甲{mark}乙", 12, step("甲", "乙", 2))
        for mark in "“‘（《〈「『【〖〔［｛”’）》〉」』】〗〕］｝，、；：。．！？"
    ]
    cases += [paragraph("W2", f"甲{marks}乙", 12, step("甲", "乙", 2)) for marks in ("？！", "！！", "？？", "！？")]
    cases += [paragraph("W2", f"甲{marks}乙", 12, step("甲", "乙", 3)) for marks in ("！！！", "？？？")]
    cases += [paragraph("W3", f"甲{mark}乙", 12, step("甲", "乙", 1.5)) for mark in "·-／/"]
    cases += [paragraph("W3", f"甲{mark}乙丙丁戊己庚辛壬癸子", 6, step("甲", "乙", 1.5)) for mark in "／/"]
    cases += [paragraph("W4", f"甲{mark}乙", 12, step("甲", "乙", 2)) for mark in "—～"]
    cases += [
        paragraph("A1", f"甲{marks}乙", 12, step("甲", "乙", 1 + size))
        for marks, size in (
            ("，“", 1.5), ("”，", 1.5), ("。”", 1.5), ("》《", 1.5), ("”（", 1.5), ("（“", 1.5), ("？”", 1.5), ("：“", 1.5),
            ("）。", 1.5), ("”，“", 2), ("！”）", 2), ("》）。", 2),
        )
    ]  # fmt: skip
    for mark, close in ("“”", "（）", "《》", "「」"):
        cases.append(paragraph("A2", before(6, mark, 2) + close + HAN[8:10], 6, trimmed("庚", 0.5)))
        cases.append(paragraph("A2", f"{mark}甲乙{close}丙", 12, trimmed("甲", 0.5)))
        cases.append(paragraph("A3", f"{mark}甲乙{close}丙", 12, trimmed("甲", 2.5), indent=2))
    cases += [
        paragraph("A4", f"甲乙丙丁戊{mark}己庚辛壬癸", 5.5, every(first_line(f"甲乙丙丁戊{mark}"), halved(5.5)))
        for mark in "，。、；：！？”）》"
    ]
    cases.append(paragraph("A4", "甲乙丙丁戊，己庚辛壬癸子", 6, every(first_line("甲乙丙丁戊，"), halved(6))))
    cases += [
        paragraph("L1", "甲A乙", 12, every(at("A", 1.25), step("A", "乙", A + 0.25))),
        paragraph("L1", "甲2乙", 12, every(at("2", 1.25), step("2", "乙", TWO + 0.25))),
        paragraph("L1", "甲 A 乙", 12, every(at("A", 1.25), step("A", "乙", A + 0.25))),
        paragraph("L1", "甲，A乙", 12, at("A", 2)),
        paragraph("L1", "甲（A）乙", 12, every(at("A", 2), step("A", "）", A))),
        paragraph("L1", "甲乙丙A丁戊己", 3.26 + A, every(first_line("甲乙丙A"), at("A", 3.25))),
        paragraph("L1", "甲A乙", 12, lambda sheets: sheets[0].copied == "甲A乙"),
        paragraph("L1", "读EPUB的3本书", 12, lambda sheets: sheets[0].copied == "读EPUB的3本书"),
    ]
    return cases


def across_markup() -> list[Case]:
    """Return cases in which an inline element stands where a rule looks: it must change nothing."""
    return [
        paragraph("K1", before(6, "{b|，}"), 6, never_starts("，")),
        paragraph("K1", "甲乙丙丁戊{b|己}，庚辛壬癸子丑", 6, never_starts("，")),
        paragraph("K2", "甲乙丙丁戊“{b|己庚}”辛壬癸子丑寅", 6, never_ends("“")),
        paragraph("U2", before(4, "3{b|.14}"), 5.5, together("3.14")),
        paragraph("W2", "甲？{b|！}乙", 12, step("甲", "乙", 2)),
        paragraph("A1", "甲，{b|“乙”}丙", 12, step("甲", "乙", 2.5)),
        paragraph("A1", "甲“{b|乙}”，丙", 12, step("乙", "丙", 2.5)),
        paragraph("A2", "甲乙丙丁戊己{b|“庚}辛”壬癸", 6, trimmed("庚", 0.5)),
        paragraph("A4", "甲乙丙丁{b|戊，}己庚辛壬癸", 5.5, every(first_line("甲乙丙丁戊，"), halved(5.5))),
        paragraph("L1", "甲{b|A}乙", 12, at("A", 1.25)),
        paragraph(
            "J1", "甲{b|（乙）}丙，丁戊。壬癸子丑寅卯辰巳", 8,
            every(first_line("甲（乙）丙，丁戊。"), step("丙", "丁", 2), step("甲", "乙", 1.75), step("乙", "丙", 1.75)),
        ),
    ]  # fmt: skip


def adjustment() -> list[Case]:
    """Return the cases of H1 and J1–J3."""
    cases = [
        paragraph("H1", before(6, "，"), 6, lambda sheets: all(glyph.right <= 6.02 for glyph in sheets[0].glyphs)),
        *(
            paragraph(
                "H1", before(6, mark, 6), 6, every(first_line(HAN[:6] + mark), at(mark, 6), at("己", 5)), hang=True
            )
            for mark in "，、。"
        ),
        paragraph(
            "H1", before(6, "！"), 6, lambda sheets: all(glyph.right <= 6.02 for glyph in sheets[0].glyphs), hang=True
        ),
    ]
    squeezed = (
        ("甲乙，丙丁戊己。", 7.5, every(step("乙", "丙", 2))),
        ("甲（乙）丙，丁戊。", 8, every(step("丙", "丁", 2), step("甲", "乙", 1.75), step("乙", "丙", 1.75))),
        ("甲，乙丁A己丙丁。", 8.1 + A - 0.4, every(step("丁", "A", 1.25), step("A", "己", A + 0.25))),
        ("甲。乙A丙丁。", 5.88 + A, every(step("甲", "乙", 2), step("乙", "A", 1.19))),
        ("甲。乙，丙丁戊。", 7, every(step("甲", "乙", 2), step("乙", "丙", 1.5))),
    )
    cases += [
        paragraph("J1", text + HAN[8 : 8 + int(measure)], measure, every(first_line(text), check))
        for text, measure, check in squeezed
    ]
    cases += [
        paragraph("J2", "甲乙no go丙丁戊己庚辛壬癸", 4 + 0.5 + 0.661 + 0.596 + 0.566 + 0.596 + 0.256 + 0.2,
                  every(first_line("甲乙nogo丙丁"), step("丙", "丁", 1), step("甲", "乙", 1), at("n", 2.25))),
        paragraph("J2", "甲A乙丙丁戊己庚辛壬", 4.5 + A + 0.4, every(at("A", 1.45), step("乙", "丙", 1), step("丙", "丁", 1))),
        paragraph("J2", HAN[:10], 5.6, origins(0, 1.15, 2.3, 3.45, 4.6)),
        paragraph("J2", "甲乙AB丙丁戊己庚辛壬", 4.5 + A + B + 0.7, every(first_line("甲乙AB丙丁"), step("A", "B", A))),
        paragraph("J2", "甲乙22丙丁戊己庚辛壬", 4.5 + 2 * TWO + 0.7, lambda sheets: _same_step(sheets[0])),
    ]  # fmt: skip
    cases += [paragraph("J3", PROSE * 2, measure, flush(measure)) for measure in (12, 15.5, 20, 23.7)]
    cases.append(paragraph("J3", HAN[:9], 6.5, every(step("庚", "辛", 1), step("辛", "壬", 1))))
    return cases


def _same_step(page: Page) -> bool:
    one, other = (glyph for glyph in page.lines[0] if glyph.text == "2")
    return near(other.x - one.x, TWO)
