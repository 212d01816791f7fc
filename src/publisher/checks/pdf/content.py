"""A content stream (ISO 32000-2 §7.8.2, §8, §9) to the marks that it makes, with the state in which each is made."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import pikepdf

from publisher.checks.pdf.font_widths import Fonts
from publisher.checks.pdf.graphics_state import State
from publisher.checks.pdf.marks import (
    IDENTITY,
    Area,
    Colour,
    Kind,
    Mark,
    Matrix,
    around,
    corners,
    is_empty,
    moved,
    scale,
    shared,
    times,
)
from publisher.checks.pdf.resources import Resources, family, name_in

_STRING = rb"\((?:\\.|[^()\\])*\)"
_OPERATION = re.compile(
    rb"((?:[-+.\d]+\s+|/[^\s/<>\[\]()]*\s*|<[0-9A-Fa-f\s]*>\s*|" + _STRING + rb"\s*"
    rb"|\[(?:[^\]()]|" + _STRING + rb")*\]\s*|<<(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*>>\s*|(?:true|false|null)\s+)*)"
    rb"([A-Za-z'\"][A-Za-z01*]*)",
    re.DOTALL,
)
# A line of text, as nearly all text is written; read in one step, it takes far less time.
_LINE = re.compile(
    rb"\s*+1\s++0\s++0\s++(-?1)\s++([-.\d]++)\s++([-.\d]++)\s++Tm\s++(?:(/[^\s/]++\s++[-+.\d]++)\s++Tf\s++)?+"
    rb"((?:\[[^\]()]*+\]\s*+TJ\s++|/\w++\s*+<<(?:[^<>()]++|<[^<>]*+>)*+>>\s*+BDC\s++|EMC\s++)++)"
)
_PIECE = re.compile(rb"\[([^\]]*)\]")
_NAME = re.compile(rb"/[^\s/\[\]<>()]+")
_INLINE_END = re.compile(rb"\sEI(?=\s|$)")
_SHOWN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(" + _STRING + rb")")
_SHIFT = re.compile(rb"-?[.\d]+")
_INLINE_SPACE = re.compile(rb"/(?:CS|ColorSpace)\s*/(\w+)")
_SHORT_NAMES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_OF_OPERATOR = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_INITIAL = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), "DeviceRGB": (0.0, 0.0, 0.0), "Separation": (1.0,)}
_DEEPEST = 12
# Of the type size: how far Chinese characters reach above and below their baseline.
_ASCENT, _DESCENT = 0.88, 0.12


class Known:
    """What pages share and is read once: resources, fonts, and forms that are drawn again in the same state."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self.forms: dict[object, tuple[Mark, ...]] = {}
        self._resources: dict[tuple[int, int], Resources] = {}

    def resources(self, entries: pikepdf.Object) -> Resources:
        """Return a dictionary of resources with what was looked up in it so far."""
        if not entries.is_indirect:
            return Resources(entries)
        if entries.objgen not in self._resources:
            self._resources[entries.objgen] = Resources(entries)
        return self._resources[entries.objgen]


def content_of(page: pikepdf.Page) -> bytes:
    """Return what a page draws."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))


def names_in(content: bytes) -> frozenset[str]:
    """Return the names that a content stream uses, of resources and of others."""
    return frozenset(name.decode("latin-1") for name in _NAME.findall(content))


def marks_in(content: bytes, resources: pikepdf.Object, known: Known) -> Iterator[Mark]:
    """Yield what a content stream paints, and what the forms in it do; `known` is kept from one page to the next."""
    return _Painter(resources, known, State(), 0).paint(content)


class _Painter:
    """Goes through one content stream, an operation at a time."""

    def __init__(self, resources: pikepdf.Object, known: Known, state: State, depth: int) -> None:
        self._resources = known.resources(resources)
        self._known = known
        self._state = state
        self._depth = depth
        self._stack: list[State] = []
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._text = self._line = IDENTITY
        self._found: list[Mark] = []

    def paint(self, content: bytes) -> Iterator[Mark]:
        position = 0
        while operation := _OPERATION.search(content, position):
            position = operation.end()
            operator = operation[2].decode()
            if operator == "BI":
                position = self._inline_picture(content, position)
            elif operator == "BT":
                position = self._read_lines(content, position)
            elif run := _OPERATORS.get(operator):
                run(self, operation[1], operator)
            if self._found:
                yield from self._found
                self._found.clear()

    # Graphics state

    def push(self, _operands: bytes, _operator: str) -> None:
        self._stack.append(self._state.copied())

    def pop(self, _operands: bytes, _operator: str) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def concatenate(self, operands: bytes, _operator: str) -> None:
        self._state.matrix = times(_matrix(operands), self._state.matrix)

    def set_width(self, operands: bytes, _operator: str) -> None:
        self._state.width = _numbers(operands)[-1]

    def set_state(self, operands: bytes, _operator: str) -> None:
        for name, value in self._resources.state(operands).items():
            setattr(self._state, name, value)

    # Colours

    def choose_space(self, operands: bytes, operator: str) -> None:
        space, spot = self._resources.space(name_in(operands))
        self._set(Colour(space, _INITIAL.get(space, ()), spot), stroke=operator.isupper())

    def set_colour(self, operands: bytes, operator: str) -> None:
        before = self._state.stroke if operator.isupper() else self._state.fill
        values = () if b"/" in operands else tuple(_numbers(operands))
        self._set(Colour(before.space, values, before.spot), stroke=operator.isupper())

    def set_device_colour(self, operands: bytes, operator: str) -> None:
        colour = Colour(_OF_OPERATOR[operator.lower()], tuple(_numbers(operands)))
        self._set(colour, stroke=operator.isupper())

    def _set(self, colour: Colour, *, stroke: bool) -> None:
        if stroke:
            self._state.stroke = colour
        else:
            self._state.fill = colour

    # Paths

    def rectangle(self, operands: bytes, _operator: str) -> None:
        x, y, width, height = _numbers(operands)
        self._path += [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]

    def add_points(self, operands: bytes, _operator: str) -> None:
        numbers = _numbers(operands)
        self._path += zip(numbers[0::2], numbers[1::2], strict=False)

    def clip(self, _operands: bytes, _operator: str) -> None:
        self._clips = True

    def paint_path(self, _operands: bytes, operator: str) -> None:
        state = self._state
        if self._path:
            whole = around(moved(point, state.matrix) for point in self._path)
            area = shared(whole, state.clip)
            if operator[0] in "fFbB":
                self._add(Kind.FILL, area, state.fill, overprint=state.fill_overprint)
            if operator[0] in "sSbB":
                width = state.width * scale(state.matrix)
                self._add(Kind.STROKE, area, state.stroke, overprint=state.stroke_overprint, size=width)
            if self._clips:
                state.clip = area
        self._path = []
        self._clips = False

    def _add(
        self,
        kind: Kind,
        area: Area,
        colour: Colour,
        *,
        overprint: bool = False,
        size: float = 0.0,
        drawn: pikepdf.Object | None = None,
    ) -> None:
        if not is_empty(area):
            self._found.append(Mark(kind, area, colour, overprint, size, drawn, self._state.blended))

    # Text

    def _read_lines(self, content: bytes, position: int) -> int:
        """Begin with text and take the lines that follow, each in one font; return where the content goes on."""
        self._text = self._line = IDENTITY
        while line := _LINE.match(content, position):
            position = line.end()
            down, x, y, font, shown = line.groups()
            self._text = self._line = (1.0, 0.0, 0.0, float(down), float(x), float(y))
            if font:
                self.set_font(font, "Tf")
            self._add_text(*_shown(b" ".join(_PIECE.findall(shown))))
        return position

    def set_text_matrix(self, operands: bytes, _operator: str) -> None:
        self._text = self._line = _matrix(operands)

    def move_text(self, operands: bytes, operator: str) -> None:
        x, y = _numbers(operands)
        if operator == "TD":
            self._state.leading = -y
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def next_line(self, _operands: bytes, _operator: str) -> None:
        self._text = self._line = times((1, 0, 0, 1, 0, -self._state.leading), self._line)

    def set_leading(self, operands: bytes, _operator: str) -> None:
        self._state.leading = _numbers(operands)[-1]

    def set_font(self, operands: bytes, _operator: str) -> None:
        self._state.size = _numbers(operands)[-1]
        self._state.font = self._known.fonts.widths(self._resources.entry("/Font", operands))

    def show(self, operands: bytes, operator: str) -> None:
        if operator in ("'", '"'):
            self.next_line(b"", operator)
        self._add_text(*_shown(operands))

    def _add_text(self, codes: bytes, shift: float) -> None:
        state = self._state
        size = state.size
        width = (state.font.width(codes) - shift) * size
        a, b, c, d, x, y = text = self._text
        self._text = (a, b, c, d, a * width + x, b * width + y)
        if codes:
            place = (0.0, -_DESCENT * size, width if width > 0 else 0.0, _ASCENT * size)
            area = shared(corners(place, times(text, state.matrix)), state.clip)
            if not is_empty(area):
                self._found.append(Mark(Kind.TEXT, area, state.fill, state.fill_overprint, blended=state.blended))

    # What is kept elsewhere

    def paint_blend(self, operands: bytes, _operator: str) -> None:
        drawn = self._resources.entry("/Shading", operands)
        if drawn is not None:
            space, spot = family(drawn.get("/ColorSpace"))
            self._add(Kind.BLEND, self._state.clip, Colour(space, (), spot), drawn=drawn)

    def draw(self, operands: bytes, _operator: str) -> None:
        drawn = self._resources.entry("/XObject", operands)
        if not isinstance(drawn, pikepdf.Stream):
            return
        if drawn.get("/Subtype") == "/Image":
            self._picture(drawn, family(drawn.get("/ColorSpace")), is_mask=bool(drawn.get("/ImageMask", False)))
        elif self._depth < _DEEPEST:
            state = self._state.copied()
            state.matrix = times(_form_matrix(drawn), state.matrix)
            if "/BBox" in drawn:
                bounds = tuple(float(edge) for edge in drawn.BBox)
                state.clip = shared(state.clip, corners((bounds[0], bounds[1], bounds[2], bounds[3]), state.matrix))
            self._found += self._drawn(drawn, state)

    def _drawn(self, form: pikepdf.Stream, state: State) -> tuple[Mark, ...]:
        """Return what a form draws; one with resources of its own draws the same in the same state."""
        key = (form.objgen, *(getattr(state, name) for name in state.__slots__))
        marks = self._known.forms.get(key)
        if marks is None:
            painter = _Painter(form.get("/Resources", self._resources.entries), self._known, state, self._depth + 1)
            marks = tuple(painter.paint(form.read_bytes()))
            if "/Resources" in form and form.is_indirect:
                self._known.forms[key] = marks
        return marks

    def _picture(self, drawn: pikepdf.Object | None, space: tuple[str, str], *, is_mask: bool = False) -> None:
        state = self._state
        colour = state.fill if is_mask else Colour(space[0], (), space[1])
        a, b, c, d, _, _ = state.matrix
        width, height = math.hypot(a, b), math.hypot(c, d)
        resolution = 0.0
        if drawn is not None and width and height:
            resolution = min(int(drawn.Width) / width, int(drawn.Height) / height) * 72
        area = shared(corners((0, 0, 1, 1), state.matrix), state.clip)
        self._add(Kind.PICTURE, area, colour, size=resolution, drawn=drawn)

    def _inline_picture(self, content: bytes, position: int) -> int:
        """Take a picture that stands in the content itself; return where the content goes on."""
        end = _INLINE_END.search(content, position)
        header = content[position : end.start() if end else len(content)].partition(b"ID")[0]
        space = _INLINE_SPACE.search(header)
        name = space[1].decode() if space else "G"
        self._picture(None, self._resources.space(_SHORT_NAMES.get(name, name)))
        return end.end() if end else len(content)


def _numbers(operands: bytes) -> list[float]:
    return [float(number) for number in operands.split() if not number.startswith(b"/")]


def _shown(operands: bytes) -> tuple[bytes, float]:
    """Return the codes of the glyphs that are shown, and by how many ems they are drawn together."""
    if b"(" not in operands:
        # Shifts and digits take turns, and this is what takes the most time of a check.
        pieces = operands.strip(b"[] \n").replace(b"<", b">").split(b">")
        codes = bytes.fromhex(b"".join(pieces[1::2]).decode())
        shifts = b" ".join(pieces[0::2]).split()
        return codes, sum(map(float, shifts)) / 1000 if shifts else 0.0
    strings = _SHOWN.findall(operands)
    codes = b"".join(bytes.fromhex(digits.decode()) if digits else literal[1:-1] for digits, literal in strings)
    return codes, sum(map(float, _SHIFT.findall(_SHOWN.sub(b" ", operands)))) / 1000


def _matrix(operands: bytes) -> Matrix:
    a, b, c, d, e, f = map(float, operands.split())
    return (a, b, c, d, e, f)


def _form_matrix(form: pikepdf.Object) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in form.get("/Matrix", IDENTITY))
    return (a, b, c, d, e, f)


_Run: TypeAlias = Callable[[_Painter, bytes, str], None]
_OPERATORS: Mapping[str, _Run] = {
    "q": _Painter.push,
    "Q": _Painter.pop,
    "cm": _Painter.concatenate,
    "w": _Painter.set_width,
    "gs": _Painter.set_state,
    **dict.fromkeys(("cs", "CS"), _Painter.choose_space),
    **dict.fromkeys(("sc", "SC", "scn", "SCN"), _Painter.set_colour),
    **dict.fromkeys(("g", "G", "rg", "RG", "k", "K"), _Painter.set_device_colour),
    "re": _Painter.rectangle,
    **dict.fromkeys(("m", "l", "c", "v", "y"), _Painter.add_points),
    **dict.fromkeys(("W", "W*"), _Painter.clip),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*", "s", "S", "n"), _Painter.paint_path),
    "Tm": _Painter.set_text_matrix,
    **dict.fromkeys(("Td", "TD"), _Painter.move_text),
    "T*": _Painter.next_line,
    "TL": _Painter.set_leading,
    "Tf": _Painter.set_font,
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _Painter.show),
    "sh": _Painter.paint_blend,
    "Do": _Painter.draw,
}
