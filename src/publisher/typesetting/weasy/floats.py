"""Floats in a paragraph: laid out before the line that holds their place, which they make narrower.

Relies on `float_layout` placing a box and adding it to `context.excluded_shapes`, and on WeasyPrint laying out what
is put into `waiting_floats` under the line.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.layout.float import float_layout

from publisher.typesetting.fitting import Line
from publisher.typesetting.weasy.composition import Composition

_SAME = 0.01


@dataclass(slots=True, kw_only=True)
class Beside:
    """The floats of a line: laid-out boxes by the `id` of their boxes, and what they take from the line's two ends."""

    placed: dict[int, Any] = field(default_factory=dict)
    left: float = 0.0
    right: float = 0.0

    @property
    def taken(self) -> float:
        """Return how much narrower the line is."""
        return self.left + self.right


def line_beside_floats(
    composition: Composition, start: int, width: float, rest_width: float, top: float, call: dict[str, Any]
) -> tuple[Line, Beside]:
    """Break the line that begins at a character and is `width` wide, less what the floats on it take away."""
    beside, context = Beside(), call["context"]
    line = composition.line_from(start, width, rest_width)
    for place, box in composition.floats:
        if place < start:
            continue
        if not _is_on(composition, line, place):
            break
        shapes = context.excluded_shapes.copy()
        made, resume_at = _lay_out(box, top, call)
        before = composition.width(start, place)
        narrower = line
        if made.position_y <= top + _SAME:
            taken = beside.taken + max(0.0, made.margin_width())
            narrower = composition.line_from(start, width - taken, rest_width - taken)
            if before and (before + taken > width + _SAME or not _is_on(composition, narrower, place)):
                context.excluded_shapes = shapes
                call["waiting_floats"].append(box)
                line = composition.line_from(start, width - beside.taken, rest_width - beside.taken)
                continue
            if box.style["float"] in ("left", "inline-start"):
                beside.left += made.margin_width()
            else:
                beside.right += made.margin_width()
        if resume_at:
            context.add_broken_out_of_flow(box, box, call["containing_block"], resume_at)
        beside.placed[id(box)] = made
        line = narrower
    return line, beside


def _is_on(composition: Composition, line: Line, place: int) -> bool:
    """Tell whether a float that stands before a character, or at the end of the paragraph, is on a line."""
    return place < line.resume or line.resume >= len(composition.text)


def _lay_out(box: Any, top: float, call: dict[str, Any]) -> tuple[Any, Any]:
    box.position_x, box.position_y = call["position_x"], top
    return float_layout(  # type: ignore[no-any-return]
        call["context"], box, call["containing_block"], call["absolute_boxes"], call["fixed_boxes"],
        call["bottom_space"], skip_stack=None,
    )  # fmt: skip
