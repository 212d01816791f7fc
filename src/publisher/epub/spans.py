"""Parts of a text into `span`s of a class, wherever in its elements they stand."""

import re
from collections.abc import Iterable

from lxml import etree

from publisher.xhtml import element


def put_in_spans(nodes: Iterable[etree._Element], pattern: re.Pattern[str], name: str) -> None:
    """Put what a pattern finds into `span`s of a class: in the text of each node, and behind each of its children."""
    for node in list(nodes):
        node.text, spans = _split(node.text or "", pattern, name)
        for place, span in enumerate(spans):
            node.insert(place, span)
        for child in list(node)[len(spans) :]:
            _wrap_tail(node, child, pattern, name)


def _wrap_tail(parent: etree._Element, child: etree._Element, pattern: re.Pattern[str], name: str) -> None:
    child.tail, spans = _split(child.tail or "", pattern, name)
    place = parent.index(child) + 1
    for number, span in enumerate(spans):
        parent.insert(place + number, span)


def _split(text: str, pattern: re.Pattern[str], name: str) -> tuple[str, list[etree._Element]]:
    """Return what stands before the first find, and a span with its tail for each."""
    found = list(pattern.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    spans = []
    for match, end in zip(found, ends, strict=True) if found else ():
        span = element("span", {"class": name}, match.group())
        span.tail = text[match.end() : end]
        spans.append(span)
    return (text[: found[0].start()] if found else text), spans
