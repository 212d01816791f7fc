"""Checks of the container (OCF 3.3 §4): the mimetype, and the names of the files."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from publisher.checks.epub.archive import Archive, inside
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic

_MIMETYPE = b"application/epub+zip"
_EXTRA_LENGTH = slice(28, 30)
_DRIVE = re.compile(r"[A-Za-z]:")
_WHY = "reading systems tell an EPUB by it"
_PACK = "pack the mimetype first: zip -X0 book.epub mimetype, then zip -Xr9 book.epub META-INF EPUB"


def check_mimetype(archive: Archive) -> Iterator[Diagnostic]:
    """Find a mimetype that is missing, not first, not stored as it is, or not exact."""
    file = archive.file
    entry = next((entry for entry in archive.entries if entry.filename == "mimetype"), None)
    if entry is None:
        yield error("epub-mimetype-missing", f"There is no file “mimetype”: {_WHY}", file=file, hint=_PACK)
        return
    place = inside(file, "mimetype")
    if entry.header_offset != 0:
        message = f"The mimetype is not the first file in the archive: {_WHY}"
        yield error("epub-mimetype-not-first", message, file=place, hint=_PACK)
    compressed = entry.compress_type != zipfile.ZIP_STORED
    if compressed or (entry.header_offset == 0 and archive.first_header[_EXTRA_LENGTH] != b"\0\0"):
        how = "is compressed" if compressed else "has an extra field"
        message = f"The mimetype {how}, so it does not stand at its place in the file's bytes: {_WHY}"
        yield error("epub-mimetype-not-plain", message, file=place, hint=_PACK)
    if "mimetype" in archive.readable and archive.read("mimetype") != _MIMETYPE:
        message = f"The mimetype is not exactly “{_MIMETYPE.decode()}”, without a space or line end: {_WHY}"
        yield error("epub-mimetype-wrong", message, file=place, hint="write just these 20 bytes into it")


def check_names(archive: Archive) -> Iterator[Diagnostic]:
    """Find names that lead out of the archive, and names that some file systems cannot tell apart."""
    taken: dict[str, str] = {}
    for entry in archive.entries:
        name = entry.filename
        if _leads_out(name):
            yield error(
                "epub-entry-outside",
                f"The file “{name}” would be unpacked outside the book's folder, which may overwrite other files",
                file=archive.file,
                hint="do not open this file in a reader, and ask whoever made it for another",
            )
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        if folded in taken:
            yield error(
                "epub-name-twice",
                f"The names “{taken[folded]}” and “{name}” are the same to some systems, and one hides the other",
                file=inside(archive.file, entry.filename),
                hint="rename or remove one of them",
            )
        taken.setdefault(folded, name)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or _DRIVE.match(name) is not None
