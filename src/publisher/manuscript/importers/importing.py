"""Imports a file: reads it and hands it to the importer of its format."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from publisher.diagnostics import Diagnostic, Place, PublisherError, fail
from publisher.manuscript.importers.imported import Imported
from publisher.manuscript.importers.plain_text import PlainText

_LARGEST = 32 * 1024 * 1024


class Importer(Protocol):
    """What reads one format: the bytes of a file in, articles and infographics out.

    `suffixes` are in lower case. Places in its diagnostics name lines; `import_file` adds the file.
    """

    @property
    def name(self) -> str:
        """What the format is called."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Which endings its files have."""

    def read(self, data: bytes, *, name: str) -> Imported:
        """Take a file apart; `name` is the headline of an article that has none."""


IMPORTERS: tuple[Importer, ...] = (PlainText(),)


def import_file(path: Path) -> Imported:
    """Import a file by the importer of its suffix; an article without a headline is called as the file.

    Raises PublisherError where the file cannot be read or there is nothing in it.
    """
    importer = _importer_of(path)
    data = _bytes_of(path)
    try:
        imported = importer.read(data, name=path.stem)
    except PublisherError as error:
        raise PublisherError(_in_file(diagnostic, path) for diagnostic in error.diagnostics) from error
    return replace(imported, diagnostics=tuple(_in_file(each, path) for each in imported.diagnostics))


def _importer_of(path: Path) -> Importer:
    for importer in IMPORTERS:
        if path.suffix.lower() in importer.suffixes:
            return importer
    known = "; ".join(f"{importer.name} ({', '.join(importer.suffixes)})" for importer in IMPORTERS)
    raise fail(
        "import-format",
        f"“{path.suffix or path.name}” is no format that can be imported; known is: {known}",
        place=Place(file=path),
        hint="save it as plain text in UTF-8 (.txt) from the program that it comes from",
    )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise fail(
                "import-too-large",
                f"the file is larger than {_LARGEST // 1024 // 1024} MiB, which no page of text is",
                place=Place(file=path),
                hint="import pages one by one, as plain text",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise fail(
            "import-missing",
            "there is no such file",
            place=Place(file=path),
            hint="check the name and the folder that the command was given in",
        ) from error
    except OSError as error:
        raise fail(
            "import-unreadable",
            f"the file cannot be read: {error.strerror}",
            place=Place(file=path),
            hint="check that it is a file and that you may read it",
        ) from error


def _in_file(diagnostic: Diagnostic, path: Path) -> Diagnostic:
    line = diagnostic.place.line if diagnostic.place else None
    return replace(diagnostic, place=Place(file=path, line=line))
