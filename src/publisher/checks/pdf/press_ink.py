"""How much ink lies on top of itself on a page: measured on its plates, wherever it could be too much."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageMath

from publisher.checks.pdf.content import Known, marks_in
from publisher.checks.pdf.marks import Area, Colour, Kind, Mark, is_empty, shared
from publisher.checks.pdf.opened import Box
from publisher.checks.pdf.plates import pixels_of, plates_of
from publisher.checks.pdf.press_faults import Fault, Sheet

# For conditions that are not known; the profiles of coated offset printing hold to it.
LIMIT = 3.0
# Eight bits a colour are rounded.
_MOST = LIMIT + 0.025


@dataclass(frozen=True, slots=True)
class _Ink:
    """Of what is painted: the most of all inks in one place, and the most of each of the four."""

    total: float
    inks: tuple[float, ...]


_NONE = _Ink(0.0, (0.0, 0.0, 0.0, 0.0))
_UNKNOWN = _Ink(4.0, (1.0, 1.0, 1.0, 1.0))


class InkMeter:
    """Measures the ink of pages; what is drawn on several of them is looked at once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._drawn: dict[tuple[int, int], _Ink] = {}
        self._flat: dict[Colour, _Ink] = {}

    def faults(self, page: pikepdf.Page, names: frozenset[str], marks: Iterable[Mark], sheet: Sheet) -> Iterator[Fault]:
        """Find the first place of a page, from the top, with more ink than the limit; tell the most of the page."""
        if not self._may_be_too_much(marks, self._of_patterns(page, names)):
            return
        total = _added(plates_of(page, sheet.bleed))
        most = _most(total)
        if most > _MOST:
            yield Fault(
                code="press-ink",
                what="Too much ink in one place",
                value=f"{most * 100:.0f} %",
                limit=f"at most {LIMIT * 100:.0f} % are wanted",
                area=_first_place(total, sheet.bleed),
            )

    def _may_be_too_much(self, marks: Iterable[Mark], pattern: _Ink) -> bool:
        """Tell whether inks could add up to more than the limit; plates are only drawn then, since that takes long."""
        every = tuple(marks)
        one_of_each = {mark.colour if mark.drawn is None else id(mark): mark for mark in every}
        most = _most_of(self._ink(mark, pattern) for mark in one_of_each.values())
        if most.total > _MOST:
            return True
        # On most pages not even all colours together could make as much, wherever they are.
        if 1 + sum(most.inks[:3]) <= _MOST and not any(mark.blended for mark in every):
            return False
        inked = [(mark, ink) for mark in every if (ink := self._ink(mark, pattern)) is not _NONE]
        coloured = [(mark, ink) for mark, ink in inked if any(ink.inks[:3])]
        return any(_together(mark, ink, coloured) > _MOST for mark, ink in inked if mark.overprint or mark.blended)

    def _ink(self, mark: Mark, pattern: _Ink) -> _Ink:
        if mark.drawn is None or mark.colour.values:
            if mark.colour.space == "Pattern":
                return pattern
            return self._of_colour(mark.colour)
        if mark.colour.space != "DeviceCMYK":
            return _NONE
        return self._once(mark.drawn, is_picture=mark.kind is Kind.PICTURE)

    def _of_colour(self, colour: Colour) -> _Ink:
        ink = self._flat.get(colour)
        if ink is None:
            inks = colour.inks()
            ink = self._flat[colour] = _Ink(sum(inks), inks) if inks is not None else _NONE
        return ink

    def _once(self, drawn: pikepdf.Object, *, is_picture: bool = False) -> _Ink:
        key = drawn.objgen
        if key not in self._drawn or key == (0, 0):
            if is_picture and isinstance(drawn, pikepdf.Stream):
                self._drawn[key] = _of_picture(drawn)
            else:
                self._drawn[key] = self._of_tile(drawn) if "/PatternType" in drawn else _of_blend(drawn)
        return self._drawn[key]

    def _of_patterns(self, page: pikepdf.Page, names: frozenset[str]) -> _Ink:
        """Return the most ink of the patterns of a page; those that forms bring along are not known."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        patterns = resources.get("/Pattern", pikepdf.Dictionary())
        found = [patterns[name] for name in names & patterns.keys()]
        return (
            _most_of(self._once(pattern.Shading if pattern.PatternType == 2 else pattern) for pattern in found)
            if found
            else _UNKNOWN
        )

    def _of_tile(self, pattern: pikepdf.Object) -> _Ink:
        """Return what the marks of a tile could make if all lay on top of each other."""
        marks = marks_in(pattern.read_bytes(), pattern.get("/Resources", pikepdf.Dictionary()), self._known)
        inks = _most_of(self._ink(mark, _UNKNOWN) for mark in marks).inks
        return _Ink(sum(inks), inks)


def _most_of(found: Iterable[_Ink]) -> _Ink:
    every = [_NONE, *found]
    return _Ink(max(ink.total for ink in every), tuple(map(max, zip(*(ink.inks for ink in every), strict=True))))


def _together(mark: Mark, ink: _Ink, coloured: Iterable[tuple[Mark, _Ink]]) -> float:
    """Return the most that a mark can make with all that touches it, and with black; a blend mode may add inks up."""
    below = [other.inks for one, other in coloured if one is not mark and not is_empty(shared(mark.area, one.area))]
    add = sum if mark.blended else max
    colours = list(zip(ink.inks, *below, strict=True))[:3]
    return 1 + sum(min(float(add(inks)), 1.0) for inks in colours)


def _added(plates: Sequence[Image.Image]) -> Image.Image:
    """Return the sum of plates, 255 for all of one ink."""
    bands = dict(zip("cmyk", (plate.convert("I") for plate in plates), strict=True))
    added: Image.Image = ImageMath.lambda_eval(lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **bands)
    return added


def _most(inks: Image.Image) -> float:
    _, most = inks.getextrema()
    return float(most) / 255  # type: ignore[arg-type]


def _first_place(total: Image.Image, bleed: Box) -> Area:
    """Return the first line of pixels with too much ink, in pt of the page."""
    over = ImageMath.lambda_eval(lambda inks: (inks["total"] > round(_MOST * 255)) * 255, total=total).convert("L")
    _, top, _, _ = over.getbbox()
    left, _, right, _ = over.crop((0, top, over.width, top + 1)).getbbox()
    pixel = (bleed.right - bleed.left) / total.width
    return (
        bleed.left + left * pixel,
        bleed.top - (top + 1) * pixel,
        bleed.left + right * pixel,
        bleed.top - top * pixel,
    )


def _of_picture(picture: pikepdf.Stream) -> _Ink:
    pixels = pixels_of(pikepdf.PdfImage(picture))
    if pixels is None:
        return _NONE
    bands = pixels.split()
    return _Ink(_most(_added(bands)), tuple(_most(band) for band in bands))


def _of_blend(blend: pikepdf.Object) -> _Ink:
    """Return the ink of a blend: of its samples, or of its ends."""
    if blend.get("/ColorSpace") != "/DeviceCMYK":
        return _NONE
    waiting: list[pikepdf.Object] = [blend.Function] if "/Function" in blend else []
    stops: list[tuple[float, ...]] = [_NONE.inks]
    while waiting:
        function = waiting.pop()
        match function.FunctionType:
            case 0 if function.BitsPerSample == 8:
                samples = function.read_bytes()
                stops += zip(*([sample / 255 for sample in samples[band::4]] for band in range(4)), strict=True)
            case 2:
                stops += (tuple(float(ink) for ink in function[end]) for end in ("/C0", "/C1"))
            case 3:
                waiting += list(function.Functions)
            case _:
                pass
    return _Ink(max(map(sum, stops)), tuple(map(max, zip(*stops, strict=True))))
