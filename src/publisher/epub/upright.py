"""Numbers that stand upright in vertical lines (rule V1)."""

import re
from collections.abc import Iterator

from lxml import etree

from publisher.epub.spans import put_in_spans
from publisher.xhtml import NAMESPACES, h

# One to three digits; with signs or letters at them they are a longer word, which is turned on its side.
_NUMBER = re.compile(r"(?<![0-9A-Za-z.,:/%+~$¥€°–-])[0-9]{1,3}(?![0-9A-Za-z.,:/%+~°–-])")
# What keeps horizontal lines (long tables do not), or has no room for a box.
_LEFT_ALONE = frozenset({h("table"), h("pre"), h("code"), h("rt"), f"{{{NAMESPACES['svg']}}}svg"})


def set_numbers_upright(body: etree._Element) -> None:
    """Put short numbers into `span`s of the class `upright`; text in another language keeps its own ways."""
    put_in_spans(_of_vertical_text(body), _NUMBER, "upright")


def _of_vertical_text(node: etree._Element) -> Iterator[etree._Element]:
    yield node
    for child in node.iterchildren(etree.Element):
        turned = node.get("class") == "table long"
        if (turned or child.tag not in _LEFT_ALONE) and child.get("lang", "zh").startswith("zh"):
            yield from _of_vertical_text(child)
