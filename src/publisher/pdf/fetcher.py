"""What a page may load: files of the book folder and of the styles folder, and fonts of the machine."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from publisher.pdf.picture_colours import SUFFIXES, page_picture
from publisher.pdf.prepress_profile import OutputProfile

_FONT_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")


class FolderFetcher(URLFetcher):
    """Fetches `file:` URLs below the given folders, and refuses the network and every other file.

    A font may stand anywhere: `local()` in a style sheet names one that is installed, and WeasyPrint then fetches
    it by its path. Pictures come in sRGB, or in the inks of the `press`.
    """

    def __init__(self, *folders: Path, press: OutputProfile | None = None) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._press = press
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Fetch a file; raises ValueError for one outside the folders."""
        parts = urlsplit(url)
        if parts.scheme == "file":
            file = Path(url2pathname(parts.path)).resolve()
            inside = any(file.is_relative_to(folder) for folder in self._folders)
            if not inside and file.suffix.lower() not in _FONT_SUFFIXES:
                raise ValueError(f"{file} is outside the book's folder")
            if file.suffix.lower() in SUFFIXES:
                picture = page_picture(file.read_bytes(), self._press)
                if picture is not None:
                    # Under the URL of the file WeasyPrint would read that once more.
                    return URLFetcherResponse("data:", picture)
        return super().fetch(url, headers)
