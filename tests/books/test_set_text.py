"""Our own pages keep every rule that is measured in a finished PDF, with tags and without."""

from pathlib import Path

import pikepdf
import pytest
from pdf_files import changed, check

from publisher.book import Output
from publisher.build import build_book

EDITION = Path(__file__).parents[2] / "book"


def without_tags(file: pikepdf.Pdf) -> None:
    """Make of a PDF one that says nothing of its paragraphs and headings."""
    del file.Root.StructTreeRoot


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the PDF for the screen of the edition that the project publishes."""
    (file,) = build_book(EDITION, outputs=(Output.PDF,), target=tmp_path_factory.mktemp("edition")).files
    return file


def test_the_test_book_is_silent(files: dict[str, Path], tmp_path: Path) -> None:
    content = files[".pdf"].read_bytes()
    assert not check(tmp_path, content)
    assert [finding.code for finding in check(tmp_path, changed(content, without_tags))] == ["pdf-not-tagged"]


def test_the_edition_is_silent(edition: Path, tmp_path: Path) -> None:
    content = edition.read_bytes()
    assert not check(tmp_path, content)
    assert [finding.code for finding in check(tmp_path, changed(content, without_tags))] == ["pdf-not-tagged"]
