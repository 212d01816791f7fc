"""The text that each laid-out page holds; the only module that walks over the boxes of a finished page."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

# WeasyPrint has no types.
_Box: TypeAlias = Any
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_ANNOTATIONS = ("rt", "rp")


def page_texts(pages: Iterable[Page]) -> tuple[str, ...]:
    """Return the document's own text on each page, without white space, with U+FFFC for a picture.

    Left out is what stands outside the run of the text (margins, footnotes, annotations of ruby) and what the layout
    adds: generated content, and the head of a table where the table goes on.
    """
    table_heads: dict[_Box, int] = {}
    return tuple(
        # The children of a page are the root element, the areas of notes and the margins.
        "".join(_pieces(page._page_box.children[0], number, table_heads))
        for number, page in enumerate(pages)
    )


def _pieces(box: _Box, page: int, table_heads: dict[_Box, int]) -> Iterator[str]:
    if box.element_tag in _ANNOTATIONS or "::" in box.element_tag:
        return
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header and table_heads.setdefault(box.element, page) != page:
        return
    if isinstance(box, boxes.ReplacedBox):
        yield _PICTURE
    elif isinstance(box, boxes.TextBox):
        yield "".join(box.text.split())
    else:
        for child in getattr(box, "children", ()):
            yield from _pieces(child, page, table_heads)
