"""Paragraphs with floats, inline tables and the like, kept white space: set by the rules too."""

import pytest
from glyphs import Glyph, lines_of, text

WORDS = "甲乙丙丁戊己庚，辛壬癸子丑寅卯。辰巳午未（申酉戌）亥。"


def edges(line: list[Glyph]) -> tuple[float, float]:
    """Return where the ink of a line begins and ends, in ems."""
    first, last = line[0], line[-1]
    left = first.x + (0.5 if first.text in "（" else 0)
    return round(left, 2), round(last.x + (0.5 if last.text in "，。）" else last.advance), 2)


@pytest.mark.parametrize(
    ("side", "body", "wanted"),
    [
        # Three ems beside two lines of 2 em each, in a measure of 12 em.
        ("left", f"<i></i>{WORDS * 2}", [(3, 12), (3, 12), (0, 12), (0, 12)]),
        ("right", f"<i></i>{WORDS * 2}", [(0, 9), (0, 9), (0, 12), (0, 12)]),
        # Its place is in the first line, and there is room for it.
        ("left", f"甲乙丙<i></i>{WORDS * 2}", [(3, 12), (3, 12), (0, 12), (0, 12)]),
        # Its place is in the first line, and there is none: it stands under that line.
        ("left", f"甲乙丙丁戊己庚辛壬癸子<i></i>{WORDS * 2}", [(0, 12), (3, 12), (3, 12), (0, 12)]),
        ("right", f"甲<b>乙<i></i>丙</b>{WORDS * 2}", [(0, 9), (0, 9), (0, 12), (0, 12)]),
        ("left", f"<i></i><i></i>{WORDS * 2}", [(6, 12), (6, 12), (0, 12), (0, 12)]),
        ("left; text-indent: 0", f"<s>{'</s><s>'.join(WORDS)}</s><i></i>", [(0, 12), (0, 12)]),
    ],
)
def test_lines_beside_a_float_are_flush(side: str, body: str, wanted: list[tuple[float, float]]) -> None:
    css = f"i {{ float: {side}; width: 3em; height: 3em }} s {{ text-decoration: none }} b {{ font-weight: normal }}"
    lines = lines_of(f"<p>{body}</p>", width=12, css=css)
    assert [edges(line) for line in lines][: len(wanted)] == wanted
    assert all(line[0].text not in "，。）" and line[-1].text != "（" for line in lines)


def test_an_indented_line_beside_a_float() -> None:
    css = "i { float: left; width: 3em; height: 3em } p { text-indent: 2em }"
    lines = lines_of(f"<p><i></i>{WORDS}</p>", width=12, css=css)
    assert [edges(line)[0] for line in lines][:3] == [5, 3, 0]


def test_a_float_keeps_its_own_text() -> None:
    lines = lines_of(f"<p><i>天地</i>{WORDS}</p>", width=12, css="i { float: left; font-size: 20px; line-height: 1 }")
    assert "".join(map(text, lines)).replace("天地", "") == WORDS
    assert edges(next(line for line in lines if "天" in text(line)))[0] == 0


@pytest.mark.parametrize("kind", ["inline-block", "inline-flex", "inline-grid", "inline-table"])
def test_a_line_with_a_box_in_it_is_flush(kind: str) -> None:
    """甲乙, 3 em of box, six Han: 11 em in 12, and the gap after the box grows like the others, by 1/8 em."""
    css = f"i {{ display: {kind}; padding: 0 0.5em; font-style: normal }}"
    first, *_ = lines_of("<p>甲乙<i>子丑</i>甲乙丙丁戊己3.14159</p>", width=12, css=css)
    assert text(first) == "甲乙子丑甲乙丙丁戊己"
    assert [round(glyph.x, 3) for glyph in first] == pytest.approx(
        [0, 1.125, 2.75, 3.75, 5.375, 6.5, 7.625, 8.75, 9.875, 11], abs=0.011
    )


def test_kept_spaces_and_line_feeds_of_a_poem_are_kept() -> None:
    """`pre-wrap`: each line feed ends a line that is not stretched, two spaces begin the second; marks are squeezed."""
    lines = lines_of("<p>甲乙，“丙\n  丁戊</p>", width=12, css="p { white-space: pre-wrap }")
    assert [text(line) for line in lines] == ["甲乙，“丙", "  丁戊"]
    assert lines[0][-1].x == pytest.approx(3.5, abs=0.011)


def test_lines_of_kept_white_space_are_broken_by_the_rules() -> None:
    lines = lines_of("<p>甲乙丙丁戊己。庚辛壬癸</p>", width=6, css="p { white-space: pre-wrap }")
    assert [text(line) for line in lines] == ["甲乙丙丁戊", "己。庚辛壬癸"]


def test_typed_text_keeps_every_mark_in_its_column() -> None:
    """In `pre` a mark takes its em, and nothing comes between Han and Latin."""
    first, second = lines_of(
        "<pre>甲，“乙A\n甲甲甲乙A</pre>", width=20, css='pre { font-family: "Noto Sans Mono CJK SC" }'
    )
    assert [round(glyph.x, 2) for glyph in first] == [round(glyph.x, 2) for glyph in second]


def test_a_first_line_of_larger_type_is_flush_and_the_others_follow() -> None:
    """Seven of 1.5 em and the inked half of a comma fill 11.25 em: the other 0.75 em over seven gaps."""
    css = "p::first-line { font-size: 15px; line-height: 1 } b { font-weight: normal }"
    lines = lines_of("<p>甲乙丙<b>丁</b>戊己庚，辛壬癸子丑寅卯。辰巳午未申酉戌</p>", width=12, css=css)
    assert [text(line) for line in lines][:2] == ["甲乙丙丁戊己庚，", "辛壬癸子丑寅卯。辰巳午未"]
    assert [glyph.x for glyph in lines[0]][:3] == pytest.approx([0, 1.607, 3.214], abs=0.011)


def test_a_first_line_in_another_colour_changes_no_break() -> None:
    plain = lines_of(f"<p>{WORDS * 2}</p>", width=12)
    coloured = lines_of(f"<p>{WORDS * 2}</p>", width=12, css="p::first-line { color: red }")
    assert coloured == plain


def test_a_box_with_cloned_decoration_is_set_as_one_that_is_sliced() -> None:
    css = "b { padding: 0 1em; font-weight: normal; box-decoration-break: %s }"
    body = f"<p>甲<b>{WORDS}</b>{WORDS}</p>"
    assert lines_of(body, width=12, css=css % "clone") == lines_of(body, width=12, css=css % "slice")
