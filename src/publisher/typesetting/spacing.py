"""The natural widths of a paragraph and how far each gap may give: rules W1–W4, A1–A4, L1, as arrays.

A character has a *cell*, the width that it never loses, and between a character and the next stands a *gap*. The
empty half of a full-width mark is a gap, so that at a line's edge, where no gap is, it vanishes by itself (A2–A4).
All widths are in CSS pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.text.breaking import joins_unit
from publisher.text.classes import CharClass, is_ideograph, takes_autospace

_C = CharClass
CLOSING = frozenset((_C.CLOSE, _C.PAUSE, _C.STOP))
HALF_EM_MARKS = CLOSING | {_C.OPEN}
_UNSTRETCHED = frozenset((_C.INTERPUNCT, _C.CONNECTOR, _C.SOLIDUS))
_DOUBLED = frozenset("！？")

SHRINK_SPACE, SHRINK_BRACKET, SHRINK_PAUSE, SHRINK_AUTOSPACE, SHRINK_STOP = range(1, 6)
"""The order of shrinking (J1); 0 is a gap that never shrinks. Its first step is what A4 does to every line end."""
STRETCH_SPACE, STRETCH_AUTOSPACE, STRETCH_ANY = range(1, 4)
"""The order of stretching (J2); 0 is a gap that never stretches."""

_MARK_SHRINK = {
    _C.OPEN: SHRINK_BRACKET,
    _C.CLOSE: SHRINK_BRACKET,
    _C.PAUSE: SHRINK_PAUSE,
    _C.STOP: SHRINK_STOP,
}


_HAN_PAIR = (_C.HAN, _C.HAN)
_COMMON: dict[tuple[int, int], tuple[int, int]] = {
    _HAN_PAIR: (0, 0),
    (_C.HAN, _C.OPEN): (SHRINK_BRACKET, 1),
    **{(_C.HAN, mark): (0, 0) for mark in CLOSING},
    **{(mark, _C.HAN): (_MARK_SHRINK[mark], 0) for mark in CLOSING},
}
"""What `_set_gap` makes of the commonest pairs: how the gap shrinks, and whether it is owned by the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A paragraph as it was shaped: one entry a character in every sequence.

    `advance` is the width that the font gives, `em` the font size, `outer` the margins, borders and padding of inline
    boxes that open or close at the character, `tracking` the letter-spacing. `raised` marks note references.
    """

    text: str
    classes: Sequence[int]
    advance: Sequence[float]
    em: Sequence[float]
    outer: Sequence[float]
    tracking: Sequence[float]
    raised: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """A paragraph ready for line breaking; gap `i` stands between the characters `i` and `i + 1`.

    `bearing` shifts a glyph inside its cell; `owned` is true for a gap that belongs to the character after it (the
    empty half of an opening mark). `least` and `most` bound a gap under `shrink` and `stretch`, classes of J1 and J2.
    """

    cell: list[float]
    bearing: list[float]
    gap: list[float]
    least: list[float]
    most: list[float]
    shrink: list[int]
    stretch: list[int]
    owned: bytearray
    em: Sequence[float]
    outer: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacingOptions:
    """What CSS asks of the spaces in and between characters.

    `trim` unless `text-spacing-trim: space-all`, `halved` if it is `trim-all`; `letters` and `digits` as in
    `text-autospace`, and `replaced` unless a typed space keeps its own width (`insert`).
    """

    trim: bool = True
    halved: bool = False
    replaced: bool = True
    letters: bool = True
    digits: bool = True


def space_paragraph(paragraph: Measured, options: SpacingOptions) -> Spacing:
    """Lay out all characters of a paragraph in one endless line."""
    size = len(paragraph.text)
    cell, bearing = _cells(paragraph, options)
    gap, least, most = [0.0] * size, [0.0] * size, [0.0] * size
    shrink, stretch, owned = [0] * size, [0] * size, bytearray(size)
    spacing = Spacing(
        cell=cell, bearing=bearing, gap=gap, least=least, most=most, shrink=shrink, stretch=stretch, owned=owned,
        em=paragraph.em, outer=paragraph.outer,
    )  # fmt: skip
    classes, raised, em = paragraph.classes, paragraph.raised, paragraph.em
    for index, pair in enumerate(pairwise(classes)):
        known = _COMMON.get(pair)
        if known is None or (pair != _HAN_PAIR and (raised[index + 1] or not options.trim or options.halved)):
            _set_gap(paragraph, options, spacing, index)
            continue
        stretch[index] = STRETCH_ANY
        if known[0]:
            shrink[index], owned[index] = known
            gap[index] = em[index + known[1]] / 2
    if options.trim:
        _join_doubled(paragraph, spacing)
    return spacing


def _cells(paragraph: Measured, options: SpacingOptions) -> tuple[list[float], list[float]]:
    """Give every character the width that it always keeps, and the place of its glyph in it."""
    cell, bearing = list(paragraph.advance), [0.0] * len(paragraph.text)
    for index, kind in enumerate(paragraph.classes):
        em, advance = paragraph.em[index], paragraph.advance[index]
        if kind == _C.SPACE or kind == _C.GLUE:
            cell[index] = 0.0
        elif kind in _FIXED:
            if kind in HALF_EM_MARKS:
                width = em / 2 if options.trim else em
                full = advance > 0.75 * em
                if kind == _C.OPEN:
                    bearing[index] = width - advance if full else width - em / 4 - advance / 2
                elif not full:
                    bearing[index] = em / 4 - advance / 2
            else:
                width = _mark_width(paragraph.text[index], kind) * em
                bearing[index] = _centred(paragraph, index, width)
            cell[index] = width
    for index, tracking in enumerate(paragraph.tracking):
        if tracking:
            cell[index] += tracking
    return cell, bearing


_FIXED = HALF_EM_MARKS | {_C.INTERPUNCT, _C.CONNECTOR, _C.SOLIDUS, _C.DASH, _C.ELLIPSIS}


def _centred(paragraph: Measured, index: int, width: float) -> float:
    """Centre a glyph in its cell; one glyph for a whole dash stands at its first character and centres in all cells."""
    following = index + 1
    if paragraph.advance[index]:
        while following < len(paragraph.text) and not paragraph.advance[following] and (
            paragraph.text[following] == paragraph.text[index]
        ):  # fmt: skip
            following += 1
        return ((following - index) * width - paragraph.advance[index]) / 2
    return 0.0


def _mark_width(character: str, kind: int) -> float:
    """Return the width of a mark without an empty side, in ems (W3, W4, U1)."""
    if kind in (_C.INTERPUNCT, _C.SOLIDUS) or character in "-–":
        return 0.5
    return 2.0 if character == "⸺" else 1.0


def _set_gap(paragraph: Measured, options: SpacingOptions, spacing: Spacing, index: int) -> None:
    """Decide the gap between a character and the next: its natural width, its limits, what may change it."""
    left, right = paragraph.classes[index], paragraph.classes[index + 1]
    if left == _C.SPACE or left == _C.GLUE:
        _set_word_space(paragraph, options, spacing, index)
    elif right == _C.SPACE or right == _C.GLUE or left in HALF_EM_MARKS or right in HALF_EM_MARKS:
        _set_mark_space(paragraph, options, spacing, index, left, right)
    elif _has_autospace(paragraph, options, index, index + 1):
        _set_autospace(spacing, index, paragraph.em[index if left == _C.HAN else index + 1])
        spacing.owned[index] = left == _C.LATIN
    elif _may_stretch(paragraph, index, left, right):
        spacing.stretch[index] = STRETCH_ANY


def _has_autospace(paragraph: Measured, options: SpacingOptions, left: int, right: int) -> bool:
    """Tell whether rule L1 holds between two characters, whatever stands between them."""
    if paragraph.raised[left] or paragraph.raised[right]:
        return False
    kinds = paragraph.classes[left], paragraph.classes[right]
    if kinds == (_C.HAN, _C.LATIN):
        han, latin = paragraph.text[left], paragraph.text[right]
    elif kinds == (_C.LATIN, _C.HAN):
        latin, han = paragraph.text[left], paragraph.text[right]
    else:
        return False
    return is_ideograph(han) and takes_autospace(latin) and (options.letters if latin.isalpha() else options.digits)


def _set_autospace(spacing: Spacing, index: int, em: float) -> None:
    spacing.gap[index], spacing.least[index], spacing.most[index] = em / 4, em / 8, em / 2
    spacing.shrink[index], spacing.stretch[index] = SHRINK_AUTOSPACE, STRETCH_AUTOSPACE


def _set_word_space(paragraph: Measured, options: SpacingOptions, spacing: Spacing, index: int) -> None:
    """Give a typed space its width: its own between words, that of L1 between Han and Latin."""
    last = len(paragraph.text) - 1
    if options.replaced and 0 < index < last and _has_autospace(paragraph, options, index - 1, index + 1):
        _set_autospace(spacing, index, max(paragraph.em[index - 1], paragraph.em[index + 1]))
        return
    own, em = paragraph.advance[index], paragraph.em[index]
    spacing.gap[index] = own
    if own and not joins_unit(paragraph.text, index):
        spacing.least[index], spacing.most[index] = min(own, em / 4), max(own, em / 2)
        spacing.shrink[index], spacing.stretch[index] = SHRINK_SPACE, STRETCH_SPACE


def _set_mark_space(
    paragraph: Measured, options: SpacingOptions, spacing: Spacing, index: int, left: int, right: int
) -> None:
    """Give a mark its empty half, once between two marks (A1); an eighth beside a middle dot, hyphen or slash."""
    if left not in _UNSTRETCHED and right not in _UNSTRETCHED and _C.BREAK not in (left, right):
        spacing.stretch[index] = 0 if right in (_C.SPACE, _C.GLUE) else STRETCH_ANY
    if not options.trim or options.halved or (paragraph.raised[index + 1] and right not in HALF_EM_MARKS):
        return
    if (left in _UNSTRETCHED and right in HALF_EM_MARKS) or (left in HALF_EM_MARKS and right in _UNSTRETCHED):
        # With nothing between them, readers of PDF take a dot and the whole em of a bracket's glyph for one place.
        spacing.gap[index] = paragraph.em[index] / 8
        spacing.owned[index] = right == _C.OPEN
        return
    after = left in CLOSING and right not in CLOSING
    before = right == _C.OPEN and left != _C.OPEN
    if after or before:
        kinds = [_MARK_SHRINK[_C(left)]] if after else []
        kinds += [SHRINK_BRACKET] if before else []
        em = max(paragraph.em[index] if after else 0.0, paragraph.em[index + 1] if before else 0.0)
        spacing.gap[index], spacing.shrink[index] = em / 2, max(kinds)
        spacing.owned[index] = not after


def _may_stretch(paragraph: Measured, index: int, left: int, right: int) -> bool:
    """Tell whether the last resort of J2 may widen a gap between two characters that are not marks of W1."""
    if left in _UNSTRETCHED or right in _UNSTRETCHED or right in (_C.COMBINING, _C.NEWLINE) or left == _C.NEWLINE:
        return False
    if left == right and left in (_C.DASH, _C.ELLIPSIS, _C.LATIN):
        return False
    if left == _C.COMBINING:
        return right in (_C.HAN, _C.OPEN)
    return not (paragraph.raised[index + 1] or _C.BREAK in (left, right))


def _join_doubled(paragraph: Measured, spacing: Spacing) -> None:
    """Set ？！ and the like in one em a pair, an odd one keeping its empty half (W2)."""
    text, index = paragraph.text, 0
    while (index := _find_doubled(text, index)) >= 0:
        end = index
        while end < len(text) and text[end] in _DOUBLED:
            end += 1
        for place in range(index, end - 1):
            spacing.gap[place], spacing.shrink[place], spacing.stretch[place] = 0.0, 0, 0
        if (end - index) % 2 == 0 and not spacing.owned[end - 1]:
            following = paragraph.classes[end] if end < len(text) else _C.NEWLINE
            if following != _C.OPEN:
                spacing.gap[end - 1], spacing.shrink[end - 1] = 0.0, 0
        index = end
    return


def _find_doubled(text: str, start: int) -> int:
    """Return where the next run of two or more ！ and ？ begins, or -1."""
    for index in range(start, len(text) - 1):
        if text[index] in _DOUBLED and text[index + 1] in _DOUBLED:
            return index
    return -1
