"""XHTML trees: the namespaces, a way to make elements, and one way to write them as text."""

from collections.abc import Mapping
from typing import cast

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
EPUB = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
# lxml calls the default namespace None; its type stubs know no such key.
_DEFAULT_NAMESPACE = cast("dict[str, str]", {None: XHTML})
NAMESPACES = {"h": XHTML, "svg": SVG, "epub": EPUB}


def h(name: str) -> str:
    """Name an XHTML element the way lxml does: `h("p")` is `{http://www.w3.org/1999/xhtml}p`."""
    return f"{{{XHTML}}}{name}"


def element(name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> etree._Element:
    """Make an XHTML element with attributes and text."""
    made = etree.Element(h(name), dict(attributes or {}), nsmap=_DEFAULT_NAMESPACE)
    made.text = text
    return made


def parse(source: str | bytes) -> etree._Element:
    """Parse well-formed XHTML without entities, network or DTD; raises `lxml.etree.XMLSyntaxError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(source, parser)


def serialize(root: etree._Element) -> bytes:
    """Write a document as UTF-8 with an XML declaration and the HTML doctype, not a space added."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def text_of(node: etree._Element) -> str:
    """Return all text inside a node in document order, annotations of ruby (rt, rp) included."""
    return "".join(str(piece) for piece in node.itertext())
