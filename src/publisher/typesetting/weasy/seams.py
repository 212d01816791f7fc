"""The places where WeasyPrint's layout asks us first; each falls back to WeasyPrint's own way.

These functions are replaced, once, and do as before outside `active` and for every paragraph without Han:

- `layout.inline.split_inline_box`, called for a line box to cut the next line: we set the line we have decided on;
- `layout.inline.justify_line`, called to stretch a line: ours are flush already;
- `layout.preferred.inline_min_content_width` and `inline_max_content_width`, asked for the widths of a paragraph;
- `layout.block._linebox_layout`, called to lay out the lines of a paragraph on a page, which loses notes and parts
  them from their page (`notes.py`);
- `layout.block.block_level_layout_switch`, called to lay out any block: one that asks for it is made to take whole
  lines, with Han or without;
- `layout.page.set_page_type_computed_styles`, called to give a page its styles: it looks through the declarations of
  all pages before, which nothing needs any more once a page has its styles. Ours forgets them first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, preferred, table

from publisher.typesetting.weasy import decoration, drawing, figures, notes, properties, steps, tables
from publisher.typesetting.weasy.atomic import ATOMIC
from publisher.typesetting.weasy.composition import Composition, composition_of
from publisher.typesetting.weasy.first_line import styled
from publisher.typesetting.weasy.floats import Beside, line_beside_floats
from publisher.typesetting.weasy.lines import LineSetter

_active: ContextVar[bool] = ContextVar("publisher_typesetting_active", default=False)
_split_inline_box = inline.split_inline_box
_justify_line = inline.justify_line
_min_content_width = preferred.inline_min_content_width
_max_content_width = preferred.inline_max_content_width
_linebox_layout = block._linebox_layout
_block_layout = block.block_level_layout_switch
_lay_columns = table.auto_table_layout
_style_page = page.set_page_type_computed_styles

_ALONE = Beside()


@contextmanager
def active() -> Iterator[None]:
    """Set Chinese paragraphs our way while the layout inside runs."""
    token = _active.set(True)
    try:
        yield
    finally:
        _active.reset(token)


def install() -> None:
    """Put our functions in place of WeasyPrint's."""
    properties.install()
    decoration.install()
    drawing.install()
    inline.split_inline_box = _set_line
    inline.justify_line = _leave_flush
    preferred.inline_min_content_width = _narrowest
    preferred.inline_max_content_width = _widest
    block._linebox_layout = _lay_lines
    block.block_level_layout_switch = _set_block
    page.set_page_type_computed_styles = _style_page_alone
    table.auto_table_layout = _lay_table


def _set_line(
    context: Any, box: Any, position_x: float, max_x: float, bottom_space: float, skip_stack: Any,
    containing_block: Any, absolute_boxes: Any, fixed_boxes: Any, line_placeholders: Any, waiting_floats: Any,
    line_children: Any, first_letter_style: Any, first_line_style: Any,
) -> Any:  # fmt: skip
    composition = None
    ours = isinstance(box, boxes.LineBox) and _active.get()
    if ours and containing_block.style["text_overflow"] == "clip":
        composition = composition_of(context, box, containing_block)
    if composition is None:
        return _split_inline_box(
            context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            line_placeholders, waiting_floats, line_children, first_letter_style, first_line_style,
        )  # fmt: skip
    if first_line_style:
        box = styled(box, first_line_style)
        composition = composition_of(context, box, containing_block) or composition
    width = max_x - position_x
    start, rest = composition.index_of(box, skip_stack), width + box.text_indent
    call = {
        "context": context, "containing_block": containing_block, "absolute_boxes": absolute_boxes,
        "fixed_boxes": fixed_boxes, "line_placeholders": line_placeholders, "waiting_floats": waiting_floats,
        "bottom_space": bottom_space, "max_x": max_x, "position_x": position_x,
    }  # fmt: skip
    if composition.floats:
        line, beside = line_beside_floats(composition, start, width, rest, box.position_y, call)
    else:
        line, beside = composition.line_from(start, width, rest), _ALONE
    setter = LineSetter(composition, line, beside, width - beside.taken, call)
    made, resume_at = setter.set_box(box, position_x + beside.left, skip_stack)
    made.publisher_flush = True
    made.__dict__.pop("publisher_composition", None)
    forced = composition.text[line.resume - 1] == "\n"
    return made, resume_at, forced, None, None, {"left": 0, "right": 0}


def _leave_flush(context: Any, line: Any, extra_width: float) -> None:
    if not getattr(line, "publisher_flush", False):
        _justify_line(context, line, extra_width)


def _lay_lines(*arguments: Any) -> Any:
    return notes.lay_lines(_linebox_layout, *arguments) if _active.get() else _linebox_layout(*arguments)


def _set_block(*arguments: Any, **more: Any) -> Any:
    if not _active.get():
        return _block_layout(*arguments, **more)
    result = figures.set_figure(_block_layout, *arguments, **more)
    made, resume_at = result[:2]
    # A part that goes on on the next page ends with this one.
    if made is not None and resume_at is None:
        steps.step(made)
    return result


def _lay_table(context: Any, box: Any, containing_block: Any) -> None:
    if _active.get():
        tables.lay_columns(_lay_columns, context, box, containing_block)
    else:
        _lay_columns(context, box, containing_block)


def _style_page_alone(page_type: Any, html: Any, style_for: Any) -> None:
    if _active.get():
        style_for.get_cascaded_styles().clear()
    _style_page(page_type, html, style_for)


def _composed(context: Any, box: Any) -> Composition | None:
    """Return the composition of a line box before its containing block has a width; none if it holds pictures."""
    if not (_active.get() and isinstance(box, boxes.LineBox)):
        return None
    if any(isinstance(child, ATOMIC) or child.is_floated() for child in box.descendants()):
        return None
    return composition_of(context, box, (0, 0))


def _indent(box: Any) -> float:
    indent = box.style["text_indent"]
    return float(indent.value) if getattr(indent, "unit", "%") == "px" else 0.0


def _narrowest(
    context: Any, box: Any, outer: bool = True, skip_stack: Any = None, first_line: bool = False,
    is_line_start: bool = False,
) -> Any:  # fmt: skip
    composition = None if first_line or skip_stack else _composed(context, box)
    if composition is None:
        return tables.broken(box, _min_content_width(context, box, outer, skip_stack, first_line, is_line_start))
    narrowest = composition.narrowest() + max(0.0, _indent(box))
    widest = composition.widest() + _indent(box)
    return preferred.adjust(box, outer, tables.least_width(box, narrowest, widest))


def _widest(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> Any:
    composition = _composed(context, box)
    if composition is None:
        return _max_content_width(context, box, outer, is_line_start)
    return preferred.adjust(box, outer, composition.widest() + _indent(box))
