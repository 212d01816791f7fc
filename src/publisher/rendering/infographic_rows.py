"""The rows that an infographic's page is stacked of: how high each must be, how far it may grow, what is in it.

All lengths are in points. A row is measured first and drawn once its place is known.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from math import inf

from publisher.book import GroupForm, Infographic, InfographicGroup
from publisher.rendering.infographic_lines import Line, balance, in_lines, set_lines, widest
from publisher.rendering.infographic_page import Box, Measured, Text, stack


class Part(Enum):
    """What a row belongs to in reading order."""

    HEAD = "head"
    HEADING = "heading"
    ITEMS = "items"
    FOOT = "foot"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a row draws: boxes, and texts by the item that they belong to."""

    boxes: tuple[Box, ...] = ()
    texts: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: `height` is what it needs, `growth` how much more it may take, `draw(top, height)` what it shows."""

    part: Part
    height: float
    growth: float
    draw: Callable[[float, float], Drawn]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The page and the margin around its column."""

    width: float
    height: float
    margin: float

    @property
    def column(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes and the unit of space of a page."""

    kicker: float
    title: float
    lead: float
    group_lead: float
    group_title: float
    field: float
    item: float
    text: float
    conclusion: float
    credit: float
    space: float


SMALLEST = 7.875
"""The smallest type (rule S1)."""

# For each text its size on a page of 16开 (185 × 260 mm), the smallest that keeps the order of importance, and how
# strongly it shrinks when there is much to say: what is read gives way less than what is looked at.
_SIZES = {
    "kicker": (15.0, 9.0, 1.0),
    "title": (46.0, 20.0, 1.0),
    "lead": (15.0, SMALLEST, 0.6),
    "group_lead": (13.5, SMALLEST, 0.8),
    "group_title": (22.0, 11.0, 1.0),
    "field": (22.0, 9.0, 1.0),
    "item": (18.5, 8.5, 0.9),
    "text": (12.5, SMALLEST, 0.6),
    "conclusion": (14.0, SMALLEST, 0.6),
    "credit": (10.0, SMALLEST, 0.6),
    "space": (10.0, 3.2, 1.0),
}


def sizes_at(scale: float, page_scale: float) -> Sizes:
    """Return all sizes at a scale, where 1 is usual, on a page so many times as big as 16开."""
    return Sizes(
        **{
            name: max(smallest, size * page_scale * float(scale**power))
            for name, (size, smallest, power) in _SIZES.items()
        }
    )


def smallest_scale(page_scale: float) -> float:
    """Return the scale at which every size is at its smallest."""
    return min(float((smallest / (size * page_scale)) ** (1 / power)) for size, smallest, power in _SIZES.values())


def head_row(infographic: Infographic, frame: Frame, sizes: Sizes) -> Row | None:
    """Make the band at the top with kicker and title; None when the title is too long for any size."""
    title = _title(infographic.title, frame.column, sizes)
    if title is None:
        return None
    indent = 0.8 * sizes.kicker
    kicker = (
        _paragraph("kicker", infographic.kicker, sizes.kicker, 1.6, frame.column - indent) if infographic.kicker else ()
    )
    above, below = 0.95 * frame.margin, 2.4 * sizes.space
    text_height = sum(text.height for text in (*kicker, title))

    def draw(top: float, height: float) -> Drawn:
        start = top + height - below - text_height
        bar = Box(
            name="kicker-bar",
            x=frame.margin,
            y=start + 0.3 * sizes.kicker,
            width=0.28 * sizes.kicker,
            height=sum(text.height for text in kicker) - 0.6 * sizes.kicker,
        )
        kicker_texts = stack(kicker, left=frame.margin + indent, top=start, width=frame.column - indent)
        start += sum(text.height for text in kicker)
        title_texts = stack((title,), left=frame.margin, top=start, width=frame.column)
        beyond = _beyond(frame)
        ground = _bleeding("ground", frame, -beyond, frame.height + beyond)
        band = _bleeding("band", frame, -beyond, top + height)
        boxes = (ground, band, bar) if kicker else (ground, band)
        return Drawn(boxes=boxes, texts=((*kicker_texts, *title_texts),))

    return Row(part=Part.HEAD, height=above + text_height + below, growth=0.05 * frame.height, draw=draw)


def lead_row(infographic: Infographic, frame: Frame, sizes: Sizes) -> Row | None:
    """Make the paragraph below the band."""
    if infographic.lead is None:
        return None
    lead = _paragraph("lead", infographic.lead, sizes.lead, 1.65, frame.column, whole_ems=True)

    def draw(top: float, _height: float) -> Drawn:
        return Drawn(texts=(stack(lead, left=frame.margin, top=top, width=frame.column),))

    return Row(part=Part.HEAD, height=lead[0].height, growth=0.0, draw=draw)


def heading_row(group: InfographicGroup, frame: Frame, sizes: Sizes) -> Row:
    """Make the heading of a group under a rule with a heavy beginning."""
    lead = _paragraph("group-lead", group.lead, sizes.group_lead, 1.4, frame.column) if group.lead else ()
    title = Measured(
        name="group-title",
        lines=balance(group.title, frame.column / sizes.group_title),
        size=sizes.group_title,
        leading=1.3 * sizes.group_title,
    )
    texts = (*lead, title)
    above = 1.4 * sizes.space
    below = (1.2 if group.form is GroupForm.QUADRANT else 0.5) * sizes.space
    heavy = 0.4 * sizes.space

    def draw(top: float, _height: float) -> Drawn:
        rule = Box(name="rule", x=frame.margin, y=top, width=frame.column, height=0.75)
        bar = Box(name="bar", x=frame.margin, y=top, width=2.4 * sizes.group_title, height=heavy)
        placed = stack(texts, left=frame.margin, top=top + above, width=frame.column)
        return Drawn(boxes=(rule, bar), texts=(placed,))

    height = above + sum(text.height for text in texts) + below
    return Row(part=Part.HEADING, height=height, growth=0.0, draw=draw)


def foot_row(infographic: Infographic, frame: Frame, sizes: Sizes) -> Row:
    """Make the band at the foot with conclusion, credit and source, or a narrow one with nothing in it."""
    conclusion = (
        _paragraph("conclusion", infographic.conclusion, sizes.conclusion, 1.65, frame.column, whole_ems=True)
        if infographic.conclusion
        else ()
    )
    signed = [
        text
        for name, value in (("credit", infographic.credit), ("source", infographic.source))
        if value
        for text in _paragraph(name, value, sizes.credit, 1.5, frame.column)
    ]
    if conclusion and signed:
        signed[0] = replace(signed[0], gap=0.8 * sizes.space)
    texts = (*conclusion, *signed)
    padding = 2.0 * sizes.space
    text_height = sum(text.height for text in texts)
    below = max(padding, 0.6 * frame.margin)

    def draw(top: float, height: float) -> Drawn:
        band = _bleeding("foot", frame, top, frame.height + _beyond(frame))
        edge = _bleeding("foot-edge", frame, top, top + 0.3 * sizes.space)
        start = top + padding + max(0.0, height - padding - text_height - below) / 2
        placed = stack(texts, left=frame.margin, top=start, width=frame.column)
        return Drawn(boxes=(band, edge), texts=(placed,) if placed else ())

    height = padding + text_height + below if texts else sizes.space
    return Row(part=Part.FOOT, height=height, growth=0.03 * frame.height if texts else 0.0, draw=draw)


def gap_row(height: float) -> Row:
    """Make a space that may double."""
    return Row(part=Part.GAP, height=height, growth=height, draw=lambda _top, _height: Drawn())


def _title(title: str, column: float, sizes: Sizes) -> Measured | None:
    """Choose the fewest lines that let the title be nearly as big as wanted, else those that let it be biggest."""
    smallest = _SIZES["title"][1]
    whole = widest(set_lines(title, inf))
    settings: list[tuple[float, tuple[Line, ...]]] = []
    for count in range(1, 5):
        lines = in_lines(title, count) if whole / count * smallest <= column else None
        if lines is not None and widest(lines) * smallest <= column:
            settings.append((min(sizes.title, column / widest(lines)), lines))
            if settings[-1][0] >= 0.75 * sizes.title:
                break
    if not settings:
        return None
    size, lines = max(settings, key=lambda setting: setting[0])
    return Measured(name="title", lines=lines, size=size, leading=1.22 * size)


def _paragraph(
    name: str,
    text: str,
    size: float,
    leading: float,
    width: float,
    *,
    whole_ems: bool = False,
) -> tuple[Measured]:
    """Set a text in lines; `whole_ems` fits the size so that the width is a whole number of ems (rule P2)."""
    if whole_ems:
        size = width / max(1, min(round(width / size), int(width / SMALLEST)))
    lines = set_lines(text, width / size, flush=whole_ems)
    return (Measured(name=name, lines=lines, size=size, leading=leading * size),)


def _beyond(frame: Frame) -> float:
    """Return how far a bleeding box goes over the edge: enough for a screen of any shape."""
    return 2 * (frame.width + frame.height)


def _bleeding(name: str, frame: Frame, top: float, bottom: float) -> Box:
    beyond = _beyond(frame)
    return Box(name=name, x=-beyond, y=top, width=frame.width + 2 * beyond, height=bottom - top)
