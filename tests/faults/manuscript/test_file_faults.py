import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from book_folder import ARTICLE, BOOK, found_in, only, write_book

from publisher.diagnostics import Severity
from publisher.manuscript import load

CONTENTS = '[[contents.parts]]\nchapters = ["articles/first.md"]\n'
_NOBODY = 65534


@contextmanager
def _an_ordinary_user():
    """Take the rights of nobody if the tests run as root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """Return a folder that every user may enter, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("name", ["book.toml", "articles/first.md"])
def test_a_file_without_permission_is_an_error_that_says_so(open_folder, name):
    folder = write_book(open_folder)
    (folder / name).chmod(0)
    with _an_ordinary_user():
        found = only(folder, "file-unreadable")
    assert found.place.file == folder / name
    assert "no permission" in found.message
    assert "chmod" in found.hint


def test_a_picture_without_permission_is_an_error_that_says_so(open_folder):
    text = ARTICLE + "\n![图](assets/a.svg)\n"
    folder = write_book(open_folder, {"articles/first.md": text, "assets/a.svg": "<svg/>"})
    (folder / "assets/a.svg").chmod(0)
    with _an_ordinary_user():
        found = only(folder, "image-unreadable")
    assert "no permission" in found.message


@pytest.mark.parametrize("name", ["assets", "articles"])
def test_a_folder_without_permission_is_an_error_that_says_so(open_folder, name):
    text = ARTICLE + "\n![图](assets/a.svg)\n"
    folder = write_book(open_folder, {"articles/first.md": text, "assets/a.svg": "<svg/>"})
    (folder / name).chmod(0)
    try:
        with _an_ordinary_user():
            found = found_in(folder)
        assert [one.code for one in found] == ["image-missing" if name == "assets" else "article-missing"]
        assert "no permission" in found[0].message
    finally:
        (folder / name).chmod(0o755)


def test_fonts_without_permission_are_an_error_that_says_so(open_folder):
    folder = write_book(open_folder, {"fonts/a.otf": b""})
    (folder / "fonts").chmod(0)
    try:
        with _an_ordinary_user():
            found = only(folder, "folder-unreadable")
        assert "“fonts” cannot be read: no permission" in found.message
    finally:
        (folder / "fonts").chmod(0o755)


@pytest.mark.parametrize(
    ("encoding", "code", "words"),
    [
        ("gb18030", "encoding-converted", ["GB18030", "UTF-8"]),
        ("utf-16", "encoding-converted", ["UTF-16"]),
        ("utf-8-sig", "encoding-bom", ["byte order mark"]),
    ],
)
def test_other_encodings_are_read_right_and_said(tmp_path, encoding, code, words):
    files = {"articles/first.md": ARTICLE.encode(encoding), "book.toml": (BOOK + CONTENTS).encode(encoding)}
    loaded = load(write_book(tmp_path, files))
    assert loaded.book.title == "河湾小镇"
    assert loaded.book.parts[0].chapters[0].headline == "河湾开课"
    assert [(one.code, one.severity, one.place.file.name) for one in loaded.diagnostics] == [
        (code, Severity.INFO, "book.toml"),
        (code, Severity.INFO, "first.md"),
    ]
    for word in words:
        assert word in f"{loaded.diagnostics[0].message} {loaded.diagnostics[0].hint}"


@pytest.mark.parametrize("name", ["book.toml", "articles/first.md"])
def test_binary_junk_is_no_text(tmp_path, name):
    found = only(write_book(tmp_path, {name: b"---\nheadline: x\n\x00\x01\x02\xff\n---\n"}), "file-not-text")
    assert found.severity is Severity.ERROR
    assert (found.place.file, found.place.line) == (tmp_path / name, 3)
    assert "UTF-8" in found.hint


def test_windows_line_ends_are_read_like_others(tmp_path):
    loaded = load(write_book(tmp_path, {"articles/first.md": ARTICLE.replace("\n", "\r\n")}))
    assert loaded.diagnostics == ()


def test_a_character_that_xml_cannot_hold_is_an_error_with_its_line(tmp_path):
    found = only(write_book(tmp_path, {"articles/first.md": ARTICLE + "又\x0c一段\n"}), "character-invalid")
    assert found.place.line == 6
    assert "U+000C" in found.message
    assert "又" in found.hint


def test_a_lost_character_is_a_warning_with_its_line(tmp_path):
    found = load(write_book(tmp_path, {"articles/first.md": ARTICLE + "\n又\ufffd段\n"})).diagnostics
    assert [(one.code, one.severity, one.place.line) for one in found] == [("character-lost", Severity.WARNING, 7)]


def test_a_text_of_many_megabytes_is_not_read(tmp_path):
    folder = write_book(tmp_path)
    with (folder / "articles/first.md").open("ab") as file:
        file.truncate(17 * 1024**2)
    assert "16 MiB" in only(folder, "file-too-large").message


def test_a_book_file_that_is_a_folder_is_an_error(tmp_path):
    (tmp_path / "book.toml").mkdir()
    assert "is a folder" in only(tmp_path, "file-unreadable").message


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "book.toml")
    assert "no ordinary file" in only(tmp_path, "file-unreadable").message


def test_a_file_name_that_is_too_long_is_an_error(tmp_path):
    contents = f'[[contents.parts]]\nchapters = ["articles/{"长" * 100}.md", "articles/first.md"]\n'
    found = only(write_book(tmp_path, contents=contents), "article-missing")
    assert "too long" in found.message
