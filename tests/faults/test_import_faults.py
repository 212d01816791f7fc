"""What can be wrong with a file that is imported or with the folder that it goes to."""

import codecs
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from publisher.diagnostics import Diagnostic, PublisherError, Severity
from publisher.manuscript.importers import Imported, import_file
from publisher.manuscript.writer import write_book

PAGE = "书棚开张\n\n镇上的书棚今天开张了,来看书的人很多.\n"
DAY = date(2026, 3, 20)


def fault(file: Path) -> Diagnostic:
    """Import a file that cannot be, and return the one thing that is said."""
    with pytest.raises(PublisherError) as caught:
        import_file(file)
    (said,) = caught.value.diagnostics
    assert said.severity is Severity.ERROR
    assert said.place is not None
    assert said.place.file == file
    assert said.hint
    return said


def written(folder: Path, content: bytes, name: str = "page.txt") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    said = fault(tmp_path / "page.txt")
    assert (said.code, said.message) == ("import-missing", "there is no such file")


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").mkdir()
    assert fault(tmp_path / "page.txt").code == "import-unreadable"


@pytest.mark.parametrize("name", ["page.docx", "page.html", "page.pdf", "page"])
def test_a_format_that_is_not_known_yet(tmp_path: Path, name: str) -> None:
    said = fault(written(tmp_path, PAGE.encode(), name))
    assert said.code == "import-format"
    assert "plain text (.txt, .text)" in said.message


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert import_file(written(tmp_path, PAGE.encode(), "第 1 版.TXT")).articles[0].headline.text == "书棚开张"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00", bytes(range(256))])
def test_binary_junk(tmp_path: Path, content: bytes) -> None:
    said = fault(written(tmp_path, content))
    assert said.code == "import-undecodable"
    assert "UTF-8" in (said.hint or "")


def test_broken_utf8_names_the_byte(tmp_path: Path) -> None:
    data = PAGE.encode()
    said = fault(written(tmp_path, data[:12] + b"\xff" + data[12:]))
    assert "byte 12 " in said.message


@pytest.mark.parametrize("content", [b"", b"\n\n \t\r\n", codecs.BOM_UTF8, "　\n\u200b".encode(), b"* * *\n---\n"])
def test_an_empty_page(tmp_path: Path, content: bytes) -> None:
    assert fault(written(tmp_path, content)).code == "import-empty"


def test_a_file_far_too_large(tmp_path: Path) -> None:
    file = written(tmp_path, b"")
    os.truncate(file, 33 * 1024 * 1024)
    said = fault(file)
    assert (said.code, "32 MiB" in said.message) == ("import-too-large", True)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PAGE.encode("GB18030"), "GB18030"),
        (codecs.BOM_UTF8 + PAGE.encode(), "UTF-8 with a byte order mark"),
        (codecs.BOM_UTF16_LE + PAGE.encode("UTF-16LE"), "UTF-16LE with a byte order mark"),
        (codecs.BOM_UTF16_BE + PAGE.encode("UTF-16BE"), "UTF-16BE with a byte order mark"),
    ],
    ids=["GB18030", "UTF-8 BOM", "UTF-16LE", "UTF-16BE"],
)
def test_other_encodings_are_read_right_and_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    page = import_file(written(tmp_path, content))
    assert page.articles == import_file(written(tmp_path, PAGE.encode(), "plain.txt")).articles
    said = page.diagnostics[0]
    assert (said.code, said.severity) == ("import-encoding", Severity.INFO)
    assert encoding in said.message


def test_plain_utf8_says_nothing_of_encodings(tmp_path: Path) -> None:
    page = import_file(written(tmp_path, PAGE.encode()))
    assert [each.code for each in page.diagnostics] == ["article-found"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    written(tmp_path, b"x", "busy")
    with pytest.raises(PublisherError) as caught:
        write_book(page_of(tmp_path), tmp_path / "busy" / "book", today=DAY)
    (said,) = caught.value.diagnostics
    assert (said.code, said.severity) == ("output-unwritable", Severity.ERROR)


def page_of(folder: Path) -> Imported:
    return import_file(written(folder, PAGE.encode()))


def publisher(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_command_imports_a_name_with_spaces_and_chinese(tmp_path: Path) -> None:
    written(tmp_path, PAGE.encode(), "第 1 版.txt")
    done = publisher("import", "第 1 版.txt", "--into", "我的 书", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "我的 书" / "articles" / "01-书棚开张.md").is_file()


def test_the_command_writes_nothing_where_one_of_its_files_is_bad(tmp_path: Path) -> None:
    written(tmp_path, PAGE.encode(), "good.txt")
    written(tmp_path, b"\x00\x01", "bad.txt")
    done = publisher("import", "good.txt", "bad.txt", "--into", "book", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "book").exists()
