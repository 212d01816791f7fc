"""The rows of a group's items: fields of a square, numbered steps, a plain list. All lengths are in points."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publisher.book import GroupForm, InfographicGroup, InfographicItem
from publisher.rendering.infographic_lines import balance, set_lines, widest
from publisher.rendering.infographic_page import Align, Box, Measured, Text, stack
from publisher.rendering.infographic_rows import Drawn, Frame, Part, Row, Sizes

# A title of up to so many ems is best on one line, and no column is narrower than so many ems of its title.
_SHORT_TITLE = 14.0
_NARROWEST = 5.0
_NUMBER = 2.1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One item, measured; `number` counts from 1 through the group."""

    number: int
    texts: tuple[Measured, ...]

    @property
    def height(self) -> float:
        return sum(text.height for text in self.texts)

    @property
    def broken(self) -> bool:
        title = self.texts[0].lines
        return len(title) > 1 and sum(line.width for line in title) <= _SHORT_TITLE


def item_rows(group: InfographicGroup, frame: Frame, sizes: Sizes, *, whole_titles: bool) -> tuple[Row, ...] | None:
    """Make the rows in the number of columns that takes the least height.

    `whole_titles` asks that no short title is broken; None when no number of columns does that.
    """
    make = {GroupForm.QUADRANT: _fields, GroupForm.STEPS: _steps, GroupForm.LIST: _points}[group.form]
    settings = [rows for columns in _columns(group) if (rows := make(group, frame, sizes, columns, whole_titles))]
    return min(settings, key=lambda rows: sum(row.height for row in rows), default=None)


def _columns(group: InfographicGroup) -> range:
    count = len(group.items)
    if group.form is GroupForm.QUADRANT:
        return range(2, 3) if count == 4 else range(2, min(4, count) + 1)
    return range(1, min(3, count) + 1)


def _fields(
    group: InfographicGroup, frame: Frame, sizes: Sizes, columns: int, whole_titles: bool
) -> tuple[Row, ...] | None:
    """Set items as fields of one square: every row is as wide as the column of the page, its fields alike."""
    gap, padding = 0.5 * sizes.space, 1.3 * sizes.space
    rows: list[Row] = []
    number = 1
    for items in _evenly(group.items, -(-len(group.items) // columns)):
        width = (frame.column - gap * (len(items) - 1)) / len(items)
        dark = [(len(rows) + column) % 2 == 0 for column in range(len(items))]
        cells = tuple(
            _cell(item, number + index, "field", sizes.field, width - 2 * padding, sizes, dark=dark[index])
            for index, item in enumerate(items)
        )
        if not _good(cells, (width - 2 * padding) / sizes.field, whole_titles):
            return None
        number += len(items)
        needed = max(cell.height for cell in cells) + 2 * padding + gap
        draw = _field_drawer(cells, frame.margin, width, gap, padding)
        rows.append(Row(part=Part.ITEMS, height=needed, growth=max(0.0, 0.6 * width - needed), draw=draw))
    tallest = max(row.height for row in rows)
    return tuple(Row(part=row.part, height=tallest, growth=row.growth, draw=row.draw) for row in rows)


def _field_drawer(
    cells: tuple[_Cell, ...], left: float, width: float, gap: float, padding: float
) -> Callable[[float, float], Drawn]:
    def draw(top: float, height: float) -> Drawn:
        boxes: list[Box] = []
        texts: list[tuple[Text, ...]] = []
        for index, cell in enumerate(cells):
            x = left + index * (width + gap)
            shade = "field-dark" if "dark" in cell.texts[0].name else "field-light"
            boxes.append(Box(name=shade, x=x, y=top, width=width, height=height - gap))
            start = top + (height - gap - cell.height) / 2
            texts.append(stack(cell.texts, left=x + padding, top=start, width=width - 2 * padding, align=Align.CENTRE))
        return Drawn(boxes=tuple(boxes), texts=tuple(texts))

    return draw


def _steps(
    group: InfographicGroup, frame: Frame, sizes: Sizes, columns: int, whole_titles: bool
) -> tuple[Row, ...] | None:
    """Set items with big numbers, row by row."""
    size = _NUMBER * sizes.item
    indent = (0.6 * len(str(len(group.items))) + 0.3) * size
    return _listed(group, frame, sizes, columns, whole_titles, indent, _number)


def _number(cell: _Cell, x: float, top: float, sizes: Sizes) -> Drawn:
    size = _NUMBER * sizes.item
    number = Measured(name="number", lines=set_lines(str(cell.number), 10.0), size=size, leading=size)
    first = cell.texts[0].leading if len(cell.texts) > 1 else cell.height
    start = top + max(0.0, first - size) / 2 if len(cell.texts) > 1 else top + (cell.height - size) / 2
    return Drawn(texts=(stack((number,), left=x, top=start, width=number.size * widest(number.lines)),))


def _points(
    group: InfographicGroup, frame: Frame, sizes: Sizes, columns: int, whole_titles: bool
) -> tuple[Row, ...] | None:
    """Set items with a square before each."""
    return _listed(group, frame, sizes, columns, whole_titles, 1.1 * sizes.item, _square)


def _square(cell: _Cell, x: float, top: float, sizes: Sizes) -> Drawn:
    side = 0.42 * sizes.item
    box = Box(name="marker", x=x, y=top + (cell.texts[0].leading - side) / 2, width=side, height=side)
    return Drawn(boxes=(box,), texts=((),))


def _listed(
    group: InfographicGroup,
    frame: Frame,
    sizes: Sizes,
    columns: int,
    whole_titles: bool,
    indent: float,
    sign: Callable[[_Cell, float, float, Sizes], Drawn],
) -> tuple[Row, ...] | None:
    gap, padding = 2.4 * sizes.space, 0.8 * sizes.space
    width = (frame.column - gap * (columns - 1)) / columns
    cells = tuple(
        _cell(item, number, "item", sizes.item, width - indent, sizes) for number, item in enumerate(group.items, 1)
    )
    if not _good(cells, (width - indent) / sizes.item, whole_titles):
        return None
    smallest = _NUMBER * sizes.item if group.form is GroupForm.STEPS else 0.0
    rows: list[Row] = []
    for start in range(0, len(cells), columns):
        in_row = cells[start : start + columns]
        content = max(smallest, *(cell.height for cell in in_row))
        draw = _list_drawer(in_row, frame.margin, width, gap, indent, sign, sizes, first=start == 0)
        needed = content + 2 * padding
        rows.append(Row(part=Part.ITEMS, height=needed, growth=0.8 * needed, draw=draw))
    return tuple(rows)


def _list_drawer(
    cells: tuple[_Cell, ...],
    left: float,
    width: float,
    gap: float,
    indent: float,
    sign: Callable[[_Cell, float, float, Sizes], Drawn],
    sizes: Sizes,
    *,
    first: bool,
) -> Callable[[float, float], Drawn]:
    def draw(top: float, height: float) -> Drawn:
        boxes: list[Box] = []
        texts: list[tuple[Text, ...]] = []
        for index, cell in enumerate(cells):
            x = left + index * (width + gap)
            if not first:
                boxes.append(Box(name="hairline", x=x, y=top, width=width, height=0.5))
            start = top + (height - cell.height) / 2
            signed = sign(cell, x, start, sizes)
            boxes += signed.boxes
            texts.append((*signed.texts[0], *stack(cell.texts, left=x + indent, top=start, width=width - indent)))
        return Drawn(boxes=tuple(boxes), texts=tuple(texts))

    return draw


def _cell(
    item: InfographicItem, number: int, name: str, size: float, width: float, sizes: Sizes, *, dark: bool | None = None
) -> _Cell:
    shade = "" if dark is None else " on-dark" if dark else " on-light"
    title = Measured(
        name=f"{name}-title{shade}", lines=balance(item.title, width / size), size=size, leading=1.3 * size
    )
    if item.text is None:
        return _Cell(number=number, texts=(title,))
    measure = width / sizes.text
    lines = set_lines(item.text, measure) if dark is None else balance(item.text, measure)
    text = Measured(
        name=f"{name}-text{shade}", lines=lines, size=sizes.text, leading=1.5 * sizes.text, gap=0.35 * sizes.space
    )
    return _Cell(number=number, texts=(title, text))


def _good(cells: tuple[_Cell, ...], measure: float, whole_titles: bool) -> bool:
    return measure >= _NARROWEST and not (whole_titles and any(cell.broken for cell in cells))


def _evenly(items: tuple[InfographicItem, ...], rows: int) -> Iterator[tuple[InfographicItem, ...]]:
    """Deal items to rows in order, the longer rows first."""
    each, longer = divmod(len(items), rows)
    start = 0
    for row in range(rows):
        end = start + each + (row < longer)
        yield items[start:end]
        start = end
