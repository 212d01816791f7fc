import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publisher.diagnostics import PublisherError
from publisher.manuscript import load
from publisher.manuscript.starting import start_book
from publisher.themes import theme_names

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize("name", theme_names())
def test_a_new_book_has_the_theme_that_was_asked_for(tmp_path: Path, name: str) -> None:
    start_book(tmp_path, today=TODAY, theme=name)
    loaded = load(tmp_path)
    assert loaded.diagnostics == ()
    assert (loaded.book.theme, loaded.book.date) == (name, TODAY)


def test_what_a_new_book_says_behind_a_hash_may_be_said_and_is_so_already(tmp_path: Path) -> None:
    start_book(tmp_path, today=TODAY)
    as_written = load(tmp_path).book
    file = tmp_path / "book.toml"
    said = re.sub(r"^# (?=[a-z-]+ = )", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(said.replace("gutter = 2 ", "# gutter = 2 "), encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.diagnostics == ()
    assert loaded.book.epub.certified_by == "编辑部"
    assert replace(loaded.book.epub, certified_by=None) == as_written.epub
    assert loaded.book.page == as_written.page


def test_a_theme_that_is_spelled_wrong_is_told_with_the_nearest_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PublisherError) as caught:
        start_book(tmp_path / "new", today=TODAY, theme="newspapers")
    (found,) = caught.value.diagnostics
    assert found.code == "theme-unknown"
    assert "did you mean “newspaper”" in (found.hint or "")
    assert not (tmp_path / "new").exists()
