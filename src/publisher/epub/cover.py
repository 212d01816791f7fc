"""A cover made from the book's data, put in as a picture where the book has none of its own."""

import copy
from dataclasses import replace

from lxml import etree

from publisher.epub.addresses import Addresses, free_path
from publisher.epub.item import Item
from publisher.rendering.rendition import Document, DocumentKind, Rendition
from publisher.xhtml import NAMESPACES, element

# No picture of a book folder has this path: theirs do not begin with a slash.
_SOURCE = "/cover"
_SIZE = {"width": "1600", "height": "2560"}


def show_cover(rendition: Rendition, places: Addresses) -> tuple[Rendition, Addresses]:
    """Put a picture, which says all the words of the cover, in place of the cover's text."""
    documents = tuple(_with_picture(document) for document in rendition.documents)
    path = free_path("images", "cover", ".jpg", {path.lower() for path in places.pictures.values()})
    return replace(rendition, documents=documents), replace(places, pictures={**places.pictures, _SOURCE: path})


def cover_item(picture: bytes, places: Addresses) -> Item:
    """Make the file of the picture."""
    path = places.pictures[_SOURCE]
    return Item(id="image-cover", path=path, media_type="image/jpeg", content=picture, properties=("cover-image",))


def _with_picture(document: Document) -> Document:
    if document.kind is not DocumentKind.COVER:
        return document
    root = copy.deepcopy(document.root)
    section = next(root.iterfind(".//h:section", NAMESPACES))
    lines = ("　".join(_pieces(line)) for line in section.iterfind(".//h:p", NAMESPACES))
    attributes = {"class": "cover-picture", "src": _SOURCE, "alt": "，".join(lines), **_SIZE}
    section[:] = [element("img", attributes)]
    return replace(document, root=root)


def _pieces(line: etree._Element) -> list[str]:
    """Return the pieces of a line of the cover: a name and what its owner did are two."""
    return [text.strip() for text in map(str, line.itertext()) if text.strip()]
