"""The other recipe: look at a book folder or at finished files, and say what is wrong."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from publisher.book import Book, EmbeddedFonts, Output
from publisher.checks import check_file
from publisher.diagnostics import Diagnostic, PublisherError
from publisher.epub import package
from publisher.epub.stylesheets import package_stylesheets
from publisher.manuscript import load
from publisher.rendering import Medium, Rendition, render, stylesheets


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
        if wants_epub:
            _package(rendition, book)
    except PublisherError as error:
        return error.diagnostics
    return ()


def _package(rendition: Rendition, book: Book) -> None:
    """Make the e-book for its errors alone: nothing of it is kept, so subsets of fonts are left out."""
    plain = replace(rendition, book=replace(book, epub=replace(book.epub, fonts=EmbeddedFonts.NONE)))
    modified = datetime.combine(book.date, time(tzinfo=UTC))
    package(plain, stylesheets=stylesheets(book, Medium.EPUB), modified=modified)
