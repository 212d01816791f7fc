"""A place that cannot be written to: said in plain words, and what was there stays."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publisher.diagnostics import Place, PublisherError
from publisher.output_file import put_in_place

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """Do the rest as a user whom permissions bind, which they do not for root."""
    if os.getuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_without_permission_leaves_the_last_good_file(tmp_path: Path) -> None:
    good = tmp_path / "locked" / "book.epub"
    good.parent.mkdir()
    good.write_bytes(b"the last good one")
    good.parent.chmod(0o555)
    with without_rights(), pytest.raises(PublisherError) as error:
        put_in_place({good: b"the new one"})
    [found] = error.value.diagnostics
    assert (found.code, found.place) == ("output-unwritable", Place(file=good))
    assert "book.epub" in found.message
    assert "another folder" in (found.hint or "")
    assert good.read_bytes() == b"the last good one"
    assert [file.name for file in good.parent.iterdir()] == ["book.epub"]


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("here", encoding="utf-8")
    with pytest.raises(PublisherError) as error:
        put_in_place({tmp_path / "build" / "book.epub": b"the new one"})
    assert error.value.diagnostics[0].code == "output-unwritable"
    assert "is a file, not a folder" in error.value.diagnostics[0].message
    assert (tmp_path / "build").read_text(encoding="utf-8") == "here"


def test_a_file_is_put_into_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "book.epub"
    put_in_place({target: b"the book"})
    assert target.read_bytes() == b"the book"
    assert [file.name for file in target.parent.iterdir()] == ["book.epub"]


def test_one_place_that_is_taken_leaves_all_files_as_they_were(tmp_path: Path) -> None:
    good, taken = tmp_path / "book.epub", tmp_path / "book.pdf"
    good.write_bytes(b"the last good one")
    taken.mkdir()
    with pytest.raises(PublisherError) as error:
        put_in_place({good: b"the new one", taken: b"the new one"})
    assert error.value.diagnostics[0].place == Place(file=taken)
    assert good.read_bytes() == b"the last good one"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["book.epub", "book.pdf"]
