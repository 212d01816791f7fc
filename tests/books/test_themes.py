"""Every theme in finished files: what the press and the reading programs say of them."""

from pathlib import Path

import pytest

from publisher.book import Output
from publisher.build import build_book
from publisher.check import check_paths
from publisher.themes import theme_names


@pytest.mark.parametrize("theme", theme_names())
def test_files_of_every_theme_pass_their_checks(river: Path, theme: str, tmp_path: Path) -> None:
    settings = river / "book.toml"
    text = settings.read_text("utf-8").replace('size = "A5"\n', "")
    settings.write_text(f'{text}[style]\ntheme = "{theme}"\n', "utf-8")
    built = build_book(river, outputs=[Output.PRINT, Output.EPUB], target=tmp_path / "built")
    assert [one.code for one in built.diagnostics if one.code != "typeface-missing"] == []
    assert check_paths(built.files) == ()
