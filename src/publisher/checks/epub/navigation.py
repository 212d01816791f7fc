"""Checks of the ways through a book: words of the contents, landmarks, and the order of printed pages."""

import copy
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from publisher.checks.epub.addresses import Target, resolve
from publisher.checks.epub.publication import Publication
from publisher.checks.epub.xml import Document, line_of, select, types_of
from publisher.checks.findings import error, warning
from publisher.diagnostics import Diagnostic
from publisher.xhtml import NAMESPACES, h

_HEADINGS = "self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6 or @role='heading'"
_NO_WORDS = ".//h:rt | .//h:rp | .//h:a[@role='doc-noteref']"


def check_labels(publication: Publication) -> Iterator[Diagnostic]:
    """Find lines of the contents that say something else than the heading that they lead to."""
    for nav, link, target in _links(publication, "toc"):
        there = publication.documents.get(target.path)
        heading = _heading(there, target.fragment) if there else None
        if heading is None:
            continue
        label, title = _words(link), _words(heading)
        if label and title and "".join(label.split()) != "".join(title.split()):
            yield warning(
                "epub-label-differs",
                f"The contents say “{label}” where the heading in {target.path} is “{title}”: readers look for the "
                "words that they chose",
                file=nav.place,
                line=line_of(link),
                hint="give the line of the contents the words of the heading",
            )


def check_landmarks(publication: Publication) -> Iterator[Diagnostic]:
    """Find a book whose navigation document has no landmarks."""
    for nav in _navs(publication):
        if not any("landmarks" in types_of(found) for found in nav.root.iter(h("nav"))):
            yield warning(
                "epub-landmarks-missing",
                f'{nav.path} has no nav with epub:type="landmarks": readers cannot offer the start of the text',
                file=nav.place,
                hint="list cover, contents and the start of the body as landmarks",
            )


def check_page_order(publication: Publication) -> Iterator[Diagnostic]:
    """Find printed pages that stand in the page list in another order than in the text."""
    order = {
        item.path: number
        for number, entry in enumerate(publication.spine)
        if (item := publication.items.get(entry.idref)) and item.path
    }
    places = [
        (nav, link, (order[target.path], _position(publication, target)))
        for nav, link, target in _links(publication, "page-list")
        if target.path in order
    ]
    for (_, before, first), (nav, link, second) in pairwise(places):
        if second < first:
            yield error(
                "epub-page-order",
                f"Page {_words(link)} stands behind page {_words(before)} in the page list but before it in the text: "
                "going to a page leads astray",
                file=nav.place,
                line=line_of(link),
                hint="list the pages in the order of the text",
            )


def _navs(publication: Publication) -> Iterator[Document]:
    for item in publication.manifest:
        document = publication.documents.get(item.path or "")
        if document and "nav" in item.properties:
            yield document


def _links(publication: Publication, kind: str) -> Iterator[tuple[Document, etree._Element, Target]]:
    for document in _navs(publication):
        for nav in document.root.iter(h("nav")):
            if kind not in types_of(nav):
                continue
            for link in nav.iterfind(".//h:a[@href]", NAMESPACES):
                target = resolve(link.get("href", ""), document.path)
                if target:
                    yield document, link, target


def _heading(document: Document, fragment: str) -> etree._Element | None:
    """Return the heading at a place: the element itself or the first in it, the document's first without fragment."""
    places = [
        node
        for node in document.root.iter(etree.Element)
        if (node.get("id") == fragment if fragment else node.tag == h("body"))
    ]
    found = [heading for place in places[:1] for heading in select(place, f"descendant-or-self::*[{_HEADINGS}]")]
    return found[0] if found else None


def _position(publication: Publication, target: Target) -> int:
    """Count the elements before the place that a link leads to."""
    document = publication.documents.get(target.path)
    if document is None or not target.fragment:
        return 0
    ids = (node.get("id") for node in document.root.iter(etree.Element))
    return next((number for number, found in enumerate(ids) if found == target.fragment), 0)


def _words(node: etree._Element) -> str:
    """Return the words of an element without pronunciation and the numbers of notes."""
    plain = copy.deepcopy(node)
    plain.tail = None
    for added in select(plain, _NO_WORDS):
        for gone in (added, *added.iterdescendants()):
            gone.text = None
        for gone in added.iterdescendants():
            gone.tail = None
    return " ".join("".join(map(str, plain.itertext())).split())
