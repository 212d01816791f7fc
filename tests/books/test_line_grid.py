"""Rule G1 in a finished book: the lines of the text stand on one grid, on every page, in every theme."""

from collections import Counter
from pathlib import Path

import pytest
from rules.glyphs import Glyph, lines_of_pdf

from publisher.book import Output, PageSetup
from publisher.build import build_book
from publisher.manuscript import load
from publisher.themes import STANDARD_THEME, theme_names

PIXELS = 96 / 72


def is_text(line: list[Glyph]) -> bool:
    """Tell whether a line is set in the size of the text, and in its face or in that of quotations."""
    ((look, _),) = Counter((glyph.font, round(glyph.advance, 2)) for glyph in line).most_common(1)
    return look in (("Noto-Serif-CJK-SC", 1.0), ("Publisher-Kai", 1.0))


def check_grid(pdf: Path, page: PageSetup) -> None:
    body, height = page.body_size * PIXELS, page.line_height * PIXELS
    lines = [line for line in lines_of_pdf(pdf.read_bytes(), body) if is_text(line)]
    places = [line[0].y * body for line in lines]
    assert len(places) > 60
    assert any(line[0].font == "Publisher-Kai" for line in lines)
    for place in places:
        off = (place - places[0] + height / 2) % height - height / 2
        assert abs(off) < 0.2, f"a baseline at {place:.1f} pixels stands {off:.1f} off the grid"


def test_text_stands_on_one_grid_after_headings_tables_figures_and_quotations(files: dict[str, Path]) -> None:
    check_grid(files[".pdf"], PageSetup(size=load(Path(__file__).parent / "river").book.page.size))


@pytest.mark.parametrize("theme", sorted(set(theme_names()) - {STANDARD_THEME}))
def test_other_themes_have_the_grid_too(river: Path, theme: str, tmp_path: Path) -> None:
    settings = river / "book.toml"
    text = settings.read_text("utf-8").replace('size = "A5"\n', "")
    settings.write_text(f'{text}[style]\ntheme = "{theme}"\n', "utf-8")
    built = build_book(river, outputs=[Output.PDF], target=tmp_path / "built")
    check_grid(built.files[0], load(river).book.page)
