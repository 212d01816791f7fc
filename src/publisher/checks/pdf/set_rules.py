"""The rules of a line: its first and last characters, the gaps inside, and its edges."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from publisher.checks.pdf.set_faults import Fault
from publisher.checks.pdf.set_lines import CLOSING, Cell, Line
from publisher.checks.pdf.set_paragraphs import Body, Paragraph
from publisher.text.breaking import NO_END, NO_START, counts_as_text
from publisher.text.classes import CharClass, is_ideograph

_PAIRED = frozenset((CharClass.DASH, CharClass.ELLIPSIS))
_PAIRS = frozenset("—…⋯")
_FULL_WIDTH = CLOSING | {CharClass.OPEN}
_HANGING = frozenset("、，。")
# In ems.
_FLUSH = 0.06
# A shorter line was broken on purpose, as in verse; a longer one belongs to a wider block.
_FARTHEST = 1.9
_HALF = (0.3, 0.6)
_APART = 0.3
_LEAST_GAP = 0.1
_LOOSE = 0.25
_FEWEST_GAPS = 4
# Of characters: a longer word may be broken after all.
_LONGEST_WORD = 20


def line_faults(body: Body) -> Iterator[Fault]:
    """Yield what is wrong with lines of running text."""
    for line in body.lines:
        yield from _gaps(line)
    for paragraph in body.paragraphs:
        for before, line in pairwise(paragraph.lines):
            if body.full(paragraph, before):
                yield from _starts(before, line)
        for place, line in enumerate(paragraph.lines):
            yield from _left(paragraph, line, first=place == 0)
        yield from _last(paragraph)
        for line in paragraph.lines[:-1]:
            yield from _ends(body, paragraph, line)


def _starts(before: Line, line: Line) -> Iterator[Fault]:
    """Rules K1 to K4, U1 and U2, where one line goes over to the next."""
    last, first = before.cells[-1], line.cells[0]
    if (last.text == first.text and first.text in _PAIRS) or _splits_word(before, line):
        yield Fault(
            code="pdf-unit-split",
            line=before,
            said=f"ends with “{last.text}” and the next begins with “{first.text}”, which must stay together",
        )
    elif first.kind in NO_START or first.kind in _PAIRED:
        yield Fault(code="pdf-line-start", line=line, said=f"begins with “{first.text}”, which may not start a line")
    if last.kind in NO_END:
        yield Fault(code="pdf-line-end", line=before, said=f"ends with “{last.text}”, which may not end a line")


def _splits_word(before: Line, line: Line) -> bool:
    head, tail = _word(before.cells[::-1]), _word(line.cells)
    # Between letters and figures stands a space, which is not drawn at the end of a line.
    return (
        len(head) > 0 and len(tail) > 0 and head[0].isdigit() == tail[0].isdigit() and len(head + tail) < _LONGEST_WORD
    )


def _word(cells: Sequence[Cell]) -> str:
    """Return the letters or figures, of one kind, at the beginning of a row of cells."""
    word = ""
    for cell in cells:
        if cell.kind != CharClass.LATIN or not (cell.text.isascii() and cell.text.isalnum()):
            break
        if word and word[0].isdigit() != cell.text.isdigit():
            break
        word += cell.text
        if cell.spaced:
            break
    return word


def _gaps(line: Line) -> Iterator[Fault]:
    """Rules A1, W2 and L1, between neighbours on a line."""
    usual = _stretch(line)
    for before, after in pairwise(line.cells):
        gap = (after.left - before.right) / line.em
        pair = f"{before.text}{after.text}"
        if before.kind in _FULL_WIDTH and after.kind in _FULL_WIDTH:
            limit = 0.5 if before.kind in CLOSING and after.kind == CharClass.OPEN else 0.0
            if gap > limit + max(usual, 0.0) + _APART and not (after.spaced or after.annotated or before.annotated):
                yield Fault(
                    code="pdf-marks-apart",
                    line=line,
                    said=f"has {gap:.2f} em between the marks of “{pair}”, where at most {limit:g} em belong",
                )
        elif _wants_gap(before, after) and gap < _LEAST_GAP:
            yield Fault(
                code="pdf-gap-missing",
                line=line,
                said=f"has {max(gap, 0.0):.2f} em between “{before.text}” and “{after.text}”, "
                "where ⅛ em at the least and ¼ em as a rule belong",
            )


def _wants_gap(before: Cell, after: Cell) -> bool:
    if before.kind == after.kind or before.annotated or after.annotated:
        return False
    return (_is_han(before) and _is_latin(after)) or (_is_latin(before) and _is_han(after))


def _is_han(cell: Cell) -> bool:
    return cell.kind == CharClass.HAN and is_ideograph(cell.text)


def _is_latin(cell: Cell) -> bool:
    return cell.kind == CharClass.LATIN and cell.text.isascii() and cell.text.isalnum()


def _stretch(line: Line) -> float:
    """Return by how many ems Han stand apart on a line, 0 if few stand beside each other."""
    gaps = [
        (after.left - before.right) / line.em
        for before, after in pairwise(line.cells)
        if before.kind == after.kind == CharClass.HAN and not (before.annotated or after.annotated or after.spaced)
    ]
    return median(gaps) if len(gaps) >= _FEWEST_GAPS else 0.0


def _left(paragraph: Paragraph, line: Line, *, first: bool) -> Iterator[Fault]:
    """Rules A2 and A3: an opening mark at the start."""
    edge = paragraph.left.get(line.page)
    if edge is None or line.cells[0].kind != CharClass.OPEN:
        return
    over = (line.left - edge) / line.em - (2.0 if first and paragraph.indented else 0.0)
    if _HALF[0] < over < _HALF[1]:
        yield Fault(
            code="pdf-bracket-not-trimmed",
            line=line,
            said=f"begins with “{line.cells[0].text}” {over:.2f} em inside its edge, where none belongs",
        )


def _ends(body: Body, paragraph: Paragraph, line: Line) -> Iterator[Fault]:
    """Rules A4, J2 and that of flush lines, of a line that goes on."""
    right = body.right(paragraph, line)
    if right is None:
        return
    short = (right - line.right) / line.em
    last = line.cells[-1]
    hangs = last.text in _HANGING and abs(short + 0.5) < _FLUSH
    if last.kind in CLOSING and _HALF[0] < short < _HALF[1]:
        yield Fault(
            code="pdf-mark-not-flush",
            line=line,
            said=f"ends with “{last.text}” {short:.2f} em before the measure, where its ink should be flush",
        )
    # Without tags a line that ends a sentence may end an item of a list; how far a mark's ink reaches is a guess.
    elif not hangs and _FLUSH < abs(short) < _FARTHEST and (last.kind not in CLOSING or (line.tag and short > 0)):
        yield Fault(
            code="pdf-line-not-flush",
            line=line,
            said=f"ends {abs(short):.2f} em {'before' if short > 0 else 'beyond'} the measure, where none is right",
        )
    if (loose := _stretch(line)) > _LOOSE:
        yield Fault(
            code="pdf-line-loose",
            line=line,
            said=f"has {loose:.2f} em between its characters, where {_LOOSE} em is much already",
        )


def _last(paragraph: Paragraph) -> Iterator[Fault]:
    """Rule P3: the last line of a paragraph."""
    line = paragraph.lines[-1]
    count = sum(counts_as_text(cell.text) for cell in line.cells)
    if paragraph.whole and len(paragraph.lines) > 1 and count < 2:
        yield Fault(
            code="pdf-character-alone",
            line=line,
            said=f"ends its paragraph with {count} character{'' if count == 1 else 's'}, where two at least belong",
        )
