"""Checks of the contents: that there are some, and that no chapter is missing from them."""

from collections.abc import Iterator

from publisher.book import ArticleKind
from publisher.checks.epub.addresses import resolve
from publisher.checks.epub.publication import Publication
from publisher.checks.epub.xml import Document, types_of
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic
from publisher.xhtml import NAMESPACES, h

_ARTICLES = frozenset(kind.value for kind in ArticleKind)


def check_nav(publication: Publication) -> Iterator[Diagnostic]:
    """Find a book without exactly one navigation document, or with one that has no contents."""
    items = [item for item in publication.manifest if "nav" in item.properties]
    if len(items) != 1:
        yield error(
            "epub-nav-count",
            f"{len(items) or 'No'} items of the manifest have the property nav; EPUB 3 needs exactly one, "
            "or readers show no contents",
            file=publication.package.place,
            hint='give properties="nav" to the one document with the contents; an EPUB 2 file has none',
        )
    for document in _navs(publication):
        if not _linked(document):
            yield error(
                "epub-toc-missing",
                f'{document.path} has no nav with epub:type="toc" and links in it: readers show no contents',
                file=document.place,
                hint='put the list of chapters into <nav epub:type="toc">',
            )


def check_chapters_listed(publication: Publication) -> Iterator[Diagnostic]:
    """Find chapters, forewords, appendices and the like that the contents do not lead to.

    Only documents that say what they are (`epub:type` of the body or of a section in it) are meant: a title page or
    the second file of a long chapter need not be listed.
    """
    linked = {path for document in _navs(publication) for path in _linked(document)}
    if not linked:
        return
    for entry in publication.spine:
        item = publication.items.get(entry.idref)
        document = publication.documents.get(item.path or "") if item else None
        if document and entry.linear and document.path not in linked and _is_article(document):
            title = document.root.findtext("h:head/h:title", "", NAMESPACES).strip()
            yield error(
                "epub-chapter-unlisted",
                f"The contents do not lead to {document.path}{f' (“{title}”)' if title else ''}: nobody finds it "
                "except by leafing through",
                file=document.place,
                hint='add it to <nav epub:type="toc"> at its place in the reading order',
            )


def _navs(publication: Publication) -> Iterator[Document]:
    for item in publication.manifest:
        document = publication.documents.get(item.path or "")
        if document and "nav" in item.properties:
            yield document


def _linked(document: Document) -> frozenset[str]:
    """Return the paths that the contents in a navigation document lead to."""
    links = (
        link.get("href", "")
        for nav in document.root.iter(h("nav"))
        if "toc" in types_of(nav)
        for link in nav.iterfind(".//h:a[@href]", NAMESPACES)
    )
    targets = (resolve(href, document.path) for href in links)
    return frozenset(target.path for target in targets if target)


def _is_article(document: Document) -> bool:
    body = document.root.find("h:body", NAMESPACES)
    if body is None:
        return False
    return any(types_of(node) & _ARTICLES for node in (body, *body.iterfind("h:section", NAMESPACES)))
