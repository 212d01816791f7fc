"""The plates of a page, as the press exposes them: how much of each ink lies where.

PDFium knows no inks. So a copy of the page is made for each of them, in which every colour is the grey of that ink, and
what overprints is left out of the plates that it does not print on (ISO 32000-2 §8.6.7); PDFium draws the four.
"""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import pikepdf
import pypdfium2
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator, Stream
from PIL import Image, ImageChops

from publisher.checks.pdf.opened import Box
from publisher.checks.pdf.process_colours import GREY, INKS, Space, exposed_blend, space_of

# Pixels to the point: a stem of small type is two wide, and PDFium draws a tile of a pattern in whole pixels.
_SCALE = 3.0
# Of a page of A3 with bleed; larger ones are drawn coarser.
_MOST_PIXELS = 8_000_000
_DEEPEST = 12
_INVISIBLE = 3

_FILLING, _STROKING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*")), frozenset(("S", "s", "B", "B*", "b", "b*"))
# What is left of an operator for a path of which only the line or only the area prints.
_LINE_ALONE = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_AREA_ALONE = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_OF_OPERATOR = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}

_Step: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage
_Operands: TypeAlias = Iterable[pikepdf.Object]
_Colour: TypeAlias = tuple[Space, Sequence[float]]


def plates_of(page: pikepdf.Page, area: Box) -> tuple[Image.Image, ...]:
    """Return cyan, magenta, yellow and black of an area of a page, 255 for all of an ink."""
    width, height = area.right - area.left, area.top - area.bottom
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
    with pikepdf.new() as copies:
        # A later copy of a page is a copy of its first copy, so none may be changed before all are there.
        copies.pages.extend([page] * len(INKS))
        for copy, ink in zip(copies.pages, INKS, strict=True):
            _expose(copies, copy.obj, ink, area)
        written = io.BytesIO()
        copies.save(written, compress_streams=False)
    with pypdfium2.PdfDocument(written.getvalue()) as drawn:
        return tuple(ImageChops.invert(plate.render(scale=scale, grayscale=True).to_pil()) for plate in drawn)


def pixels_of(picture: pikepdf.PdfImage | pikepdf.PdfInlineImage) -> Image.Image | None:
    """Return a picture decoded without its mask, or None if it is written in a way that cannot be read."""
    try:
        return picture.as_pil_image(apply_mask=False)
    except (ValueError, OSError, NotImplementedError, pikepdf.PdfError, pikepdf.UnsupportedImageTypeError):
        return None


def _expose(pdf: pikepdf.Pdf, page: pikepdf.Object, ink: str, area: Box) -> None:
    """Change a page into the plate of an ink."""
    content, resources = _Exposure(pdf, ink, page.get("/Resources", Dictionary()), _State(), 0).of(pikepdf.Page(page))
    for entry in set(page.keys()) - {"/Type", "/Parent"}:
        del page[entry]
    page.MediaBox = Array([area.left, area.bottom, area.right, area.top])
    page.Contents, page.Resources = pdf.make_stream(content), resources


class _State:
    """What `q` saves: the colours of areas and lines, whether they overprint, and how text is drawn."""

    __slots__ = ("fill", "fill_overprint", "nonzero", "stroke", "stroke_overprint", "text_mode")

    def __init__(self) -> None:
        self.fill: _Colour = (GREY, GREY.first())
        self.stroke: _Colour = self.fill
        self.fill_overprint = self.stroke_overprint = self.nonzero = False
        self.text_mode = 0

    def copied(self) -> "_State":
        """Return the same state, to be changed by itself."""
        made = _State.__new__(_State)
        for name in self.__slots__:
            setattr(made, name, getattr(self, name))
        return made

    def fills(self, ink: str) -> bool:
        """Tell whether what is filled now changes the plate of an ink."""
        space, values = self.fill
        return not (self.fill_overprint and space.leaves(values, ink, nonzero=self.nonzero))

    def strokes(self, ink: str) -> bool:
        """Tell whether what is stroked now changes the plate of an ink."""
        space, values = self.stroke
        return not (self.stroke_overprint and space.leaves(values, ink, nonzero=self.nonzero))


class _Exposure:
    """One content stream on the plate of an ink, with the resources that it needs there."""

    def __init__(self, pdf: pikepdf.Pdf, ink: str, resources: pikepdf.Object, state: _State, depth: int) -> None:
        self._pdf = pdf
        self._ink = ink
        self._resources = resources
        self._state = state
        self._depth = depth
        self._saved: list[_State] = []
        self._made: dict[str, dict[str, pikepdf.Object]] = {"/XObject": {}, "/Shading": {}, "/Pattern": {}}

    def of(self, source: pikepdf.Page | pikepdf.Object) -> tuple[bytes, Dictionary]:
        """Return the content and its resources."""
        steps = [made for step in pikepdf.parse_content_stream(source) for made in self._steps(step)]
        kept = {
            kind: self._resources[kind] for kind in ("/Font", "/ExtGState", "/Properties") if kind in self._resources
        }
        made = {kind: Dictionary(entries) for kind, entries in self._made.items()}
        return pikepdf.unparse_content_stream(steps), Dictionary({**kept, **made})

    def _steps(self, step: _Step) -> Iterator[_Step]:
        if isinstance(step, ContentStreamInlineImage):
            yield from self._inline_picture(step)
            return
        operands, operator = step.operands, str(step.operator)
        match operator:
            case "q":
                self._saved.append(self._state.copied())
            case "Q" if self._saved:
                self._state = self._saved.pop()
            case "gs":
                self._set_overprint(self._resource("/ExtGState", operands))
            case "Tr":
                self._state.text_mode = int(operands[0])
            case _ if operator in _CHANGED:
                yield from _CHANGED[operator](self, step)
                return
        yield step

    def _resource(self, kind: str, operands: _Operands) -> pikepdf.Object | None:
        entries = self._resources.get(kind)
        return entries.get(str(list(operands)[-1])) if isinstance(entries, Dictionary) else None

    def _add(self, kind: str, entry: pikepdf.Object) -> Name:
        made = self._made[kind]
        name = f"/Plate{len(made)}"
        made[name] = entry
        return Name(name)

    # Colours

    def _set_overprint(self, entries: pikepdf.Object | None) -> None:
        if not isinstance(entries, Dictionary):
            return
        state = self._state
        if "/OP" in entries:
            state.stroke_overprint = state.fill_overprint = bool(entries.OP)
        if "/op" in entries:
            state.fill_overprint = bool(entries.op)
        if "/OPM" in entries:
            state.nonzero = entries.OPM == 1

    def device_colour(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        operator = str(step.operator)
        return self._colour(operator.isupper(), space_of(_OF_OPERATOR[operator.lower()]), _numbers(step.operands))

    def choose_space(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        space = space_of(self._resource("/ColorSpace", step.operands) or step.operands[-1])
        return self._colour(str(step.operator).isupper(), space, space.first())

    def set_colour(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        stroke = str(step.operator).isupper()
        if not step.operands or not isinstance(step.operands[-1], Name):
            space, _ = self._state.stroke if stroke else self._state.fill
            return self._colour(stroke, space, _numbers(step.operands))
        return self._pattern(stroke, self._resource("/Pattern", step.operands))

    def _colour(self, stroke: bool, space: Space, values: Sequence[float]) -> Iterator[_Step]:
        if stroke:
            self._state.stroke = (space, values)
        else:
            self._state.fill = (space, values)
        yield _step([1 - space.level(values, self._ink)], "G" if stroke else "g")

    def _pattern(self, stroke: bool, pattern: pikepdf.Object | None) -> Iterator[_Step]:
        exposed = self._exposed_pattern(pattern) if pattern is not None and self._depth < _DEEPEST else None
        if exposed is None:
            # What cannot be drawn here, a pattern that takes its colour from the page among it, is painted as what was.
            return
        nothing: _Colour = (Space(), ())
        if stroke:
            self._state.stroke = nothing
        else:
            self._state.fill = nothing
        yield _step([Name.Pattern], "CS" if stroke else "cs")
        yield _step([self._add("/Pattern", exposed)], "SCN" if stroke else "scn")

    def _exposed_pattern(self, pattern: pikepdf.Object) -> pikepdf.Object | None:
        if int(pattern.PatternType) == 1:
            return self._exposed_form(pattern, _State()) if int(pattern.PaintType) == 1 else None
        blend = exposed_blend(self._pdf, pattern.Shading, self._ink)
        if blend is None:
            return None
        made = Dictionary(PatternType=2, Shading=blend)
        if "/Matrix" in pattern:
            made.Matrix = pattern.Matrix
        return self._pdf.make_indirect(made)

    # Marks

    def paint_path(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        operator = str(step.operator)
        fills = operator in _FILLING and self._state.fills(self._ink)
        strokes = operator in _STROKING and self._state.strokes(self._ink)
        if fills or strokes:
            yield _step(
                [], operator if fills and strokes else (_AREA_ALONE if fills else _LINE_ALONE).get(operator, operator)
            )
        else:
            yield _step([], "n")

    def show(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        mode, clip = self._state.text_mode % 4, self._state.text_mode // 4 * 4
        fills = mode in (0, 2) and self._state.fills(self._ink)
        strokes = mode in (1, 2) and self._state.strokes(self._ink)
        printed = {(True, True): 2, (True, False): 0, (False, True): 1, (False, False): _INVISIBLE}[fills, strokes]
        if printed == mode:
            yield step
            return
        yield _step([printed + clip], "Tr")
        yield step
        yield _step([self._state.text_mode], "Tr")

    def paint_blend(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        blend = self._resource("/Shading", step.operands)
        exposed = exposed_blend(self._pdf, blend, self._ink) if blend is not None else None
        if exposed is not None:
            yield _step([self._add("/Shading", exposed)], "sh")

    def draw(self, step: ContentStreamInstruction) -> Iterator[_Step]:
        drawn = self._resource("/XObject", step.operands)
        if not isinstance(drawn, Stream):
            return
        if drawn.get("/Subtype") == "/Image":
            exposed = self._exposed_picture(drawn)
        else:
            exposed = self._exposed_form(drawn, self._state.copied()) if self._depth < _DEEPEST else None
        if exposed is not None:
            yield _step([self._add("/XObject", exposed)], "Do")

    def _inline_picture(self, step: ContentStreamInlineImage) -> Iterator[_Step]:
        picture = step.iimage
        if picture.image_mask:
            if self._state.fills(self._ink):
                yield step
            return
        exposed = self._exposed_pixels(picture)
        if exposed is not None:
            yield _step([self._add("/XObject", exposed)], "Do")

    def _exposed_picture(self, drawn: Stream) -> pikepdf.Object | None:
        if drawn.get("/ImageMask", False):
            return drawn if self._state.fills(self._ink) else None
        made = self._exposed_pixels(pikepdf.PdfImage(drawn))
        for entry in ("/SMask", "/Mask"):
            if made is not None and isinstance(drawn.get(entry), Stream):
                made[entry] = drawn[entry]
        return made

    def _exposed_pixels(self, picture: pikepdf.PdfImage | pikepdf.PdfInlineImage) -> Stream | None:
        pixels = pixels_of(picture)
        if pixels is None:
            return None
        grey = self._grey(pixels)
        made = self._pdf.make_stream(grey.tobytes())
        made.Type, made.Subtype, made.ColorSpace, made.BitsPerComponent = Name.XObject, Name.Image, Name.DeviceGray, 8
        made.Width, made.Height = grey.size
        return made

    def _grey(self, picture: Image.Image) -> Image.Image:
        if picture.mode == "CMYK":
            return ImageChops.invert(picture.getchannel(INKS.index(self._ink)))
        if picture.mode in ("1", "L"):
            return picture.convert("L") if self._ink == "Black" else Image.new("L", picture.size, 255)
        if self._ink == "Black":
            return Image.new("L", picture.size, 255)
        return picture.convert("RGB").getchannel(INKS.index(self._ink))

    def _exposed_form(self, form: pikepdf.Object, state: _State) -> pikepdf.Object:
        inner = _Exposure(self._pdf, self._ink, form.get("/Resources", self._resources), state, self._depth + 1)
        content, resources = inner.of(form)
        made = self._pdf.make_stream(content)
        for entry in set(form.keys()) - {"/Length", "/Filter", "/DecodeParms", "/Resources", "/Group"}:
            made[entry] = form[entry]
        made.Resources = resources
        if "/Group" in form:
            made.Group = Dictionary({entry: form.Group[entry] for entry in ("/S", "/I", "/K") if entry in form.Group})
        return made


def _step(operands: Sequence[pikepdf.Object | float], operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(operands, Operator(operator))


def _numbers(operands: _Operands) -> list[float]:
    return [float(number) for number in operands]


_CHANGED = {
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _Exposure.device_colour),
    **dict.fromkeys(("cs", "CS"), _Exposure.choose_space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _Exposure.set_colour),
    **dict.fromkeys(_FILLING | _STROKING, _Exposure.paint_path),
    **dict.fromkeys(_SHOWING, _Exposure.show),
    "sh": _Exposure.paint_blend,
    "Do": _Exposure.draw,
}
