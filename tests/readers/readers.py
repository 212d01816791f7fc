"""Opens an EPUB file in a reader that runs in a browser, served from this machine to itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

READERS = ("foliate", "epubjs")
_FOLDER = Path(__file__).parent
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_MOST_PAGES = 500


class Reader:
    """A book that is open in a reader."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, name: str, *arguments: str) -> Any:
        """Call a function of the adapter in the page and wait for what it returns."""
        return self.page.evaluate("([name, given]) => window.reader[name](...given)", [name, list(arguments)])

    def pages(self) -> Iterator[int]:
        """Turn every page from the first to the last and note what text is seen there; yield their numbers."""
        for number in range(_MOST_PAGES):
            self.call("look")
            yield number
            if self.call("atEnd"):
                return
            self.call("turn")
        raise AssertionError(f"no end after {_MOST_PAGES} pages")

    def read_through(self) -> dict[str, dict[str, str]]:
        """Turn every page from the first to the last; return text and unseen text by section."""
        for _ in self.pages():
            pass
        return {found["section"].removeprefix("EPUB/"): found for found in self.call("report")}


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine, without a window."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
        yield started
        started.close()


@contextmanager
def opened(
    browser: Browser, reader: str, book: Path, *, size: tuple[int, int] = (360, 640), dark: bool = False
) -> Iterator[Reader]:
    """Open a book in one of `READERS`; anything that fails or is missing there is an error here."""
    troubles: list[str] = []
    with _served(book) as address:
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("response", lambda response: response.ok or troubles.append(f"{response.status} {response.url}"))
        page.goto(f"{address}/{reader}.html")
        page.wait_for_function("window.reader")
        found = Reader(page)
        found.call("open", "/book.epub")
        yield found
        page.close()
    assert troubles == []


@contextmanager
def _served(book: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return str(book) if path == "/book.epub" else super().translate_path(path)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class has
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(_FOLDER)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
