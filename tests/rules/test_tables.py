"""Columns of tables: short words stay whole where there is room, and nothing stands beyond the room.

Cells have no edges; an em is 10 pixels.
"""

import logging

import pytest
from glyphs import Glyph, lines_of, text

CSS = "table { border-spacing: 0 } td { padding: 0; vertical-align: top; overflow-wrap: break-word; text-align: left }"
LABEL, LONG = "一二三四五六七八", "水" * 80


def table(*cells: str) -> str:
    return f"<table><tr>{''.join(f'<td>{cell}' for cell in cells)}</table>"


def lines(*cells: str, width: float) -> list[list[Glyph]]:
    return lines_of(table(*cells), width=width, css=CSS)


@pytest.mark.parametrize("label", ["专题辅导", "3月12日上午", LABEL])
def test_a_label_stays_whole_beside_a_long_text(label: str) -> None:
    assert text(lines(label, LONG, width=20)[0]).startswith(f"{label}水")


def test_labels_share_what_room_there_is_in_equal_parts() -> None:
    """Five labels of four characters in 12 ems: two characters a line, in two lines."""
    made = lines(*["专题辅导"] * 5, width=12)
    assert [text(line) for line in made] == ["专题" * 5, "辅导" * 5]


def test_long_labels_are_broken_where_that_saves_more_lines() -> None:
    """Whole, they leave 8 ems of 32, and 80 characters take 10 lines; in halves they leave 17, and 5 lines."""
    assert len(lines(LABEL, LABEL, LABEL, LONG, width=32)) == 5


def test_short_labels_are_not_broken_to_save_lines() -> None:
    """Whole, four of them leave 4 ems of 20, and 24 characters take 6 lines."""
    made = lines(*["专题辅导"] * 4, "水" * 24, width=20)
    assert text(made[0]) == "专题辅导" * 4 + "水" * 4
    assert len(made) == 6


@pytest.mark.parametrize("width", [5, 9, 14, 40])
def test_nothing_stands_beyond_the_room(width: float) -> None:
    made = lines("专题辅导", "1234567", "甲", LONG, width=width)
    assert max(glyph.x + glyph.advance for line in made for glyph in line) <= width + 0.01


def test_words_are_broken_and_told_of_only_where_they_have_no_room(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        lines("甲乙", "123456", "123456", width=9)
        assert not caplog.messages
        lines("甲乙", "123456", "123456", width=6)
    assert caplog.messages == ["Too wide a table of 3 columns"]


def test_a_table_of_a_given_width_keeps_it() -> None:
    body = table("专题辅导", LONG).replace("<table>", "<table style='width: 12em'>")
    made = lines_of(body, width=30, css=CSS)
    assert text(made[0]) == "专题辅导" + "水" * 8
