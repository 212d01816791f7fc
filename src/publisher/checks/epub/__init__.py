"""What is wrong with a finished EPUB file: one list of checks on its archive, one on the book in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from publisher.checks.epub.accessibility import check_claims, check_decoration, check_languages, check_tables
from publisher.checks.epub.archive import Archive, open_archive
from publisher.checks.epub.container import check_mimetype, check_names
from publisher.checks.epub.contents import check_chapters_listed, check_nav
from publisher.checks.epub.contrast import check_contrast
from publisher.checks.epub.documents import check_alternative_text, check_ids
from publisher.checks.epub.fonts import check_fonts
from publisher.checks.epub.links import check_links
from publisher.checks.epub.metadata import check_cover, check_isbn, check_metadata
from publisher.checks.epub.navigation import check_labels, check_landmarks, check_page_order
from publisher.checks.epub.package import check_manifest, check_spine
from publisher.checks.epub.publication import Publication, open_publication
from publisher.diagnostics import Diagnostic, PublisherError

_ARCHIVE_CHECKS: tuple[Callable[[Archive], Iterator[Diagnostic]], ...] = (check_mimetype, check_names)
_CHECKS: tuple[Callable[[Publication], Iterator[Diagnostic]], ...] = (
    check_metadata,
    check_manifest,
    check_spine,
    check_nav,
    check_chapters_listed,
    check_ids,
    check_alternative_text,
    check_links,
    check_cover,
    check_isbn,
    check_labels,
    check_landmarks,
    check_page_order,
    check_languages,
    check_decoration,
    check_tables,
    check_contrast,
    check_claims,
)


def check_epub(file: Path, content: bytes | None = None) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with an EPUB file, and only what is certain; raises `OSError`.

    `content` are its bytes where the file is not yet in its place.
    """
    found: list[Diagnostic] = []
    try:
        with open_archive(file, content) as archive:
            found += archive.findings
            found += (finding for check in _ARCHIVE_CHECKS for finding in check(archive))
            publication = open_publication(archive)
            found += publication.findings
            found += (finding for check in _CHECKS for finding in check(publication))
            found += check_fonts(archive, publication)
    except PublisherError as fatal:
        found += fatal.diagnostics
    return tuple(found)
