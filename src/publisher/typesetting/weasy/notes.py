"""Notes stand at the foot of the page that refers to them: two ways in which WeasyPrint parts them are closed.

Relies on `_linebox_layout` sending notes on through `context.report_footnote`, and on what it returns when a block is
to begin on the next page: `(True, False, None, position, its notes, lines left)`.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import remove_placeholders

from publisher.text.classes import is_chinese


class _Kept(Exception):  # noqa: N818
    """A note that other lines of the page refer to would be sent on."""


def _has_chinese(linebox: Any) -> bool:
    texts = (box.text for box in linebox.descendants() if isinstance(box, boxes.TextBox))
    return any(map(is_chinese, texts))


def lay_lines(
    layout: Callable[..., Any],
    context: Any, box: Any, index: int, child: Any, new_children: list[Any], page_is_empty: bool, *arguments: Any,
) -> Any:  # fmt: skip
    """Lay out the lines of a paragraph on a page, by WeasyPrint's own function.

    To keep a first line at the foot of a page from standing there alone, WeasyPrint sends the notes of the whole page
    on until the second line fits; here a Chinese paragraph goes to the next page instead. And it forgets the notes of a
    line for which it has sent the notes of others away; here they follow those.
    """
    earlier, waiting = tuple(context.current_page_footnotes), tuple(context.footnotes)
    if earlier and not page_is_empty and _has_chinese(child):

        def report(note: Any) -> None:
            if note in earlier:
                raise _Kept
            type(context).report_footnote(context, note)

        context.report_footnote = report
    count = len(new_children)
    try:
        result = layout(context, box, index, child, new_children, page_is_empty, *arguments)
    except _Kept:
        absolute_boxes, fixed_boxes, _, _, position_y = arguments[:5]
        remove_placeholders(context, new_children[count:], absolute_boxes, fixed_boxes)
        del new_children[count:]
        return True, False, None, position_y, [note for note in waiting if note not in context.footnotes], arguments[-1]
    finally:
        context.__dict__.pop("report_footnote", None)
    _, stopped, _, _, new_notes, _ = result
    if stopped and new_children and context.footnotes:
        notes = (descendant.footnote for descendant in new_children[-1].descendants())
        for note in [note for note in notes if note in context.footnotes]:
            context.layout_footnote(note)
            context.report_footnote(note)
            new_notes.append(note)
    return result
