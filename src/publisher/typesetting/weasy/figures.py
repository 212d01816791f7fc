"""Figures whose picture is made a little smaller, so that they stand on the page where they are called.

The property is our own, `figure-least-scale`: a number, the share of its height that the picture of a figure keeps
at least. Relies on `block_level_layout_switch` returning no box where the block has no room and may not be broken, and
on a picture taking its largest height from its style whenever it is laid out.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes

_FAR = 1e6


def set_figure(lay: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """Lay out a block, and once more with a smaller picture if it is a figure that just does not fit on its page."""
    context, box, bottom_space, skip_stack, containing_block, page_is_empty, *rest = arguments
    least = box.style["figure_least_scale"]
    picture = _picture(box) if least < 1 and not skip_stack and not more else None
    if picture is None:
        return lay(*arguments, **more)
    absolute, fixed, margins, *rest = rest
    place, original = (box.position_x, box.position_y), picture.__dict__.setdefault("publisher_style", picture.style)

    def attempt(bottom: float, height: float | None) -> Any:
        picture.style = original.copy()
        if height is not None:
            picture.style["max_height"] = Dimension(height, "px")
        box.position_x, box.position_y = place
        joining = None if margins is None else [*margins]
        return lay(context, box, bottom, skip_stack, containing_block, page_is_empty, absolute, fixed, joining, *rest)

    result = attempt(bottom_space, None)
    if result[0] is not None or page_is_empty:
        return result
    whole = attempt(bottom_space - _FAR, None)[0]
    natural = _picture(whole).height if whole is not None else 0
    room = natural and natural - (whole.border_box_y() + whole.border_height() - context.page_bottom + bottom_space)
    if room < least * natural:
        return result
    smaller = attempt(bottom_space, room)
    return result if smaller[0] is None else smaller


def _picture(box: Any) -> Any:
    """Return the only picture of a block; None if there is none or are several."""
    found = [child for child in box.descendants() if isinstance(child, boxes.ReplacedBox)]
    return found[0] if len(found) == 1 else None
