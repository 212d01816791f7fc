"""Where each glyph of a page stands, and what it says, read from content streams of any program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pikepdf

from publisher.checks.pdf.font_widths import NO_WIDTHS, Fonts, Widths
from publisher.checks.pdf.marks import IDENTITY, Matrix, times

_DEEPEST = 6
_CHARACTER = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_LARGEST_RANGE = 65536


class Glyph(NamedTuple):
    """One upright glyph: its text, origin and natural width in points, type size, face, and marked content (or -1)."""

    text: str
    x: float
    y: float
    width: float
    size: float
    face: str
    content: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """What a font says of its codes; `scale` is 1 but for Type 3 fonts, whose widths have a matrix of their own."""

    name: str = ""
    texts: dict[int, str]
    widths: Widths = NO_WIDTHS
    scale: float = 1.0
    upright: bool = True


_NO_FACE = _Face(texts={})


class Faces:
    """Reads each font of a file once."""

    def __init__(self) -> None:
        self._widths = Fonts()
        self._known: dict[tuple[int, int], _Face] = {}

    def face(self, font: pikepdf.Object | None) -> _Face:
        """Return what a font says of its codes."""
        if not isinstance(font, pikepdf.Dictionary):
            return _NO_FACE
        if font.objgen not in self._known or font.objgen == (0, 0):
            matrix = font.get("/FontMatrix")
            unicodes = font.get("/ToUnicode")
            self._known[font.objgen] = _Face(
                name=str(font.get("/BaseFont", "")).partition("+")[2],
                texts=_texts(unicodes.read_bytes()) if isinstance(unicodes, pikepdf.Stream) else {},
                widths=self._widths.widths(font),
                scale=float(matrix[0]) * 1000 if isinstance(matrix, pikepdf.Array) else 1.0,
                upright=not str(font.get("/Encoding", "")).endswith("-V"),
            )
        return self._known[font.objgen]


def glyphs_of(page: pikepdf.Page, faces: Faces) -> Iterator[Glyph]:
    """Yield what a page writes, but for what is marked as an artifact, in the order of its content."""
    return _Reader(faces).read(page, page.resources, 0)


class _Reader:
    """The state of a content stream, as far as text needs it (ISO 32000-2 §9)."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._matrix: Matrix = IDENTITY
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._face = _NO_FACE
        self._size = 0.0
        self._spacing = self._words = self._leading = 0.0
        self._stretch = 1.0
        self._saved: list[tuple[Any, ...]] = []
        # For each open marked content its number, -2 for an artifact, and whether it speaks for its glyphs.
        self._open: list[tuple[int, bool]] = []

    def read(self, source: Any, resources: pikepdf.Object, depth: int) -> Iterator[Glyph]:
        for instruction in pikepdf.parse_content_stream(source):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name == "Do" and depth < _DEEPEST:
                forms = resources.get("/XObject")
                form = forms.get(str(operands[0])) if isinstance(forms, pikepdf.Dictionary) else None
                if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                    yield from self._form(form, resources, depth)
            elif name in ("Tj", "TJ", "'", '"'):
                yield from self._show(name, operands)
            else:
                self._change(name, operands, resources)

    def _form(self, form: pikepdf.Stream, resources: pikepdf.Object, depth: int) -> Iterator[Glyph]:
        before, saved = self._state(), self._saved
        self._saved = []
        if "/Matrix" in form:
            self._matrix = times(_matrix(form.Matrix), self._matrix)
        yield from self.read(form, form.get("/Resources", resources), depth + 1)
        self._restore(before)
        self._saved = saved

    def _state(self) -> tuple[Any, ...]:
        return (self._matrix, self._face, self._size, self._spacing, self._words, self._leading, self._stretch)

    def _restore(self, state: tuple[Any, ...]) -> None:
        self._matrix, self._face, self._size, self._spacing, self._words, self._leading, self._stretch = state

    def _change(self, name: str, operands: Any, resources: pikepdf.Object) -> None:
        match name:
            case "q":
                self._saved.append(self._state())
            case "Q" if self._saved:
                self._restore(self._saved.pop())
            case "cm":
                self._matrix = times(_matrix(operands), self._matrix)
            case "Tf":
                fonts = resources.get("/Font")
                font = fonts.get(str(operands[0])) if isinstance(fonts, pikepdf.Dictionary) else None
                self._face, self._size = self._faces.face(font), float(operands[1])
            case "BDC" | "BMC":
                self._open.append(self._marked(operands))
            case "EMC" if self._open:
                self._open.pop()
            case "BT":
                self._text = self._line = IDENTITY
            case "Tm":
                self._text = self._line = _matrix(operands)
            case _ if name.startswith("T"):
                self._change_text(name, operands)

    def _change_text(self, name: str, operands: Any) -> None:
        match name:
            case "Td" | "TD":
                if name == "TD":
                    self._leading = -float(operands[1])
                self._next_line(float(operands[0]), float(operands[1]))
            case "T*":
                self._next_line(0.0, -self._leading)
            case "Tc":
                self._spacing = float(operands[0])
            case "Tw":
                self._words = float(operands[0])
            case "Tz":
                self._stretch = float(operands[0]) / 100
            case "TL":
                self._leading = float(operands[0])

    def _marked(self, operands: Any) -> tuple[int, bool]:
        outer, spoken = self._open[-1] if self._open else (-1, False)
        if str(operands[0]) == "/Artifact" or outer == -2:
            return -2, spoken
        properties = operands[1] if len(operands) > 1 else None
        if not isinstance(properties, pikepdf.Dictionary):
            return outer, spoken
        return int(properties.get("/MCID", outer)), spoken or "/ActualText" in properties

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def _show(self, name: str, operands: Any) -> Iterator[Glyph]:
        if name in ("'", '"'):
            if name == '"':
                self._words, self._spacing = float(operands[0]), float(operands[1])
            self._next_line(0.0, -self._leading)
        for part in operands[0] if name == "TJ" else (operands[-1],):
            if isinstance(part, pikepdf.String):
                yield from self._string(bytes(part))
            else:
                self._move(-float(part) / 1000 * self._size * self._stretch)

    def _string(self, string: bytes) -> Iterator[Glyph]:
        face, widths = self._face, self._face.widths
        number, spoken = self._open[-1] if self._open else (-1, False)
        a, b, c, d, x, y = times(self._text, self._matrix)
        shows = number != -2 and face.upright and abs(b) + abs(c) < 1e-6 and a > 0
        size, along = abs(self._size * d), 0.0
        for code in widths.codes(string):
            width = widths.by_code[code] * face.scale * self._size * self._stretch
            text = face.texts.get(code, "")
            # A space in a span with other words for it fills a gap that belongs to no character.
            if shows and not (spoken and text == " "):
                yield Glyph(text, x + along * a, y + along * b, width * a, size, face.name, number)
            blank = self._words if code == 32 and not widths.two_bytes else 0.0
            along += width + (self._spacing + blank) * self._stretch
        self._move(along)

    def _move(self, along: float) -> None:
        a, b, c, d, x, y = self._text
        self._text = (a, b, c, d, x + along * a, y + along * b)


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return (a, b, c, d, e, f)


def _texts(unicodes: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, section in _SECTION.findall(unicodes):
        if kind == b"bfchar":
            found.update((int(code, 16), _written(text)) for code, text in _CHARACTER.findall(section))
            continue
        for first, last, start, listed in _RANGE.findall(section):
            codes = range(int(first, 16), min(int(last, 16), int(first, 16) + _LARGEST_RANGE) + 1)
            if listed:
                found.update(zip(codes, map(_written, re.findall(rb"<([^>]*)>", listed)), strict=False))
            else:
                text = _written(start)
                found.update((code, text[:-1] + chr(ord(text[-1]) + code - codes[0])) for code in codes if text)
    return found


def _written(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")
