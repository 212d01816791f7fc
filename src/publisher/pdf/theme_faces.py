"""The typefaces that a theme is meant for: which of them this machine does not have."""

from collections.abc import Iterable, Iterator

from publisher.book import Book
from publisher.diagnostics import Diagnostic, Place, Severity
from publisher.themes import Face
from publisher.typesetting.fonts import has_family


def missing_faces(book: Book, faces: Iterable[Face]) -> Iterator[Diagnostic]:
    """Tell of each typeface that stands in for one that the book's theme names and nobody has installed."""
    for face in faces:
        if not any(has_family(family) for family in face.families):
            yield Diagnostic(
                code="typeface-missing",
                severity=Severity.INFO,
                message=f"The theme “{book.theme}” is meant for {face.name}, which this machine does not have:"
                f" {face.instead} stands in for it",
                place=Place(file=book.folder / "book.toml"),
                hint=f"install one of these families, or go on without: {', '.join(face.families)}"
                " (make fangsong fetches one; docs/install.md, “仿宋”)",
            )
