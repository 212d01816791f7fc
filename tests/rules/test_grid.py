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
