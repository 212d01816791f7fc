"""Line boxes of a composed paragraph: each box copied with the part of its text that stands on the line.

Does for our paragraphs what `split_inline_box` does for others, and so relies on what it returns and on the
attributes that it sets on boxes. Nothing here decides a break: the composition already has.
"""

from itertools import compress
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.percent import resolve_percentages

from publisher.text.classes import CharClass
from publisher.typesetting.edges import has_hyphen
from publisher.typesetting.fitting import Line
from publisher.typesetting.weasy.atomic import ATOMIC, lay_out
from publisher.typesetting.weasy.composition import Composition
from publisher.typesetting.weasy.floats import Beside
from publisher.typesetting.weasy.hyphens import SOFT_HYPHEN, hyphen_width
from publisher.typesetting.weasy.properties import warn
from publisher.typesetting.weasy.ruby import set_ruby
from publisher.typesetting.weasy.shaping import SetText, face_of, marks_of


def _end_with_hyphen(
    box: Any, advances: list[float], shifts: list[float] | None, classes: list[int]
) -> list[float] | None:
    """Put a hyphen behind a text box's text, or in place of a soft hyphen, in the room that is at its end for it."""
    hyphen, width = box.style["hyphenate_character"], hyphen_width(box.style)
    advances[-1] -= width
    if box.text.endswith(SOFT_HYPHEN):
        box.text = box.text[:-1]
        del advances[-1], classes[-1]
        shifts = shifts[:-1] if shifts else None
    box.text += hyphen
    advances += [width, *[0.0] * (len(hyphen) - 1)]
    classes += [CharClass.LATIN] * len(hyphen)
    return [*shifts, *[0.0] * len(hyphen)] if shifts else None


class LineSetter:
    """Sets one line; made anew for each. Positions and widths are in CSS pixels."""

    def __init__(
        self, composition: Composition, line: Line, beside: Beside, width: float, call: dict[str, Any]
    ) -> None:
        self.composition = composition
        self.line = line
        self.ends_paragraph = line.resume >= len(composition.text)
        self.call = call
        self.beside = beside
        self.left, self.right = call["position_x"] + beside.left, call["max_x"] - beside.right
        self._gaps, self._hung = composition.gaps_of(line, width)
        self._before = self._owned_gaps()

    def _owned_gaps(self) -> list[float] | None:
        """Move gaps that belong to the character after them; None if there are none."""
        start, end = self.line.start, self.line.end
        owned = self.composition.spacing.owned[start : max(start, end - 1)]
        if not any(owned):
            return None
        before = [0.0] * (end - start)
        for place in compress(range(len(owned)), owned):
            before[place + 1], self._gaps[place] = self._gaps[place], 0.0
        return before

    def set_box(self, box: Any, position_x: float, skip_stack: Any) -> tuple[Any, Any]:
        """Return a copy of a line box or inline box with what belongs on the line, and where the rest resumes."""
        is_start = skip_stack is None
        left = box.padding_left + box.margin_left + box.border_left_width
        absolutes = [] if box.style["position"] == "relative" else self.call["absolute_boxes"]
        first, inner = (0, None) if is_start else next(iter(skip_stack.items()))
        initial_x, base_x, children, resume_at = position_x, position_x, [], None
        for index, child in enumerate(box.children[first:], first):
            if inner is None and not self.ends_paragraph and self.composition.starts[id(child)] >= self.line.resume:
                resume_at = {index: None}
                break
            child.position_y = box.position_y
            if child.is_floated():
                if id(child) in self.beside.placed:
                    children.append(self.beside.placed[id(child)])
                continue
            if not child.is_in_normal_flow():
                children += self._set_aside(box, index, child, position_x, absolutes)
                continue
            if id(child) in self.composition.rubies:
                children.append(self._set_ruby(child, base_x, position_x))
                base_x = position_x
                continue
            made, rest = self._set_child(child, position_x, inner)
            inner = None
            if made is not None:
                position_x = made.position_x + made.margin_width() + self._gap_after(child)
                children.append(made)
            if rest is not None:
                resume_at = {index: rest}
                break
        made = box.copy_with_children(children)
        if made.style["box_decoration_break"] == "clone":
            warn("Unsupported `box-decoration-break: clone`, supported: slice, for a box in a line of Chinese")
            made.style = made.style.copy()
            made.style["box_decoration_break"] = "slice"
        made.remove_decoration(start=not is_start, end=resume_at is not None)
        self._place(made, initial_x, position_x, left if is_start else 0)
        if absolutes is not self.call["absolute_boxes"]:
            for absolute in absolutes:
                absolute_layout(
                    self.call["context"],
                    absolute,
                    made,
                    self.call["fixed_boxes"],
                    self.call["bottom_space"],
                    skip_stack=None,
                )
        return made, resume_at

    def _gap_after(self, box: Any) -> float:
        """Return the gap after a box that is one character; that after text is in its widths."""
        if not isinstance(box, ATOMIC):
            return 0.0
        return self._gaps[self.composition.starts[id(box)] - self.line.start]

    def _place(self, made: Any, start_x: float, end_x: float, left: float) -> None:
        """Give a box its place, its width and the height of its line; `left` is its decoration before the text."""
        if isinstance(made, boxes.LineBox):
            made.position_x += self.beside.left
            start_x = made.content_box_x()
            # A line is aligned as if what hangs were not there (H1).
            end_x -= self._hung
        else:
            made.position_x = start_x
            for child in made.children:
                child.translate(dx=left)
        made.width = end_x - start_x
        inline._adjust_line_height(made)
        if made.style["line_height"] != "normal" and made.style["font_size"]:
            made.baseline = face_of(made.style).baseline

    def _set_ruby(self, child: Any, left: float, right: float) -> Any:
        """Return the box of an annotation over the base between two places, less the room made and the gap after it."""
        ruby = self.composition.rubies[id(child)]
        last = min(ruby.end, self.line.end) - 1 - self.line.start
        gap = self._gaps[last] if last >= 0 else 0.0
        return set_ruby(
            ruby,
            left + ruby.left,
            right - gap - ruby.right,
            (self.left, self.right),
            self.composition.spacing.em[ruby.start],
        )

    def _set_child(self, child: Any, position_x: float, skip_stack: Any) -> tuple[Any, Any]:
        if isinstance(child, boxes.TextBox):
            return self._set_text(child, position_x)
        call = self.call
        if isinstance(child, boxes.InlineBox):
            resolve_percentages(child, call["containing_block"])
            for side in ("left", "right"):
                if getattr(child, f"margin_{side}") == "auto":
                    setattr(child, f"margin_{side}", 0)
            return self.set_box(child, position_x, skip_stack)
        made = lay_out(
            call["context"], child, position_x, call["containing_block"], call["absolute_boxes"], call["fixed_boxes"]
        )
        return made, None

    def _set_text(self, box: Any, position_x: float) -> tuple[Any, Any]:
        """Return the part of a text box that stands on the line, and the byte at which the rest begins."""
        composition, line = self.composition, self.line
        begin = composition.starts[id(box)]
        finish = begin + len(box.text)
        rest = None
        if line.resume < finish:
            rest = {len(box.text[: line.resume - begin].encode()): None}
        start, end = max(begin, line.start), min(finish, line.end)
        if start >= end:
            return None, rest
        made = box.copy_with_text(box.text[start - begin : end - begin])
        made.position_x = position_x
        made.pango_layout = self._text_layout(made, start, end)
        made.width = sum(made.pango_layout.advances)
        face = made.pango_layout.face
        made.height = face.height
        made.margin_top = made.margin_bottom = (face.line_height - face.height) / 2
        made.baseline = face.ascent + made.margin_top
        return made, rest

    def _text_layout(self, box: Any, start: int, end: int) -> SetText:
        spacing, first = self.composition.spacing, self.line.start
        cells, gaps = spacing.cell[start:end], self._gaps[start - first : end - first]
        shifts: list[float] | None = spacing.bearing[start:end]
        if self._before is None:
            advances = list(map(float.__add__, cells, gaps))
        else:
            before = self._before[start - first : end - first]
            advances = list(map(sum, zip(cells, gaps, before, strict=True)))
            shifts = list(map(float.__add__, shifts, before))  # type: ignore[arg-type]
        if not any(shifts):  # type: ignore[arg-type]
            shifts = None
        classes = self.composition.classes[start:end]
        if end == self.line.end == self.line.resume and has_hyphen(spacing, end - 1):
            shifts = _end_with_hyphen(box, advances, shifts, classes)
        marks = marks_of(box.text, classes)
        room = self.right - box.position_x
        edges = (before[0] if self._before is not None else 0.0, gaps[-1])
        return SetText(face_of(box.style), box.text, advances, shifts, marks, room, edges)

    def _set_aside(self, box: Any, index: int, child: Any, position_x: float, absolutes: Any) -> list[Any]:
        """Hand a box out of the flow to WeasyPrint and return the placeholder that it leaves, if any."""
        call, waiting = self.call, []  # type: ignore[var-annotated]
        inline._out_of_flow_layout(
            call["context"], box, call["containing_block"], index, child, [], [], waiting, call["waiting_floats"],
            absolutes, call["fixed_boxes"], call["line_placeholders"], {"left": 0, "right": 0}, call["max_x"],
            position_x, call["bottom_space"],
        )  # fmt: skip
        return [placeholder for _, placeholder, _ in waiting]
