"""The other recipe: look at a book folder or at finished files, and say what is wrong."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from publisher.book import Book, EmbeddedFonts, Output
from publisher.checks import check_file
from publisher.checks.epub import check_epub
from publisher.diagnostics import Diagnostic, PublisherError
from publisher.epub import package
from publisher.epub.stylesheets import package_stylesheets
from publisher.manuscript import load
from publisher.rendering import Medium, Rendition, render, stylesheets

# What an e-book can be blamed for that is in the book folder, and not in how it was packaged.
_FOR_THE_EDITOR = frozenset({"epub-claim-false", "epub-contrast-low"})


def check_paths(paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Return all that is found in book folders and in EPUB and PDF files; nothing is changed."""
    return tuple(
        diagnostic for path in paths for diagnostic in (_check_folder(path) if path.is_dir() else check_file(path))
    )


def _check_folder(folder: Path) -> tuple[Diagnostic, ...]:
    """Read, render and package a book folder: what this finds is what would stop or trouble a build."""
    try:
        loaded = load(folder)
    except PublisherError as error:
        return error.diagnostics
    return (*loaded.diagnostics, *_unfit(loaded.book))


def _unfit(book: Book) -> tuple[Diagnostic, ...]:
    """Find what cannot be rendered, and what an e-book cannot carry if one is to be made."""
    wants_epub = Output.EPUB in book.outputs
    try:
        rendition = render(book)
    except PublisherError as error:
        sheets = package_stylesheets(stylesheets(book, Medium.EPUB), book, set()).errors if wants_epub else ()
        return (*error.diagnostics, *sheets)
    try:
        content = _package(rendition, book) if wants_epub else None
    except PublisherError as error:
        return error.diagnostics
    found = check_epub(Path(f"{book.slug}.epub"), content) if content is not None else ()
    return tuple(finding for finding in found if finding.code in _FOR_THE_EDITOR)


def _package(rendition: Rendition, book: Book) -> bytes:
    """Make the e-book for its faults alone: nothing of it is kept, so subsets of fonts are left out."""
    plain = replace(rendition, book=replace(book, epub=replace(book.epub, fonts=EmbeddedFonts.NONE)))
    modified = datetime.combine(book.date, time(tzinfo=UTC))
    # The cover is a picture, whatever is on it.
    return package(plain, cover=b"", stylesheets=stylesheets(book, Medium.EPUB), modified=modified)
