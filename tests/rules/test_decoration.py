"""Rules E1, E2 and R1: emphasis dots, the lines of names, ruby."""

import re
from itertools import pairwise

import pytest
from glyphs import at, lines_of, set_page, text

from publisher.typesetting import render

RUBY = "rt { font-size: 5px }"


def content(body: str, css: str) -> str:
    """Return the drawing operators of a page as they stand in the PDF."""
    html = f"""<html lang="zh"><style>@page {{ size: 400px; margin: 0 }}
        body {{ margin: 0; font: 10px/2 "Noto Serif CJK SC" }} p {{ margin: 0 }} {css}</style><body>{body}"""
    pdf = render(html).write_pdf(uncompressed_pdf=True)
    assert pdf is not None
    return pdf.split(b"endstream")[0].decode("latin-1")


def dots(body: str, css: str) -> list[tuple[float, float]]:
    """Return the middle of each dot, in ems: a dot begins at its right edge, a radius from its middle."""
    moves = re.findall(r"([\d.]+) ([\d.]+) m\n", content(body, css))
    return [(round(float(x) / 10 - 0.075, 2), round(float(y) / 10, 2)) for x, y in moves]


def test_e1_a_dot_under_each_han_and_none_under_marks() -> None:
    """甲，乙A: 甲 has its middle at 0.5 em, the comma takes 1 em, so that of 乙 is at 2.5 em."""
    found = dots("<p><em>甲，乙A</em></p>", "em { text-emphasis: filled dot; text-emphasis-position: under right }")
    assert [x for x, _ in found] == [0.5, 2.5]


def test_e1_dots_can_stand_above() -> None:
    css = "em { text-emphasis: dot; text-emphasis-position: %s right }"
    (above,) = dots("<p><em>甲</em></p>", css % "over")
    (below,) = dots("<p><em>甲</em></p>", css % "under")
    assert below[1] - above[1] == pytest.approx(1.3, abs=0.1)


def test_e1_dots_are_not_text() -> None:
    (line,) = lines_of("<p><em>甲乙</em></p>", width=9, css="em { text-emphasis: filled dot }")
    assert text(line) == "甲乙"


def test_e1_none_is_the_initial_value() -> None:
    assert dots("<p><em>甲乙</em></p>", "") == []


def test_e2_adjacent_names_show_a_gap() -> None:
    """Two names of two Han: lines from 0 and from 2 em, each a sixteenth of an em short at both ends."""
    css = "span { text-decoration: underline; text-decoration-inset: auto }"
    page = content("<p><span>甲乙</span><span>丙丁</span></p>", css)
    edges = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) [\d.]+ m\n([\d.]+) [\d.]+ l\n", page)]
    assert edges == [pytest.approx((0.625, 19.375)), pytest.approx((20.625, 39.375))]


def curves(page: str) -> list[list[float]]:
    """Return the numbers of each Bézier curve that is drawn, in pixels."""
    return [list(map(float, found.split())) for found in re.findall(r"((?:-?[\d.]+ ){6})c\n", page)]


def test_e2_the_line_of_a_title_is_a_smooth_wave() -> None:
    """Four Han less an eighth of an em: twelve whole waves, of which each half goes up or down by 0.055 em and ends on the middle."""
    css = "span { text-decoration: underline wavy; text-underline-offset: 0.2em; text-decoration-inset: auto }"
    page = content("<p><span>甲乙丙丁</span></p>", css)
    halves = curves(page)
    assert len(halves) == 24
    middle = halves[0][5]
    assert {half[5] for half in halves} == {middle}
    swings = [(half[1] - middle) * 0.75 / 10 for half in halves]
    assert [abs(swing) for swing in swings] == pytest.approx([0.055] * 24, abs=0.001)
    assert all(above * below < 0 for above, below in pairwise(swings))
    (start,) = re.findall(r"([\d.]+) [\d.]+ m\n", page)
    assert float(start) == pytest.approx(0.625)
    assert halves[-1][4] == pytest.approx(39.375, abs=0.01)


@pytest.mark.parametrize(
    ("shape", "parts"), [("dot", 1), ("circle", 1), ("double-circle", 2), ("triangle", 1), ("sesame", 1)]
)
@pytest.mark.parametrize(("fill", "painted"), [("filled", ["f"]), ("open", ["s"])])
def test_e1_shapes_are_filled_or_open(shape: str, parts: int, fill: str, painted: list[str]) -> None:
    """A double circle is a ring, and in it a disk or another ring."""
    page = content("<p><em>甲</em></p>", f"em {{ text-emphasis: {fill} {shape} #f00; font-style: normal }}")
    marks = page.rpartition("ET\n")[2]
    if shape == "double-circle":
        painted = ["s", *painted]
    assert re.findall(r"^([fs])$", marks, re.MULTILINE) == painted
    assert len(painted) == parts
    assert "1 0 0 rg" in marks


def test_e1_dots_end_above_the_ruby_of_the_next_line() -> None:
    """Body lines of 1.71 em: the dot ends 0.3 em under its baseline, the ink of half-size Han begins 0.3 em under it."""
    ((_, middle),) = dots("<p><em>甲</em></p>", "em { text-emphasis: dot; text-emphasis-position: under }")
    rows = lines_of("<p>甲</p>", width=9)
    assert middle + 0.075 - rows[0][0].y == pytest.approx(0.3, abs=0.01)
    body = "<p>甲<br><ruby>乙<rt>丙</rt></ruby></p>"
    above, annotation, _ = lines_of(body, width=9, css=f"p {{ line-height: 1.7143 }} {RUBY}")
    assert annotation[0].y - above[0].y - 0.83 * 0.5 >= 0.3


def test_r1_annotation_is_centred_over_its_base() -> None:
    """Two annotation letters of half size over 甲: the middle of both is the middle of 甲."""
    rows = lines_of("<p>乙<ruby>甲<rt>丙</rt></ruby>乙</p>", width=9, css=RUBY)
    above, base = rows
    assert text(above) == "丙"
    assert text(base) == "乙甲乙"
    assert above[0].x + 0.25 == pytest.approx(base[1].x + 0.5, abs=0.01)
    assert base[1].x == pytest.approx(1, abs=0.01)


def test_r1_wide_annotation_hangs_over_han_but_not_over_a_mark() -> None:
    """Four half-size Han over one take 2 em: half an em too much on each side, of which a quarter hangs over Han."""
    _, base = lines_of("<p>乙<ruby>甲<rt>丙丁戊己</rt></ruby>乙</p>", width=9, css=RUBY)
    assert at(base, "甲") == 1.25
    assert at(base, "乙", 1) == 2.5
    _, base = lines_of("<p>乙<ruby>甲<rt>丙丁戊己</rt></ruby>，</p>", width=9, css=RUBY)
    assert at(base, "，") == 2.75


def test_r1_neighbouring_annotations_keep_a_quarter_em() -> None:
    """A quarter of the base's em between two annotations, whatever their width."""
    above, _ = lines_of("<p><ruby>甲<rt>丙丁戊</rt>乙<rt>己庚辛</rt></ruby></p>", width=9, css=RUBY)
    assert at(above, "己") - (at(above, "戊") + 0.5) == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("count", [4, 5, 6])
def test_r1_base_and_annotation_never_part(count: int) -> None:
    """Wherever 庚辛 falls, its annotation stands in the row right above it."""
    before = "甲乙丙丁戊己"[:count]
    rows = [text(row) for row in lines_of(f"<p>{before}<ruby>庚辛<rt>字</rt></ruby>壬癸子丑</p>", width=6, css=RUBY)]
    assert "庚辛" in rows[rows.index("字") + 1]


def test_r1_annotation_comes_after_its_base_in_the_file() -> None:
    shown = re.findall(r"TJ|Tf", content("<p><ruby>甲<rt>丙</rt></ruby>乙</p>", RUBY))
    assert shown.count("TJ") == 3


def test_r1_parentheses_of_ruby_are_not_shown() -> None:
    rows = lines_of("<p><ruby>甲<rp>(</rp><rt>丙</rt><rp>)</rp></ruby></p>", width=9, css=RUBY)
    assert "".join(map(text, rows)) == "丙甲"


def test_values_beyond_us_are_left_to_the_initial_ones() -> None:
    assert set_page(
        "<p>甲</p>", width=4, css="p { line-break: never; text-emphasis: triangle; ruby-position: inter-character }"
    )
