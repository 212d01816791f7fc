"""Marks where the pages of the printed edition begin in the text of the e-book."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from lxml import etree

from publisher.rendering.printed_page import PrintedPage
from publisher.xhtml import EPUB, NAMESPACES, element, h

_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
# What a printed page does not have at that place; see `PrintedPage`.
_ELSEWHERE = "self::h:rt or self::h:rp or self::h:aside[@role='doc-footnote'] or self::h:li[@class='subhead']"
# Not the link: in a line of the contents nothing may stand before it.
_INLINE = frozenset(map(h, ("code", "em", "img", "ruby", "span", "strong", "sub", "sup")))
# A mark at the start of one of these goes before it: a heading would be read out with the number, a table has no room.
_BLOCKS = frozenset(map(h, ("figure", "h1", "h2", "h3", "h4", "hgroup", "table")))
_CONTAINERS = frozenset(map(h, ("aside", "blockquote", "body", "div", "header", "section")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The text at the beginning of an element, the text behind it (`tail`), or a picture; without white space."""

    node: etree._Element
    text: str
    tail: bool = False


def page_id(page: PrintedPage) -> str:
    """Name the place where a page begins; nothing else in a book has an id with a full stop."""
    return f"page.{page.label}"


def mark_pages(root: etree._Element, pages: tuple[PrintedPage, ...]) -> None:
    """Mark the place of each page in a document, with `doc-pagebreak` (DPUB-ARIA 1.1) and its number."""
    body = next(root.iterfind("h:body", NAMESPACES))
    runs = tuple(_runs(body))
    starts = tuple(accumulate((len(run.text) for run in runs), initial=0))
    text = "".join(run.text for run in runs)
    last = len(text)
    later: etree._Element | None = None
    # From the last to the first, so that no mark moves the place of another.
    for page in reversed(pages):
        if page.before == 0:
            body.insert(0, _mark("div", page))
            continue
        place = _nearest(text, page)
        if later is not None and place >= last:
            # The printed page has words that the e-book has not: its mark stands beside the next.
            mark = _mark(etree.QName(later).localname, page)
            later.addprevious(mark)
            later = mark
            continue
        index = next(index for index, end in enumerate(starts[1:]) if end > place)
        last, later = place, _put(runs[index], place - starts[index], page)


def _runs(node: etree._Element) -> Iterator[_Run]:
    """Yield the text that the printed pages have too, in document order."""
    if node.tag == h("img"):
        yield _Run(node=node, text=_PICTURE)
    elif not node.xpath(_ELSEWHERE, namespaces=NAMESPACES):
        if node.text and node.text.strip():
            yield _Run(node=node, text="".join(node.text.split()))
        for child in node.iterchildren(etree.Element):
            yield from _runs(child)
            if child.tail and child.tail.strip():
                yield _Run(node=child, text="".join(child.tail.split()), tail=True)


def _nearest(text: str, page: PrintedPage) -> int:
    """Find the words of a page next to where they should be: a book's own styles may hide text on paper."""
    behind = text.find(page.words, page.before)
    ahead = text.rfind(page.words, 0, page.before + len(page.words))
    found = [place for place in (behind, ahead) if place >= 0]
    return min(found, key=lambda place: abs(place - page.before), default=min(page.before, len(text) - 1))


def _put(run: _Run, offset: int, page: PrintedPage) -> etree._Element:
    """Put a mark before a character of a run, and return it."""
    node = run.node
    before = None if run.tail or offset else _begun(node)
    if before is not None:
        mark = _mark("div" if before.tag in _BLOCKS else "span", page)
        before.addprevious(mark)
        return mark
    mark = _mark("span", page)
    text = (node.tail if run.tail else node.text) or ""
    cut = [place for place, character in enumerate(text) if not character.isspace()][offset]
    mark.tail = text[cut:]
    if run.tail:
        node.tail = text[:cut]
        node.addnext(mark)
    else:
        node.text = text[:cut]
        node.insert(0, mark)
    return mark


def _begun(node: etree._Element) -> etree._Element | None:
    """Return what a mark at the start of an element goes before: a block, else inline elements; None to go inside."""
    begun = [node]
    while (parent := begun[-1].getparent()) is not None and parent.tag not in _CONTAINERS:
        if parent[0] is not begun[-1] or (parent.text or "").strip():
            break
        begun.append(parent)
    blocks = [found for found in begun if found.tag in _BLOCKS]
    inline = list(takewhile(lambda found: found.tag in _INLINE, begun))
    before = blocks or inline
    return before[-1] if before else None


def _mark(tag: str, page: PrintedPage) -> etree._Element:
    attributes = {
        f"{{{EPUB}}}type": "pagebreak",
        "role": "doc-pagebreak",
        "id": page_id(page),
        "aria-label": page.label,
    }
    return element(tag, attributes)
