"""Faults of a page for the press, and how they are told: with place, value and limit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.checks.pdf.marks import Area
from publisher.checks.pdf.opened import Box, OpenedPdf, told
from publisher.diagnostics import Diagnostic, Place, Severity

_MM = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of one mark. `value` and `limit` are told as they are; `area` is None for what has no place."""

    code: str
    what: str
    value: str
    limit: str
    area: Area | None = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page: its number from 1, its trim and bleed in pt."""

    number: int
    trim: Box
    bleed: Box


# Why it matters, and what to do.
_ADVICE = {
    "press-colour-space": (
        "the press has four inks, and whoever converts the rest for it chooses other colours than you",
        "convert it to CMYK with the printer's profile; publisher build does so for everything that it draws",
    ),
    "press-spot-colour": (
        "it needs a plate and an ink of its own, which are charged",
        "convert it to CMYK unless the printer has agreed to the ink",
    ),
    "press-ink": (
        "so much ink does not dry: it sets off on the next sheet",
        "use a lighter colour, or convert with a profile of that limit",
    ),
    "press-resolution": (
        "its pixels are seen",
        "take a picture with more pixels, or show it smaller",
    ),
    "press-hairline": (
        "a line as thin as that breaks up or vanishes",
        "make it 0.25 pt or more",
    ),
    "press-black-text": (
        "four plates never register exactly, and small type gets coloured edges",
        "set text in black alone: device-cmyk(0 0 0 1)",
    ),
    "press-knockout": (
        "where it stands on colour, a white edge shows as soon as a plate is a hair out of place",
        "let black text and lines overprint",
    ),
    "press-white-overprint": (
        "white that overprints is not there",
        "let only black overprint",
    ),
    "press-near-trim": (
        "the knife may cut into it",
        "keep text 3 mm or more inside the trim",
    ),
    "press-transparency": (
        "PDF/X-4 allows it, but each press flattens it for itself",
        "look at these pages in the printer's proof, or flatten them before",
    ),
    "press-bleed-short": (
        "a white line shows where the knife slips",
        "let what reaches the edge of the page go on to the end of the bleed",
    ),
}


def tell(opened: OpenedPdf, faults: Iterable[tuple[Sheet, Fault]]) -> Iterator[Diagnostic]:
    """Make one finding of the same fault on all its pages, with the place of the first."""
    first: dict[tuple[str, str, str], tuple[Sheet, Fault]] = {}
    pages: dict[tuple[str, str, str], list[int]] = {}
    for sheet, fault in faults:
        key = (fault.code, fault.what, fault.limit)
        first.setdefault(key, (sheet, fault))
        numbers = pages.setdefault(key, [])
        if not numbers or numbers[-1] != sheet.number:
            numbers.append(sheet.number)
    for key, (sheet, fault) in first.items():
        why, hint = _ADVICE[fault.code]
        where = f", {_place(fault.area, sheet.trim)}" if fault.area else ""
        message = f"{fault.what}: {fault.value}, where {fault.limit} ({told(pages[key])}{where}); {why}"
        place = Place(file=opened.file, page=sheet.number)
        yield Diagnostic(code=fault.code, severity=fault.severity, message=message, place=place, hint=hint)


def _place(area: Area, trim: Box) -> str:
    """Tell where an area begins, as one measures on paper: from the left and from the top of the trimmed page."""
    across, down = (area[0] - trim.left) / _MM, (trim.top - area[3]) / _MM
    return f"{across:.1f} mm from the left and {down:.1f} mm from the top of the page"
