"""Whether what reaches the edge of a page goes on to the end of the bleed."""

from collections.abc import Iterator, Sequence

from publisher.checks.pdf.marks import Area, Kind, Mark
from publisher.checks.pdf.press_faults import Fault, Sheet
from publisher.checks.pdf.press_marks import area_of, in_words

_MM = 72 / 25.4
# Of a rounding error of boxes, in pt; and how near to the trim a thing is meant to reach it.
_SLACK, _REACHES = 0.3, 0.6
_AREAS = (Kind.FILL, Kind.PICTURE, Kind.BLEND)
# The edges of an area in its order, and whether the page ends where numbers grow.
_SIDES = (("left", 0, -1), ("foot", 1, -1), ("right", 2, 1), ("head", 3, 1))


def bleed_faults(marks: Sequence[Mark], sheet: Sheet) -> Iterator[Fault]:
    """Find areas, pictures and blends that end at the trim or in the bleed, and show there."""
    trim, bleed = area_of(sheet.trim), area_of(sheet.bleed)
    areas = [mark for mark in marks if mark.kind in _AREAS and mark.colour.spot != "All"]
    for index, mark in enumerate(areas):
        inks = mark.colour.inks()
        if inks is not None and not any(inks):
            continue
        for name, side, way in _SIDES:
            beyond, wanted = (mark.area[side] - trim[side]) * way, (bleed[side] - trim[side]) * way
            if not -_REACHES < beyond < wanted - _SLACK or _is_hidden(index, areas, side, way, bleed[side]):
                continue
            yield Fault(
                code="press-bleed-short",
                what=f"{in_words(mark.kind).capitalize()} that ends before the bleed does, at the {name}",
                value=f"{max(beyond, 0) / _MM:.1f} mm beyond the trim",
                limit=f"{wanted / _MM:.1f} mm are wanted",
                area=mark.area,
            )


def _is_hidden(index: int, areas: Sequence[Mark], side: int, way: int, end: float) -> bool:
    """Tell whether the end of an area is not seen: on a ground of its own colour, or under what comes later."""
    mark = areas[index]
    for number, other in enumerate(areas):
        reaches = (other.area[side] - end) * way > -_SLACK and _spans(other.area, mark.area, side)
        if reaches and (number > index or (number < index and other.colour == mark.colour)):
            return True
    return False


def _spans(other: Area, area: Area, side: int) -> bool:
    """Tell whether one area is beside the whole of another's side, and reaches inward over its edge."""
    along = 1 - side % 2
    covers = other[along] <= area[along] + _SLACK and other[along + 2] >= area[along + 2] - _SLACK
    inner = other[side % 2] if side >= 2 else other[side % 2 + 2]
    return covers and (inner <= area[side] if side >= 2 else inner >= area[side])
