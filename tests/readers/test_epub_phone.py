"""The edition on a phone of 360 by 640 pixels: what is drawn is read without a glass, and none of it is cut off."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from readers import READERS, browser, opened

from publisher.book import Output
from publisher.build import build_book

EDITION = Path(__file__).parents[2] / "book"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=["newspaper", "book", "training"])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(EDITION, tmp_path_factory.mktemp("edition") / "book")
    settings = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(settings.replace('theme = "newspaper"', f'theme = "{request.param}"'), "utf-8")
    return build_book(folder, outputs=[Output.EPUB], target=folder / "build").files[0]


@pytest.mark.parametrize("reader", READERS)
def test_the_smallest_type_of_an_infographic_is_read_and_all_of_it_is_seen(
    chromium: Browser, edition: Path, reader: str
) -> None:
    with opened(chromium, reader, edition) as found:
        found.call("goTo", "EPUB/text/four-and-six.xhtml" if reader == "foliate" else "text/four-and-six.xhtml")
        drawn = found.call("drawnType")
    assert drawn["outside"] == []
    assert drawn["smallest"] >= 9
