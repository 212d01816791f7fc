"""The ZIP file of an EPUB, opened within limits."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic, Place, PublisherError, fail

_MIB = 1024**2
_MOST_ENTRIES = 10_000
_LARGEST_ENTRY = 64 * _MIB
_LARGEST_TOTAL = 512 * _MIB
# A local file header (APPNOTE §4.3.7) ends with the length of the extra field; the name follows.
_HEADER = 30
# What OCF 3.3 §4.2 allows; Python can unpack more than that.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# A damaged list of entries may point before the beginning of the file, which is an OSError.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An EPUB's ZIP file, open for reading; folders are not among its entries.

    `first_header` is the local header of the first entry, without its name. `readable` holds the names of the entries
    that can be unpacked; `findings` say why others cannot.
    """

    file: Path
    first_header: bytes
    zip_file: zipfile.ZipFile
    entries: tuple[zipfile.ZipInfo, ...]
    readable: frozenset[str]
    findings: tuple[Diagnostic, ...]

    def read(self, name: str) -> bytes:
        """Unpack one of the readable entries."""
        return self.zip_file.read(name)


def inside(file: Path, name: str) -> Path:
    """Name an entry by file and path, as `book.epub/EPUB/nav.xhtml`."""
    return Path(f"{file}/{name}")


@contextmanager
def open_archive(file: Path, content: bytes | None = None) -> Iterator[Archive]:
    """Open an EPUB's ZIP file; raises `PublisherError` if it is damaged or too large to be looked at.

    `content` are the bytes of a file that is not yet in its place.
    """
    try:
        zip_file = zipfile.ZipFile(file if content is None else BytesIO(content))
    except _BROKEN as problem:
        raise fail(
            "epub-damaged",
            f"{file.name} begins like an EPUB but cannot be opened ({problem}): no reader will open it either",
            place=Place(file=file),
            hint="copy or download it again, or build it again",
        ) from problem
    with zip_file:
        entries = tuple(entry for entry in zip_file.infolist() if not entry.filename.endswith("/"))
        _keep_limits(file, entries)
        findings = tuple(_unreadable(file, zip_file, entries))
        broken = {finding.place.file for finding in findings if finding.place}
        readable = frozenset(entry.filename for entry in entries if inside(file, entry.filename) not in broken)
        yield Archive(
            file=file,
            first_header=_first_header(file) if content is None else content[:_HEADER],
            zip_file=zip_file,
            entries=entries,
            readable=readable,
            findings=findings,
        )


def _first_header(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_HEADER)


def _keep_limits(file: Path, entries: tuple[zipfile.ZipInfo, ...]) -> None:
    """Refuse what would fill the memory: an entry never unpacks to more than the size that is told for it."""
    total = sum(entry.file_size for entry in entries)
    excesses = (
        (len(entries) > _MOST_ENTRIES, f"{len(entries)} files, more than {_MOST_ENTRIES}"),
        (total > _LARGEST_TOTAL, f"{total // _MIB} MiB when unpacked, more than {_LARGEST_TOTAL // _MIB} MiB"),
        *(
            (entry.file_size > _LARGEST_ENTRY, f"{entry.filename}, which is larger than {_LARGEST_ENTRY // _MIB} MiB")
            for entry in entries
        ),
    )
    too_large = [what for exceeds, what in excesses if exceeds]
    if too_large:
        raise PublisherError(
            error(
                "epub-too-large",
                f"{file.name} has {what}; it is not looked into, and small reading devices cannot hold it",
                file=file,
                hint="make the pictures smaller, or divide the book into volumes",
            )
            for what in too_large
        )


def _unreadable(file: Path, zip_file: zipfile.ZipFile, entries: tuple[zipfile.ZipInfo, ...]) -> Iterator[Diagnostic]:
    for entry in entries:
        reason = _reason(zip_file, entry)
        if reason:
            yield error(
                "epub-entry-unreadable",
                f"{entry.filename} cannot be unpacked ({reason}), so readers will miss it",
                file=inside(file, entry.filename),
                hint="copy or download the file again, or pack it anew with stored or deflated entries only",
            )


def _reason(zip_file: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & _ENCRYPTED:
        return "it is encrypted with a password"
    if entry.compress_type not in _METHODS:
        return "it is compressed in a way that EPUB does not have"
    try:
        zip_file.read(entry)
    except _BROKEN as problem:
        return str(problem) or "it ends too early"
    return None
