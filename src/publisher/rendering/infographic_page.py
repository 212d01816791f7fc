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
    """A rectangle of the drawing; `name` is its class in the style sheet."""

    name: str
    x: float
    y: float
    width: float
    height: float


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
    """A text in lines. `left`, `top`, `width` and `height` are the room it takes, `leading` is a line's height."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A text that is in lines but has no place yet; `gap` is the space above it."""

    name: str
    lines: tuple[Line, ...]
    size: float
    leading: float
    gap: float = 0.0

    @property
    def height(self) -> float:
        """Return the height with the space above."""
        return self.gap + self.leading * len(self.lines)


# How far the baseline lies below the middle of a line: ideographs stand in the middle.
_BASELINE = 0.38


def stack(
    texts: tuple[Measured, ...], *, left: float, top: float, width: float, align: Align = Align.START
) -> tuple[Text, ...]:
    """Place texts below each other in a column."""
    placed: list[Text] = []
    for text in texts:
        placed.append(_place(text, left=left, top=top + text.gap, width=width, align=align))
        top += text.height
    return tuple(placed)


def _place(text: Measured, *, left: float, top: float, width: float, align: Align) -> Text:
    lines = tuple(
        PlacedLine(
            x=round(_x_of(line, text.size, left, width, align), 2),
            y=round(top + text.leading * (number + 0.5) + text.size * _BASELINE, 2),
            runs=tuple(
                PlacedRun(
                    text=run.text,
                    shift=round(run.gap * text.size, 2),
                    spacing=round(run.tracking * text.size, 3),
                )
                for run in line.runs
            ),
            flush=line.flush,
        )
        for number, line in enumerate(text.lines)
    )
    return Text(
        name=text.name,
        size=round(text.size, 3),
        leading=text.leading,
        align=align,
        left=left,
        top=top,
        width=width,
        lines=lines,
    )


def _x_of(line: Line, size: float, left: float, width: float, align: Align) -> float:
    """Let the blank half of a mark hang out, so that what is seen starts at the edge or stands in the middle."""
    if align is Align.START:
        return left - line.lead * size
    return left + width / 2 + (line.trail - line.lead) * size / 2
