"""Text on the papers that readers have: contrast as WCAG 2.1 asks (1.4.3), as the browser computes the colours."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import epub_edition
import pytest
from playwright.sync_api import Browser
from readers import READERS, Reader, browser, opened

from publisher.book import Output
from publisher.build import build_book

RIVER = Path(__file__).parents[1] / "books/river"
# Ground and ink of an app's papers.
PAPERS = {"white": ("#ffffff", "#000000"), "sepia": ("#f4ecd8", "#4f3b2b"), "night": ("#121212", "#d8d8d8")}
SECTION = "section: 水务\n"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=["newspaper", "book", "training"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("river"), request.param)


def built(folder: Path, theme: str, styles: str = "") -> Path:
    source = shutil.copytree(RIVER, folder / "river")
    with (source / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[style]\ntheme = "{theme}"\n')
    spring = source / "articles/spring.md"
    spring.write_text(spring.read_text("utf-8").replace("kicker:", SECTION + "kicker:", 1), "utf-8")
    if styles:
        (source / "styles").mkdir()
        (source / "styles/own.css").write_text(styles, "utf-8")
    return build_book(source, outputs=[Output.EPUB], target=folder).files[0]


def pale(found: Reader, reader: str, book: Path) -> list[str]:
    """List what has too little contrast: under 4.5, or 3 where the type is large."""
    told = []
    for path in (path for path in epub_edition.unpacked(book.read_bytes()) if path.endswith(".xhtml")):
        found.call("goTo", f"EPUB/{path}" if reader == "foliate" else path)
        for text in found.call("contrasts"):
            if text["ratio"] < (3 if text["large"] else 4.5):
                told.append(f"{text['name']} {text['text'][:8]} {text['ratio']:.2f}")
    return told


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("dark", [False, True])
def test_text_is_seen_on_the_paper_of_the_system(chromium: Browser, book: Path, reader: str, dark: bool) -> None:
    with opened(chromium, reader, book, dark=dark) as found:
        assert pale(found, reader, book) == []


# The system may be dark and the reader's page white, or the other way round.
@pytest.mark.parametrize(("paper", "dark"), [("white", True), ("sepia", False), ("night", False)])
def test_text_is_seen_on_any_paper_of_a_reader(chromium: Browser, book: Path, paper: str, dark: bool) -> None:
    with opened(chromium, "epubjs", book, dark=dark) as found:
        found.call("setPaper", *PAPERS[paper])
        assert pale(found, "epubjs", book) == []


def test_a_pale_colour_is_told(chromium: Browser, tmp_path: Path) -> None:
    book = built(tmp_path, "book", ".body h2 { color: #e88d82; } .byline { color: #777777; }")
    with opened(chromium, "epubjs", book) as found:
        told = pale(found, "epubjs", book)
    # On white #e88d82 has 2.5 and #777777 4.48.
    assert [line.split()[0] for line in told] == ["span.author", "h2", "h2"]
