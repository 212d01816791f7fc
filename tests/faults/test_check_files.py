"""What `check_file` says to files that it can do nothing with."""

import os
import socket
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publisher.checks import check_file
from publisher.diagnostics import Diagnostic, Severity


def only(file: Path, code: str) -> Diagnostic:
    (found,) = check_file(file)
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert found.place is not None
    assert found.place.file == file
    assert found.hint
    return found


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "no file" in only(tmp_path / "没有 这本.epub", "file-missing").message


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "book.epub"
    folder.mkdir()
    assert "is a folder" in only(folder, "file-is-folder").message


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    # Whether it is not there or cannot be read depends on the version of Python.
    (found,) = check_file(tmp_path / ("长" * 300 + ".pdf"))
    assert found.code in {"file-missing", "file-unreadable"}


def test_a_name_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"%PDF-1.7")
    only(tmp_path / "book.pdf" / "more.pdf", "file-missing")


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("b.pdf")
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    (found,) = check_file(tmp_path / "a.pdf")
    assert found.code in {"file-missing", "file-unreadable"}


def test_a_pipe_and_a_socket_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert "pipe" in only(tmp_path / "pipe.pdf", "file-unreadable").message
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind("s.pdf")
        only(Path("s.pdf"), "file-unreadable")


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Take the rights of nobody if the tests run as root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK\x03\x04"])
def test_a_file_without_permission(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        file = Path(name) / "book.pdf"
        file.write_bytes(content)
        file.chmod(0)
        with ordinary_user():
            found = only(file, "file-unreadable")
    assert "cannot be read (Permission denied)" in found.message


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.touch()
    assert "empty" in only(file, "file-kind").message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_text_gets_the_hint_to_check_its_book_folder(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "mybook" / "articles" / "first.epub"
    file.parent.mkdir(parents=True)
    file.write_text("---\nheadline: 书屋开门\n---\n\n雾桥镇的书屋今天开门。\n", encoding=encoding)
    (tmp_path / "mybook" / "book.toml").write_text('[book]\ntitle = "雾桥书屋"\n', encoding="utf-8")
    for source in (file, tmp_path / "mybook" / "book.toml"):
        found = only(source, "file-kind")
        assert "is a text" in found.message
        assert found.hint == (f"check the book folder that it belongs to: publisher check {tmp_path / 'mybook'}")


def test_a_text_that_belongs_to_no_book(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("某报\n", encoding="utf-8")
    assert only(file, "file-kind").hint == "check the book folder that it belongs to: publisher check DIR"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xd0\xcf\x11\xe0" + b"\0" * 99, b"PK\x05\x06" + b"\0" * 18]
)
def test_the_bytes_decide_and_not_the_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(content)
    assert "neither EPUB nor PDF" in only(file, "file-kind").message


def test_another_zip_file_is_no_epub(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "no EPUB" in only(file, "file-kind").message


def test_an_epub_is_known_by_its_container_alone_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
    assert [finding.code for finding in check_file(file)] == ["epub-mimetype-missing", "epub-package-missing"]


def test_a_pdf_is_known_by_its_header_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(b"junk before it\n%PDF-1.7\n")
    only(file, "pdf-damaged")
