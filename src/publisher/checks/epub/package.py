"""Checks of manifest and spine against the files in the archive (EPUB 3.3, “Package document”)."""

from collections.abc import Iterator

from publisher.checks.epub.archive import inside
from publisher.checks.epub.publication import Publication
from publisher.checks.findings import error, warning
from publisher.diagnostics import Diagnostic


def check_manifest(publication: Publication) -> Iterator[Diagnostic]:
    """Find items without a file, and files without an item."""
    package = publication.package
    for item in publication.manifest:
        if item.path is not None and item.path not in publication.names:
            yield error(
                "epub-file-missing",
                f"The manifest lists {item.href}, which is not in the archive: readers show nothing in its place",
                file=package.place,
                line=item.line,
                hint="pack the file, or take the item out of the manifest",
            )
    listed = {item.path for item in publication.manifest} | {"mimetype", package.path}
    for name in sorted(publication.names - listed):
        if not name.startswith("META-INF/"):
            yield warning(
                "epub-file-unlisted",
                f"{name} is in the archive but not in the manifest: readers may leave it out",
                file=inside(publication.file, name),
                hint="list it in the manifest, or take it out of the archive",
            )


def check_spine(publication: Publication) -> Iterator[Diagnostic]:
    """Find a spine that is empty, and entries that name no item."""
    package = publication.package
    if not publication.spine:
        yield error(
            "epub-spine-empty",
            "The spine is empty: there is nothing to read",
            file=package.place,
            hint="list the documents of the book in the spine, in reading order",
        )
    for entry in publication.spine:
        if entry.idref not in publication.items:
            yield error(
                "epub-spine-unresolved",
                f"The spine names “{entry.idref}”, which no item of the manifest has as its id: that text is skipped",
                file=package.place,
                line=entry.line,
                hint="correct the idref, or add the item to the manifest",
            )
