"""Rule H1: one comma or stop may hang over the end of a line where it has no room inside."""

import pytest
from glyphs import Glyph, at, lines_of, text

HANG = "body { hanging-punctuation: allow-end }"


def first_line(body: str, width: float, css: str = HANG) -> list[Glyph]:
    return lines_of(f"<p>{body}</p>", width=width, css=css)[0]


@pytest.mark.parametrize("mark", list("、，。"))
def test_h1_mark_hangs_beyond_a_full_line(mark: str) -> None:
    """Eight Han fill 8 em; the mark stands behind them, and the line has moved nothing for it."""
    line = first_line(f"甲乙丙丁戊己庚辛{mark}壬癸子丑寅卯辰巳", 8)
    assert text(line) == f"甲乙丙丁戊己庚辛{mark}"
    assert [round(glyph.x, 2) for glyph in line] == [0, 1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("mark", list("；：！？”）》．"))
def test_h1_no_other_mark_hangs(mark: str) -> None:
    """辛 goes down with its mark, and seven Han are stretched to 8 em."""
    line = first_line(f"甲乙丙丁戊己庚辛{mark}壬癸子丑寅卯辰巳", 8)
    assert text(line) == "甲乙丙丁戊己庚"


def test_h1_is_off_by_default() -> None:
    for css in ("", "body { hanging-punctuation: none }", "body { hanging-punctuation: sideways }"):
        assert text(first_line("甲乙丙丁戊己庚辛，壬癸子丑寅卯辰巳", 8, css)) == "甲乙丙丁戊己庚"


def test_h1_exactly_one_mark_hangs() -> None:
    """Six Han, the half em before 《, 《 of half an em, 庚 and 》 of half an em fill 8.5 em; only 。 hangs."""
    line = first_line("甲乙丙丁戊己《庚》。辛壬癸子丑寅卯辰", 8.5)
    assert text(line) == "甲乙丙丁戊己《庚》。"
    assert at(line, "》") == 8
    assert at(line, "。") == 8.5


def test_h1_a_mark_inside_a_closing_quotation_mark_does_not_hang() -> None:
    line = first_line("甲乙丙丁戊己庚辛。”壬癸子丑寅卯辰巳", 8)
    assert text(line) == "甲乙丙丁戊己庚"


def test_h1_a_mark_that_has_room_does_not_hang() -> None:
    """Seven Han and the half em of the comma fill 7.5 em, so a line of 7.6 em stretches by a tenth."""
    line = first_line("甲乙丙丁戊己庚，壬癸子丑寅卯辰巳", 7.6)
    assert text(line) == "甲乙丙丁戊己庚，"
    assert at(line, "，") == 7.1


def test_h1_the_last_character_before_the_mark_is_flush() -> None:
    """Five Han in 5.4 em: four gaps of 0.1 em, and none before the mark that hangs."""
    line = first_line("甲乙丙丁戊，己庚辛壬癸子丑寅", 5.4)
    assert [round(glyph.x, 2) for glyph in line] == [0, 1.1, 2.2, 3.3, 4.4, 5.4]


def test_h1_holds_across_inline_boxes_and_on_a_last_line() -> None:
    (line,) = lines_of("<p>甲乙丙<b>丁。</b></p>", width=4, css=HANG)
    assert [round(glyph.x, 2) for glyph in line] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("align", ["start", "center", "end"])
def test_h1_a_line_is_aligned_without_the_mark_that_hangs(align: str) -> None:
    """Three Han of a line of 3.4 em: 0.4 em are left, none, half or all of it before them."""
    line = first_line("甲乙丙，丁戊", 3.4, f"{HANG} p {{ text-align: {align} }}")
    before = {"start": 0.0, "center": 0.2, "end": 0.4}[align]
    assert [round(glyph.x, 2) for glyph in line] == pytest.approx([before, before + 1, before + 2, before + 3])
