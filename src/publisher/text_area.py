"""The text area of a page: a whole number of ems wide, a whole number of lines high (rule P2)."""

from dataclasses import dataclass

from publisher.book import PageSetup

_POINTS_PER_MM = 72 / 25.4
# In millimetres: what a thumb needs beside the text.
_LEAST_MARGIN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextArea:
    """Where the text stands. `ems` and `lines` count; margins are in pt; `inner` is the side of the spine."""

    ems: int
    lines: int
    top: float
    bottom: float
    inner: float
    outer: float


def text_area(page: PageSetup, *, gutter: float = 0.0) -> TextArea:
    """Work out the text area of a page, moved away from the spine by so many millimetres."""
    width, height = page.size.width * _POINTS_PER_MM, page.size.height * _POINTS_PER_MM
    shares = page.shares
    ems = min(int(width * shares.width / page.body_size), shares.measure)
    lines = int(height * shares.height / page.line_height)
    sides = width - ems * page.body_size
    ends = height - lines * page.line_height
    moved = gutter * _POINTS_PER_MM
    return TextArea(
        ems=ems,
        lines=lines,
        top=ends * shares.top,
        bottom=ends * (1 - shares.top),
        inner=sides * shares.inner + moved,
        outer=sides * (1 - shares.inner) - moved,
    )


def widest_gutter(page: PageSetup) -> float:
    """Return by how many millimetres the text may move before the fore edge has less than a centimetre."""
    return max(0.0, text_area(page).outer / _POINTS_PER_MM - _LEAST_MARGIN)
