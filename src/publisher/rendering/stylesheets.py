"""Which style sheets a medium takes, in the order of the cascade."""

from pathlib import Path

from publisher.book import Book
from publisher.diagnostics import fail
from publisher.rendering.rendition import Medium
from publisher.styles_folder import styles_folder


def stylesheets(book: Book, medium: Medium) -> tuple[Path, ...]:
    """List the CSS files for a medium: shared, medium, theme, the book's own.

    A theme is a folder of `styles/themes/` with any of `shared.css`, `epub.css`, `pdf.css`. An unknown one is a
    `PublisherError` (`theme-unknown`).
    """
    styles = styles_folder()
    theme = styles / "themes" / book.theme
    if not theme.is_dir():
        names = ", ".join(sorted(folder.name for folder in (styles / "themes").iterdir() if folder.is_dir()))
        raise fail(
            "theme-unknown",
            f"There is no theme “{book.theme}”, so the book has no look",
            hint=f"Set [style] theme in book.toml to one of: {names}",
        )
    names_of_medium = ("shared", medium.value)
    base = [styles / f"{name}.css" for name in ("shared", "infographic", medium.value)]
    own = [theme / f"{name}.css" for name in names_of_medium]
    return (*base, *(file for file in own if file.is_file()), *book.stylesheets)
