"""Glyphs to lines of text: one baseline, from left to right, in the order of the content."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.checks.pdf.set_glyphs import Glyph
from publisher.checks.pdf.set_tags import Tag
from publisher.text.characters import has_han
from publisher.text.classes import CharClass, classify

# In ems of the line: how far a baseline may waver, a gap may reach, and how small annotations and note marks are.
_WAVER, _WIDEST, _SMALL = 0.05, 1.7, 0.78
CLOSING = frozenset((CharClass.CLOSE, CharClass.PAUSE, CharClass.STOP))
"""The classes of marks whose right half is empty."""
_CLASSES = {int(kind): kind for kind in CharClass}
# Chromium writes radicals for the characters that look like them.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# A mark as wide as an em or nearly has an empty half; a narrower one has none.
_FULL = 0.9


class Cell(NamedTuple):
    """A visible character: the edges of its ink half or of its body, in points, its class, and if a space precedes."""

    text: str
    left: float
    right: float
    kind: CharClass
    spaced: bool
    annotated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line: what it says, with the spaces that are typed, and if that is Chinese.

    `em` and `y` are in points, `ends` is where it ends with the note marks behind it.
    """

    page: int
    text: str
    chinese: bool
    y: float
    em: float
    face: str
    tag: Tag | None
    cells: tuple[Cell, ...]
    ends: float

    @property
    def left(self) -> float:
        """Return where the ink of the first character begins, in points."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Return where the line ends, in points."""
        return max(self.cells[-1].right, self.ends)


@dataclass(slots=True)
class _Draft:
    """A line in the making."""

    y: float
    em: float
    end: float
    tag: Tag | None
    glyphs: list[Glyph] = field(default_factory=list)
    asides: list[Glyph] = field(default_factory=list)

    def takes(self, glyph: Glyph, tag: Tag | None) -> bool:
        if abs(glyph.y - self.y) > _WAVER * self.em or glyph.size < _SMALL * self.em or glyph.size * _SMALL > self.em:
            return False
        if (tag and tag.block) != (self.tag and self.tag.block):
            return False
        return -1.1 * self.em < glyph.x - self.end < _WIDEST * self.em

    def annotates(self, glyph: Glyph) -> bool:
        near = -0.6 * self.em < glyph.y - self.y < 1.2 * self.em
        return near and glyph.size < _SMALL * self.em and self.glyphs[0].x - self.em < glyph.x < self.end + self.em


def lines_in(page: int, glyphs: Iterable[tuple[Glyph, Tag | None]]) -> Iterator[Line]:
    """Yield the lines of a page that are set in upright glyphs with known text."""
    draft: _Draft | None = None
    for glyph, tag in glyphs:
        if draft and draft.takes(glyph, tag):
            draft.glyphs.append(glyph)
            draft.end = max(draft.end, glyph.x + glyph.width)
        elif draft and draft.annotates(glyph):
            draft.asides.append(glyph)
            draft.end = max(draft.end, glyph.x + glyph.width)
        else:
            yield from _finished(page, draft)
            draft = _Draft(y=glyph.y, em=glyph.size, end=glyph.x + glyph.width, tag=tag, glyphs=[glyph])
    yield from _finished(page, draft)


def _finished(page: int, draft: _Draft | None) -> Iterator[Line]:
    if draft is None or any(not glyph.text for glyph in draft.glyphs):
        return
    characters = [(character, glyph) for glyph in draft.glyphs for character in glyph.text]
    kinds = classify("".join(character for character, _ in characters))
    cells: list[Cell] = []
    spaced = False
    for (character, glyph), found in zip(characters, kinds, strict=True):
        if character.isspace():
            spaced = True
            continue
        kind = _kind(character, glyph, _CLASSES[found])
        left, right = _ink(glyph, kind)
        near = 0.5 * draft.em
        annotated = bool(draft.asides) and any(left - near < aside.x < right + near for aside in draft.asides)
        cells.append(Cell(character, left, right, kind, spaced, annotated))
        spaced = False
    if cells:
        # Note marks stand behind the last character, annotations over it.
        behind = (aside for aside in draft.asides if aside.x > cells[-1].right - 0.1 * draft.em)
        ends = max((aside.x + aside.width for aside in behind), default=0.0)
        chinese = [glyph for glyph in draft.glyphs if has_han(glyph.text)] or draft.glyphs
        face = max({glyph.face for glyph in chinese}, key=lambda name: sum(glyph.face == name for glyph in chinese))
        text = "".join(f" {cell.text}" if cell.spaced else cell.text for cell in cells).strip().translate(_RADICALS)
        yield Line(
            page=page,
            text=text,
            chinese=has_han(text),
            y=draft.y,
            em=draft.em,
            face=face,
            tag=draft.tag,
            cells=tuple(cells),
            ends=ends,
        )


def _kind(character: str, glyph: Glyph, kind: CharClass) -> CharClass:
    """Return the class of a character; quotation marks are as they are drawn, since one line does not tell whose."""
    if character not in "“‘”’" or glyph.width <= _FULL * glyph.size:
        return kind
    return CharClass.OPEN if character in "“‘" else CharClass.CLOSE


def _ink(glyph: Glyph, kind: CharClass) -> tuple[float, float]:
    left, right = glyph.x, glyph.x + glyph.width
    if glyph.width > _FULL * glyph.size:
        if kind == CharClass.OPEN:
            left = right - glyph.size / 2
        elif kind in CLOSING:
            right = left + glyph.size / 2
    return left, right
