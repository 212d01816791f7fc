"""Ruby (rule R1): annotations gathered from `rt`, given room beside their bases, and set above or below them."""

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from publisher.text.classes import classify, is_ideograph
from publisher.typesetting.spacing import Spacing
from publisher.typesetting.weasy.shaping import SetText, face_of, marks_of

_ASCENT, _DESCENT = 0.88, 0.12
"""The em box of Han above and below the baseline, in ems."""
_GAP = 0.22
"""What stays free between the em box of the base and the baseline of an annotation above it, in ems of the latter."""


@dataclass(slots=True)
class Ruby:
    """An annotation and the characters that it stands over.

    `left` and `right` are what its base was widened by on each side, in pixels.
    """

    box: Any
    textbox: Any
    text: str
    start: int
    end: int
    advances: list[float]
    left: float = 0.0
    right: float = 0.0

    @property
    def width(self) -> float:
        """Return the natural width, in pixels."""
        return sum(self.advances)


def annotation(box: Any, start: int, end: int) -> Ruby | None:
    """Read an `rt` box; None for one without text or without a base."""
    texts = [child for child in box.descendants() if isinstance(child, boxes.TextBox)]
    text = "".join(child.text for child in texts).strip()
    if not text or start == end or not texts[0].style["font_size"]:
        return None
    advances = face_of(texts[0].style).measure(text, classify(text))
    return Ruby(box=box, textbox=texts[0], text=text, start=start, end=end, advances=advances)


def make_room(rubies: list[Ruby], text: str, spacing: Spacing) -> None:
    """Widen the bases that are narrower than their annotations, less what may hang over Han beside them."""
    covered = {place for ruby in rubies for place in range(ruby.start, ruby.end)}
    for ruby in rubies:
        base = sum(spacing.cell[ruby.start : ruby.end]) + sum(spacing.gap[ruby.start : ruby.end - 1])
        half = (ruby.width - base) / 2
        size = ruby.textbox.style["font_size"]
        overhang = spacing.em[ruby.start] / 4 if ruby.textbox.style["ruby_overhang"] == "auto" else 0.0
        room = [0.0, 0.0]
        for side, place in enumerate((ruby.start - 1, ruby.end)):
            wanted = half
            if place in covered:
                wanted += size / 4
            elif 0 <= place < len(text) and is_ideograph(text[place]):
                wanted -= overhang
            room[side] = max(0.0, wanted)
        ruby.left, ruby.right = room
        spacing.cell[ruby.start] += ruby.left
        spacing.bearing[ruby.start] += ruby.left
        spacing.cell[ruby.end - 1] += ruby.right


def set_ruby(ruby: Ruby, left: float, right: float, limits: tuple[float, float], base_em: float) -> Any:
    """Return the annotation's box, centred on its base between `left` and `right` but inside the line's limits."""
    style = ruby.box.style.copy()
    size = style["font_size"]
    under = style["ruby_position"] == "under"
    style["vertical_align"] = (
        -(_DESCENT * base_em + _ASCENT * size)
        if under
        else _DESCENT * size + _ASCENT * base_em + (_GAP - _DESCENT) * size
    )
    made = ruby.box.copy_with_children([])
    made.style = style
    textbox = ruby.textbox.copy_with_text(ruby.text)
    face = face_of(textbox.style)
    marks = marks_of(ruby.text, classify(ruby.text))
    advances = _spread(ruby, right - left, style["ruby_align"])
    width = sum(advances)
    textbox.pango_layout = SetText(face, ruby.text, advances, None, marks, width)
    wanted = left if style["ruby_align"] == "start" else (left + right - width) / 2
    made.position_x = textbox.position_x = max(limits[0], min(wanted, limits[1] - width))
    textbox.position_y = made.position_y = 0
    made.width = textbox.width = width
    textbox.height = face.height
    textbox.margin_top = textbox.margin_bottom = (face.line_height - face.height) / 2
    textbox.baseline = face.ascent + textbox.margin_top
    made.children = [textbox]
    inline._adjust_line_height(made)
    return made


def _spread(ruby: Ruby, base: float, align: str) -> list[float]:
    """Return the widths of an annotation's characters, with what its base has more put between those that may part."""
    inner = [place for place in range(len(ruby.text) - 1) if is_ideograph(ruby.text[place])]
    spare = base - ruby.width
    if not align.startswith("space") or not inner or spare <= 0:
        return ruby.advances
    # Around: half of a gap at both ends as well.
    each = spare / (len(inner) if align == "space-between" else len(inner) + 1)
    advances = list(ruby.advances)
    for place in inner:
        advances[place] += each
    return advances
