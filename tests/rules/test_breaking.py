"""Rules K1–K5, U1–U4 and P3: where lines break, seen in the finished PDF."""

import pytest
from glyphs import lines_of, text


def broken(body: str, width: float, css: str = "") -> list[str]:
    return [text(line) for line in lines_of(f"<p>{body}</p>", width=width, css=css)]


@pytest.mark.parametrize("mark", list("”’）》〉」』】〗〕］｝，、；：。．！？·～／"))
def test_k1_mark_never_starts_a_line(mark: str) -> None:
    """Six Han fill the measure and a mark follows: the sixth is carried down with it."""
    lines = broken(f"甲乙丙丁戊己{mark}庚辛壬癸", 6)
    assert all(not line.startswith(mark) for line in lines)
    assert "".join(lines) == f"甲乙丙丁戊己{mark}庚辛壬癸"


@pytest.mark.parametrize("mark", list("“‘（《〈「『【〖〔［｛"))
def test_k2_opening_mark_never_ends_a_line(mark: str) -> None:
    """The sixth place would hold the mark: it goes to the next line with its text."""
    lines = broken(f"甲乙丙丁戊{mark}己庚辛壬癸", 6)
    assert all(not line.endswith(mark) for line in lines)


def test_k3_solidus_never_ends_a_line() -> None:
    lines = broken("甲乙丙丁／戊己庚辛壬癸子", 5)
    assert all(not line.endswith("／") and not line.startswith("／") for line in lines)


@pytest.mark.parametrize("mark", ["——", "……"])
def test_k4_dash_and_ellipsis_do_not_start_a_line_when_strict(mark: str) -> None:
    lines = broken(f"甲乙丙丁戊己{mark}庚辛壬癸", 6, "p { line-break: strict }")
    assert lines[0] == "甲乙丙丁戊"
    assert lines[1].startswith(f"己{mark}")


def test_k4_does_not_hold_for_line_break_normal() -> None:
    lines = broken("甲乙丙丁戊己——庚辛壬癸", 6, "p { line-break: normal }")
    assert lines == ["甲乙丙丁戊己", "——庚辛壬癸"]


def test_k4_paragraph_may_begin_with_a_dash() -> None:
    assert broken("——甲乙丙丁", 4)[0].startswith("——")


def test_k5_mark_is_squeezed_in_where_it_fits() -> None:
    """6 em: 甲，乙丙丁戊 is 6 em, and 。 at the line end takes ½ em, which the comma gives."""
    assert broken("甲，乙丙丁戊。己庚辛壬", 6)[0] == "甲，乙丙丁戊。"


def test_k5_otherwise_a_character_is_carried_down_and_the_line_stretched() -> None:
    """Six Han and a mark in 6 em with nothing to squeeze: five stay, 1 em over four gaps of ¼ em."""
    first = lines_of("<p>甲乙丙丁戊己。庚辛壬癸</p>", width=6)[0]
    assert text(first) == "甲乙丙丁戊"
    assert [round(glyph.x, 2) for glyph in first] == [0, 1.25, 2.5, 3.75, 5.0]


def test_break_places_do_not_depend_on_markup() -> None:
    plain = broken("甲乙丙丁戊己，庚“辛壬癸”子丑寅卯辰巳", 6)
    for marked in (
        "甲乙丙丁戊<b>己</b>，庚“<em>辛壬癸</em>”子丑寅卯辰巳",
        "甲乙丙丁戊己<span>，</span>庚<a href='#x'>“辛壬</a>癸<i>”</i>子丑寅卯辰巳",
        "<span>甲乙丙丁戊己</span><span>，庚</span><span>“</span><b>辛壬癸”子</b>丑寅卯辰巳",
    ):
        assert broken(marked, 6, "b { font-weight: normal } em, i { font-style: normal }") == plain


@pytest.mark.parametrize("mark", ["——", "……", "…………"])
def test_u1_dash_and_ellipsis_are_never_broken(mark: str) -> None:
    for width in (5, 6, 7, 8):
        lines = broken(f"甲乙丙丁戊{mark}己庚辛壬癸", width)
        assert sum(mark in line for line in lines) == 1


@pytest.mark.parametrize(
    "word",
    [
        *("Spring", "3.14159", "1,000,000", "±2.5%", "−40℃", "10 km", "25℃", "1+3", "C919", "5G", "A/B", "2024-03-12"),
        *("￥500", "＄500", "50％", "＋8％", "№5", "3∶2", "３．５", "１２０", "Wi-Fi", "e-mail"),
    ],
)
def test_u2_u3_words_numbers_units_and_formulas_are_never_broken(word: str) -> None:
    for width in (6, 7, 8, 9):
        lines = broken(f"甲乙丙丁{word}戊己庚辛", width)
        assert sum(word in line for line in lines) == 1


def test_u2_month_may_part_from_its_number() -> None:
    """3月 stays breakable: the number ends one line, the character begins the next."""
    assert broken("甲乙丙丁戊33月己庚辛壬癸", 6.7)[1].startswith("月")


def test_u4_note_number_stays_with_the_character_before_it_and_the_mark_after() -> None:
    """Six em would take six Han: the sixth is carried down with its number and the comma."""
    css = "sup { font-size: 5px; vertical-align: super; line-height: 1 }"
    rows = lines_of("<p>甲乙丙丁戊己<sup>1</sup>，庚辛壬癸</p>", width=6, css=css)
    body = [text(row) for row in rows if "1" not in text(row)]
    (number,) = [row[0] for row in rows if text(row) == "1"]
    assert [line[0] for line in body[:2]] == ["甲", "己"] or [line[0] for line in body[:2]] == ["甲", "戊"]
    han = next(glyph for row in rows for glyph in row if glyph.text == "己")
    assert number.x == pytest.approx(han.x + 1, abs=0.01)


@pytest.mark.parametrize("count", range(13, 25))
def test_p3_last_line_holds_two_characters(count: int) -> None:
    han = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地"
    lines = broken(han[:count] + "。", 6)
    assert len(lines[-1].rstrip("。")) >= 2


def test_forced_break_ends_a_line_that_is_not_stretched() -> None:
    lines = lines_of("<p>甲乙丙<br>丁戊己庚辛壬</p>", width=5)
    assert text(lines[0]) == "甲乙丙"
    assert [glyph.x for glyph in lines[0]] == pytest.approx([0, 1, 2])


@pytest.mark.parametrize("words", ["甲乙丙丁戊”/“己庚辛壬", "甲乙丙丁”/己庚辛壬癸", "甲乙丙丁/（己庚辛壬癸"])
def test_k1_k3_a_slash_beside_marks_is_a_solidus_too(words: str) -> None:
    for width in (5, 5.5, 6):
        for row in broken(words, width):
            assert not row.startswith("/")
            assert not row.endswith("/")


def test_p3_a_reference_to_a_note_does_not_count() -> None:
    """Twelve Han are two lines of six, and one more and its note would stand alone: two lines are stretched for it."""
    css = "sup { font-size: 5px; vertical-align: super; line-height: 0 }"
    last = broken("甲乙丙丁戊己庚辛壬癸子丑寅<sup>2</sup>。", 6, css)[-1]
    assert last.startswith("丑寅")
