"""Rule G1: blocks take whole lines (`block-step-size`), so that what follows them stays on the grid of the page.

The lines of the cases are 20 pixels high, 2 em.
"""

import pytest
from glyphs import Glyph, lines_of, text

STEP = "figure, table { block-step-size: 20px; margin: 20px 0 }"
BOX = "<figure style='%s'><div style='height: %dpx'></div></figure>"


def rows(body: str, css: str = STEP, width: float = 9) -> dict[str, float]:
    """Return the baseline of each line by its text, in ems from that of the first."""
    lines: list[list[Glyph]] = lines_of(body, width=width, css=css)
    return {text(line): round(line[0].y - lines[0][0].y, 2) for line in lines}


@pytest.mark.parametrize(("height", "lines"), [(20, 1), (21, 2), (33, 2), (40, 2), (40.004, 2), (1, 1)])
def test_g1_a_figure_takes_whole_lines(height: float, lines: int) -> None:
    """One line of 甲, one of margin on each side, and the figure's own."""
    body = f"<p>甲</p><figure><div style='height: {height}px'></div></figure><p>乙</p>"
    assert rows(body)["乙"] == pytest.approx(2 * (3 + lines), abs=0.01)


def test_g1_a_block_is_as_high_as_it_is_by_default() -> None:
    body = f"<p>甲</p>{BOX % ('', 33)}<p>乙</p>"
    assert rows(body, "figure { margin: 0 }")["乙"] == 2 + 3.3
    assert rows(body, "figure { margin: 0; block-step-size: -1px }")["乙"] == 2 + 3.3


def test_g1_is_not_inherited() -> None:
    """Of 5 and 5 pixels the figure makes one line, and not two."""
    inner = "<div style='height: 5px'></div>" * 2
    assert rows(f"<p>甲</p><figure>{inner}</figure><p>乙</p>")["乙"] == 2 * 4


def test_g1_margins_that_are_no_whole_lines_count() -> None:
    """5 + 10 + 5 pixels are a line already."""
    body = f"<p>甲</p>{BOX % ('', 10)}<p>乙</p>"
    assert rows(body, "figure { block-step-size: 20px; margin: 5px 0 }")["乙"] == 4


@pytest.mark.parametrize(("align", "above"), [("start", 0), ("center", 0.5), ("auto", 0.5), ("end", 1)])
def test_g1_the_room_stands_where_block_step_align_says(align: str, above: float) -> None:
    """A line and 10 pixels take two lines, with 10 pixels to spare."""
    body = f"<p>甲</p><figure style='block-step-align: {align}'><div>丙</div><div style='height: 10px'></div></figure>"
    assert rows(body)["丙"] == 4 + above


def test_g1_a_table_and_its_caption_take_whole_lines_together() -> None:
    """Rules of 3 and 4 pixels, a caption of a line and a row of a line: three lines."""
    css = f"{STEP} table {{ border-top: 3px solid; border-bottom: 4px solid; border-spacing: 0 }} td {{ padding: 0 }}"
    body = "<p>甲</p><table><caption>丙</caption><tr><td>丁</td></tr></table><p>乙</p>"
    assert rows(body, css)["乙"] == 2 * (3 + 3)


def test_g1_length_may_be_a_line_of_the_root() -> None:
    body = f"<p>甲</p>{BOX % ('', 33)}<p>乙</p>"
    css = "html { font-size: 10px; line-height: 30px } figure { block-step-size: 1rlh; margin: 0 }"
    assert rows(body, css)["乙"] == 2 + 6


FACES = ".song { font-family: 'Noto Serif CJK SC' } .kai { font-family: 'LXGW WenKai' } .hei { font-family: 'Noto Sans CJK SC' }"


@pytest.mark.parametrize(
    "body",
    [
        "<p class='kai'>丙</p>",
        "<p class='hei'>丙</p>",
        "<p><span class='kai'>丙</span></p>",
        "<p>丁<b class='kai'>丙</b></p>",
        "<p class='kai'>丁<span class='song'>丙</span></p>",
        "<p>丁<ruby class='kai'>丙<rt>戊</rt></ruby></p>",
        "<blockquote class='kai' style='margin: 0'><p>丙<i>Abc</i></p></blockquote>",
        "<ul class='kai' style='margin: 0'><li>丙</li></ul>",
    ],
)
def test_g1_m1_a_face_that_stands_elsewhere_in_its_box_has_its_baseline_on_the_grid(body: str) -> None:
    """The second and the third line stand 2 and 4 em below the first, whatever faces are in them."""
    lines = lines_of(f"<p>甲</p>{body}<p>乙</p>", width=9, css=FACES)
    places = {glyph.text: round(glyph.y - lines[0][0].y, 2) for line in lines for glyph in line}
    assert places["丙"] == pytest.approx(2, abs=0.01)
    assert places["乙"] == pytest.approx(4, abs=0.01)


def test_m1_latin_in_a_latin_face_shares_the_baseline_of_han() -> None:
    lines = lines_of("<p>甲Abc<b>2024</b>乙</p><p>丙</p>", width=15, face='"DejaVu Serif", "Noto Serif CJK SC"')
    assert [text(line) for line in lines] == ["甲Abc2024乙", "丙"]
    assert {glyph.font for glyph in lines[0] if glyph.text.isascii()} != {
        glyph.font for glyph in lines[0] if glyph.text in "甲乙"
    }
    assert lines[1][0].y - lines[0][0].y == pytest.approx(2, abs=0.01)


def test_m1_marks_are_chinese_and_digits_latin() -> None:
    (line,) = lines_of("<p>甲“乙”，A1（丙）——丁</p>", width=25, face='"DejaVu Serif", "Noto Serif CJK SC"')
    for glyph in line:
        assert glyph.font.startswith("DejaVu") == (glyph.text in "A1"), glyph.text


NOTES = """@page { size: 100px 200px; margin: 0; @footnote { border-top: 1px solid; margin-top: 9px; padding-top: 5px; %s } }
    i { float: footnote; display: block; font-size: 8px; line-height: 15px; font-style: normal }
    ::footnote-call, ::footnote-marker { content: '' }"""


@pytest.mark.parametrize(("notes", "lines"), [(1, 8), (2, 7), (3, 7), (4, 6)])
def test_g1_the_area_of_notes_takes_whole_lines(notes: int, lines: int) -> None:
    """A page of ten lines; 15 pixels above the notes and 15 for each: 30, 45, 60 and 75 pixels take 2, 3, 3 and 4 lines."""
    body = f"<p>甲{''.join('<i>注</i>' for _ in range(notes))}</p>" + "<p>乙</p>" * 12
    found = lines_of(body, width=10, css=NOTES % "block-step-size: 20px")
    first_page = found[: next(place for place, line in enumerate(found[1:], 1) if line[0].y < found[place - 1][0].y)]
    body_lines = [line for line in first_page if text(line) in "甲乙"]
    assert len(body_lines) == lines
    note_lines = [line[0].y for line in first_page if text(line) == "注"]
    assert note_lines == pytest.approx([note_lines[-1] - 1.5 * (notes - 1 - place) for place in range(notes)])
    assert note_lines[-1] == pytest.approx(19.6, abs=0.05)


def test_g1_the_rule_stays_close_to_the_notes() -> None:
    """The room is above the rule: with or without it, the last note stands at the foot of the page."""
    for css in ("", "block-step-size: 20px"):
        found = lines_of("<p>甲<i>注</i></p>", width=10, css=NOTES % css)
        assert found[-1][0].y == pytest.approx(19.6, abs=0.05)
