"""Where each glyph of a finished PDF stands, read from its content streams."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from weasyprint.text.fonts import FontConfiguration

from publisher.typesetting import render

SIZE = 10
"""The size of the body in the cases, in CSS pixels, so that an em is easily read."""
FACE = '"Noto Serif CJK SC"'


@dataclass(frozen=True, slots=True)
class Glyph:
    """The character(s) of one glyph, its origin from the left and top, its advance, in ems of the body, and its font."""

    text: str
    x: float
    y: float
    advance: float
    font: str


def set_page(body: str, *, width: float, css: str = "", size: int = SIZE, face: str = FACE) -> bytes:
    """Set HTML in a column so many ems wide, justified, without indents, in lines of 2 em."""
    html = f"""<!DOCTYPE html><html lang="zh"><style>
        @page {{ size: {width * size}px 2000px; margin: 0 }}
        body {{ margin: 0; font: {size}px/2 {face}; text-align: justify }}
        p {{ margin: 0 }}
        {css}</style><body>{body}"""
    pdf = render(html, font_config=_fonts()).write_pdf()
    assert pdf is not None
    return pdf


@cache
def _fonts() -> FontConfiguration:
    """Read the list of installed fonts once, which takes longer than a page."""
    return FontConfiguration()


def lines_of(body: str, *, width: float, css: str = "", size: int = SIZE, face: str = FACE) -> list[list[Glyph]]:
    """Set HTML as `set_page` does and return its lines from the top, each from the left."""
    return lines_of_pdf(set_page(body, width=width, css=css, size=size, face=face), size)


def lines_of_pdf(pdf: bytes, size: int = SIZE) -> list[list[Glyph]]:
    """Return the lines of all pages: glyphs of one baseline, from the left."""
    lines: list[list[Glyph]] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            rows: dict[float, list[Glyph]] = {}
            for glyph in _glyphs(page, size):
                rows.setdefault(round(glyph.y, 2), []).append(glyph)
            lines += [sorted(row, key=lambda glyph: glyph.x) for _, row in sorted(rows.items())]
    return lines


def text(line: list[Glyph]) -> str:
    """Return the text of a line as it stands on the page."""
    return "".join(glyph.text for glyph in line)


def at(line: list[Glyph], character: str, nth: int = 0) -> float:
    """Return the x of the nth glyph that is a character, in ems, rounded to the hundredth."""
    return round([glyph.x for glyph in line if glyph.text == character][nth], 2)


def _glyphs(page: pikepdf.Page, size: float) -> Iterator[Glyph]:
    fonts = {name: _Font(font) for name, font in page.resources.get("/Font", {}).items()}
    reader = _Reader(fonts, float(page.mediabox[3]), size * 0.75)
    for operands, operator in pikepdf.parse_content_stream(page):
        yield from reader.read(str(operator), operands)


class _Reader:
    """The state of a content stream as far as text needs it; `em` is in points."""

    def __init__(self, fonts: dict[str, "_Font"], height: float, em: float) -> None:
        self.fonts, self.height, self.em = fonts, height, em
        self.matrix, self.stack, self.text_matrix = pikepdf.Matrix(), [], pikepdf.Matrix()
        self.font: _Font | None = None
        self.font_size = 0.0
        self.spoken = False

    def read(self, operator: str, operands: Any) -> Iterator[Glyph]:
        match operator:
            case "q":
                self.stack.append(self.matrix)
            case "Q":
                self.matrix = self.stack.pop()
            case "cm":
                self.matrix = pikepdf.Matrix(*map(float, operands)) @ self.matrix
            case "Tf":
                self.font, self.font_size = self.fonts[str(operands[0])], float(operands[1])
            case "Tm":
                self.text_matrix = pikepdf.Matrix(*map(float, operands))
            case "BDC":
                self.spoken = str(operands[0]) == "/Span" and "/ActualText" in operands[1]
            case "EMC":
                self.spoken = False
            case "TJ":
                yield from self._show(operands[0])

    def _show(self, parts: Any) -> Iterator[Glyph]:
        assert self.font is not None
        for part in parts:
            if not isinstance(part, pikepdf.String):
                self._move(-float(part))
                continue
            for character, advance in self.font.glyphs(bytes(part)):
                place = self.text_matrix @ self.matrix
                if not (self.spoken and character == " "):
                    width = advance * self.font_size * 0.75 / 1000
                    yield Glyph(
                        character, place.e / self.em, (self.height - place.f) / self.em, width / self.em, self.font.name
                    )
                self._move(advance)

    def _move(self, thousandths: float) -> None:
        self.text_matrix = pikepdf.Matrix(1, 0, 0, 1, thousandths / 1000 * self.font_size, 0) @ self.text_matrix


class _Font:
    """The widths and the ToUnicode map of a font of two-byte codes."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.BaseFont).partition("+")[2]
        descendant = font.DescendantFonts[0]
        self._default = float(descendant.get("/DW", 1000))
        self._widths: dict[int, float] = {}
        entries = list(descendant.W)
        while entries:
            first, widths = int(entries.pop(0)), entries.pop(0)
            self._widths.update({first + index: float(width) for index, width in enumerate(widths)})
        cmap = font.ToUnicode.read_bytes().decode("latin-1")
        self._texts = {
            int(code, 16): bytes.fromhex(value).decode("utf-16-be")
            for code, value in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", cmap)
        }

    def glyphs(self, codes: bytes) -> Iterator[tuple[str, float]]:
        for place in range(0, len(codes), 2):
            code = int.from_bytes(codes[place : place + 2])
            yield self._texts.get(code, ""), self._widths.get(code, self._default)
