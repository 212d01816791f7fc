"""Rules W1–W4, A1–A4 and L1: natural widths, seen on lines that need no adjustment (the last of a paragraph)."""

import pytest
from glyphs import Glyph, at, lines_of, text

FACES = ['"Noto Serif CJK SC"', '"Noto Sans CJK SC"', '"LXGW WenKai"', '"DejaVu Serif", "Noto Serif CJK SC"']


def line(body: str, css: str = "", face: str = FACES[0]) -> list[Glyph]:
    (only,) = lines_of(f"<p>{body}</p>", width=40, css=css, face=face)
    return only


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("mark", list("“‘（《〈「『【〖〔［｛”’）》〉」』】〗〕］｝，、；：。．！？—～〜"))
def test_w1_and_w4_mark_takes_one_em(mark: str, face: str) -> None:
    assert at(line(f"甲{mark}乙", face=face), "乙") == 2


@pytest.mark.parametrize(
    ("marks", "width"), [("？！", 1), ("！！", 1), ("？？", 1), ("！？", 1), ("！！！", 2), ("？？？", 2)]
)
def test_w2_doubled_marks_share_an_em(marks: str, width: int) -> None:
    assert at(line(f"甲{marks}乙"), "乙") == 1 + width


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("mark", ["·", "-", "／", "/"])
def test_w3_middle_dot_hyphen_and_solidus_take_half_an_em(mark: str, face: str) -> None:
    assert at(line(f"甲{mark}乙", face=face), "乙") == 1.5


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("mark", "width"), [("——", 2), ("……", 2), ("…………", 4)])
def test_u1_dash_and_ellipsis_take_two_em(mark: str, width: int, face: str) -> None:
    assert at(line(f"甲{mark}乙", face=face), "乙") == 1 + width


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("marks", "width"),
    [
        ("，“", 1.5),
        ("”，", 1.5),
        ("。”", 1.5),
        ("》《", 1.5),
        ("”（", 1.5),
        ("（“", 1.5),
        ("？”", 1.5),
        ("”，“", 2),
        ("！”）", 2),
    ],
)
def test_a1_adjacent_marks_keep_only_the_space_next_to_the_text(marks: str, width: float, face: str) -> None:
    assert at(line(f"甲{marks}乙", face=face), "乙") == 1 + width


@pytest.mark.parametrize("mark", list("“（《「"))
def test_a2_opening_mark_at_a_line_start_loses_its_left_half(mark: str) -> None:
    """The text after the mark stands half an em from the edge."""
    assert at(line(f"{mark}甲乙"), "甲") == 0.5


@pytest.mark.parametrize("mark", list("“（《「"))
def test_a3_opening_mark_at_an_indented_start(mark: str) -> None:
    assert at(line(f"{mark}甲乙", "p { text-indent: 2em }"), "甲") == 2.5


@pytest.mark.parametrize("mark", list("，。、；：！？”）》"))
def test_a4_mark_at_a_line_end_loses_its_right_half(mark: str) -> None:
    """Five Han and the mark fill 5.5 em: the first line is full with every gap at nothing."""
    first, _ = lines_of(f"<p>甲乙丙丁戊{mark}己庚</p>", width=5.5)
    assert text(first) == f"甲乙丙丁戊{mark}"
    assert [round(glyph.x, 2) for glyph in first] == [0, 1, 2, 3, 4, 5]


def test_l1_quarter_em_between_han_and_latin() -> None:
    glyphs = line("甲A乙")
    assert at(glyphs, "A") == 1.25
    latin = glyphs[1].advance
    assert glyphs[2].x == pytest.approx(1.5 + latin, abs=0.005)


def test_l1_none_beside_a_chinese_mark_or_at_an_edge() -> None:
    assert at(line("A，甲"), "A") == 0
    glyphs = line("甲（A）乙")
    assert at(glyphs, "A") == 2


def test_l1_typed_space_keeps_its_character_and_takes_a_quarter_em() -> None:
    glyphs = line("甲 A")
    assert text(glyphs) == "甲 A"
    assert at(glyphs, "A") == 1.25


def test_l1_across_inline_boxes() -> None:
    assert at(line("甲<b>A</b>乙"), "A") == 1.25
    glyphs = line("<b>A</b>乙")
    assert glyphs[1].x == pytest.approx(glyphs[0].advance + 0.25, abs=0.005)


def test_l1_is_off_with_no_autospace() -> None:
    assert at(line("甲A乙", "p { text-autospace: no-autospace }"), "A") == 1


def test_l1_none_after_a_full_width_currency_sign() -> None:
    assert at(line("价￥25"), "2") == 2


def test_text_spacing_trim_space_all_keeps_every_mark_full() -> None:
    assert at(line("甲，“乙", "p { text-spacing-trim: space-all }"), "乙") == 3


def test_quotes_are_chinese_or_latin_by_their_text() -> None:
    """“ after Han is one em, an apostrophe inside a Latin word is as narrow as a letter."""
    glyphs = line("他说“don’t”，好")
    apostrophe = next(glyph for glyph in glyphs if glyph.text == "’")
    following = glyphs[glyphs.index(apostrophe) + 1]
    assert following.x - apostrophe.x < 0.5
    assert at(glyphs, "好") - at(glyphs, "，") == 1


def test_quotes_of_another_language_are_latin() -> None:
    glyphs = line("书名是<span lang='en'>“Spring” and</span>等")
    spring = next(glyph for glyph in glyphs if glyph.text == "S")
    assert spring.x < 4.0


def test_mixed_sizes_squeeze_by_the_size_of_the_mark() -> None:
    glyphs = line("甲<span style='font-size: 20px; line-height: 1'>，</span>乙")
    assert at(glyphs, "乙") == 3


@pytest.mark.parametrize("mark", ["·", "/", "-"])
def test_marks_beside_a_middle_dot_keep_an_eighth(mark: str) -> None:
    """Two brackets of half an em, the dot of half an em, and an eighth on either side of it."""
    glyphs = line(f"甲》{mark}《乙")
    assert at(glyphs, "乙") == 1 + 1.75
