"""Where everything of a book stands in its package: documents, ids, pictures."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publisher.book import Article, Book, Picture
from publisher.rendering.rendition import DocumentKind, Rendition

_CONTENTS = "nav.xhtml"
_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_NOT_PORTABLE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Paths relative to the package document.

    `documents` is keyed by document id, `anchors` by any id of the book (its value has a fragment unless the id is
    that of a whole document), `pictures` by `Picture.source`. `contents` is where the nav stands.
    """

    contents: str
    documents: dict[str, str]
    anchors: dict[str, str]
    pictures: dict[str, str]


def addresses(rendition: Rendition) -> Addresses:
    """Give each document, id and picture of a book its address."""
    documents = {
        document.id: _CONTENTS if document.kind is DocumentKind.CONTENTS else f"text/{document.id}.xhtml"
        for document in rendition.documents
    }
    anchors: dict[str, str] = {}
    for document in rendition.documents:
        path = documents[document.id]
        ids = (node.get("id") for node in document.root.iter(etree.Element))
        anchors |= {found: f"{path}#{found}" for found in ids if found}
        anchors[document.id] = path
    return Addresses(contents=_CONTENTS, documents=documents, anchors=anchors, pictures=_picture_paths(rendition.book))


def relative(address: str, from_path: str) -> str:
    """Write an address of the package as a link in the file `from_path`."""
    path, hash_mark, fragment = address.partition("#")
    if path == from_path and fragment:
        return f"#{fragment}"
    return posixpath.relpath(path, posixpath.dirname(from_path) or ".") + hash_mark + fragment


def pictures_of(book: Book) -> tuple[Picture, ...]:
    """List the pictures of a book, each once: cover, front, parts, back."""
    found = {picture.source: picture for picture in _all_pictures(book)}
    return tuple(found.values())


def free_path(folder: str, stem: str, suffix: str, taken: set[str]) -> str:
    """Choose a path that every file system can hold and that is not in `taken`, whatever its case."""
    stem = _NOT_PORTABLE.sub("-", stem).strip("-") or folder.removesuffix("s")
    path, number = f"{folder}/{stem}{suffix}", 1
    while path.lower() in taken:
        number += 1
        path = f"{folder}/{stem}-{number}{suffix}"
    taken.add(path.lower())
    return path


def _picture_paths(book: Book) -> dict[str, str]:
    taken: set[str] = set()
    return {
        picture.source: free_path("images", picture.file.stem, _SUFFIXES[picture.media_type], taken)
        for picture in pictures_of(book)
    }


def _all_pictures(book: Book) -> Iterator[Picture]:
    if book.cover:
        yield book.cover
    in_parts = (chapter for part in book.parts for chapter in part.chapters)
    for chapter in (*book.front, *in_parts, *book.back):
        if isinstance(chapter, Article):
            yield from chapter.pictures
