"""One file of the package, as a value."""

from dataclasses import dataclass
from pathlib import Path

from publisher.diagnostics import Place, fail


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the package and its line in the manifest.

    `path` is relative to the package document. `properties` are those of the manifest item, `spine_properties`
    those of the `itemref` (EPUB 3.3, “The item element” and “The itemref element”).
    """

    id: str
    path: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    spine_properties: tuple[str, ...] = ()


def read(file: Path) -> bytes:
    """Read a file that goes into the package; one that cannot be read is a `PublisherError`."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise fail(
            "file-unreadable",
            f"{file.name} cannot be read ({error.strerror}), so it cannot go into the EPUB",
            place=Place(file=file),
            hint="Put the file back, or make it readable for the user who runs the build",
        ) from error
