"""The other recipe: look at a book folder or at finished files, and say what is wrong."""

from pathlib import Path

from publisher.checks import check_file
from publisher.diagnostics import Diagnostic, PublisherError
from publisher.manuscript import load
from publisher.rendering import render


def check_paths(paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Return all that is found in book folders and in EPUB and PDF files; nothing is changed."""
    return tuple(
        diagnostic for path in paths for diagnostic in (_check_folder(path) if path.is_dir() else check_file(path))
    )


def _check_folder(folder: Path) -> tuple[Diagnostic, ...]:
    """Read and render a book folder: what this finds is what would stop or trouble a build."""
    try:
        loaded = load(folder)
    except PublisherError as error:
        return error.diagnostics
    try:
        render(loaded.book)
    except PublisherError as error:
        return (*loaded.diagnostics, *error.diagnostics)
    return loaded.diagnostics
