"""A new book folder, ready to be built and to be written over."""

import shutil
from datetime import date
from pathlib import Path

from publisher.diagnostics import Place, fail

_STARTER = Path(__file__).parent / "starter"
_STARTER_DATE = "2000-01-01"


def start_book(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Write a small book into a folder that is new or empty, and return its files.

    Raises `PublisherError` (`folder-not-empty`, `output-unwritable`).
    """
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
        settings.write_text(
            settings.read_text(encoding="utf-8").replace(_STARTER_DATE, today.isoformat()), encoding="utf-8"
        )
    except OSError as error:
        raise fail(
            "output-unwritable",
            f"{folder} cannot be written ({error.strerror})",
            place=Place(file=folder),
            hint="make the folder above it writable, or choose another place",
        ) from error
    return tuple(sorted(file for file in folder.rglob("*") if file.is_file()))
