"""The infographic page in a third reader: Vivliostyle, which lays pages out itself and reads a book as loose files."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import epub_edition
import pytest
from playwright.sync_api import Browser
from readers import browser

from publisher.epub import package
from publisher.styles_folder import styles_folder

_FOLDER = Path(__file__).parent
# The infographic is the ninth document of the edition.
_NINTH = 9
# Where no person looks, this reader makes pages of 794 by 1056 pixels whatever the window is.
_SEEN = "Mozilla/5.0 Chrome"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("loose")
    sheets = tuple(styles_folder() / name for name in ("shared.css", "infographic.css", "epub.css"))
    rendition = epub_edition.rendition(folder)
    (folder / "book.epub").write_bytes(
        package(rendition, stylesheets=sheets, modified=datetime(2026, 3, 20, tzinfo=UTC))
    )
    with zipfile.ZipFile(folder / "book.epub") as archive:
        archive.extractall(folder / "book")

    class Handler(SimpleHTTPRequestHandler):
        extensions_map: ClassVar[dict[str, str]] = {
            **SimpleHTTPRequestHandler.extensions_map,
            ".xhtml": "application/xhtml+xml",
            ".opf": "application/oebps-package+xml",
        }

        def translate_path(self, path: str) -> str:
            return str(folder / path[1:]) if path.startswith("/book/") else super().translate_path(path)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class has
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(_FOLDER)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(360, 640), (768, 1024), (1200, 1600)])
def test_an_infographic_fills_its_page_undistorted(
    chromium: Browser, address: str, size: tuple[int, int], dark: bool
) -> None:
    troubles: list[str] = []
    page = chromium.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light", user_agent=_SEEN
    )
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{address}/vivliostyle.html")
    page.wait_for_function("window.reader")
    page.evaluate("number => window.reader.open('/book/', number)", _NINTH)
    # Of the drawing's first rectangle, which is the whole of it.
    width, height = page.evaluate("window.reader.sizeOf('svg rect')")
    page_width, page_height = page.evaluate("window.reader.sizeOf('[data-vivliostyle-page-container]')")
    selected = page.evaluate("window.reader.text()")
    page.close()
    assert troubles == []
    assert width / height == pytest.approx(600 / 800, rel=0.01)
    assert width == pytest.approx(page_width, rel=0.01)
    assert height == pytest.approx(page_height, rel=0.01)
    # As big as the window lets it be: 600 to 800 in 360 by 640 is 360 by 480.
    assert width == pytest.approx(min(size[0], size[1] * 600 / 800), rel=0.01)
    assert re.sub(r"\s", "", selected) == "一图读懂书屋一、开门早二、藏书新"
