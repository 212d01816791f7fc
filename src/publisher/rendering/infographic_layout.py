"""An infographic's data to the geometry of its page: the biggest type with which all of it fits."""

from dataclasses import dataclass
from math import ceil, log

from publisher.book import GroupForm, Infographic
from publisher.rendering.infographic_items import item_rows
from publisher.rendering.infographic_page import Box, Group, Page, Text
from publisher.rendering.infographic_rows import (
    Frame,
    Part,
    Row,
    Sizes,
    foot_row,
    gap_row,
    head_row,
    heading_row,
    lead_row,
    sizes_at,
    smallest_scale,
)

# The page that the sizes are meant for, in points, and how far type grows beyond them when there is little of it.
_USUAL_WIDTH, _USUAL_HEIGHT = 524.4, 737.0
_LARGEST_SCALE = 1.3
_STEP = 0.97
_MARGIN = 0.07
# The share of the head in the height that nothing else needs.
_HEAD_SHARE = 0.4
# Whole titles are worth type that is smaller by this much.
WORTH_WHOLE_TITLES = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """What does not fit at the smallest type: the height that it needs, in points; None when the title is too long."""

    needed: float | None


def lay_out(infographic: Infographic, width: float, height: float) -> Page | Overflow:
    """Lay out a page of so many points: with no short title broken, unless broken ones let the type be much bigger."""
    frame = Frame(width=width, height=height, margin=_MARGIN * width)
    scales = _scales(frame)
    for number, scale in enumerate(scales):
        rows = _rows(infographic, sizes_at(scale, _page_scale(frame)), frame, whole_titles=False)
        if rows is not None and _height(rows) <= frame.height:
            worth = [other for other in scales[number:] if other >= WORTH_WHOLE_TITLES * scale]
            return _draw(infographic, _with_whole_titles(infographic, frame, worth) or rows, frame)
    return Overflow(needed=None if rows is None else _height(rows))


def lay_out_whole(infographic: Infographic, width: float, height: float) -> Page | None:
    """Lay out a page of so many points with no short title broken; None if there is no room for that."""
    frame = Frame(width=width, height=height, margin=_MARGIN * width)
    rows = _with_whole_titles(infographic, frame, _scales(frame))
    return _draw(infographic, rows, frame) if rows is not None else None


def _scales(frame: Frame) -> list[float]:
    """Return the sizes to try, from the largest to the smallest that can be read."""
    smallest = smallest_scale(_page_scale(frame))
    steps = ceil(log(smallest / _LARGEST_SCALE) / log(_STEP))
    return [max(smallest, _LARGEST_SCALE * _STEP**step) for step in range(steps + 1)]


def _with_whole_titles(infographic: Infographic, frame: Frame, scales: list[float]) -> tuple[Row, ...] | None:
    for scale in scales:
        rows = _rows(infographic, sizes_at(scale, _page_scale(frame)), frame, whole_titles=True)
        if rows is not None and _height(rows) <= frame.height:
            return rows
    return None


def _page_scale(frame: Frame) -> float:
    return min(frame.width / _USUAL_WIDTH, frame.height / _USUAL_HEIGHT)


def _rows(infographic: Infographic, sizes: Sizes, frame: Frame, *, whole_titles: bool) -> tuple[Row, ...] | None:
    head = head_row(infographic, frame, sizes)
    if head is None:
        return None
    rows = [head]
    lead = lead_row(infographic, frame, sizes)
    rows += [gap_row(2.0 * sizes.space), lead] if lead else []
    for group in infographic.groups:
        items = item_rows(group, frame, sizes, whole_titles=whole_titles)
        if items is None:
            return None
        rows += [gap_row(2.2 * sizes.space), heading_row(group, frame, sizes), *items]
    return (*rows, gap_row(2.0 * sizes.space), foot_row(infographic, frame, sizes))


def _height(rows: tuple[Row, ...]) -> float:
    return sum(row.height for row in rows)


def _draw(infographic: Infographic, rows: tuple[Row, ...], frame: Frame) -> Page:
    """Share out the height that is left, and draw the rows from the top down."""
    heights = _grown(rows, frame.height - _height(rows))
    boxes: list[Box] = []
    parts: dict[Part, list[tuple[Text, ...]]] = {Part.HEAD: [], Part.FOOT: []}
    groups: list[tuple[tuple[Text, ...], list[tuple[Text, ...]]]] = []
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        drawn = row.draw(top, height)
        boxes += drawn.boxes
        match row.part:
            case Part.HEADING:
                groups.append((drawn.texts[0], []))
            case Part.ITEMS:
                groups[-1][1].extend(drawn.texts)
            case Part.HEAD | Part.FOOT:
                parts[row.part] += drawn.texts
            case Part.GAP:
                pass
        top += height
    return Page(
        width=frame.width,
        height=frame.height,
        boxes=tuple(boxes),
        head=tuple(text for texts in parts[Part.HEAD] for text in texts),
        groups=tuple(
            Group(heading=heading, items=tuple(items), ordered=group.form is GroupForm.STEPS)
            for group, (heading, items) in zip(infographic.groups, groups, strict=True)
        ),
        foot=tuple(text for texts in parts[Part.FOOT] for text in texts),
    )


def _grown(rows: tuple[Row, ...], spare: float) -> list[float]:
    """Let every row grow by the same part of what it may; what is left then goes to the head and to the gaps."""
    growth = sum(row.growth for row in rows)
    part = min(1.0, spare / growth)
    left = spare - part * growth
    gaps = sum(row.part is Part.GAP for row in rows)
    extra = {Part.GAP: (1 - _HEAD_SHARE) * left / gaps}
    heights = [row.height + part * row.growth + extra.get(row.part, 0.0) for row in rows]
    return [heights[0] + _HEAD_SHARE * left, *heights[1:]]
