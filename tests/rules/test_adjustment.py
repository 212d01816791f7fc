"""Rules J1–J4: lines are flush, and what gives first."""

from itertools import pairwise

import pytest
from glyphs import Glyph, at, lines_of, text

from publisher.text.classes import is_ideograph


def first_line(body: str, width: float, css: str = "") -> list[Glyph]:
    return lines_of(f"<p>{body}</p>", width=width, css=css)[0]


def right_edge(line: list[Glyph]) -> float:
    """Return where the ink of a line ends, in ems: after the half that holds a mark's ink, after a whole Han."""
    last = line[-1]
    return last.x + (0.5 if last.text in "，。、；：！？”’）》" else last.advance)


def test_every_line_but_the_last_is_flush() -> None:
    body = "春风镇有一座小小的图书馆，馆里有《河边的磨坊》等三千册书（多半是旧书）。馆长说：“我们每天都等着读者！”" * 3
    for width in (12, 15.5, 20, 23.7):
        for line in lines_of(f"<p>{body}</p>", width=width)[:-1]:
            assert right_edge(line) == pytest.approx(width, abs=0.01)
            assert line[0].x + (0.5 if line[0].text in "“《（" else 0) == pytest.approx(0, abs=0.01)


def test_j1_brackets_give_before_the_comma() -> None:
    """甲（乙）丙，丁戊。 takes 9.5 em with 。 trimmed; in 9 em the two brackets give ¼ em each, the comma nothing."""
    line = first_line("甲（乙）丙，丁戊。己庚辛壬癸子丑寅", 8)
    assert text(line) == "甲（乙）丙，丁戊。"
    assert at(line, "丁") - at(line, "，") == 1
    assert at(line, "乙") - at(line, "甲") == 1.75
    assert at(line, "丙") - at(line, "乙") == 1.75


def test_j1_comma_gives_before_the_han_latin_gap() -> None:
    """甲，A乙丙。: the comma's half em is enough, so both gaps beside A stay ¼ em."""
    line = first_line("甲，乙丁A乙丙丁。戊己庚辛壬癸子", 8.4)
    assert text(line) == "甲，乙丁A乙丙丁。"
    latin = next(glyph for glyph in line if glyph.text == "A")
    assert at(line, "丙") - at(line, "乙", 1) == 1
    assert line[line.index(latin) + 1].x - latin.x - latin.advance == pytest.approx(0.25, abs=0.005)
    assert at(line, "乙") - at(line, "，") < 1


def test_j1_full_stop_gives_last() -> None:
    """A stop and a comma in one line: the comma gives its half em, the stop inside the line nothing."""
    line = first_line("甲。乙，丙丁戊。己庚辛壬癸子", 7)
    assert text(line) == "甲。乙，丙丁戊。"
    assert at(line, "乙") - at(line, "。") == 1
    assert at(line, "丙") - at(line, "，") == 0.5


def test_j2_han_latin_gaps_stretch_first_to_half_an_em() -> None:
    """甲A乙丙丁 and 0.4 em too much room: each gap beside A takes 0.2 em, the others nothing."""
    width = 4.5 + first_line("A", 9)[0].advance + 0.4
    line = first_line("甲A乙丙丁戊己庚辛壬癸子丑", width)
    assert text(line) == "甲A乙丙丁"
    assert at(line, "A") == 1.45
    assert at(line, "丙") - at(line, "乙") == 1


def test_j2_then_all_gaps_stretch_evenly() -> None:
    """Five Han in 5.6 em: four gaps of 0.15 em."""
    line = first_line("甲乙丙丁戊己庚辛壬癸", 5.6)
    assert [round(glyph.x, 2) for glyph in line] == [0, 1.15, 2.3, 3.45, 4.6]


def test_j2_never_inside_a_dash_a_word_or_beside_a_middle_dot() -> None:
    line = first_line("甲——乙·丙AB丁戊己庚辛壬癸子丑寅卯", 10.9)
    assert at(line, "·") == pytest.approx(at(line, "乙") + 1 + 0.09, abs=0.01)
    assert at(line, "丙") - at(line, "乙") == 1.5
    latin = [glyph for glyph in line if glyph.text in "AB"]
    assert latin[1].x - latin[0].x == pytest.approx(latin[0].advance, abs=0.06)


def test_j3_last_line_is_natural() -> None:
    *_, last = lines_of("<p>甲乙丙丁戊己庚，辛壬癸</p>", width=5)
    assert [round(glyph.x, 2) for glyph in last][:1] == [0]
    assert all(right.x - left.x == pytest.approx(1, abs=0.005) for left, right in pairwise(last))


def test_j4_a_paragraph_is_broken_as_a_whole() -> None:
    """Line by line, 6 em takes 甲乙丙丁戊己 and is left with a loose second line; two mild lines are better."""
    lines = lines_of("<p>甲乙丙丁戊己庚Springtime辛壬癸子丑寅卯</p>", width=8)
    assert "".join(map(text, lines)) == "甲乙丙丁戊己庚Springtime辛壬癸子丑寅卯"


def test_text_align_start_leaves_lines_natural() -> None:
    line = first_line("甲乙丙丁戊己庚辛壬癸", 5.6, "p { text-align: start }")
    assert [round(glyph.x, 2) for glyph in line] == [0, 1, 2, 3, 4]


def test_text_justify_none_leaves_lines_natural() -> None:
    line = first_line("甲乙丙丁戊己庚辛壬癸", 5.6, "p { text-justify: none }")
    assert [round(glyph.x, 2) for glyph in line] == [0, 1, 2, 3, 4]


def test_balanced_headline_has_lines_of_like_length() -> None:
    """Ten Han in 8 em, balanced: five and five instead of eight and two."""
    lines = lines_of("<h1>甲乙丙丁戊己庚辛壬癸</h1>", width=8, css="h1 { font-size: 10px; text-wrap-style: balance }")
    assert [len(text(line)) for line in lines] == [5, 5]


def test_glyphs_after_kerned_words_stand_where_the_line_has_them() -> None:
    body = "AVATAR编辑TAVERN发布AVATAR河岸TAVERN许可AVATAR的树今天绿了明天也绿了后天还是绿的"
    first = lines_of(f"<p>{body}</p>", width=40, face='"DejaVu Serif", "Noto Serif CJK SC"')[0]
    assert is_ideograph(first[-1].text)
    assert first[-1].x + 1 == pytest.approx(40, abs=0.0006)
