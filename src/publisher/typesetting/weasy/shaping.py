"""Pango on behalf of the engine: widths of characters from a table per face, and text drawn at widths set by us.

Relies on `weasyprint.text.line_break.Layout` (how a style becomes a Pango layout), on the C layout of
PangoGlyphInfo (five 32-bit words), and on `draw_first_line` asking `get_first_line` for the glyphs that it draws.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import accumulate
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout, _font_style_cache_key, strut

from publisher.text.classes import SHARED_FORMS, CharClass, is_ideograph
from publisher.typesetting.weasy.baseline import body_proportions, reference_family

ffi.cdef("""
    PangoAttribute * pango_attr_family_new (const char *family);
    PangoAttrList * pango_attr_list_copy (PangoAttrList *list);
""")

_C = CharClass
WORDS_PER_GLYPH = 5
EMPTY = 0x0FFFFFFF
_ALONE = frozenset((_C.SPACE, _C.GLUE, _C.HAN, _C.OPEN, _C.CLOSE, _C.PAUSE, _C.STOP, _C.INTERPUNCT, _C.CONNECTOR))
_WIDTHLESS = frozenset((_C.NEWLINE, _C.BREAK, _C.OBJECT))
_HALF_WIDTH = "／"
_MARKED = re.compile(f"[{''.join(sorted(SHARED_FORMS))}{_HALF_WIDTH}]+")

Range = tuple[int, int]


class Form(Enum):
    """The form that a shared mark takes, as an OpenType feature: full, half or Latin (proportional) width."""

    FULL = b"fwid 1"
    HALF = b"hwid 1"
    LATIN = b"pwid 1"
    OWN = b""


Mark = tuple[int, int, Form]
"""A range of characters to be set in a form; all but LATIN in the face that sets Han."""


class Face:
    """The font of a style at its size: one Pango layout that is used again and again, and a table of widths.

    `tokens` and `fonts` are what has been drawn (`glyphs.py`).

    Widths are in CSS pixels. `height` and `ascent` are those of the content area, the same on every line, so that
    a word of another script does not push a baseline off the grid.
    """

    def __init__(self, style: Any) -> None:
        plain = style.copy()
        plain["letter_spacing"], plain["word_spacing"] = "normal", 0
        self.layout = Layout(plain)
        self.em: float = style["font_size"]
        pointer = self.layout.layout
        base = pango.pango_layout_get_attributes(pointer)
        made = pango.pango_attr_list_new() if base == ffi.NULL else pango.pango_attr_list_copy(base)
        self._attributes = ffi.gc(made, pango.pango_attr_list_unref)
        self._marked = False
        self._families = b""
        self._tables: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
        self._single: dict[str, float] = {}
        self.tokens: dict[Any, Any] = {}
        self.fonts: dict[int, Any] = {}
        self.lay("水", ())
        self._families = b",".join((_family(self.layout), *(name.encode() for name in style["font_family"])))
        self.line_height, self.height, self.ascent = self._metrics(style)

    def _metrics(self, style: Any) -> tuple[float, float, float]:
        """Return line height, content height and ascent: those of the first face, of both for `line-height: normal`."""
        normal = style["line_height"] == "normal"
        self.lay(" 水" if normal else " ", ())
        extents = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(_line(self.layout), ffi.NULL, extents)
        height = extents.height * FROM_UNITS
        ascent = pango.pango_layout_get_baseline(self.layout.layout) * FROM_UNITS
        if normal:
            return height, height, ascent
        if proportions := body_proportions(style):
            height, ascent = (share * self.em for share in proportions)
        return strut(style)[0], height, ascent

    @property
    def baseline(self) -> float:
        """Return how far the baseline stands from the top of a line."""
        return (self.line_height - self.height) / 2 + self.ascent

    def lay(self, text: str, marks: Sequence[Mark]) -> None:
        """Shape text, its shared marks in their forms."""
        pointer = self.layout.layout
        if marks or self._marked:
            pango.pango_layout_set_attributes(pointer, self._with_marks(text, marks) if marks else self._attributes)
            self._marked = bool(marks)
        chars, raw = unicode_to_char_p(text)
        pango.pango_layout_set_text(pointer, chars, len(raw))

    def _with_marks(self, text: str, marks: Sequence[Mark]) -> Any:
        attributes = ffi.gc(pango.pango_attr_list_copy(self._attributes), pango.pango_attr_list_unref)
        for start, end, form in marks:
            made = [] if form is Form.LATIN else [pango.pango_attr_family_new(self._families)]
            if form is not Form.OWN:
                made.append(pango.pango_attr_font_features_new(form.value))
            for attribute in made:
                attribute.start_index = len(text[:start].encode())
                attribute.end_index = attribute.start_index + len(text[start:end].encode())
                pango.pango_attr_list_insert(attributes, attribute)
        return attributes

    def measure(self, text: str, classes: Sequence[int]) -> list[float]:
        """Return the width that the font gives to each character; that of a cluster stands at its first one."""
        single = self._single
        widths = [single.get(character, -1.0) for character in text]
        index, size = 0, len(text)
        if not widths or min(widths) >= 0:
            return widths
        while index < size:
            if widths[index] < 0:
                start, end = self._token(text, classes, index)
                widths[start:end] = self._measured(text[start:end], classes[start])
                index = end
            else:
                index += 1
        return widths

    @staticmethod
    def _token(text: str, classes: Sequence[int], index: int) -> Range:
        """Return what has to be shaped together: a word, a dash of two characters, a character with its marks."""
        kind, end, size = classes[index], index + 1, len(text)
        if kind == _C.LATIN:
            while end < size and classes[end] in (_C.LATIN, _C.COMBINING):
                end += 1
        elif kind in (_C.DASH, _C.ELLIPSIS):
            while end < size and text[end] == text[index]:
                end += 1
        else:
            if kind == _C.COMBINING and index:
                index -= 1
            while end < size and classes[end] == _C.COMBINING:
                end += 1
        return index, end

    def _measured(self, token: str, kind: int) -> list[float]:
        """Look a token up in the table, or shape it."""
        if kind in _WIDTHLESS:
            return [0.0] * len(token)
        chinese = kind != _C.LATIN
        table = self._tables[chinese]
        widths = table.get(token)
        if widths is None:
            widths = table[token] = self._shape(token, marks_of(token, [kind] * len(token)))
            if kind in _ALONE and len(token) == 1 and not _MARKED.match(token):
                self._single[token] = widths[0]
        return widths

    def _shape(self, token: str, marks: Sequence[Mark]) -> list[float]:
        self.lay(token, marks)
        widths = [0.0] * len(token)
        place_of = places_of(token)
        for run in runs_of(self.layout):
            count, words = glyph_words(run)
            clusters = run.glyphs.log_clusters[0:count]
            for glyph, width in enumerate(words[1::WORDS_PER_GLYPH]):
                if words[glyph * WORDS_PER_GLYPH] != EMPTY:
                    widths[place_of[run.item.offset + clusters[glyph]]] += width * FROM_UNITS
        return widths


class SetText(Layout):  # type: ignore[misc]
    """A piece of a line, drawn with the widths that the line gave to its characters.

    `advances` and `shifts` have an entry a character, in pixels: the room that it takes, and how far its glyph
    stands from where that room begins; `edges` how much of the room at both ends is gap. Nothing is shaped before it
    is drawn.
    """

    def __init__(
        self,
        face: Face,
        text: str,
        advances: list[float],
        shifts: list[float] | None,
        marks: Sequence[Mark],
        max_width: float,
        edges: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.face = face
        self.text = text
        self.advances = array("f", advances)
        self.shifts = array("f", shifts) if shifts else None
        self.marks = marks
        self.justification_spacing = 0
        self.max_width = max_width
        self.edges = edges
        self.first_line_direction = 0
        metrics = face.layout
        self.ascent = metrics.ascent
        self.underline_position = metrics.underline_position
        self.strikethrough_position = metrics.strikethrough_position
        if metrics.ascent is not None:
            self.underline_thickness = metrics.underline_thickness
            self.strikethrough_thickness = metrics.strikethrough_thickness
        self._untouched = False

    def centres(self) -> Iterator[float]:
        """Yield the middle of each ideograph, in pixels from the start of the text."""
        start = 0.0
        for place, (character, advance) in enumerate(zip(self.text, self.advances, strict=True)):
            if is_ideograph(character):
                yield start + (self.shifts[place] if self.shifts else 0.0) + self.face.em / 2
            start += advance

    def reactivate(self, style: Any) -> None:
        """Get ready to be drawn."""
        self.style = style
        self.language = self.face.layout.language
        self.layout = self.face.layout.layout
        self._untouched = True

    def set_text(self, text: str, justify: bool = False) -> None:
        """Take other text (a line cut off by an ellipsis), which is drawn at its own widths."""
        pango.pango_layout_set_width(self.layout, -1)
        self.setup(self.style)
        pango.pango_layout_set_width(self.layout, int(self.max_width * TO_UNITS))
        self._untouched = False
        super().set_text(text, justify)

    def get_first_line(self) -> tuple[Any, int | None]:
        """Return the line with its glyphs where the paragraph wants them."""
        if self._untouched:
            self._untouched = False
            self.face.lay(self.text, self.marks)
            _move_glyphs(self.face, self.text, self.advances, self.shifts)
        return super().get_first_line()  # type: ignore[no-any-return]


def _move_glyphs(face: Face, text: str, advances: Sequence[float], shifts: Sequence[float] | None) -> None:
    """Write widths and offsets into the shaped line.

    PDF takes adjustments as whole thousandths of an em, cut off towards zero, so each width is chosen such that what
    is drawn is never more than half a thousandth from where it should be, however long the line.
    """
    thousandth = face.em / 1000
    scale = 1024 * thousandth
    starts = list(accumulate(advances, initial=0.0))
    place_of = places_of(text)
    drawn = 0.0
    for run in runs_of(face.layout):
        count, words = glyph_words(run)
        offset = run.item.offset
        places = [place_of[offset + cluster] for cluster in run.glyphs.log_clusters[0:count]]
        after = place_of[offset + run.item.length]
        for glyph, place in enumerate(places):
            at = glyph * WORDS_PER_GLYPH
            if words[at] == EMPTY:
                continue
            native = words[at + 1] / scale
            logical = round(native)
            shift = round(shifts[place] / thousandth) if shifts and shifts[place] else 0
            if shift:
                words[at + 2] += round(shift * scale / 1.024)
                shift = words[at + 2] / face.em
            following = places[glyph + 1] if glyph + 1 < count else after
            if following == place:
                drawn += native
                continue
            target = starts[following] / thousandth
            kerning = round(logical + shift - (target - drawn))
            if kerning or shift:
                nudge = 0.1 if kerning > 0 else -0.1 if kerning < 0 else 0.0
                words[at + 1] = round((logical + shift - kerning - nudge) * scale)
            drawn += logical + shift - kerning


def marks_of(text: str, classes: Sequence[int]) -> Sequence[Mark]:
    """Return the shared marks (quotes, dashes, …) of a text and the form that each takes."""
    found: list[Mark] = []
    for match in _MARKED.finditer(text):
        for place in range(match.start(), match.end()):
            form = _form(text[place], classes[place])
            if found and found[-1][1] == place and text[place] == text[place - 1] and found[-1][2] is form:
                found[-1] = (found[-1][0], place + 1, form)
            else:
                found.append((place, place + 1, form))
    return found


def _form(character: str, kind: int) -> Form:
    if kind == _C.LATIN:
        return Form.LATIN
    if character == _HALF_WIDTH:
        return Form.HALF
    return Form.OWN if character in "·‧–" else Form.FULL


def face_of(style: Any) -> Face:
    """Return the face of a style; styles that look the same share one."""
    face: Face | None = getattr(style, "publisher_face", None)
    if face is None:
        faces = style.font_config.__dict__.setdefault("publisher_faces", {})
        key = (
            reference_family(style),
            _font_style_cache_key(style, include_size=True),
            style["font_kerning"],
            str(style["text_decoration_line"]),
        )
        face = faces.get(key)
        if face is None:
            face = faces[key] = Face(style)
        style.publisher_face = face
    return face


def _family(layout: Any) -> bytes:
    """Name the family of the first glyph of a layout."""
    for run in runs_of(layout):
        description = ffi.gc(
            pango.pango_font_describe_with_absolute_size(run.item.analysis.font),
            pango.pango_font_description_free,
        )
        name = pango.pango_font_description_get_family(description)
        if name != ffi.NULL:
            return bytes(ffi.string(name))
    return b"serif"


def _line(layout: Any) -> Any:
    return pango.pango_layout_get_line_readonly(layout.layout, 0)


def runs_of(layout: Any) -> Iterator[Any]:
    """Yield the runs of the first line of a layout."""
    run = _line(layout).runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def glyph_words(run: Any) -> tuple[int, Any]:
    """Return the number of glyphs of a run and their C structures as one writable array of 32-bit words."""
    count = run.glyphs.num_glyphs
    size = count * WORDS_PER_GLYPH
    return count, memoryview(ffi.buffer(run.glyphs.glyphs, size * 4)).cast("B").cast("i")


def places_of(text: str) -> Sequence[int]:
    """Map each byte of the UTF-8 form of a text, and its end, to the character that it belongs to."""
    if text.isascii():
        return range(len(text) + 1)
    places: list[int] = []
    for place, character in enumerate(text):
        code = ord(character)
        places += [place] * (1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4)
    places.append(len(text))
    return places
