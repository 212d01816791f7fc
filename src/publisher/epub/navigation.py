"""Ways through the package besides reading on: landmarks, printed pages, and the NCX for old readers."""

from collections.abc import Iterator

from lxml import etree

from publisher.epub.addresses import Addresses, relative
from publisher.epub.item import Item
from publisher.epub.page_breaks import page_id
from publisher.rendering.labels import labels_for
from publisher.rendering.printed_page import PrintedPage
from publisher.rendering.rendition import ContentsEntry, DocumentKind, Matter, Rendition
from publisher.xhtml import EPUB, NAMESPACES, XML, element

_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_START_OF_BODY = "正文"


def add_landmarks(root: etree._Element, rendition: Rendition, places: Addresses) -> None:
    """Add the landmarks (EPUB 3.3, “The landmarks nav element”) to the contents: cover, contents, start of the body."""
    lines = [
        element("a", {f"{{{EPUB}}}type": kind, "href": relative(address, places.contents)}, label)
        for kind, label, address in _landmarks(rendition, places)
    ]
    _add_hidden_nav(root, {f"{{{EPUB}}}type": "landmarks"}, lines)


def add_page_list(root: etree._Element, pages: tuple[PrintedPage, ...], places: Addresses) -> None:
    """Add the page list (EPUB 3.3, “The page-list nav element”) to the contents, if the book has printed pages."""
    # The contents stand at the top, so an address is a link as it is; Ace knows none that is a fragment alone.
    lines = [element("a", {"href": _address(page, places)}, page.label) for page in pages]
    if lines:
        _add_hidden_nav(root, {f"{{{EPUB}}}type": "page-list", "role": "doc-pagelist"}, lines)


def ncx(rendition: Rendition, places: Addresses, identifier: str, pages: tuple[PrintedPage, ...] = ()) -> Item:
    """Write the contents as an NCX (OPF 2.0.1 §2.4.1), which readers of EPUB 2 know instead of the nav."""
    root = etree.XML(f'<ncx xmlns="{_NCX}" version="2005-1"/>')
    root.set(f"{{{XML}}}lang", rendition.book.language)
    head = _add(root, "head")
    _add(head, "meta", name="dtb:uid", content=identifier)
    _add(head, "meta", name="dtb:depth", content=str(_depth(rendition.contents)))
    highest = max((int(page.label) for page in pages if page.label.isdecimal()), default=0)
    _add(head, "meta", name="dtb:totalPageCount", content=str(len(pages)))
    _add(head, "meta", name="dtb:maxPageNumber", content=str(highest))
    _add(_add(root, "docTitle"), "text").text = rendition.book.title
    _add_points(_add(root, "navMap"), rendition.contents, places)
    for number, point in enumerate(root.iter(f"{{{_NCX}}}navPoint"), start=1):
        point.set("id", f"point-{number}")
    if pages:
        _add_targets(_add(root, "pageList"), pages, places)
    content = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Item(id="ncx", path="toc.ncx", media_type="application/x-dtbncx+xml", content=content)


def _landmarks(rendition: Rendition, places: Addresses) -> Iterator[tuple[str, str, str]]:
    """Yield type, label and address."""
    labels = labels_for(rendition.book.language)
    names = {DocumentKind.COVER: labels.cover, DocumentKind.CONTENTS: labels.contents}
    for document in rendition.documents:
        if document.kind in names:
            yield document.kind.value, names[document.kind], places.documents[document.id]
    body = next((document for document in rendition.documents if document.matter is Matter.BODY), None)
    if body:
        yield Matter.BODY.value, _START_OF_BODY, places.documents[body.id]


def _add_points(parent: etree._Element, entries: tuple[ContentsEntry, ...], places: Addresses) -> None:
    for entry in entries:
        point = _add(parent, "navPoint")
        _add(_add(point, "navLabel"), "text").text = entry.label
        _add(point, "content", src=places.anchors[entry.target])
        _add_points(point, entry.children, places)


def _add_targets(parent: etree._Element, pages: tuple[PrintedPage, ...], places: Addresses) -> None:
    """Add the printed pages; one without an Arabic number belongs to the front matter."""
    for number, page in enumerate(pages, start=1):
        target = _add(parent, "pageTarget", id=f"page-{number}", type="front")
        if page.label.isdecimal():
            target.set("type", "normal")
            target.set("value", page.label)
        _add(_add(target, "navLabel"), "text").text = page.label
        _add(target, "content", src=_address(page, places))


def _address(page: PrintedPage, places: Addresses) -> str:
    return f"{places.documents[page.document]}#{page_id(page)}"


def _add_hidden_nav(root: etree._Element, attributes: dict[str, str], links: list[etree._Element]) -> None:
    """Add a list that a reader offers in a menu of its own, and that is no text of the contents page."""
    lines = element("ol")
    for link in links:
        line = element("li")
        line.append(link)
        lines.append(line)
    nav = element("nav", {**attributes, "hidden": "hidden"})
    nav.append(lines)
    next(root.iterfind("h:body", NAMESPACES)).append(nav)


def _depth(entries: tuple[ContentsEntry, ...]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries), default=-1)


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)
