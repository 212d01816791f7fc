"""The rules of a page: single lines of paragraphs, headings at the foot, and the grid of baselines."""

from collections import Counter
from collections.abc import Iterator

from publisher.checks.pdf.set_faults import Fault
from publisher.checks.pdf.set_lines import Line
from publisher.checks.pdf.set_paragraphs import Body
from publisher.checks.pdf.set_tags import Role

# In ems.
_OFF = 0.06
_LARGER = 1.15
# Of lines: a page with fewer is a title or a last page.
_FEWEST = 4
_SHARE = 0.8
_ROOM = 2.5
# Of characters.
_LONGEST_FOLIO = 6


def page_faults(body: Body) -> Iterator[Fault]:
    """Yield what is wrong with pages."""
    yield from _alone(body)
    yield from _headings(body)
    yield from _grid(body)


def _alone(body: Body) -> Iterator[Fault]:
    """Rule P4; tags tell which lines without Chinese belong to a paragraph too."""
    others: dict[int, list[int]] = {}
    for line in body.read:
        if line.tag and not line.chinese:
            others.setdefault(line.tag.block, []).append(line.page)
    for paragraph in body.paragraphs:
        tag = paragraph.lines[0].tag
        pages = sorted([*(line.page for line in paragraph.lines), *(others.get(tag.block, ()) if tag else ())])
        if pages[0] == pages[-1]:
            continue
        if pages.count(pages[0]) == 1 and paragraph.whole:
            yield Fault(
                code="pdf-paragraph-line-alone",
                line=paragraph.lines[0],
                said="is 1 line of its paragraph left at the page's foot, where two at least belong",
            )
        if pages.count(pages[-1]) == 1 and paragraph.whole:
            yield Fault(
                code="pdf-paragraph-line-alone",
                line=paragraph.lines[-1],
                said="is 1 line of its paragraph carried to the next page, where two at least belong",
            )


def _headings(body: Body) -> Iterator[Fault]:
    """Rule G2; under a heading higher up there may be a picture."""
    counts = Counter(line.page for line in body.lines)
    foot = min(line.y for line in body.lines) + _ROOM * body.pitch
    lowest: dict[int, Line] = {}
    for line in body.read:
        words = line.chinese or len(line.cells) > _LONGEST_FOLIO
        if words and (line.page not in lowest or line.y < lowest[line.page].y):
            lowest[line.page] = line
    for page, line in lowest.items():
        heading = line.tag.role is Role.HEADING if line.tag else line.em > _LARGER * body.em
        if heading and line.y < foot and counts[page] >= _FEWEST and counts[page + 1]:
            yield Fault(
                code="pdf-heading-at-foot",
                line=line,
                said="is a heading with 0 lines of text under it on its page, where two at least belong",
            )


def _grid(body: Body) -> Iterator[Fault]:
    """Rule G1, where most lines of the file share one grid."""
    ours = [line for line in body.lines if line.face == body.face]
    pitch = body.pitch
    if len(ours) < _FEWEST:
        return
    places = Counter(round(line.y % pitch, 1) for line in ours)
    origin = places.most_common(1)[0][0]

    def off(line: Line) -> float:
        distance = (line.y - origin) % pitch
        return min(distance, pitch - distance) / line.em

    counts = Counter(line.page for line in ours)
    stray = [line for line in ours if off(line) > _OFF and counts[line.page] >= _FEWEST]
    if len(stray) > (1 - _SHARE) * len(ours):
        return
    told: set[int] = set()
    for line in stray:
        if line.page not in told:
            told.add(line.page)
            yield Fault(
                code="pdf-line-off-grid",
                line=line,
                said=f"stands {off(line):.2f} em off the grid of baselines, where {_OFF} em is the limit",
            )
