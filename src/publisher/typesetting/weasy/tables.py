"""The widths of a table's columns: by themselves they shrink to one Han, as a line may end after each.

Relies on `auto_table_layout` asking `table_and_columns_preferred_widths` for the least widths, which remembers them
in `context.tables`, and on those of a line coming from `inline_min_content_width`.
"""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

from weasyprint.layout import preferred
from weasyprint.logger import LOGGER

_KEPT = (10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 0.0)
"""In ems: what may be tried as the least width of all columns; one whose text is shorter needs no more than that."""
_BROKEN = -1.0
"""Nothing of them has room: words and numbers are broken."""
_LABEL, _SHORT_LABEL = 8, 4.5
"""A text of so many ems at most is a label: each break in it costs as much as a line, and as two if it is short."""
_ROUNDING = 0.01

_Lay = Callable[[Any, Any, Any], None]


@dataclass(slots=True)
class _Trial:
    """The least width that is tried, in ems, and whether any line of ours has been asked for its own."""

    kept: float = 0.0
    ours: bool = False


_trial: ContextVar[_Trial | None] = ContextVar("publisher_table_trial", default=None)


def least_width(box: Any, narrowest: float, widest: float) -> float:
    """Return how narrow a line of Chinese may get, in a cell that widths are tried for."""
    trial = _trial.get()
    if trial is None:
        return narrowest
    trial.ours = True
    kept: float = trial.kept * box.style["font_size"]
    return max(broken(box, narrowest), min(widest, kept))


def broken(box: Any, narrowest: float) -> float:
    """Return how narrow a line of anything may get: an em where its words have to be broken."""
    trial = _trial.get()
    return min(narrowest, float(box.style["font_size"])) if trial and trial.kept == _BROKEN else narrowest


def lay_columns(lay: _Lay, context: Any, box: Any, containing_block: Any) -> None:
    """Choose the least width of columns, once for a table, and lay the columns out."""
    table = box.get_wrapped_table()
    room = _room(table, box, containing_block[0])
    if getattr(table, "publisher_room", None) != room:
        _choose(lay, context, box, containing_block, room)
        table.publisher_room = room
    lay(context, box, containing_block)


def _choose(lay: _Lay, context: Any, box: Any, containing_block: Any, room: float) -> None:
    """Leave in the context the widths that make the fewest lines and break the fewest labels."""
    table = box.get_wrapped_table()
    known, asked = {key: found for key, found in context.tables.items() if key is not table}, table.width

    def attempt(kept: float) -> tuple[float, float, bool]:
        # Tables inside of cells have been looked at with the ems of the last attempt.
        context.tables.clear()
        context.tables.update(known)
        return _attempt(context, box, kept)

    narrowest, _, ours = attempt(_KEPT[-1])
    if not ours:
        return
    cells = tuple(_cells(context, table))
    if narrowest > room:
        LOGGER.warning("Too wide a table of %d columns", len(context.tables[table][False][2]))
        attempt(_BROKEN)
        return
    least, best = inf, context.tables[table]
    for kept in _KEPT:
        narrowest, widest, _ = attempt(kept)
        if narrowest > room:
            continue
        lay(context, box, containing_block)
        cost = _lines(table.column_widths, cells)
        table.width = asked
        if cost < least:
            least, best = cost, context.tables[table]
        if widest <= room:
            break
    context.tables[table] = best


def _room(table: Any, box: Any, width: float) -> float:
    """Return the width that a table may have: its own, or what its margins and edges leave of the containing block."""
    if table.width != "auto":
        return float(table.width)
    margins = sum(margin for margin in (box.margin_left, box.margin_right) if margin != "auto")
    edges = table.padding_left + table.padding_right + table.border_left_width + table.border_right_width
    return float(width - margins - edges) + _ROUNDING


def _attempt(context: Any, box: Any, kept: float) -> tuple[float, float, bool]:
    """Return the least and the greatest width of a table, and whether there is Chinese in it."""
    token = _trial.set(trial := _Trial(kept))
    try:
        narrowest, widest, *_ = preferred.table_and_columns_preferred_widths(context, box, outer=False)
    finally:
        _trial.reset(token)
    return narrowest, widest, trial.ours


_Cell = tuple[int, int, float, float, float]
"""Row, column, width of the text in one line, width of the cell's edges, and the em."""


def _cells(context: Any, table: Any) -> Iterator[_Cell]:
    """Yield the cells that stand in one column."""
    rows = [row for group in table.children for row in group.children]
    for number, row in enumerate(rows):
        for cell in row.children:
            if cell.colspan == 1:
                text = preferred.max_content_width(context, cell, outer=False)
                edges = preferred.max_content_width(context, cell) - text
                yield number, cell.grid_x, text, edges, cell.style["font_size"]


def _lines(widths: list[float], cells: tuple[_Cell, ...]) -> float:
    """Guess how many lines the rows take together, with what broken labels cost."""
    heights: dict[int, int] = {}
    broken = 0
    for row, column, text, edges, em in cells:
        lines = ceil((text - _ROUNDING) / max(em, widths[column] - edges))
        heights[row] = max(heights.get(row, 1), lines)
        broken += (lines - 1) * ((text <= _LABEL * em) + (text <= _SHORT_LABEL * em))
    return sum(heights.values()) + broken
