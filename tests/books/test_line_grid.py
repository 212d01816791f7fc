"""Rule G1 in a finished book: the lines of the text stand on one grid, on every page."""

from collections import Counter
from pathlib import Path

from rules.glyphs import Glyph, lines_of_pdf

BODY, LINE = 14, 24
"""The size of the text and the height of its lines, 10.5 and 18 points in CSS pixels."""


def is_text(line: list[Glyph]) -> bool:
    """Tell whether a line is set in the size of the text, and in its face or in that of quotations."""
    ((look, _),) = Counter((glyph.font, round(glyph.advance, 2)) for glyph in line).most_common(1)
    return look in (("Noto-Serif-CJK-SC", 1.0), ("Publisher-Kai", 1.0))


def test_text_stands_on_one_grid_after_headings_tables_figures_and_quotations(files: dict[str, Path]) -> None:
    lines = [line for line in lines_of_pdf(files[".pdf"].read_bytes(), BODY) if is_text(line)]
    places = [line[0].y * BODY for line in lines]
    assert len(places) > 60
    assert any(line[0].font == "Publisher-Kai" for line in lines)
    for place in places:
        off = (place - places[0] + LINE / 2) % LINE - LINE / 2
        assert abs(off) < 0.2, f"a baseline at {place:.1f} pixels stands {off:.1f} off the grid"
