"""Fonts that a book's own style sheets name by `url()`: subsets of them, with what the book can show."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError
from lxml import etree

from publisher.epub.item import Item

# OpenType OS/2 fsType, bit 8: no subsets.
_NO_SUBSETS = 0x0100
_FONTS = ("font/otf", "font/ttf", "font/woff", "font/woff2")
# What engines add: numbers and marks of lists, in Chinese too, quotation marks, hyphens.
_ADDED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("•◦▪–—‐…“”‘’「」『』〇零一二三四五六七八九十百千、．")


def subset_own_fonts(
    assets: Iterable[Item], documents: Iterable[etree._Element], stylesheets: Iterable[str]
) -> tuple[Item, ...]:
    """Return the assets, their fonts with the characters of the documents and of strings in the style sheets alone.

    Fonts that are damaged, collections, or whose maker forbids subsets stay as they are.
    """
    shown = set(_ADDED)
    for document in documents:
        shown.update(*map(str, document.itertext()))
    for stylesheet in stylesheets:
        shown.update(*_strings(tinycss2.parse_component_value_list(stylesheet)))
    # `text-transform` shows letters in another case.
    shown.update(*(character.upper() + character.lower() for character in tuple(shown)))
    return tuple(_subset(item, shown) if item.media_type in _FONTS else item for item in assets)


def _strings(nodes: list[object]) -> Iterable[str]:
    for node in nodes:
        if getattr(node, "type", "") == "string":
            yield str(node.value)  # type: ignore[attr-defined]
        yield from _strings(getattr(node, "content", None) or getattr(node, "arguments", None) or [])


def _subset(item: Item, shown: set[str]) -> Item:
    try:
        font = TTFont(BytesIO(item.content), lazy=True, recalcTimestamp=False)
        if font["OS/2"].fsType & _NO_SUBSETS:
            return item
        options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(shown)))
        subsetter.subset(font)
        output = BytesIO()
        font.save(output)
    except (TTLibError, KeyError, AssertionError, ValueError):
        # The check of the finished file says what is wrong with it.
        return item
    return replace(item, content=output.getvalue())
