"""The whole inline content of a paragraph, gathered from its boxes, measured once and broken as one text.

Relies on a line box holding all of a paragraph before layout, and on skip stacks: `{child: {child: {byte: None}}}`.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages

from publisher.text.breaking import Strictness, counts_as_text, opportunities
from publisher.text.classes import CharClass, classify, is_chinese
from publisher.typesetting.adjustment import adjust
from publisher.typesetting.edges import add_hyphen, hang, keep_opening_space, restrict
from publisher.typesetting.fitting import Line, Paragraph, balanced, greedy, total_fit
from publisher.typesetting.spacing import Measured, SpacingOptions, space_paragraph
from publisher.typesetting.weasy.atomic import ATOMIC, width_of
from publisher.typesetting.weasy.hyphens import hyphen_width, places
from publisher.typesetting.weasy.ruby import Ruby, annotation, make_room
from publisher.typesetting.weasy.shaping import Face, face_of

_C = CharClass
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e\u2066-\u2069]")
_CHINESE_LANGUAGES = ("", "zh", "ja", "ko", "yue", "wuu", "lzh", "cmn", "nan", "hak")
_NO_WRAP = frozenset(("nowrap", "pre"))
_LATIN_RUN = re.compile("[!-~]{4,}")
_HANGING = "、，。"
_SAME = 0.01
_KEPT = 4_000
"""How many characters of composed paragraphs are kept: a few pages of them."""
_A_PARAGRAPH = 40
"""What a paragraph counts for besides its characters."""


class Unmanageable(Exception):  # noqa: N818
    """The paragraph holds something that only WeasyPrint's own way can set."""


@dataclass(slots=True)
class Piece:
    """A text box and the range of characters that it holds."""

    box: Any
    start: int
    end: int
    face: Face


class Composition:
    """A paragraph that we set: its characters, where each box begins, and its lines for the width last asked for."""

    def __init__(self, context: Any, linebox: Any, containing_block: Any) -> None:
        gathered = _Gathered(context, containing_block)
        gathered.add(linebox)
        self.children = linebox.children
        self.starts = gathered.starts
        self.pieces = gathered.pieces
        self.floats = gathered.floats
        self.text = "".join(gathered.texts)
        if _RIGHT_TO_LEFT.search(self.text):
            raise Unmanageable
        style = linebox.style
        foreign = gathered.foreign if any(gathered.foreign) else None
        self.classes = classify(self.text, foreign)
        measured = self._measure(gathered)
        autospace = style["text_autospace"]
        self.spacing = space_paragraph(
            measured,
            SpacingOptions(
                trim=style["text_spacing_trim"] != "space-all",
                halved=style["text_spacing_trim"] == "trim-all",
                replaced="insert" not in autospace,
                letters=_spaces(autospace, "ideograph-alpha"),
                digits=_spaces(autospace, "ideograph-numeric"),
            ),
        )
        self.rubies = {id(ruby.box): ruby for ruby in gathered.rubies}
        make_room(gathered.rubies, self.text, self.spacing)
        hang(self.spacing, self.classes, style["hanging_punctuation"])
        restrict(self.spacing, style["text_justify"])
        self._justified = style["text_align_all"] == "justify" and style["text_justify"] != "none"
        self._last_justified = style["text_align_last"] == "justify"
        self._balance = style["text_wrap_style"] == "balance"
        self._parts = self._split(gathered, style)
        self._lines: dict[int, tuple[Line, float]] = {}

    def _measure(self, gathered: "_Gathered") -> Measured:
        advance: list[float] = []
        for piece in self.pieces:
            if piece.box is None:
                advance.append(gathered.objects[piece.start])
            else:
                advance += piece.face.measure(piece.box.text, self.classes[piece.start : piece.end])
        return Measured(
            text=self.text, classes=self.classes, advance=advance, em=gathered.em, outer=gathered.outer,
            tracking=gathered.tracking, raised=gathered.raised,
        )  # fmt: skip

    def _split(self, gathered: "_Gathered", style: Any) -> list[tuple[int, int, Paragraph]]:
        """Cut the text at its forced breaks and find the break places of each part."""
        classes, size = self.classes, len(self.text)
        strictness = style["line_break"]
        allowed = opportunities(
            self.text,
            classes,
            strictness=Strictness.STRICT if strictness == "auto" else Strictness(strictness),
            nowrap=gathered.nowrap if any(gathered.nowrap) else None,
            raised=gathered.raised if any(gathered.raised) else None,
            keep_all=style["word_break"] == "keep-all",
            break_all=style["word_break"] == "break-all",
        )
        for piece in self.pieces:
            if piece.box is not None:
                self._allow_hyphens(piece, allowed)
        if style["overflow_wrap"] != "normal" or style["word_break"] == "break-word":
            self._cut_overlong(allowed, _width_of(gathered.containing_block))
        for ruby in gathered.rubies:
            for place in range(ruby.start, ruby.end - 1):
                allowed[place] = 0
        parts, start = [], 0
        stops = [index for index, kind in enumerate(classes) if kind == _C.NEWLINE]
        if not stops or stops[-1] != size - 1:
            stops.append(size)
        if style["text_spacing_trim"] == "space-first":
            keep_opening_space(self.spacing, classes, [0, *(stop + 1 for stop in stops)])
        # A reference to a note is no company for the character before it.
        is_text = [
            counts_as_text(character) and not raised
            for character, raised in zip(self.text, gathered.raised, strict=True)
        ]
        hangs = _hangs(self.text, style["hanging_punctuation"])
        whole = Paragraph(self.spacing, (), (), is_text, hangs)
        for stop in stops:
            breaks = [index + 1 for index in range(start, stop - 1) if allowed[index]]
            ends = [self._visible_end(start, place) for place in breaks]
            breaks.append(min(stop + 1, size))
            ends.append(self._visible_end(start, stop))
            parts.append((start, min(stop + 1, size), whole.part(breaks, ends)))
            start = stop + 1
        return parts

    def _allow_hyphens(self, piece: Piece, allowed: bytearray) -> None:
        style = piece.box.style
        for place in places(piece.box.text, style):
            index = piece.start + place
            if index + 1 < len(self.text) and style["white_space"] not in _NO_WRAP:
                add_hyphen(self.spacing, index, hyphen_width(style))
                allowed[index] = 1

    def _cut_overlong(self, allowed: bytearray, measure: float) -> None:
        """Let a run of Latin that no line could hold break anywhere (`overflow-wrap`)."""
        for match in _LATIN_RUN.finditer(self.text) if measure else ():
            start, end = match.span()
            if sum(self.spacing.cell[start:end]) > measure and not any(allowed[start : end - 1]):
                allowed[start : end - 1] = bytes(1 for _ in range(end - start - 1))

    def _visible_end(self, start: int, end: int) -> int:
        while end > start and self.classes[end - 1] == _C.SPACE:
            end -= 1
        return end

    def line_from(self, start: int, width: float, rest_width: float) -> Line:
        """Return the line that begins at a character and has a width, breaking the rest of the paragraph if need be."""
        known = self._lines.get(start)
        if known and abs(known[1] - width) < _SAME:
            return known[0]
        for place in [place for place in self._lines if place >= start]:
            del self._lines[place]
        _, _, paragraph = next(part for part in self._parts if part[0] <= start < part[1])
        measure = width
        for line in self._broken(paragraph, start, width, rest_width):
            self._lines[line.start] = line, measure
            measure = rest_width
        return self._lines[start][0]

    def _broken(self, paragraph: Paragraph, start: int, width: float, rest_width: float) -> list[Line]:
        if self._balance:
            return balanced(paragraph, start, width, rest_width)
        if self._justified:
            return total_fit(paragraph, start, width, rest_width)
        return greedy(paragraph, start, width, rest_width, squeeze=False)

    def gaps_of(self, line: Line, width: float) -> tuple[list[float], float]:
        """Return the gaps of a line, adjusted to the width where the line is to be flush, and what hangs over it."""
        _, stop, paragraph = next(part for part in self._parts if part[0] <= line.start < part[1])
        inner = paragraph.inner_end(line.start, line.end, width)
        spare = width - paragraph.width(line.start, inner)
        flush = self._last_justified if line.resume == stop else self._justified
        gaps = adjust(self.spacing, line.start, inner, spare if flush else min(0.0, spare))
        if inner == line.end:
            return gaps, 0.0
        return [*gaps, 0.0], self.spacing.cell[inner]

    def width(self, start: int, end: int) -> float:
        """Return the natural width of the characters from `start` to before `end`, in pixels."""
        return self._parts[0][2].width(start, end)

    def index_of(self, box: Any, skip_stack: Any) -> int:
        """Return the character at which a skip stack resumes."""
        while skip_stack is not None:
            ((index, skip_stack),) = skip_stack.items()
            if isinstance(box, boxes.TextBox):
                return int(self.starts[id(box)]) + len(box.text.encode()[:index].decode())
            if index >= len(box.children):
                return len(self.text)
            box = box.children[index]
        return int(self.starts[id(box)])

    def widest(self) -> float:
        """Return the width of the longest line when only forced breaks break (max-content)."""
        return max(part.width(start, part.ends[-1]) for start, _, part in self._parts)

    def narrowest(self) -> float:
        """Return the width of the longest run without a break (min-content)."""
        widest = 0.0
        for start, _, part in self._parts:
            for place, end in zip(part.breaks, part.ends, strict=True):
                widest = max(widest, part.width(start, end))
                start = place
        return widest


class _Gathered:
    """What is known of each character from the boxes that hold it."""

    def __init__(self, context: Any, containing_block: Any) -> None:
        self.context = context
        self.containing_block = containing_block
        self.starts: dict[int, int] = {}
        self.pieces: list[Piece] = []
        self.texts: list[str] = []
        self.objects: dict[int, float] = {}
        self.em: list[float] = []
        self.outer: list[float] = []
        self.tracking: list[float] = []
        self.raised: list[int] = []
        self.nowrap: list[int] = []
        self.foreign: list[int] = []
        self.rubies: list[Ruby] = []
        self.floats: list[tuple[int, Any]] = []
        self.size = 0
        self._opening = 0.0

    def add(self, box: Any, raised: bool = False) -> None:
        self.starts[id(box)] = base = self.size
        for child in box.children:
            self.starts[id(child)] = self.size
            if not child.is_in_normal_flow():
                if child.is_floated():
                    self.floats.append((self.size, child))
            elif isinstance(child, boxes.TextBox):
                self._add_text(child, raised)
            elif isinstance(child, boxes.InlineBox) and child.element_tag == "rt" and box.element_tag == "ruby":
                self._add_annotation(child, base, raised)
                base = self.size
            elif isinstance(child, boxes.InlineBox):
                self._add_inline(child, raised)
            elif isinstance(child, ATOMIC):
                self._add_object(child, raised)
            else:
                raise Unmanageable

    def _add_annotation(self, box: Any, base: int, raised: bool) -> None:
        """Note an annotation; it stands on the line of the last character of its base. Without a base it is text."""
        for child in box.descendants():
            resolve_percentages(child, self.containing_block)
        ruby = annotation(box, base, self.size)
        if ruby is None:
            self._add_inline(box, raised)
        else:
            self.starts[id(box)] = self.size - 1
            self.rubies.append(ruby)

    def _add_inline(self, box: Any, raised: bool) -> None:
        if box.style["direction"] != "ltr":
            raise Unmanageable
        resolve_percentages(box, self.containing_block)
        left, right = (
            sum(
                value for value in (getattr(box, f"{part}_{side}") for part in ("margin", "padding")) if value != "auto"
            )
            + getattr(box, f"border_{side}_width")
            for side in ("left", "right")
        )
        self._opening += left
        before = self.size
        align = box.style["vertical_align"]
        lifted = align == "super" or (isinstance(align, (int, float)) and align > 0)
        self.add(box, raised or lifted)
        if right and self.size > before and not self._opening:
            self.outer[-1] += right
        else:
            self._opening += right

    def _add_text(self, box: Any, raised: bool) -> None:
        style, size = box.style, len(box.text)
        if "\t" in box.text or style["direction"] != "ltr" or not style["font_size"]:
            raise Unmanageable
        resolve_percentages(box, self.containing_block)
        if not size:
            return
        self._add(size, box, style, style["white_space"] in _NO_WRAP, raised)
        self.texts.append(box.text)
        if style["word_spacing"]:
            for place in re.finditer("[ \u00a0]", box.text):
                self.tracking[place.start() - size] += style["word_spacing"]

    def _add_object(self, box: Any, raised: bool) -> None:
        """Add a picture or an inline block as one character; only its width matters here."""
        self.objects[self.size] = width_of(self.context, box, self.containing_block)
        self._add(1, None, box.style, False, raised)
        self.texts.append("\ufffc")

    def _add(self, size: int, box: Any, style: Any, nowrap: bool, raised: bool) -> None:
        face = face_of(style)
        tracking = 0.0 if box is None or style["letter_spacing"] == "normal" else style["letter_spacing"]
        language = (style["lang"] or "").split("-")[0].lower()
        self.pieces.append(Piece(box, self.size, self.size + size, face))
        self.size += size
        self.em += [style["font_size"]] * size
        self.tracking += [tracking] * size
        self.outer += [0.0] * size
        self.raised += [raised] * size
        self.nowrap += [nowrap] * size
        self.foreign += [language not in _CHINESE_LANGUAGES] * size
        if self._opening:
            self.outer[-size] += self._opening
            self._opening = 0.0


def _spaces(autospace: str | tuple[str, ...], kind: str) -> bool:
    """Tell whether `text-autospace` asks for space between Han and a kind of character; `insert` alone asks for all."""
    return autospace in ("normal", "auto", ("insert",), ("replace",)) or kind in autospace


def _hangs(text: str, keywords: tuple[str, ...]) -> Sequence[int]:
    """Return the way in which each character hangs over a line's end; nothing where none may."""
    way = 2 if "force-end" in keywords else 1 if "allow-end" in keywords else 0
    return [way if character in _HANGING else 0 for character in text] if way else ()


def _text_boxes(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _text_boxes(child)


def composition_of(context: Any, linebox: Any, containing_block: Any) -> Composition | None:
    """Return the composition of a paragraph, or None for one that WeasyPrint sets: without Han, or beyond us."""
    known = linebox.__dict__.get("publisher_composition")
    # WeasyPrint makes the boxes of generated content anew when a page number in it becomes known.
    texts = tuple(_text_boxes(linebox))
    if known is not None and known[0] == texts and known[1] == _width_of(containing_block):
        return known[2]  # type: ignore[no-any-return]
    composition = None
    if linebox.style["direction"] == "ltr" and any(is_chinese(box.text) for box in texts):
        try:
            composition = Composition(context, linebox, containing_block)
        except Unmanageable:
            composition = None
    linebox.publisher_composition = (texts, _width_of(containing_block), composition)
    if composition is not None:
        _forget_old(context, linebox, composition)
    return composition


def _forget_old(context: Any, linebox: Any, composition: Composition) -> None:
    """Let go of the paragraphs that were composed longest ago; a page laid out again finds its own still there."""
    recent, kept = context.__dict__.setdefault("publisher_recent", (deque(), Counter()))
    weight = len(composition.text) + _A_PARAGRAPH
    recent.append((linebox, weight))
    kept["characters"] += weight
    while kept["characters"] > _KEPT and len(recent) > 1:
        oldest, weight = recent.popleft()
        kept["characters"] -= weight
        oldest.__dict__.pop("publisher_composition", None)


def _width_of(containing_block: Any) -> Any:
    return containing_block[0] if isinstance(containing_block, tuple) else containing_block.width
