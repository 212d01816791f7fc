"""The documents of a book as XHTML files of the package."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publisher.book import WritingMode
from publisher.diagnostics import Diagnostic, Severity
from publisher.epub.addresses import Addresses, relative
from publisher.epub.item import Item
from publisher.epub.navigation import add_landmarks, add_page_list
from publisher.epub.page_breaks import mark_pages
from publisher.epub.tables import fit_tables
from publisher.epub.upright import set_numbers_upright
from publisher.epub.ways_back import with_ways_back
from publisher.rendering.printed_page import PrintedPage
from publisher.rendering.rendition import Document, DocumentKind, Rendition
from publisher.xhtml import NAMESPACES, element, h, serialize

_HORIZONTAL = frozenset({DocumentKind.COVER, DocumentKind.INFOGRAPHIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedDocuments:
    """The documents in reading order, and what is wrong with them."""

    items: tuple[Item, ...]
    errors: tuple[Diagnostic, ...]


def package_documents(
    rendition: Rendition,
    places: Addresses,
    stylesheets: tuple[Item, ...],
    pages: tuple[PrintedPage, ...] = (),
) -> PackagedDocuments:
    """Make the file of every document, linked to its neighbours, pictures and style sheets.

    `pages` are those of the printed edition, which are marked in the text and listed in the contents.
    """
    items: list[Item] = []
    errors: list[Diagnostic] = []
    for document in rendition.documents:
        root = with_ways_back(document.root)
        path = places.documents[document.id]
        mark_pages(root, tuple(page for page in pages if page.document == document.id))
        errors.extend(_relink(root, path, places))
        errors.extend(_show_pictures(root, path, places))
        # EPUB 3.3 advises against rp: every reading system knows ruby, and some would show both.
        etree.strip_elements(root, h("rp"), with_tail=False)
        fit_tables(root)
        if rendition.book.epub.writing_mode is WritingMode.VERTICAL and document.kind not in _HORIZONTAL:
            set_numbers_upright(next(root.iterfind("h:body", NAMESPACES)))
            _leave_room_for_captions(root)
        if document.kind is DocumentKind.CONTENTS:
            add_page_list(root, pages, places)
            add_landmarks(root, rendition, places)
        size = _fixed_size(document)
        _finish_head(root, path, stylesheets, size)
        items.append(_item(document, path, root, fixed=size is not None))
    return PackagedDocuments(items=tuple(items), errors=tuple(errors))


def _item(document: Document, path: str, root: etree._Element, *, fixed: bool) -> Item:
    nav = document.kind is DocumentKind.CONTENTS
    has_svg = root.find(".//svg:svg", NAMESPACES) is not None
    return Item(
        id=f"text-{document.id}",
        path=path,
        media_type="application/xhtml+xml",
        content=serialize(root),
        properties=("nav",) * nav + ("svg",) * has_svg,
        spine_properties=("rendition:layout-pre-paginated",) * fixed,
    )


def _relink(root: etree._Element, path: str, places: Addresses) -> Iterator[Diagnostic]:
    """Turn links to ids of the book into links to files of the package."""
    for link in root.iterfind(".//h:a[@href]", NAMESPACES):
        href = link.get("href", "")
        if not href.startswith("#"):
            continue
        anchor = places.anchors.get(href.removeprefix("#"))
        if anchor is None:
            yield _nowhere(path, f"A link leads to {href}", "Mend the link, or give its target that id")
        elif anchor != path:
            link.set("href", relative(anchor, path))


def _show_pictures(root: etree._Element, path: str, places: Addresses) -> Iterator[Diagnostic]:
    """Turn paths of the book folder into paths of the package."""
    for image in root.iterfind(".//h:img", NAMESPACES):
        source = image.get("src", "")
        if source in places.pictures:
            image.set("src", relative(places.pictures[source], path))
        else:
            yield _nowhere(path, f"A picture is {source}", "Name a picture of the book folder")


def _leave_room_for_captions(root: etree._Element) -> None:
    """Make no picture wider than two thirds of a vertical page, so that its caption stands beside it.

    Readers set `max-width` by themselves, and only here it is known how wide a picture is.
    """
    for image in root.iterfind(".//h:figure[h:figcaption]/h:img", NAMESPACES):
        image.set("style", f"width:min(66vw, {image.get('width')}px)")


def _nowhere(path: str, what: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code="epub-reference",
        severity=Severity.ERROR,
        message=f"{what}, which is nowhere in the book, so {path} would be broken in the EPUB",
        hint=hint,
    )


def _fixed_size(document: Document) -> tuple[str, str] | None:
    """Return width and height of the one drawing that an infographic is, in the units of its view box."""
    drawing = document.root.find(".//svg:svg[@viewBox]", NAMESPACES)
    if document.kind is not DocumentKind.INFOGRAPHIC or drawing is None:
        return None
    _, _, width, height = drawing.get("viewBox", "").replace(",", " ").split()
    return width, height


def _finish_head(root: etree._Element, path: str, stylesheets: tuple[Item, ...], size: tuple[str, str] | None) -> None:
    head = next(root.iterfind("h:head", NAMESPACES))
    if size and head.find("h:meta[@name='viewport']", NAMESPACES) is None:
        head.append(element("meta", {"name": "viewport", "content": f"width={size[0]}, height={size[1]}"}))
    for sheet in stylesheets:
        href = relative(sheet.path, path)
        head.append(element("link", {"rel": "stylesheet", "type": "text/css", "href": href}))
