"""Checks of each document for itself: ids, and words for pictures."""

from collections.abc import Iterator

from lxml import etree

from publisher.checks.epub.publication import Publication
from publisher.checks.epub.xml import line_of
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic
from publisher.xhtml import h


def check_ids(publication: Publication) -> Iterator[Diagnostic]:
    """Find ids that stand twice in a document, the package document included."""
    for document in (publication.package, *publication.documents.values()):
        nodes: dict[str, list[etree._Element]] = {}
        for node in document.root.iter(etree.Element):
            if identifier := node.get("id"):
                nodes.setdefault(identifier, []).append(node)
        for identifier, same in nodes.items():
            if len(same) > 1:
                yield error(
                    "epub-id-twice",
                    f"The id “{identifier}” stands {len(same)} times in {document.path}: links to it lead to the "
                    "first, and some readers refuse the file",
                    file=document.place,
                    line=line_of(same[1]),
                    hint="give each element an id of its own",
                )


def check_alternative_text(publication: Publication) -> Iterator[Diagnostic]:
    """Find pictures without an `alt`; an empty one says that the picture is decoration and is let be."""
    for document in publication.documents.values():
        for image in document.root.iter(h("img")):
            if image.get("alt") is None:
                yield error(
                    "epub-alt-missing",
                    f"The picture {image.get('src', '')} in {document.path} has no alt: who cannot see it "
                    "learns nothing of it",
                    file=document.place,
                    line=line_of(image),
                    hint='say in alt what the picture shows, or write alt="" if it only decorates',
                )
