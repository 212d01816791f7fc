"""What is wrong with a finished PDF file: one list of checks."""

import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pikepdf

from publisher.checks.findings import error
from publisher.checks.pdf.boxes import check_boxes
from publisher.checks.pdf.destinations import check_bookmarks, check_links
from publisher.checks.pdf.fonts import check_fonts
from publisher.checks.pdf.integrity import check_integrity, damaged
from publisher.checks.pdf.opened import OpenedPdf, open_pdf
from publisher.checks.pdf.press import check_press_pages
from publisher.checks.pdf.press_document import (
    check_annotations,
    check_output_intent,
    check_press_metadata,
    check_sheets,
)
from publisher.checks.pdf.reading import check_language, check_tags, check_title
from publisher.checks.pdf.set_text import check_set_text
from publisher.collector import collector_at_rest
from publisher.diagnostics import Diagnostic

# Without a handler Python prints to standard error what qpdf says of damage, which check_integrity tells.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_Check: TypeAlias = Callable[[OpenedPdf], Iterator[Diagnostic]]
_CHECKS: tuple[_Check, ...] = (
    check_title,
    check_language,
    check_tags,
    check_fonts,
    check_boxes,
    check_bookmarks,
    check_links,
    check_output_intent,
    check_press_metadata,
    check_annotations,
    check_sheets,
    check_press_pages,
    check_set_text,
)
# What pikepdf and Python raise for an object that is not what ISO 32000-2 wants at its place.
_MALFORMED = (
    pikepdf.PdfError,
    pikepdf.OutlineStructureError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
)


def check_pdf(file: Path) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a PDF file; raises `OSError`."""
    return _check(file, file, (check_integrity, *_CHECKS))


def check_pdf_content(content: bytes, file: Path) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with a PDF that is not yet a file; `file` is what it will be.

    It is whole, since it was written just now.
    """
    return _check(BytesIO(content), file, _CHECKS)


def _check(source: Path | BytesIO, file: Path, checks: tuple[_Check, ...]) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    try:
        with collector_at_rest(), pikepdf.open(source) as pdf:
            opened = open_pdf(file, pdf)
            for check in checks:
                found += _run(check, opened)
    except pikepdf.PasswordError:
        return (
            error(
                "pdf-encrypted",
                f"{file.name} needs a password, so nothing in it can be checked, and a press cannot open it",
                file=file,
                hint="save it without a password and without restrictions",
            ),
        )
    except _MALFORMED as problem:
        return (damaged(file, str(problem)),)
    # What is damaged stops several checks with the same words.
    return tuple(dict.fromkeys(found))


def _run(check: _Check, opened: OpenedPdf) -> tuple[Diagnostic, ...]:
    try:
        return tuple(check(opened))
    except _MALFORMED as problem:
        return (damaged(opened.file, str(problem)),)
