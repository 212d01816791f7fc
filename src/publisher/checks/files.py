"""From a file to the checks of its kind, which its bytes tell and not its name."""

import zipfile
from enum import Enum
from pathlib import Path

from publisher.checks.epub import check_epub
from publisher.checks.findings import error
from publisher.checks.pdf import check_pdf
from publisher.diagnostics import Diagnostic
from publisher.text.decoding import UndecodableText, decode

# Readers look for “%PDF-” this far (ISO 32000-2, Annex I); the mimetype of an EPUB stands within it too.
_HEAD = 1024
_LONGEST_TEXT = 4 * 1024**2
_ZIP = b"PK\x03\x04"


class _Kind(Enum):
    EPUB = "EPUB"
    PDF = "PDF"
    TEXT = "text"
    ZIP = "ZIP"
    EMPTY = "empty"
    UNKNOWN = "unknown"


def check_file(file: Path) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a finished EPUB or PDF file, or why it cannot be looked at; never raises."""
    try:
        return _unusable(file) or _check(file)
    except OSError as problem:
        reason = problem.strerror or "the system gives no reason"
        return (
            error(
                "file-unreadable",
                f"{file.name} cannot be read ({reason}), so nothing is known about it",
                file=file,
                hint="make it readable for the user who runs the check, or copy it to another disk",
            ),
        )


def _unusable(file: Path) -> tuple[Diagnostic, ...]:
    if file.is_file():
        return ()
    if file.is_dir():
        return (
            error(
                "file-is-folder",
                f"{file.name} is a folder, and only a finished file can be checked as EPUB or PDF",
                file=file,
                hint="name the EPUB or PDF file in it; an unpacked EPUB must be packed first",
            ),
        )
    if file.exists():
        hint = "name an EPUB or PDF file on a disk"
        return (error("file-unreadable", f"{file.name} is a device or a pipe and no file", file=file, hint=hint),)
    hint = "correct the name; files that a build makes are in build/ unless --output says otherwise"
    return (error("file-missing", f"There is no file {file}", file=file, hint=hint),)


def _check(file: Path) -> tuple[Diagnostic, ...]:
    kind = _kind_of(file)
    match kind:
        case _Kind.EPUB:
            return check_epub(file)
        case _Kind.PDF:
            return check_pdf(file)
        case _:
            return (_of_no_use(file, kind),)


def _of_no_use(file: Path, kind: _Kind) -> Diagnostic:
    name = file.name
    match kind:
        case _Kind.EMPTY:
            message, hint = f"{name} is empty: it was never written, or writing it was cut short", "build it again"
        case _Kind.TEXT:
            message = f"{name} is a text, and only finished EPUB and PDF files are checked one by one"
            hint = f"check the book folder that it belongs to: publisher check {_book_folder(file) or 'DIR'}"
        case _Kind.ZIP:
            message = f"{name} is a ZIP file but no EPUB: it has no mimetype and no META-INF/container.xml"
            hint = "name an EPUB or PDF file; a book to build from is given as a folder"
        case _:
            message, hint = f"{name} is neither EPUB nor PDF, whatever its name says", "name an EPUB or PDF file"
    return error("file-kind", message, file=file, hint=hint)


def _kind_of(file: Path) -> _Kind:
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    if not head:
        return _Kind.EMPTY
    if head.startswith(_ZIP):
        return _Kind.EPUB if b"application/epub+zip" in head or _has_container(file) else _Kind.ZIP
    if b"%PDF-" in head:
        return _Kind.PDF
    return _Kind.TEXT if _is_text(file) else _Kind.UNKNOWN


def _has_container(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return "META-INF/container.xml" in archive.namelist()
    # Names that are no text and numbers out of range are ValueErrors.
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _is_text(file: Path) -> bool:
    if file.stat().st_size > _LONGEST_TEXT:
        return False
    try:
        decode(file.read_bytes())
    except UndecodableText:
        return False
    return True


def _book_folder(file: Path) -> Path | None:
    """Find the book folder of a source file: the folder it stands in, or the one above."""
    return next((folder for folder in (file.parent, file.parent.parent) if (folder / "book.toml").is_file()), None)
