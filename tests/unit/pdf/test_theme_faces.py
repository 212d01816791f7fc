from pathlib import Path

import pytest
from book_folder import write_book

from publisher.diagnostics import Severity
from publisher.manuscript import load
from publisher.pdf import missing_faces
from publisher.themes import Face, read_theme


def test_a_typeface_that_stands_in_for_another_is_told(tmp_path: Path) -> None:
    book = load(write_book(tmp_path)).book
    (found,) = missing_faces(book, [Face(name="仿宋", families=("No Such Face",), instead="宋")])
    assert (found.code, found.severity) == ("typeface-missing", Severity.INFO)
    assert found.place is not None
    assert found.place.file == tmp_path / "book.toml"
    assert "仿宋" in found.message
    assert "No Such Face" in (found.hint or "")


def test_an_installed_typeface_is_no_finding(tmp_path: Path) -> None:
    book = load(write_book(tmp_path)).book
    face = Face(name="宋", families=("No Such Face", "noto serif cjk sc"), instead="楷")
    assert tuple(missing_faces(book, [face])) == ()


@pytest.mark.parametrize(("name", "faces"), [("newspaper", []), ("book", []), ("training", ["仿宋"])])
def test_only_the_training_theme_is_meant_for_more_than_set_up_installs(name: str, faces: list[str]) -> None:
    assert [face.name for face in read_theme(name).faces] == faces
