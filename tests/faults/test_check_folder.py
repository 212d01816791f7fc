from pathlib import Path

import pytest
from book_folder import BOOK, write_book

from publisher.check import check_paths
from publisher.diagnostics import Severity

# A title that no four lines hold.
FAR_TOO_MUCH = f"title = '{'长' * 400}'\n[[groups]]\ntitle = '组'\nitems = ['甲', '乙']\n"


def test_a_sound_folder_has_nothing_to_say(tmp_path: Path) -> None:
    folder = write_book(
        tmp_path, {"styles/own.css": "p { color: #222 } @media (prefers-color-scheme: dark) { p { color: #ddd } }"}
    )
    assert check_paths((folder,)) == ()


@pytest.mark.parametrize(
    ("sheet", "code", "line"),
    [
        (b"/* */\n@import 'more.css';", "stylesheet-import", 2),
        (b"p { background: url(../../far.png) }", "stylesheet-outside", 1),
        (b"\n\np { background: url(none.png) }", "stylesheet-missing", 3),
        ("/* 春天 */".encode("gb18030"), "stylesheet-encoding", 1),
    ],
)
def test_a_style_sheet_that_an_e_book_cannot_carry_is_found(tmp_path: Path, sheet: bytes, code: str, line: int) -> None:
    folder = write_book(tmp_path, {"styles/own.css": sheet})
    (found,) = check_paths((folder,))
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert found.place is not None
    assert (found.place.file, found.place.line) == (folder / "styles/own.css", line)


def test_what_only_an_e_book_minds_is_not_told_of_a_book_without_one(tmp_path: Path) -> None:
    head = BOOK + '[output]\nformats = ["pdf"]\n'
    folder = write_book(tmp_path, {"styles/own.css": "@import 'more.css';"}, head=head)
    assert check_paths((folder,)) == ()


def test_a_chart_without_room_and_a_style_sheet_are_told_together(tmp_path: Path) -> None:
    folder = write_book(tmp_path, {"infographics/one.toml": FAR_TOO_MUCH, "styles/own.css": "@import 'more.css';"})
    codes = [found.code for found in check_paths((folder,))]
    assert codes == ["infographic-overfull", "stylesheet-import"]
