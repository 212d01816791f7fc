"""The room that a binding takes from the inner margin: the thicker the book, the less far it opens."""

from math import ceil

from publisher.book import PageSetup
from publisher.rendering import DocumentKind, Rendition
from publisher.text_area import text_area, widest_gutter
from publisher.xhtml import h, text_of

# To this number of pages a book is stitched and opens flat; a thicker one is glued along its spine, and each hundred
# pages take a millimetre, up to so many.
_STITCHED, _PAGES_PER_MM, _MOST = 96, 100, 6
# How much of a page the text fills; the rest are ends of paragraphs and what stands around heads.
_FILLED = 0.75


def binding_margin(pages: int, page: PageSetup) -> float:
    """Return by how many millimetres the text of a book of so many pages moves away from the spine."""
    if page.gutter is not None:
        return page.gutter
    wanted = 0 if pages <= _STITCHED else min(_MOST, ceil(pages / _PAGES_PER_MM))
    return min(wanted, widest_gutter(page))


def expected_pages(rendition: Rendition) -> int:
    """Guess the number of pages from the number of characters."""
    area = text_area(rendition.book.page)
    places = _FILLED * area.ems * area.lines
    count = 0
    for document in rendition.documents:
        whole_page = document.kind in (DocumentKind.COVER, DocumentKind.INFOGRAPHIC, DocumentKind.PART)
        text = "" if whole_page else "".join(text_of(body) for body in document.root.iter(h("body")))
        count += max(1, ceil(len(text) / places))
    return count
