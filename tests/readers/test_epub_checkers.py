"""What EPUBCheck, Ace and our own check say of a whole build."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from validators import epubcheck_prints

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file

BOOKS = Path(__file__).parents[1] / "books"
_ACE = Path(__file__).parent / "node_modules/.bin/ace-cli"


# What a book may ask of its e-book, all at once.
_ALL_ASKED = """\
fonts = "headings"
font-format = "otf"
writing-mode = "vertical-rl"
infographics = "picture"
certified-by = "青禾镇文化站"
"""


@pytest.fixture(scope="module", params=["as it is", "all asked"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    source = Path(shutil.copytree(BOOKS / "river", folder / "river"))
    if request.param == "all asked":
        settings = (source / "book.toml").read_text(encoding="utf-8")
        settings = settings.replace('fonts = "headings"\n', _ALL_ASKED).replace(
            "date =", 'language = "zh-Hant"\ndate ='
        )
        (source / "book.toml").write_text(settings, encoding="utf-8")
    return build_book(source, outputs=[Output.EPUB, Output.PDF], target=folder).files[0]


def test_epubcheck_prints_nothing(book: Path, tmp_path: Path) -> None:
    assert epubcheck_prints(book, tmp_path, counted=False) == ""


def test_epubcheck_prints_nothing_on_the_edition_with_its_own_severities(tmp_path: Path) -> None:
    edition = build_book(BOOKS.parents[1] / "book", outputs=[Output.EPUB], target=tmp_path).files[0]
    assert epubcheck_prints(edition, tmp_path, promoted=()) == ""


# The fewest bytes and the most.
@pytest.mark.parametrize(("fonts", "form"), [("headings", "woff2"), ("all", "otf")])
def test_fonts_of_the_edition_are_small_and_all_that_epubcheck_tells_of(tmp_path: Path, fonts: str, form: str) -> None:
    folder = shutil.copytree(BOOKS.parents[1] / "book", tmp_path / "book")
    with (folder / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[epub]\nfonts = "{fonts}"\nfont-format = "{form}"\n')
    edition = build_book(folder, outputs=[Output.EPUB], target=tmp_path).files[0]
    with zipfile.ZipFile(edition) as archive:
        sizes = [entry.file_size for entry in archive.infolist() if entry.filename.startswith("EPUB/fonts/")]
    assert 0 < sum(sizes) < 1_500_000
    assert {line.split(":")[0] for line in epubcheck_prints(edition, tmp_path).splitlines()} == {"USAGE(CSS-028)"}


def test_ace_finds_nothing(book: Path, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    # It keeps its settings in the home folder.
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium, "HOME": str(tmp_path)}
    run = subprocess.run(
        [_ACE, "-E", "-f", "-o", tmp_path / "report", book],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    report = json.loads((tmp_path / "report/report.json").read_text())
    findings = [
        (found["earl:test"]["dct:title"], found["earl:result"]["dct:description"])
        for document in report["assertions"]
        for found in document["assertions"]
    ]
    assert findings == []
    assert run.returncode == 0, run.stdout + run.stderr
    # What only a certifier has to tell is all that may be missing.
    certifier = {"a11y:certifierCredential", "a11y:certifierReport", "a11y:certifiedBy", "dcterms:conformsTo"}
    assert set(report["a11y-metadata"]["missing"]) <= certifier
    assert report["a11y-metadata"]["empty"] == []


def test_our_own_check_finds_nothing(book: Path) -> None:
    assert check_file(book) == ()
