"""The text behind the wide gaps of a set line.

A reader of PDF takes a gap of a tenth of an em or more for a space. Where we leave one without a character, the
glyph beside it and the gap stand in a span whose `ActualText` (ISO 32000-2, 14.9.4) is the glyph's text alone.

Relies on `draw.text.draw_first_line` writing through `stream.add_font` and `stream.show_text` in the form
`<0012…>-250<0034>`, with the text of each glyph in `font.to_unicode`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pydyf
from weasyprint.draw import text as text_drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_key

from publisher.typesetting.weasy.glyphs import GlyphFont, Token, tokens_of
from publisher.typesetting.weasy.shaping import SetText

ffi.cdef("""
    hb_bool_t hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    int32_t hb_font_get_glyph_h_advance (hb_font_t *font, hb_codepoint_t glyph);
""")

_WIDE = 80
"""A gap that is wide enough to be read as a space, in thousandths of an em, with some room for rounding."""
_WIDE_AT_EDGE = 10
"""The same for a gap where a text box ends. Poppler, once it has come upon text of another size such as ruby, takes
three hundredths of an em for a space, and two boxes may each have a part of one gap.
"""
_MAYBE_WIDE = re.compile(r"-(?:[4-9]\d|\d\d\d)|^(?:<>)?-[1-9]\d|-[1-9]\d(?:\.\d*)?$")
_PART = re.compile(r"<([0-9a-f]*)>|(-?[0-9.]+(?:e-?[0-9]+)?)")
_SMALLEST = 1e-6
"""The least size, in pixels, that `draw_first_line` draws."""
_ROUNDS_SIZES = pango.pango_version() < 14802
"""Whether Pango gives other sizes than it was asked for, as `draw_first_line` knows."""
_draw_first_line = text_drawing.draw_first_line


def install() -> None:
    """Put our functions in place of WeasyPrint's."""
    text_drawing.draw_first_line = _draw


def _draw(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    layout = textbox.pango_layout
    if isinstance(layout, SetText):
        stream = _Speaking(stream)
        plain = text_overflow != "ellipsis" and block_ellipsis == "none" and layout.face.em >= _SMALLEST
        tokens = tokens_of(layout.face, layout.text, layout.marks) if plain and textbox.text.strip() else None
        if tokens is not None:
            stream.set_text_matrix(*matrix.values)
            _show(stream, layout, tokens)
            return []
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _show(stream: "_Speaking", layout: SetText, tokens: Sequence[Token]) -> None:
    """Write the glyphs of a text where the paragraph wants them.

    Adjustments are whole thousandths of an em, so each is chosen such that what is drawn is never more than half a
    thousandth from where it should be, however long the line.
    """
    em, shifts = layout.face.em, layout.shifts
    thousandth = em / 1000
    starts = [start / thousandth for start in accumulate(layout.advances, initial=0.0)]
    font: GlyphFont | None = None
    widths: dict[int, int] = {}
    parts: list[str] = []
    drawn, begin = 0.0, 0
    for length, glyphs in tokens:
        for glyph_font, number, code, advance, offset, place, following, text in glyphs:
            if glyph_font is not font:
                _flush(stream, parts)
                font = glyph_font
                widths = stream.use(font, em)
            width = widths.get(number)
            if width is None:
                width = stream.know(font, number, text)
            before = offset
            if shifts:
                before += round(shifts[begin + place] / thousandth)
            if before:
                parts.append(f">{-before}<")
                width += before
            wanted = advance if following == place else starts[begin + following] - drawn
            after = round(width - wanted)
            parts.append(f"{code}>{after}<" if after else code)
            drawn += width - after
        begin += length
    _flush(stream, parts)


def _flush(stream: "_Speaking", parts: list[str]) -> None:
    if parts:
        stream.show_text(f"<{''.join(parts)}>".removesuffix("<>"))
        parts.clear()


class _Speaking:
    """A stream that gives the glyph beside each wide gap its text, and the gap a glyph that says nothing."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._font: Any = None
        self._pango_font: Any = None
        self._coming: tuple[Any, Any] = (None, None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def use(self, font: GlyphFont, em: float) -> dict[int, int]:
        """Change to a font; return the widths of its glyphs known so far, in thousandths."""
        self._font = self._stream._fonts.get(font.key) or self._stream.add_font(font.pango_font)[0]
        self._pango_font = font.pango_font
        self._stream.set_font_size(self._font.hash, em if _ROUNDS_SIZES else font.size)
        widths: dict[int, int] = self._font.widths
        return widths

    def know(self, font: GlyphFont, glyph: int, text: str) -> int:
        """Make a glyph known to the font in use; return its width in thousandths."""
        ink, logical = self._stream.ink_rect, self._stream.logical_rect
        pango.pango_font_get_glyph_extents(font.pango_font, glyph, ink, logical)
        self._font.to_unicode.setdefault(glyph, text)
        width: int = round(logical.width * 1000 * FROM_UNITS / font.size)
        self._font.widths[glyph] = width
        return width

    def add_font(self, pango_font: Any) -> Any:
        """Note a font that the text after the next `set_font_size` is in."""
        font, size = self._stream.add_font(pango_font)
        self._coming = font, pango_font
        return font, size

    def set_font_size(self, font: Any, size: Any) -> None:
        """Change to the font that was added."""
        self._font, self._pango_font = self._coming
        self._stream.set_font_size(font, size)

    def show_text(self, string: str) -> None:
        """Show glyphs, each that stands beside a wide gap in a span of its own, with a space that fills the gap."""
        if not _MAYBE_WIDE.search(string):
            self._stream.show_text(string)
            return
        first, glyphs, moves = _parse(string)
        limits = [*([-_WIDE] * (len(moves) - 1)), -_WIDE_AT_EDGE]
        wide = [move < limit for move, limit in zip(moves, limits, strict=False)]
        leading = first if first < -_WIDE_AT_EDGE else 0.0
        if not (leading or any(wide)) or (space := self._space()) is None:
            self._stream.show_text(string)
            return
        plain = "" if leading else _number(first)
        for glyph, move, is_wide in zip(glyphs, moves, wide, strict=True):
            text = self._font.to_unicode.get(int(glyph, 16), " ")
            if not leading and (not is_wide or text.isspace()):
                plain += f"<{glyph}>{_number(move)}"
                continue
            if plain:
                self._stream.show_text(plain.replace("><", ""))
            before = f"{space.code}{_number(leading + space.width)}" if leading else ""
            after = f"{_number(move + space.width)}{space.code}" if is_wide else _number(move)
            self._say(f"{before}<{glyph}>{after}", text)
            plain, leading = "", 0.0
        if plain:
            self._stream.show_text(plain.replace("><", ""))

    def _say(self, string: str, text: str) -> None:
        spoken = pydyf.Dictionary({"ActualText": f"<feff{text.encode('utf-16-be').hex()}>"})
        self._stream.begin_marked_content("Span", spoken)
        self._stream.show_text(string.replace("><", ""))
        self._stream.end_marked_content()

    def _space(self) -> "_Space | None":
        """Return the space of the font in use, made known to the PDF font; None if the font has none."""
        font = self._font
        if not hasattr(font, "publisher_space"):
            glyph = ffi.new("hb_codepoint_t *")
            found = harfbuzz.hb_font_get_nominal_glyph(pango.pango_font_get_hb_font(self._pango_font), 0x20, glyph)
            font.publisher_space = None
            if found and not font.bitmap:
                font.to_unicode.setdefault(glyph[0], " ")
                width = harfbuzz.hb_font_get_glyph_h_advance(pango.pango_font_get_hb_font(self._pango_font), glyph[0])
                size = get_pango_font_key(self._pango_font)[2]
                font.widths.setdefault(glyph[0], round(width * 1000 * FROM_UNITS / size))
                font.publisher_space = _Space(f"<{glyph[0]:04x}>", font.widths[glyph[0]])
        return font.publisher_space  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class _Space:
    """A space glyph and its width in thousandths of an em; put into a gap, it makes the gap part of a span."""

    code: str
    width: float


def _number(move: float) -> str:
    return f"{move:.10g}" if move else ""


def _parse(string: str) -> tuple[float, list[str], list[float]]:
    """Split what is to be shown into a move, the glyphs, and the move after each, in thousandths."""
    glyphs: list[str] = []
    moves = [0.0]
    for codes, number in _PART.findall(string):
        if number:
            moves[-1] += float(number)
        else:
            for place in range(0, len(codes), 4):
                glyphs.append(codes[place : place + 4])
                moves.append(0.0)
    return moves[0], glyphs, moves[1:]
