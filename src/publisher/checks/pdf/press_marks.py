"""What is wrong for a press with a single mark on a page: one list of rules."""

from collections.abc import Callable, Iterable, Iterator

from publisher.checks.pdf.marks import Area, Colour, Kind, Mark, is_empty, shared
from publisher.checks.pdf.opened import Box
from publisher.checks.pdf.press_faults import Fault, Sheet
from publisher.diagnostics import Severity

_MM = 72 / 25.4
_GOOD_RESOLUTION, _POOR_RESOLUTION = 300, 150
# Of a rounding error of boxes, in pt.
_SLACK = 0.3
_HAIRLINE = 0.25
_NEAR_TRIM = 3.0 * _MM
_RULE = 3.0
# Of ink: what counts as black, what does not count beside it, and how even the others are that make grey.
_DARK, _TINT, _NEUTRAL = 0.9, 0.05, 0.2
_ALLOWED_SPACES = ("DeviceCMYK", "DeviceGray")
_PLAIN = Colour("DeviceCMYK", (0.0, 0.0, 0.0, 1.0))
_SPOTS = ("Separation", "DeviceN")


def mark_faults(marks: Iterable[Mark], sheet: Sheet) -> Iterator[Fault]:
    """Find what is wrong with each mark; what is outside the bleed is cut away and does not matter."""
    bleed = area_of(sheet.bleed)
    left, bottom, right, top = area_of(sheet.trim)
    inner = (left + _NEAR_TRIM, bottom + _NEAR_TRIM, right - _NEAR_TRIM, top - _NEAR_TRIM)
    for mark in marks:
        if not _is_plain(mark, inner) and mark.colour.spot != "All" and not is_empty(shared(mark.area, bleed)):
            yield from filter(None, (rule(mark, sheet) for rule in _RULES))


def _is_plain(mark: Mark, inner: Area) -> bool:
    """Tell whether a mark is text as nearly all text is: black, overprinting, well inside the page."""
    return mark.kind is Kind.TEXT and mark.overprint and mark.colour == _PLAIN and shared(mark.area, inner) == mark.area


def _colour_space(mark: Mark, _sheet: Sheet) -> Fault | None:
    space = mark.colour.space
    if space in _ALLOWED_SPACES or (mark.kind in (Kind.FILL, Kind.STROKE) and space == "Pattern"):
        return None
    if space in _SPOTS:
        return Fault(
            code="press-spot-colour",
            what=f"The spot colour {mark.colour.spot}",
            value=f"{in_words(mark.kind)} is painted in it",
            limit="cyan, magenta, yellow and black are wanted",
            area=mark.area,
            severity=Severity.WARNING,
        )
    return Fault(
        code="press-colour-space",
        what=f"{in_words(mark.kind).capitalize()} that is not in the inks of the press",
        value=space,
        limit="DeviceCMYK or DeviceGray is wanted",
        area=mark.area,
    )


def _resolution(mark: Mark, _sheet: Sheet) -> Fault | None:
    if mark.kind is not Kind.PICTURE or not 0 < mark.size < _GOOD_RESOLUTION - 0.5:
        return None
    poor = mark.size < _POOR_RESOLUTION
    limit = _POOR_RESOLUTION if poor else _GOOD_RESOLUTION
    return Fault(
        code="press-resolution",
        what="A picture of too few pixels",
        value=f"{mark.size:.0f} ppi at its size",
        limit=f"at least {limit} are wanted",
        area=mark.area,
        severity=Severity.ERROR if poor else Severity.WARNING,
    )


def _hairline(mark: Mark, _sheet: Sheet) -> Fault | None:
    match mark.kind:
        case Kind.STROKE:
            width = mark.size
        case Kind.FILL:
            width = min(mark.area[2] - mark.area[0], mark.area[3] - mark.area[1])
        case _:
            return None
    inks = mark.colour.inks()
    if width >= _HAIRLINE - 0.005 or (inks is not None and not any(inks)):
        return None
    return Fault(
        code="press-hairline",
        what="A hairline",
        value=f"{width:.2f} pt",
        limit=f"at least {_HAIRLINE} pt are wanted",
        area=mark.area,
        severity=Severity.WARNING,
    )


def _black_text(mark: Mark, _sheet: Sheet) -> Fault | None:
    inks = mark.colour.inks() if mark.kind is Kind.TEXT else None
    if inks is None:
        return None
    colours, black = inks[:3], inks[3]
    tinted = black >= _DARK and max(colours) > _TINT
    mixed = black < _DARK and min(colours) + black >= _DARK and max(colours) - min(colours) < _NEUTRAL
    if not tinted and not mixed:
        return None
    told = " ".join(f"{ink * 100:.0f}" for ink in inks)
    return Fault(
        code="press-black-text",
        what="Black text in several inks",
        value=f"C M Y K {told}",
        limit="0 0 0 100 is wanted",
        area=mark.area,
    )


def _knockout(mark: Mark, _sheet: Sheet) -> Fault | None:
    inks = mark.colour.inks()
    if inks is None or mark.overprint or not _is_line_or_text(mark) or inks[3] < 0.995 or any(inks[:3]):
        return None
    return Fault(
        code="press-knockout",
        what=f"{in_words(mark.kind).capitalize()} in black that does not overprint",
        value="overprint is off",
        limit="it is wanted for K 100",
        area=mark.area,
        severity=Severity.WARNING,
    )


def _white_overprint(mark: Mark, _sheet: Sheet) -> Fault | None:
    inks = mark.colour.inks()
    if not mark.overprint or inks is None or any(inks) or mark.kind in (Kind.PICTURE, Kind.BLEND):
        return None
    return Fault(
        code="press-white-overprint",
        what=f"{in_words(mark.kind).capitalize()} in white that overprints",
        value="overprint is on",
        limit="white has to knock out",
        area=mark.area,
    )


def _near_trim(mark: Mark, sheet: Sheet) -> Fault | None:
    if mark.kind is not Kind.TEXT:
        return None
    trim, area = sheet.trim, mark.area
    distance = min(area[0] - trim.left, area[1] - trim.bottom, trim.right - area[2], trim.top - area[3])
    if distance >= _NEAR_TRIM - _SLACK:
        return None
    return Fault(
        code="press-near-trim",
        what="Text near the trim",
        value=f"{distance / _MM:.1f} mm inside it" if distance >= 0 else f"{-distance / _MM:.1f} mm over it",
        limit="at least 3 mm are wanted",
        area=area,
        severity=Severity.WARNING,
    )


_RULES: tuple[Callable[[Mark, Sheet], Fault | None], ...] = (
    _colour_space,
    _resolution,
    _hairline,
    _black_text,
    _knockout,
    _white_overprint,
    _near_trim,
)


def _is_line_or_text(mark: Mark) -> bool:
    if mark.kind is not Kind.FILL:
        return mark.kind in (Kind.TEXT, Kind.STROKE)
    return min(mark.area[2] - mark.area[0], mark.area[3] - mark.area[1]) < _RULE


def in_words(kind: Kind) -> str:
    """Name a kind of mark with its article."""
    match kind:
        case Kind.TEXT:
            return "text"
        case Kind.FILL:
            return "an area"
        case _:
            return f"a {kind.value}"


def area_of(box: Box) -> Area:
    """Return a box of a page as an area."""
    return (box.left, box.bottom, box.right, box.top)
