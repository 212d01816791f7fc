"""An SVG picture: its size, and whether it keeps to itself."""

import re
from collections.abc import Iterator

from lxml import etree

from publisher.xhtml import SVG, text_of

_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
# CSS Values 3, section 6.2: pixels to a unit.
_PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)|@import", re.IGNORECASE)
_INLINE_PICTURE = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")
_ACTIVE = ("script", "foreignObject", "handler", "listener", "iframe", "audio", "video", "set", "animate",
           "animateMotion", "animateTransform")  # fmt: skip


class UnfitSvg(Exception):  # noqa: N818 - what was found, not what went wrong in the program
    """Says why an SVG picture cannot go into a book."""


def svg_size(data: bytes) -> tuple[float, float]:
    """Return width and height in CSS pixels of an SVG picture that is safe to print and to pass on.

    Raises UnfitSvg for a picture that is no SVG, holds scripts or entities, needs other files, or has no size.
    """
    root = _parse(data)
    for reason in _faults(root):
        raise UnfitSvg(reason)
    return _size(root)


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as mistake:
        raise UnfitSvg(f"it is no well-formed XML ({mistake.msg})") from mistake
    if root.tag != f"{{{SVG}}}svg":
        raise UnfitSvg(f"its root is no svg element in the namespace {SVG}")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise UnfitSvg("it declares entities")
    return root


def _faults(root: etree._Element) -> Iterator[str]:
    if any(isinstance(node, etree._ProcessingInstruction) for node in (*_around(root), *root.iter())):
        yield "it has a processing instruction, such as a link to a style sheet"
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name in _ACTIVE:
            yield f"it holds <{name}>, which paper cannot do and readers do not run"
        for key, value in node.attrib.items():
            yield from _attribute_faults(etree.QName(key).localname, str(value))
        if name == "style":
            yield from _style_faults(text_of(node))


def _attribute_faults(name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on"):
        yield f"it holds a script in the attribute {name}"
    elif name in ("href", "src"):
        if not value.strip().startswith(("#", *_INLINE_PICTURE)):
            yield f"it needs “{value}”, which is outside of it"
    else:
        yield from _style_faults(value)


def _style_faults(css: str) -> Iterator[str]:
    for match in _URL.finditer(css):
        if match[1] is None:
            yield "it imports a style sheet"
        elif not match[1].startswith(("#", *_INLINE_PICTURE)):
            yield f"it needs “{match[1].strip()}”, which is outside of it"


def _around(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _size(root: etree._Element) -> tuple[float, float]:
    width, height = _length(root.get("width")), _length(root.get("height"))
    if width and height:
        return width, height
    box = [
        float(number) for number in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", root.get("viewBox", ""))
    ]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise UnfitSvg("it has no size: neither width and height nor a viewBox")
    if width:
        return width, width * box[3] / box[2]
    if height:
        return height * box[2] / box[3], height
    return box[2], box[3]


def _length(written: str | None) -> float | None:
    """Return a length in pixels; None for none and for per cent, which is of no use without a page."""
    match = _LENGTH.fullmatch(written or "")
    return float(match[1]) * _PIXELS[match[2]] if match else None
