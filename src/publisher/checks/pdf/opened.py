"""A PDF file, opened, and what it is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path

import pikepdf

# Of a point: boxes are written with a few decimals only.
_TOLERANCE = 0.01
# So many runs of pages are named.
_TOLD = 12


class Purpose(Enum):
    """Who takes the file: a reader, a press (it has a trim inside its sheet), or an office printer."""

    SCREEN = "screen"
    PRESS = "press"
    HANDOUT = "handout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, in points from the origin of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def within(self, other: "Box") -> bool:
        """Tell whether this box does not reach beyond another."""
        return (
            self.left >= other.left - _TOLERANCE
            and self.bottom >= other.bottom - _TOLERANCE
            and self.right <= other.right + _TOLERANCE
            and self.top <= other.top + _TOLERANCE
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPdf:
    """A PDF open for reading; `pages` are its pages in order."""

    file: Path
    pdf: pikepdf.Pdf
    pages: tuple[pikepdf.Page, ...]
    purpose: Purpose


def open_pdf(file: Path, pdf: pikepdf.Pdf) -> OpenedPdf:
    """Look what a PDF is for."""
    pages = tuple(pdf.pages)
    return OpenedPdf(file=file, pdf=pdf, pages=pages, purpose=_purpose(pdf, pages))


def box(values: pikepdf.Array) -> Box:
    """Read a rectangle, whichever corners it is written with; raises `ValueError` if it is none."""
    x1, y1, x2, y2 = (float(value) for value in values)
    return Box(left=min(x1, x2), bottom=min(y1, y2), right=max(x1, x2), top=max(y1, y2))


def trimmed(page: pikepdf.Page) -> bool:
    """Tell whether the finished page is smaller than the sheet."""
    return not box(page.mediabox).within(box(page.trimbox))


def told(pages: Sequence[int]) -> str:
    """Write page numbers, which ascend, as text: `pages 1–3, 7`; of very many, the first and how many more."""
    starts = [pages[0], *(after for before, after in pairwise(pages) if after != before + 1)]
    ends = [*(before for before, after in pairwise(pages) if after != before + 1), pages[-1]]
    ranges = [str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True)]
    left = sum(1 for page in pages if page > ends[min(len(ends), _TOLD) - 1])
    more = f" and {left} more" if left else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {', '.join(ranges[:_TOLD])}{more}"


def numbered(opened: OpenedPdf) -> Iterator[tuple[int, pikepdf.Page]]:
    """Yield each page with its number, counted from 1."""
    return enumerate(opened.pages, start=1)


def _purpose(pdf: pikepdf.Pdf, pages: tuple[pikepdf.Page, ...]) -> Purpose:
    if any(trimmed(page) for page in pages):
        return Purpose.PRESS
    preferences = pdf.Root.get("/ViewerPreferences")
    # Whoever asks a printer to print on both sides means paper.
    if isinstance(preferences, pikepdf.Dictionary) and "/Duplex" in preferences:
        return Purpose.HANDOUT
    return Purpose.SCREEN
