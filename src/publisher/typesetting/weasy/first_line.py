"""The first line of a paragraph in a style of its own (`::first-line`): composed apart, in a copy of its boxes.

Relies on `first_line_style` holding the properties that the selector sets, of which text takes the inherited ones.
"""

from typing import Any

from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes


def styled(linebox: Any, style: dict[str, Any]) -> Any:
    """Return a copy of a paragraph's line box whose text is styled as its first line is; made once for each style."""
    wanted = {key: value for key, value in style.items() if key in INHERITED}
    known = linebox.__dict__.get("publisher_first_line")
    if known is None or known[0] != wanted:
        known = linebox.publisher_first_line = (wanted, _copy(linebox, wanted))
    known[1].position_x, known[1].position_y = linebox.position_x, linebox.position_y
    known[1].text_indent = linebox.text_indent
    return known[1]


def _copy(box: Any, wanted: dict[str, Any]) -> Any:
    """Copy inline boxes and texts; what is out of the flow or a box of its own is shared."""
    inline = isinstance(box, (boxes.LineBox, boxes.InlineBox, boxes.TextBox))
    if not inline or not box.is_in_normal_flow():
        return box
    copied = box.copy()
    copied.style = box.style.copy()
    for key, value in wanted.items():
        copied.style[key] = value
    if isinstance(copied, boxes.TextBox):
        before = copied.text
        copied.process_text_transform()
        # The second line goes on at a byte of the text as it was.
        if [len(character.encode()) for character in before] != [len(character.encode()) for character in copied.text]:
            copied.text = before
    else:
        copied.children = [_copy(child, wanted) for child in box.children]
    return copied
