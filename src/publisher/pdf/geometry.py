"""The text area of a page: a whole number of ems wide, a whole number of lines high (rule P2)."""

from dataclasses import dataclass

from publisher.book import PageSetup

POINTS_PER_MM = 72 / 25.4
# The share of the trimmed page that the text takes, and how the rest is shared out: the fore edge and the foot
# get more than the spine and the head, as hands hold a book there.
_WIDTH_SHARE = 0.76
_HEIGHT_SHARE = 0.79
_INNER_SHARE = 0.46
_TOP_SHARE = 0.46


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
    ems = int(width * _WIDTH_SHARE / page.body_size)
    lines = int(height * _HEIGHT_SHARE / page.line_height)
    sides = width - ems * page.body_size
    ends = height - lines * page.line_height
    return TextArea(
        ems=ems,
        lines=lines,
        top=ends * _TOP_SHARE,
        bottom=ends * (1 - _TOP_SHARE),
        inner=sides * _INNER_SHARE,
        outer=sides * (1 - _INNER_SHARE),
    )
