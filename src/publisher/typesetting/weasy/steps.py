"""Blocks that take whole lines (rule G1): `block-step-size` and `block-step-align` of CSS Rhythmic Sizing.

The room that is added stands inside the box, so that margins collapse and pages break as for any other box.
"""

from typing import Any

from weasyprint.formatting_structure import boxes

_SAME = 0.01


def step(box: Any) -> None:
    """Round the height of a block that is laid out, margins included, up to a whole number of its steps."""
    size = box.style["block_step_size"]
    if size == "none" or not isinstance(box, boxes.BlockBox):
        return
    room = -(box.margin_top + box.border_height() + box.margin_bottom) % size
    if room < _SAME or size - room < _SAME:
        return
    box.height += room
    if isinstance(box, boxes.FootnoteAreaBox):
        # The room stands above the rule, and what counts the height of the area must still find it there.
        box.margin_top += room
        box.margin_bottom -= room
        for child in box.children:
            child.translate(dy=room)
        return
    before = {"start": 0.0, "end": room}.get(box.style["block_step_align"], room / 2)
    if before:
        for child in box.children:
            child.translate(dy=before)
