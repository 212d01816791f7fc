"""An infographic's data to a page of its own: XHTML with one inline drawing whose text is text.

Why SVG text and not HTML laid over a drawing: only a view box scales to any screen in every reader (an em tied to
the viewport does not, where pages are columns), and a reader's own type size leaves SVG alone. Texts stand in
reading order, with ARIA roles for headings and lists, since SVG has no such elements. Paper is another matter: a
drawing in a tagged PDF is one figure, its text unreadable to a screen reader, so `infographic_paper` turns the same
tree into headings, paragraphs and lists at the same places.
"""

from collections.abc import Iterator

from lxml import etree

from publisher.book import Infographic, PageSetup
from publisher.diagnostics import Place, PublisherError, fail
from publisher.rendering.infographic_layout import WORTH_WHOLE_TITLES, Overflow, lay_out, lay_out_whole
from publisher.rendering.infographic_page import Page
from publisher.rendering.infographic_rows import SMALLEST
from publisher.rendering.templates import environment
from publisher.xhtml import parse

_POINTS_PER_MM = 72 / 25.4
# What readers leave of a phone's screen has about this shape, and the smallest type is a 31st of its width: 9 px where
# that is 280. What needs more room gets it by steps, up to the page of the book.
_SCREEN_WIDTH, _SCREEN_RATIO, _SCREEN_STEP = 246, 1.6, 1.02


def render_infographic(infographic: Infographic, *, language: str, page: PageSetup) -> etree._Element:
    """Draw an infographic for a page of the book; returns the `html` element.

    The view box is the trimmed page in points. Raises `PublisherError` (`infographic-overfull`) when not all of it
    fits at the smallest type that can be read.
    """
    width = round(page.size.width * _POINTS_PER_MM, 2)
    height = round(page.size.height * _POINTS_PER_MM, 2)
    drawing = lay_out(infographic, width, height)
    if isinstance(drawing, Overflow):
        raise _overfull(infographic, drawing, height, page)
    return _document(infographic, language, drawing)


def draw_for_screen(infographic: Infographic, *, language: str, page: PageSetup) -> etree._Element:
    """Draw an infographic for screens down to a phone's, in the biggest type that lets all of it be seen at once.

    Returns the `html` element; the drawing of the book's page where no smaller one holds the infographic.
    """
    smallest: Page | None = None
    for width in _screen_widths(page.size.width * _POINTS_PER_MM):
        height = round(_SCREEN_RATIO * width, 2)
        if smallest is not None and width > smallest.width / WORTH_WHOLE_TITLES:
            break
        if whole := lay_out_whole(infographic, width, height):
            return _document(infographic, language, whole)
        if smallest is None and isinstance(drawing := lay_out(infographic, width, height), Page):
            smallest = drawing
    if smallest is not None:
        return _document(infographic, language, smallest)
    return render_infographic(infographic, language=language, page=page)


def _screen_widths(limit: float) -> Iterator[int]:
    width = _SCREEN_WIDTH
    while width < limit:
        yield width
        width = round(_SCREEN_STEP * width)


def _document(infographic: Infographic, language: str, drawing: Page) -> etree._Element:
    template = environment().get_template("infographic.xhtml.j2")
    return parse(template.render(language=language, id=infographic.id, title=infographic.title, drawing=drawing))


def _overfull(infographic: Infographic, overflow: Overflow, height: float, page: PageSetup) -> PublisherError:
    name = f"The infographic “{infographic.title}”"
    place = Place(file=infographic.file) if infographic.file else None
    if overflow.needed is None:
        return fail(
            "infographic-overfull",
            f"{name} has a title of {len(infographic.title)} characters, which no four lines hold in a readable size",
            place=place,
            hint="Shorten the title",
        )
    over = round(100 * (overflow.needed / height - 1)) or 1
    what, length = max(_lengths(infographic), key=lambda pair: pair[1])
    return fail(
        "infographic-overfull",
        f"{name} needs {over}% more height than a page of {page.size.name} has, even in type of {SMALLEST:g} pt, "
        "the smallest that can be read",
        place=place,
        hint=f"Cut text (the longest is {what}, {length} characters), take out items, "
        "divide it into two infographics, or choose a bigger page",
    )


def _lengths(infographic: Infographic) -> list[tuple[str, int]]:
    """List each text of any length by a name that its author knows, with its number of characters."""
    named = [("the lead", infographic.lead), ("the conclusion", infographic.conclusion)]
    for group in infographic.groups:
        named += [(f"the group title “{group.title}”", group.title)]
        named += [(f"the item “{item.title}”", item.title + (item.text or "")) for item in group.items]
    return [(name, len(text or "")) for name, text in named]
