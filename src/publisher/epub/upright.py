"""Numbers that stand upright in vertical lines (rule V1)."""

import re
from collections.abc import Iterator

from lxml import etree

from publisher.xhtml import NAMESPACES, element, h

# One to three digits; with signs or letters at them they are a longer word, which is turned on its side.
_NUMBER = re.compile(r"(?<![0-9A-Za-z.,:/%+~$¥€°–-])[0-9]{1,3}(?![0-9A-Za-z.,:/%+~°–-])")
# What keeps horizontal lines, or has no room for a box.
_LEFT_ALONE = frozenset({h("table"), h("pre"), h("code"), h("rt"), f"{{{NAMESPACES['svg']}}}svg"})


def set_numbers_upright(body: etree._Element) -> None:
    """Put short numbers into `span`s of the class `upright`; text in another language keeps its own ways."""
    for node in list(_of_vertical_text(body)):
        _wrap_text(node)
        for child in list(node):
            _wrap_tail(node, child)


def _of_vertical_text(node: etree._Element) -> Iterator[etree._Element]:
    yield node
    for child in node.iterchildren(etree.Element):
        if child.tag not in _LEFT_ALONE and child.get("lang", "zh").startswith("zh"):
            yield from _of_vertical_text(child)


def _wrap_text(node: etree._Element) -> None:
    node.text, spans = _split(node.text or "")
    for place, span in enumerate(spans):
        node.insert(place, span)


def _wrap_tail(parent: etree._Element, child: etree._Element) -> None:
    child.tail, spans = _split(child.tail or "")
    place = parent.index(child) + 1
    for number, span in enumerate(spans):
        parent.insert(place + number, span)


def _split(text: str) -> tuple[str, list[etree._Element]]:
    """Return what stands before the first number, and a span with its tail for each."""
    found = list(_NUMBER.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    spans = []
    for match, end in zip(found, ends, strict=True) if found else ():
        span = element("span", {"class": "upright"}, match.group())
        span.tail = text[match.end() : end]
        spans.append(span)
    return (text[: found[0].start()] if found else text), spans
