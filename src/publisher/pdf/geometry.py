"""The text area of a page: a whole number of ems wide, a whole number of lines high (rule P2)."""

from dataclasses import dataclass

from publisher.book import PageSetup

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextArea:
    """Where the text stands. `ems` and `lines` count; margins are in pt; `inner` is the side of the spine."""

    ems: int
    lines: int
    top: float
    bottom: float
    inner: float
    outer: float


def text_area(page: PageSetup) -> TextArea:
    """Work out the text area of a page."""
    width, height = page.size.width * POINTS_PER_MM, page.size.height * POINTS_PER_MM
    shares = page.shares
    ems = min(int(width * shares.width / page.body_size), shares.measure)
    lines = int(height * shares.height / page.line_height)
    sides = width - ems * page.body_size
    ends = height - lines * page.line_height
    return TextArea(
        ems=ems,
        lines=lines,
        top=ends * shares.top,
        bottom=ends * (1 - shares.top),
        inner=sides * shares.inner,
        outer=sides * (1 - shares.inner),
    )
