"""A new book folder, ready to be built and to be written over."""

import shutil
from datetime import date
from pathlib import Path

from publisher.diagnostics import Place, fail
from publisher.manuscript.spelling import advise
from publisher.themes import STANDARD_THEME, theme_names

_STARTER = Path(__file__).parent / "starter"
_STARTER_DATE = "2000-01-01"


def start_book(folder: Path, *, today: date, theme: str = STANDARD_THEME) -> tuple[Path, ...]:
    """Write a small book into a folder that is new or empty, and return its files.

    Raises `PublisherError` (`theme-unknown`, `folder-not-empty`, `output-unwritable`).
    """
    if theme not in theme_names():
        raise fail(
            "theme-unknown",
            f"there is no theme “{theme}”, so the book would have no look",
            hint=advise(theme, theme_names()),
        )
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise fail(
                "folder-not-empty",
                f"{folder} is there already and not empty; a new book would mix with what it holds",
                place=Place(file=folder),
                hint="choose a new name, or empty the folder",
            )
        shutil.copytree(_STARTER, folder, dirs_exist_ok=True)
        settings = folder / "book.toml"
        text = settings.read_text(encoding="utf-8").replace(_STARTER_DATE, today.isoformat())
        settings.write_text(text.replace(f'theme = "{STANDARD_THEME}"', f'theme = "{theme}"'), encoding="utf-8")
    except OSError as error:
        raise fail(
            "output-unwritable",
            f"{folder} cannot be written ({error.strerror})",
            place=Place(file=folder),
            hint="make the folder above it writable, or choose another place",
        ) from error
    return tuple(sorted(file for file in folder.rglob("*") if file.is_file()))
