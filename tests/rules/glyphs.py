"""Where each glyph of a finished PDF stands, read from its content streams."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from publisher.typesetting import render

SIZE = 10
"""The size of the body in the cases, in CSS pixels, so that an em is easily read."""
FACE = '"Noto Serif CJK SC"'


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (or several, of one glyph), its origin and advance in ems of the body, from the left edge."""

    text: str
    x: float
    y: float
    advance: float


def set_page(body: str, *, width: float, css: str = "", size: int = SIZE, face: str = FACE) -> bytes:
    """Set HTML in a column so many ems wide, justified, without indents, in lines of 2 em."""
    html = f"""<!DOCTYPE html><html lang="zh"><style>
        @page {{ size: {width * size}px 2000px; margin: 0 }}
        body {{ margin: 0; font: {size}px/2 {face}; text-align: justify }}
        p {{ margin: 0 }}
        {css}</style><body>{body}"""
    pdf = render(html).write_pdf()
    assert pdf is not None
    return pdf


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
    height = float(page.mediabox[3])
    matrix, stack = pikepdf.Matrix(), []
    font, font_size, text_matrix, spoken = None, 0.0, pikepdf.Matrix(), False
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tf":
                font, font_size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                text_matrix = pikepdf.Matrix(*map(float, operands))
            case "BDC":
                spoken = str(operands[0]) == "/Span" and "/ActualText" in operands[1]
            case "EMC":
                spoken = False
            case "TJ":
                assert font is not None
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        for code, character, advance in font.glyphs(bytes(part)):
                            place = text_matrix @ matrix
                            if not (spoken and character == " "):
                                em = size * 0.75
                                yield Glyph(
                                    character,
                                    place.e / em,
                                    (height - place.f) / em,
                                    advance * font_size * 0.75 / em / 1000,
                                )
                            del code
                            text_matrix = pikepdf.Matrix(1, 0, 0, 1, advance / 1000 * font_size, 0) @ text_matrix
                    else:
                        text_matrix = pikepdf.Matrix(1, 0, 0, 1, -float(part) / 1000 * font_size, 0) @ text_matrix


class _Font:
    """The widths and the ToUnicode map of a font of two-byte codes."""

    def __init__(self, font: Any) -> None:
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

    def glyphs(self, codes: bytes) -> Iterator[tuple[int, str, float]]:
        for place in range(0, len(codes), 2):
            code = int.from_bytes(codes[place : place + 2])
            yield code, self._texts.get(code, ""), self._widths.get(code, self._default)
