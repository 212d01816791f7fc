"""Which style sheets a medium takes, in the order of the cascade."""

from pathlib import Path

from publisher.book import Book, EmbeddedFonts, WritingMode
from publisher.rendering.rendition import Medium
from publisher.styles_folder import styles_folder


def stylesheets(book: Book, medium: Medium) -> tuple[Path, ...]:
    """List the CSS files for a medium: shared, medium, theme, what the book asks for, the book's own.

    A theme is a folder of `styles/themes/` with any of `shared.css`, `epub.css`, `pdf.css`.
    """
    styles = styles_folder()
    theme = styles / "themes" / book.theme
    names_of_medium = ("shared", medium.value)
    base = [styles / f"{name}.css" for name in ("shared", "infographic", medium.value)]
    own = [theme / f"{name}.css" for name in names_of_medium]
    asked = _asked(book) if medium is Medium.EPUB else ()
    return (*base, *(file for file in own if file.is_file()), *(styles / name for name in asked), *book.stylesheets)


def _asked(book: Book) -> tuple[str, ...]:
    """Name the style sheets for what a book may ask of its e-book."""
    choices = (
        ("epub-text.css", book.epub.fonts is EmbeddedFonts.ALL),
        ("epub-vertical.css", book.epub.writing_mode is WritingMode.VERTICAL),
    )
    return tuple(name for name, chosen in choices if chosen)
