"""How much ink lies on top of itself on a page: flat colours, pictures, blends, and black that overprints them."""

from collections.abc import Iterable, Iterator

import pikepdf
from PIL import ImageMath

from publisher.checks.pdf.marks import Area, Kind, Mark
from publisher.checks.pdf.press_faults import Fault

# For conditions that are not known; the profiles of coated offset printing hold to it.
LIMIT = 3.0
# Eight bits a colour are rounded.
_ROUNDING = 0.025


class InkMeter:
    """Measures the ink of a page's marks; a picture or blend that stands on several pages is looked at once."""

    def __init__(self) -> None:
        self._most: dict[tuple[int, int], float] = {}

    def faults(self, marks: Iterable[Mark]) -> Iterator[Fault]:
        """Find places with more ink than the limit. `marks` are those of one page, in their order."""
        below: list[tuple[Area, float]] = []
        for mark in marks:
            ink = self._ink(mark)
            if mark.solid and ink is not None and not mark.overprint:
                below.append((mark.area, ink))
            elif below and mark.kind is Kind.TEXT and mark.overprint and _is_black(mark):
                ink = 1.0 + _under(mark.area, below)
            if ink is not None and ink > LIMIT + _ROUNDING:
                yield Fault(
                    code="press-ink",
                    what="Too much ink in one place",
                    value=f"{ink * 100:.0f} %",
                    limit=f"at most {LIMIT * 100:.0f} % are wanted",
                    area=mark.area,
                )

    def _ink(self, mark: Mark) -> float | None:
        if mark.drawn is None or mark.colour.values:
            inks = mark.colour.inks()
            return sum(inks) if inks is not None else None
        if mark.colour.space != "DeviceCMYK":
            return None
        key = mark.drawn.objgen
        if key not in self._most or key == (0, 0):
            self._most[key] = (
                _of_picture(mark.drawn)
                if isinstance(mark.drawn, pikepdf.Stream) and mark.kind is Kind.PICTURE
                else _of_blend(mark.drawn)
            )
        return self._most[key]


def _is_black(mark: Mark) -> bool:
    inks = mark.colour.inks()
    return inks is not None and inks[3] > 0 and not any(inks[:3])


def _under(area: Area, below: list[tuple[Area, float]]) -> float:
    """Return the ink under the middle of an area: that of the last thing painted there."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    covers = (ink for other, ink in reversed(below) if other[0] <= x <= other[2] and other[1] <= y <= other[3])
    return next(covers, 0.0)


def _of_picture(picture: pikepdf.Stream) -> float:
    bands = dict(
        zip("cmyk", (band.convert("I") for band in pikepdf.PdfImage(picture).as_pil_image().split()), strict=True)
    )
    total = ImageMath.lambda_eval(lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **bands)
    return float(total.getextrema()[1]) / 255


def _of_blend(blend: pikepdf.Object) -> float:
    """Return the most ink of a blend: of its samples, or of its ends."""
    waiting, most = [blend.Function], 0.0
    while waiting:
        function = waiting.pop()
        match function.FunctionType:
            case 0 if function.BitsPerSample == 8:
                samples = function.read_bytes()
                inks = zip(*(samples[band::4] for band in range(4)), strict=True)
                most = max([most, *(sum(step) / 255 for step in inks)])
            case 2:
                most = max(most, *(sum(float(ink) for ink in function[end]) for end in ("/C0", "/C1")))
            case 3:
                waiting += list(function.Functions)
            case _:
                pass
    return most
