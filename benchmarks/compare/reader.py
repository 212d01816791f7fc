"""Reads where glyphs stand in the PDF of any engine: PDFium's text page, in ems from the corner of the text area."""

import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_double, create_string_buffer
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from math import hypot
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

SMALL = 0.8
"""Type under this many ems is an annotation or a note, not a line of the body."""
SCALE = 8
"""Pixels a point in the picture that lines and dots are looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character: its origin and the edges of its ink in ems from the left, its baseline from the top, its size."""

    text: str
    x: float
    left: float
    right: float
    y: float
    size: float
    font: str


@dataclass(kw_only=True)
class Page:
    """A page and the text that a reader copies; `em`, `left` and `top` in points say where the text area begins."""

    glyphs: list[Glyph]
    source: pypdfium2.PdfPage
    copied: str
    em: float
    left: float
    top: float
    lines: list[list[Glyph]] = field(init=False)
    small: list[Glyph] = field(init=False)

    def __post_init__(self) -> None:
        body = [glyph for glyph in self.glyphs if glyph.size >= SMALL]
        self.small = [glyph for glyph in self.glyphs if glyph.size < SMALL]
        self.lines = []
        for glyph in sorted(body, key=lambda glyph: glyph.y):
            if not self.lines or glyph.y - self.lines[-1][0].y > 0.3:
                self.lines.append([])
            self.lines[-1].append(glyph)
        for line in self.lines:
            line.sort(key=lambda glyph: glyph.left)

    @property
    def texts(self) -> list[str]:
        """What each line says, from the top."""
        return ["".join(glyph.text for glyph in line) for line in self.lines]

    @cached_property
    def picture(self) -> Image.Image:
        """The page in grey, from white (255) to ink."""
        return self.source.render(scale=SCALE).to_pil().convert("L")

    def ink(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether anything is drawn in a box given in ems."""
        x0, x1 = (round((self.left + x * self.em) * SCALE) for x in (left, right))
        y0, y1 = (round((self.top + y * self.em) * SCALE) for y in (top, bottom))
        return self.picture.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))).getextrema()[0] < 128


def pages(pdf: Path, *, em: float, left: float, top: float) -> list[Page]:
    """Read every page."""
    document = pypdfium2.PdfDocument(without_spoken_gaps(pdf))
    originals = pypdfium2.PdfDocument(pdf)
    return [
        Page(
            glyphs=list(_glyphs(page, em=em, left=left, top=top)),
            source=page,
            copied=original.get_textpage().get_text_range().strip(),
            em=em,
            left=left,
            top=top,
        )
        for page, original in zip(document, originals, strict=True)
    ]


def without_spoken_gaps(pdf: Path) -> bytes:
    """Return the PDF without the spans that say one character for a gap and its neighbour (two codes of two bytes).

    PDFium gives the place of such a span, not that of the glyph in it.
    """
    target = BytesIO()
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            page.contents_coalesce()
            if b"/ActualText" in page.Contents.read_bytes():
                kept = _unspoken(list(pikepdf.parse_content_stream(page)))
                page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        document.save(target)
    return target.getvalue()


def _unspoken(operations: list[Any]) -> list[Any]:
    kept = list(operations)
    for place, (operands, operator) in enumerate(operations):
        if str(operator) != "BDC" or len(str(operands[1].get("/ActualText", ""))) != 1:
            continue
        shown = 0
        for parts, inner in operations[place + 1 :]:
            if str(inner) == "EMC":
                break
            if str(inner) == "TJ":
                shown += sum(len(bytes(part)) for part in parts[0] if isinstance(part, pikepdf.String))
        if shown >= 4:
            kept[place] = ([operands[0], pikepdf.Dictionary()], operator)
    return kept


SAME = str.maketrans("⋯‑", "…-") | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
"""Characters that XeLaTeX and Chromium (radicals) name otherwise."""


def _glyphs(page: pypdfium2.PdfPage, *, em: float, left: float, top: float) -> Iterator[Glyph]:
    height, text_page = page.get_height(), page.get_textpage()
    numbers = [c_double() for _ in range(6)]
    x, y, ink_left, ink_right, bottom, above = numbers
    matrix, name = pdfium.FS_MATRIX(), create_string_buffer(200)
    for index in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index)).translate(SAME)
        if pdfium.FPDFText_IsGenerated(text_page, index) or character.isspace() or character in "\0\xad\ufffe\u200b":
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        pdfium.FPDFText_GetCharBox(text_page, index, byref(ink_left), byref(ink_right), byref(bottom), byref(above))
        pdfium.FPDFText_GetMatrix(text_page, index, byref(matrix))
        size = pdfium.FPDFText_GetFontSize(text_page, index) * hypot(matrix.a, matrix.b)
        pdfium.FPDFText_GetFontInfo(text_page, index, name, 200, None)
        yield Glyph(
            text=character, x=(x.value - left) / em, left=(ink_left.value - left) / em,
            right=(ink_right.value - left) / em, y=(height - y.value - top) / em, size=size / em,
            font=name.value.decode("latin-1"),
        )  # fmt: skip
