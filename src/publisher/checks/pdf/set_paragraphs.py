"""Lines to paragraphs, each line with the edges that it should keep."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.checks.pdf.set_lines import CLOSING, Line
from publisher.checks.pdf.set_tags import Role

# In ems.
_SAME = 0.06
_INDENTS = (1.4, 2.6)
_AT_EDGE = 0.7
# Of the lines that go on: as many as these have to end together for the text to be justified.
_FEWEST, _SHARE = 3, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The lines of a paragraph, over several pages too; `left` is its edge by page, where it is known."""

    lines: tuple[Line, ...]
    left: dict[int, float]
    indented: bool
    whole: bool
    """Tells that the paragraph is known to begin and to end with its first and last line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The running text of a file: its type size, face and line distance, its paragraphs and all its lines."""

    em: float
    face: str
    pitch: float
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    read: tuple[Line, ...]
    """Headings and others too, but no running heads and folios."""
    measures: dict[tuple[int, int], float]
    """The right edge by page and by left edge in whole points, where text is justified."""
    widest: dict[tuple[int, int], float]
    """The end of the longest line, likewise."""

    def full(self, paragraph: Paragraph, line: Line) -> bool:
        """Tell whether a line goes on to the next because it is full, and not because somebody broke it there."""
        right = self.right(paragraph, line)
        if right is None and line.tag:
            right = self.widest.get((line.page, round(paragraph.left.get(line.page, line.left))))
        return right is not None and line.right > right - 1.2 * line.em

    def right(self, paragraph: Paragraph, line: Line) -> float | None:
        """Return the right edge that a line should reach, if its paragraph or its column is justified."""
        own = _shared([other.right for other in paragraph.lines[:-1] if _tells(other, line.page)], self.em)
        left = paragraph.left.get(line.page)
        return own if own is not None or left is None else self.measures.get((line.page, round(left)))


def body_of(lines: Sequence[Line]) -> Body | None:
    """Find the running text; None if there is no Chinese, or not two lines of it."""
    sizes = Counter[tuple[float, str]]()
    places: dict[int, list[float]] = {}
    for line in lines:
        places.setdefault(line.page, []).append(line.y)
        if line.chinese and not (line.tag and line.tag.role is not Role.TEXT):
            sizes[round(line.em, 1), line.face] += len(line.cells)
    if not sizes:
        return None
    (size, face), _ = sizes.most_common(1)[0]
    pitch = _pitch([line for line in lines if is_body(line, size)])
    if pitch is None:
        return None
    read = tuple(line for line in lines if not _runs(line, places[line.page], size, pitch))
    ours = [line if is_body(line, size) else None for line in read]
    paragraphs = tuple(_paragraphs(ours, pitch))
    return Body(
        em=size,
        face=face,
        pitch=pitch,
        paragraphs=paragraphs,
        lines=tuple(line for line in ours if line),
        read=read,
        measures=_measures(paragraphs, size),
        widest=_widest(paragraphs),
    )


def is_body(line: Line, size: float) -> bool:
    """Tell whether a line is running text of a size."""
    text = line.tag is None or line.tag.role is Role.TEXT
    # Leaders are those of a list of contents.
    return text and abs(line.em - size) < 0.08 and line.chinese and "...." not in line.text.replace(" ", "")


def _runs(line: Line, places: Sequence[float], size: float, pitch: float) -> bool:
    """Tell whether a line without a tag is a running head or a folio: small, and apart at the top or the foot."""
    if line.tag or line.em > 1.05 * size:
        return False
    above = any(y > line.y + 0.1 * size for y in places)
    below = any(y < line.y - 0.1 * size for y in places)
    apart = not any(0.1 * size < abs(y - line.y) < 1.5 * pitch for y in places)
    return apart and not (above and below)


def _pitch(lines: Sequence[Line]) -> float | None:
    steps = Counter(
        round(before.y - after.y, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and before.em < before.y - after.y < 3 * before.em
    )
    return steps.most_common(1)[0][0] if steps else None


def _paragraphs(lines: Sequence[Line | None], pitch: float) -> Iterable[Paragraph]:
    """Yield paragraphs; None stands where something else interrupts the text."""
    edges = _edges(lines)
    indents = any(line and _is_indent(line.left - edges[line.page], line.em) for line in lines)
    rights: dict[int, float] = {}
    for line in lines:
        if line:
            rights[line.page] = max(rights.get(line.page, line.right), line.right)
    group: list[Line] = []
    known = True
    for line in lines:
        if line is None:
            if group and group[-1].tag is None:
                yield _paragraph(group, whole=False)
                group, known = [], False
            continue
        if group and (verdict := _begins(group, line, pitch, edges, rights if not indents else None)) is not False:
            yield _paragraph(group, whole=known and verdict is True)
            group, known = [], verdict is True
        group.append(line)
    if group:
        yield _paragraph(group, whole=known)


def _begins(
    group: Sequence[Line], line: Line, pitch: float, edges: dict[int, float], rights: dict[int, float] | None
) -> bool | None:
    """Tell whether a line begins a paragraph; None where it begins something else, or nobody knows."""
    before = group[-1]
    if before.tag or line.tag:
        return (before.tag and before.tag.block) != (line.tag and line.tag.block)
    if before.page != line.page:
        if line.page != before.page + 1:
            return None
        offset = line.left - edges[line.page]
        indent = offset
    else:
        if not 0.5 * line.em < before.y - line.y < 1.5 * pitch:
            return None
        offset = line.left - before.left
        indent = offset
    if rights is not None and before.right < rights[before.page] - line.em:
        return True
    if _is_indent(indent, line.em):
        return True
    if before.page == line.page and len(group) == 1 and _is_indent(-offset, line.em):
        return False
    if abs(offset) < _AT_EDGE * line.em:
        first = group[0]
        return len(group) == 1 and before.page == line.page and _is_indent(first.left - edges[first.page], line.em)
    return None


def _is_indent(distance: float, em: float) -> bool:
    return _INDENTS[0] * em < distance < _INDENTS[1] * em


def _edges(lines: Sequence[Line | None]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for line in lines:
        if line:
            edges[line.page] = min(edges.get(line.page, line.left), line.left)
    return edges


def _paragraph(lines: Sequence[Line], *, whole: bool) -> Paragraph:
    left: dict[int, float] = {}
    for line in lines[1:]:
        left[line.page] = min(left.get(line.page, line.left), line.left)
    first = lines[0]
    edge = left.get(first.page)
    indented = edge is not None and _is_indent(first.left - edge, first.em)
    if not indented and edge is not None:
        left[first.page] = min(edge, first.left)
    return Paragraph(lines=tuple(lines), left=left, indented=indented, whole=whole)


def _tells(line: Line, page: int) -> bool:
    """Tell whether the end of a line tells the edge: how far the ink of a mark reaches is a guess."""
    return line.page == page and line.cells[-1].kind not in CLOSING


def _measures(paragraphs: Iterable[Paragraph], em: float) -> dict[tuple[int, int], float]:
    rights: dict[tuple[int, int], list[float]] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines[:-1]:
            if line.page in paragraph.left and _tells(line, line.page):
                rights.setdefault((line.page, round(paragraph.left[line.page])), []).append(line.right)
    shared = {place: _shared(values, em) for place, values in rights.items()}
    return {place: right for place, right in shared.items() if right is not None}


def _widest(paragraphs: Iterable[Paragraph]) -> dict[tuple[int, int], float]:
    widest: dict[tuple[int, int], float] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            place = (line.page, round(paragraph.left.get(line.page, line.left)))
            widest[place] = max(widest.get(place, line.right), line.right)
    return widest


def _shared(values: Sequence[float], em: float) -> float | None:
    """Return the edge that most of at least three lines share."""
    if len(values) < _FEWEST:
        return None
    counts = {value: sum(abs(other - value) < _SAME * em for other in values) for value in values}
    mode = max(counts, key=counts.__getitem__)
    return mode if counts[mode] >= max(_FEWEST, _SHARE * len(values)) else None
