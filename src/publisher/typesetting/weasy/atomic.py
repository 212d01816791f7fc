"""Boxes that stand in a line as if they were one character: pictures, inline blocks, tables, flex boxes and grids.

Relies on `split_inline_level` laying out each kind of them without a look at the room that is left.
"""

from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.inline import inline_block_width
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.preferred import shrink_to_fit
from weasyprint.layout.replaced import inline_replaced_box_layout

ATOMIC = (boxes.AtomicInlineLevelBox, boxes.InlineFlexBox, boxes.InlineGridBox)


def width_of(context: Any, box: Any, containing_block: Any) -> float:
    """Return the width that a box takes in its line, margins included, in pixels."""
    copied = box.copy()
    resolve_percentages(copied, containing_block)
    if isinstance(box, boxes.InlineReplacedBox):
        inline_replaced_box_layout(copied, containing_block)
    elif isinstance(box, boxes.InlineBlockBox) and not box.is_table_wrapper:
        for side in ("left", "right"):
            if getattr(copied, f"margin_{side}") == "auto":
                setattr(copied, f"margin_{side}", 0)
        inline_block_width(copied, context, containing_block)
    else:
        copied = lay_out(context, box.deepcopy(), 0, containing_block, [], [])
    return float(copied.margin_width())


def lay_out(
    context: Any, box: Any, position_x: float, containing_block: Any, absolute_boxes: Any, fixed_boxes: Any
) -> Any:
    """Return a box laid out at a place in its line."""
    if isinstance(box, boxes.InlineFlexBox) and box.style["width"] == "auto":
        # WeasyPrint lets it fill the line.
        resolve_percentages(box, containing_block)
        width = shrink_to_fit(context, box, containing_block.width)
        box = box.copy()
        box.style = box.style.copy()
        box.style["width"], box.style["box_sizing"] = Dimension(width, "px"), "content-box"
    made, *_ = inline.split_inline_level(
        context, box, position_x, inf, 0, None, containing_block, absolute_boxes, fixed_boxes, [], [], [], None, None
    )
    made.position_x = position_x
    return made
