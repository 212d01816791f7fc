"""Check of every link and reference inside the book."""

from collections.abc import Iterator

from lxml import etree

from publisher.checks.epub.addresses import Target, resolve
from publisher.checks.epub.publication import Publication
from publisher.checks.epub.xml import Document, line_of
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic

_ADDRESSES = ("href", "src", "poster", "{http://www.w3.org/1999/xlink}href")
# Part of a picture, a moment, a CFI: a fragment that is no id (`xywh=…`, `t=…`, `svgView(…)`, `epubcfi(…)`).
_NO_ID = frozenset("=(")


def check_links(publication: Publication) -> Iterator[Diagnostic]:
    """Find links to files that are not in the archive, and to ids that are not in the file."""
    for document in publication.documents.values():
        for node in document.root.iter(etree.Element):
            for name in _ADDRESSES:
                href = node.get(name)
                target = resolve(href, document.path) if href is not None else None
                if target:
                    yield from _check_target(publication, document, node, href or "", target)


def _check_target(
    publication: Publication, document: Document, node: etree._Element, href: str, target: Target
) -> Iterator[Diagnostic]:
    if target.path not in publication.names:
        yield error(
            "epub-link-broken",
            f"{document.path} refers to “{href}”, which is not in the book: it leads nowhere, or shows nothing",
            file=document.place,
            line=line_of(node),
            hint="correct the address, or pack the file that it names",
        )
        return
    there = publication.documents.get(target.path)
    if there and target.fragment and not _NO_ID & set(target.fragment) and target.fragment not in there.ids:
        yield error(
            "epub-fragment-missing",
            f"{document.path} links to “{href}”, but nothing in {target.path} has the id “{target.fragment}”",
            file=document.place,
            line=line_of(node),
            hint="give the element that is meant this id, or correct the link",
        )
