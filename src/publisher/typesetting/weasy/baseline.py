"""Where the baseline of a face stands in its line: as that of the body's does, so that all share one grid (G1, M1).

Relies on styles knowing the style of their parent and of the root element, and on `strut`.
"""

from typing import Any

from weasyprint.text.line_break import strut


def body_proportions(style: Any) -> tuple[float, float] | None:
    """Return the height of the body's face and its part above the baseline, in ems; None for text in that face."""
    body = _body_style(style)
    if body is None or body["font_family"] == style["font_family"] or not body["font_size"]:
        return None
    normal = body.copy()
    normal["line_height"] = "normal"
    height, ascent = strut(normal)
    return height / body["font_size"], ascent / body["font_size"]


def reference_family(style: Any) -> str:
    """Name the families of the body, which the metrics of a face in its document depend on."""
    body = _body_style(style)
    return "" if body is None else ",".join(body["font_family"])


def _body_style(style: Any) -> Any:
    """Return the style of the child of the root element that an element stands in."""
    root = style.root_style
    while style is not None and style.parent_style is not root:
        style = style.parent_style
    return style
