"""The glyphs of a token, shaped once for each face, so that a line is drawn without Pango.

Relies on `_glyph_words` and on fonts that stay what they are as long as one holds a reference to them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import ffi, gobject, harfbuzz
from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

from publisher.typesetting.weasy.shaping import (
    EMPTY,
    WORDS_PER_GLYPH,
    Face,
    Form,
    Mark,
    glyph_words,
    places_of,
    runs_of,
)

ffi.cdef("gpointer g_object_ref (gpointer object);")

_ALONE = "⺀-〩〰-゘゛-鿿豈-﫿！-｠\U00020000-\U0003fffd"
_SPACES = " \u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_TOKEN = re.compile(f"[{_ALONE}][{_SPACES}]*|[^{_ALONE}{_SPACES}]+[{_SPACES}]*|[{_SPACES}]+")
"""What is shaped together: a Han or a Chinese mark, or a word of anything else, with the spaces that take its font."""
_JOINS = re.compile("[\0-\x1f\u0300-\u036f\u200c-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff〪-゙゚〯︀-️\U000e0000-\U000e0fff]")
"""Characters that change their neighbours, or the line."""
_PICTURES = (b"EBDT", b"CBDT", b"sbix", b"SVG ", b"COLR")
"""The tables of a font whose glyphs are not, or not all, outlines of one colour."""
_HAN = "水"


@dataclass(frozen=True, slots=True, eq=False)
class GlyphFont:
    """A font of a face, the key that WeasyPrint knows it by, and whether its glyphs are outlines of one colour."""

    pango_font: Any
    key: int
    size: float
    plain: bool


Glyph = tuple[GlyphFont, int, str, float, int, int, int, str]
"""Font, number and its code, width and offset in thousandths of an em, place in the token, place of the next, text."""
Token = tuple[int, tuple[Glyph, ...]]
"""The number of characters of a token, and its glyphs."""


def tokens_of(face: Face, text: str, marks: Sequence[Mark]) -> list[Token] | None:
    """Return the tokens of a text; None if Pango has to shape the whole."""
    if _JOINS.search(text):
        return None
    known = face.tokens
    found = []
    for token, key in _split(text, marks) if marks else ((token, token) for token in _TOKEN.findall(text)):
        if key not in known:
            glyphs = _shape(face, token, () if key is token else key[1:])
            known[key] = None if glyphs is None else (len(token), glyphs)
        if (made := known[key]) is None:
            return None
        found.append(made)
    return found


def _split(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Any]]:
    """Split a text at its Chinese marks, and give each token the key that it is known by."""
    latin = [mark for mark in marks if mark[2] is Form.LATIN]
    begin = 0
    for start, end, form in (*marks, (len(text), len(text), Form.OWN)):
        if form is not Form.LATIN:
            if latin:
                yield from _words(text, begin, start, latin)
            else:
                for token in _TOKEN.findall(text, begin, start):
                    yield token, token
            if start < end:
                yield text[start:end], (text[start:end], (0, end - start, form))
            begin = end


def _words(text: str, begin: int, finish: int, latin: Sequence[Mark]) -> Iterator[tuple[str, Any]]:
    for match in _TOKEN.finditer(text, begin, finish):
        start, end, token = match.start(), match.end(), match[0]
        inside = [(at - start, to - start, form) for at, to, form in latin if start <= at and to <= end]
        yield token, (token, *inside) if inside else token


def _shape(face: Face, token: str, marks: Sequence[Mark]) -> tuple[Glyph, ...] | None:
    """Shape a token, a Chinese one among Han; None if its glyphs are not plain ones."""
    around = len(_HAN) if any(form is not Form.LATIN for *_, form in marks) or re.match(f"[{_ALONE}]", token) else 0
    han = _HAN * around
    text = han + token + han
    face.lay(text, [(start + around, end + around, form) for start, end, form in marks])
    places, finish = places_of(text), around + len(token)
    scale = 1.024 * face.em
    found: list[Glyph] = []
    for run in runs_of(face.layout):
        if run.item.analysis.level % 2:
            return None
        font = _font(face, run.item.analysis.font)
        if not font.plain:
            return None
        count, words = glyph_words(run)
        at = [places[run.item.offset + cluster] for cluster in run.glyphs.log_clusters[0:count]]
        at.append(places[run.item.offset + run.item.length])
        for number in range(count):
            if not around <= at[number] < finish:
                continue
            glyph, width, x_offset, y_offset, _ = words[number * WORDS_PER_GLYPH : (number + 1) * WORDS_PER_GLYPH]
            if glyph == EMPTY and not width:
                continue
            if not 0 < glyph < EMPTY or y_offset or at[number + 1] < at[number]:
                return None
            place, following = at[number] - around, at[number + 1] - around
            drawn = token[place:following]
            found.append((font, glyph, f"{glyph:04x}", width / scale, round(x_offset / scale), place, following, drawn))
    return tuple(found)


def _font(face: Face, pango_font: Any) -> GlyphFont:
    address = int(ffi.cast("uintptr_t", pango_font))
    font = face.fonts.get(address)
    if font is None:
        held = ffi.gc(ffi.cast("PangoFont *", gobject.g_object_ref(pango_font)), gobject.g_object_unref)
        key, _, size = get_pango_font_key(held)
        font = face.fonts[address] = GlyphFont(held, key, size, _is_plain(get_pango_font_hb_face(held)))
    return font


def _is_plain(hb_face: Any) -> bool:
    for tag in _PICTURES:
        table = harfbuzz.hb_face_reference_table(hb_face, harfbuzz.hb_tag_from_string(tag, -1))
        length = harfbuzz.hb_blob_get_length(table)
        harfbuzz.hb_blob_destroy(table)
        if length:
            return False
    return True
