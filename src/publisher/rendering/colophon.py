"""The colophon (制作说明): what the book says of how it was made, and what the program knows of that for sure."""

from collections.abc import Iterator
from importlib.metadata import version

from publisher.book import Book, Colophon
from publisher.rendering.labels import Labels


def colophon_lines(
    book: Book, colophon: Colophon, labels: Labels, typefaces: tuple[str, ...] | None
) -> tuple[tuple[str, str], ...]:
    """List what the colophon says as label and value, the book's own lines first.

    An edition without pages of its own (`typefaces` is None) has neither a size nor a typeface: those are the reader's.
    """
    known = _known(book, labels, typefaces) if colophon.facts else ()
    return (*colophon.lines, *known)


def _known(book: Book, labels: Labels, typefaces: tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    if typefaces is not None:
        size = book.page.size
        millimetres = f"{size.width:g} mm × {size.height:g} mm"
        yield labels.format, millimetres if "×" in size.name else f"{size.name}（{millimetres}）"
        if typefaces:
            # A name stays on one line.
            yield labels.typefaces, "、".join(name.replace(" ", "\N{NO-BREAK SPACE}") for name in typefaces)
    yield labels.typesetting, f"publisher {version('publisher')}"
