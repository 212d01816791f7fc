"""Turns the articles of a Chinese newspaper into an EPUB 3 e-book and a print-ready PDF.

The calls behind the command line: `load`, `build_book`, `check_paths`, `import_file`, `write_book`, `start_book`.
They return frozen values with the `Diagnostic`s found, and raise `PublisherError` with all of them when there is an
error.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publisher.book import Book, Output
    from publisher.build import Built, build_book
    from publisher.check import check_paths
    from publisher.diagnostics import Diagnostic, PublisherError, Severity
    from publisher.manuscript import load
    from publisher.manuscript.importers import import_file
    from publisher.manuscript.starting import start_book
    from publisher.manuscript.writer import write_book

_HOMES = {
    "Book": "book",
    "Built": "build",
    "Diagnostic": "diagnostics",
    "Output": "book",
    "PublisherError": "diagnostics",
    "Severity": "diagnostics",
    "build_book": "build",
    "check_paths": "check",
    "import_file": "manuscript.importers",
    "load": "manuscript",
    "start_book": "manuscript.starting",
    "write_book": "manuscript.writer",
}

__all__ = [
    "Book",
    "Built",
    "Diagnostic",
    "Output",
    "PublisherError",
    "Severity",
    "build_book",
    "check_paths",
    "import_file",
    "load",
    "start_book",
    "write_book",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: WeasyPrint takes half a second and needs system libraries."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
