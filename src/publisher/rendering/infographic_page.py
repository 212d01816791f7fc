"""The geometry of an infographic's page: what stands where. All lengths are in points, from the page's upper left."""

from dataclasses import dataclass
from enum import Enum

from publisher.rendering.infographic_lines import Line


class Align(Enum):
    """What the x of a text means; the value is SVG's `text-anchor`."""

    START = "start"
    CENTRE = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of the drawing; `name` is its class in the style sheet, `radius` rounds its corners."""

    name: str
    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRun:
    """Characters set alike: `shift` before the first, `spacing` after each one."""

    text: str
    shift: float
    spacing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line at its baseline; `x` is its start or its middle."""

    x: float
    y: float
    runs: tuple[PlacedRun, ...]
    flush: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in lines. `left`, `top`, `width` and `height` are the room it takes, `leading` the height of a line."""

    name: str
    size: float
    leading: float
    align: Align
    left: float
    top: float
    width: float
    lines: tuple[PlacedLine, ...]

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return self.leading * len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group in reading order; `ordered` when its items are numbered. An item is its number, title and text."""

    heading: tuple[Text, ...]
    items: tuple[tuple[Text, ...], ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole page, in reading order; `boxes` lie under the texts, the first ones lowest."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    head: tuple[Text, ...]
    groups: tuple[Group, ...]
    foot: tuple[Text, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Return all texts in reading order."""
        groups = (text for group in self.groups for part in (group.heading, *group.items) for text in part)
        return (*self.head, *groups, *self.foot)


# Where the middle of an ideograph lies above the baseline, and so the baseline below the middle of a line.
_MIDDLE = 0.38


def place(
    name: str,
    lines: tuple[Line, ...],
    *,
    size: float,
    leading: float,
    left: float,
    top: float,
    width: float,
    align: Align = Align.START,
) -> Text:
    """Set measured lines into a room: from its upper left corner down, or centred in its width."""
    placed = tuple(
        PlacedLine(
            x=_round(_x_of(line, size, left, width, align)),
            y=_round(top + leading * (number + 0.5) + size * _MIDDLE),
            runs=tuple(
                PlacedRun(
                    text=run.text, shift=_round(run.gap * size, 3), spacing=_round(run.tracking * size, 3)
                )
                for run in line.runs
            ),
            flush=line.flush,
        )
        for number, line in enumerate(lines)
    )
    return Text(
        name=name,
        size=size,
        leading=leading,
        align=align,
        left=left,
        top=top,
        width=width,
        lines=placed,
    )


def _x_of(line: Line, size: float, left: float, width: float, align: Align) -> float:
    """Let the blank half of a mark hang out, so that what is seen starts at the edge or stands in the middle."""
    if align is Align.START:
        return left - line.lead * size
    return left + width / 2 + (line.trail - line.lead) * size / 2


def _round(value: float, digits: int = 2) -> float:
    return round(value, digits)
