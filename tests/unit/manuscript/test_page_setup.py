from pathlib import Path

import pytest
from book_folder import BOOK, write_book

from publisher.book import Opens, PageSetup
from publisher.manuscript import load
from publisher.themes import read_theme, theme_names


def page(folder: Path, lines: str) -> PageSetup:
    return load(write_book(folder, head=BOOK + lines)).book.page


def test_a_theme_brings_its_page(tmp_path: Path) -> None:
    found = page(tmp_path, '[style]\ntheme = "book"\n')
    assert (found.size.name, found.size.width, found.size.height) == ("大32开", 140, 203)
    assert (found.body_size, found.line_height) == (10.5, 18)
    assert (found.parts_open, found.chapters_open) == (Opens.RECTO, Opens.ANY)


def test_what_the_book_says_goes_before_its_theme(tmp_path: Path) -> None:
    lines = """\
[style]
theme = "book"
[page]
size = "A5"
body-size = 14
parts-open = "any"
chapters-open = "recto"
"""
    found = page(tmp_path, lines)
    assert (found.size.name, found.body_size, found.line_height) == ("A5", 14, 24)
    assert (found.parts_open, found.chapters_open) == (Opens.ANY, Opens.RECTO)


@pytest.mark.parametrize("name", theme_names())
def test_every_theme_has_a_name_and_a_description(name: str) -> None:
    theme = read_theme(name)
    assert theme.title
    assert theme.description
    assert (theme.folder / "pdf.css").is_file()
