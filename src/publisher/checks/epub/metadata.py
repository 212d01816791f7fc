"""Checks of what the package document must say of the book (EPUB 3.3, “Metadata section”)."""

import re
from collections.abc import Iterator

from publisher.checks.epub.publication import OPF, Publication
from publisher.checks.epub.xml import line_of, types_of
from publisher.checks.findings import error, warning
from publisher.diagnostics import Diagnostic
from publisher.xhtml import text_of

# Ten or thirteen figures after the word, with spaces or hyphens.
_ISBN = re.compile(r"ISBN[\s:：-]*((?:97[89][\s-]?)?(?:[0-9][\s-]?){9}[0-9Xx])")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def check_metadata(publication: Publication) -> Iterator[Diagnostic]:
    """Find a book without identifier, title, language or time of change."""
    yield from _check_identifier(publication)
    yield from _check_told(publication, "title", "epub-title-missing", "libraries show the name of its file")
    why = "readers cannot choose fonts, voices and dictionaries"
    yield from _check_told(publication, "language", "epub-language-missing", why)
    yield from _check_modified(publication)


def _check_identifier(publication: Publication) -> Iterator[Diagnostic]:
    root = publication.package.root
    unique = root.get("unique-identifier")
    named = (node for node in root.iterfind("o:metadata/dc:identifier", OPF) if unique and node.get("id") == unique)
    if any((node.text or "").strip() for node in named):
        return
    what = f"No dc:identifier has the id “{unique}” and a text" if unique else "The package names no unique-identifier"
    yield error(
        "epub-identifier-missing",
        f"{what}, so readers cannot tell this book from another and lose bookmarks",
        file=publication.package.place,
        line=line_of(root),
        hint='write <dc:identifier id="id"> and let unique-identifier of the package be that id',
    )


def _check_told(publication: Publication, name: str, code: str, consequence: str) -> Iterator[Diagnostic]:
    nodes = publication.package.root.iterfind(f"o:metadata/dc:{name}", OPF)
    if not any((node.text or "").strip() for node in nodes):
        yield error(
            code,
            f"The book has no {name} (dc:{name}): {consequence}",
            file=publication.package.place,
            hint=f"set {name} in book.toml and build again",
        )


def _check_modified(publication: Publication) -> Iterator[Diagnostic]:
    metas = publication.package.root.iterfind("o:metadata/o:meta[@property='dcterms:modified']", OPF)
    values = [(meta.text or "").strip() for meta in metas if not meta.get("refines")]
    if len(values) == 1 and _INSTANT.fullmatch(values[0]):
        return
    what = f"is “{values[0]}”" if len(values) == 1 else f"is there {len(values)} times" if values else "is missing"
    yield error(
        "epub-modified",
        f"dcterms:modified {what}; readers need it once, to tell a new edition from an old one",
        file=publication.package.place,
        hint="write one, in UTC and to the second, as 2026-03-20T00:00:00Z",
    )


def check_cover(publication: Publication) -> Iterator[Diagnostic]:
    """Find a book that names no picture as its cover."""
    named = publication.package.root.find("o:metadata/o:meta[@name='cover']", OPF) is not None
    if not named and not any("cover-image" in item.properties for item in publication.manifest):
        yield warning(
            "epub-cover-missing",
            "No item of the manifest has the property cover-image: libraries show the book without a cover",
            file=publication.package.place,
            hint='give the picture of the cover properties="cover-image"',
        )


def check_isbn(publication: Publication) -> Iterator[Diagnostic]:
    """Find an imprint page that gives another ISBN than the package document."""
    identifiers = publication.package.root.iterfind("o:metadata/dc:identifier", OPF)
    given = {_figures(text) for node in identifiers if "isbn" in (text := node.text or "").casefold()}
    if not given:
        return
    for document in publication.documents.values():
        for node in document.root.iter("{*}section", "{*}body"):
            if "copyright-page" not in types_of(node):
                continue
            printed = {_figures(found) for found in _ISBN.findall(text_of(node))}
            if printed and not printed & given:
                yield error(
                    "epub-isbn-differs",
                    f"The imprint in {document.path} gives the ISBN {', '.join(sorted(printed))}, the metadata "
                    f"{', '.join(sorted(given))}: shops and libraries take the book for another",
                    file=document.place,
                    line=line_of(node),
                    hint="correct the one that is wrong, and build again",
                )


def _figures(text: str) -> str:
    return "".join(character for character in text.upper() if character.isdecimal() or character == "X")
