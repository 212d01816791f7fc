"""What stands over and under letters: emphasis marks (rule E1), the straight and wavy lines of names (rule E2).

Relies on `draw_text` and `draw_text_decoration` being looked up as names of their modules.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from weasyprint import draw
from weasyprint.draw import text as text_drawing
from weasyprint.draw.color import get_color

from publisher.typesetting.weasy.shaping import SetText

_draw_decoration = text_drawing.draw_text_decoration
_draw_text = text_drawing.draw_text
_ARC = 0.5523
"""How far the control points of a Bézier curve stand out for a quarter of a circle, in radii."""
_RADIUS = {"dot": 0.075, "circle": 0.12, "double-circle": 0.12, "triangle": 0.13, "sesame": 0.12}
"""Half the size of a mark, in ems. A dot under a line ends over the ruby of the next, 1.7 em below."""
_UNDER, _OVER = 0.225, -1.02
"""Where the middle of a mark stands, in ems below the baseline; under, that of a dot: a larger mark is lower."""
_WAVE, _HEIGHT = 0.32, 0.055
"""The length of a wave and how far it swings to either side, in ems."""


def install() -> None:
    """Put our functions in place of WeasyPrint's."""
    text_drawing.draw_text_decoration = _draw_line
    draw.draw_text = _draw_with_emphasis


def _draw_line(stream: Any, textbox: Any, offset_x: float, offset_y: float, thickness: float, color: Any) -> None:
    """Draw a line of text decoration, shortened at both ends by `text-decoration-inset`, a wave as a smooth one."""
    if isinstance(textbox.pango_layout, SetText):
        inset = textbox.style["text_decoration_inset"]
        if inset:
            lead, trail = textbox.pango_layout.edges
            textbox = textbox.copy()
            textbox.position_x += lead + inset
            textbox.width = max(0.0, textbox.width - lead - trail - 2 * inset)
        if textbox.style["text_decoration_style"] == "wavy":
            with stream.stacked():
                stream.set_color(color, stroke=True)
                stream.set_line_width(thickness)
                _wave(stream, textbox, textbox.position_y + offset_y)
            return
    _draw_decoration(stream, textbox, offset_x, offset_y, thickness, color)


def _wave(stream: Any, textbox: Any, y: float) -> None:
    """Stroke a whole number of waves under a text, so that those of two boxes join."""
    em, x = textbox.style["font_size"], textbox.position_x
    count = 2 * max(1, round(textbox.width / (_WAVE * em)))
    half = textbox.width / count
    stream.move_to(x, y)
    for number in range(count):
        # Of a curve whose two control points are at one height, the top is at three quarters of it.
        height = y + _HEIGHT * em * 4 / 3 * (-1 if number % 2 else 1)
        start = x + number * half
        stream.curve_to(start + 0.3642 * half, height, start + 0.6358 * half, height, start + half, y)
    stream.stroke()


def _draw_with_emphasis(
    stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: Any = "none"
) -> None:
    _draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
    style = textbox.style
    marked = style["text_emphasis_style"] != "none" and style["visibility"] == "visible"
    if marked and isinstance(textbox.pango_layout, SetText):
        _draw_marks(stream, textbox, style)


def _draw_marks(stream: Any, textbox: Any, style: Any) -> None:
    """Draw a mark under or over each ideograph."""
    fill, shape = style["text_emphasis_style"]
    em, color = style["font_size"], get_color(style, "text_emphasis_color")
    radius = em * _RADIUS[shape]
    below = style["text_emphasis_position"][0] == "under"
    y = textbox.position_y + textbox.baseline
    y += em * (_UNDER - _RADIUS["dot"]) + radius if below else em * _OVER
    with stream.stacked():
        stream.set_color(color)
        stream.set_color(color, stroke=True)
        stream.set_line_width(em / 24)
        for x in textbox.pango_layout.centres():
            for filled in _outlines(stream, shape, fill == "filled", textbox.position_x + x, y, radius):
                if filled:
                    stream.fill()
                else:
                    stream.stroke_and_close()


def _outlines(stream: Any, shape: str, filled: bool, x: float, y: float, radius: float) -> Iterator[bool]:
    """Draw the outlines of a mark, and yield after each whether it is to be filled."""
    match shape:
        case "triangle":
            stream.move_to(x, y - radius)
            stream.line_to(x + radius * sqrt(3) / 2, y + radius / 2)
            stream.line_to(x - radius * sqrt(3) / 2, y + radius / 2)
        case "sesame":
            _sesame(stream, x, y, radius)
        case _:
            _circle(stream, x, y, radius)
    yield filled and shape != "double-circle"
    if shape == "double-circle":
        _circle(stream, x, y, radius / 2)
        yield filled


def _circle(stream: Any, x: float, y: float, radius: float) -> None:
    reach = radius * _ARC
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + reach, x + reach, y + radius, x, y + radius)
    stream.curve_to(x - reach, y + radius, x - radius, y + reach, x - radius, y)
    stream.curve_to(x - radius, y - reach, x - reach, y - radius, x, y - radius)
    stream.curve_to(x + reach, y - radius, x + radius, y - reach, x + radius, y)


def _sesame(stream: Any, x: float, y: float, radius: float) -> None:
    """Draw a drop that is thin at its upper left end and round at its lower right end, as the mark 、 is."""
    tip_x, tip_y = x - radius * 0.7, y - radius
    stream.move_to(tip_x, tip_y)
    stream.curve_to(
        x + radius * 0.3, y - radius * 0.7, x + radius, y - radius * 0.1, x + radius * 0.8, y + radius * 0.6
    )
    stream.curve_to(x + radius * 0.7, y + radius, x + radius * 0.1, y + radius, x - radius * 0.1, y + radius * 0.5)
    stream.curve_to(x - radius * 0.3, y, x - radius * 0.5, y - radius * 0.6, tip_x, tip_y)
