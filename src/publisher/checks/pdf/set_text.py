"""How Chinese is set in a finished file for the screen, measured on its glyphs."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.pdf.opened import OpenedPdf, Purpose, numbered
from publisher.checks.pdf.set_faults import told
from publisher.checks.pdf.set_glyphs import Faces, glyphs_of
from publisher.checks.pdf.set_lines import Line, lines_in
from publisher.checks.pdf.set_pages import page_faults
from publisher.checks.pdf.set_paragraphs import body_of
from publisher.checks.pdf.set_rules import line_faults
from publisher.checks.pdf.set_tags import Tags, tags_of
from publisher.diagnostics import Diagnostic

# What a file of another program may have at a place where something else is expected.
_STRANGE = (pikepdf.PdfError, LookupError, TypeError, ValueError, AttributeError)


def check_set_text(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find lines that are not set by the rules of Chinese; a press and a handout have the lines of the screen."""
    if opened.purpose is not Purpose.SCREEN:
        return
    tags = tags_of(opened.pdf)
    faces = Faces()
    lines = [line for number, page in numbered(opened) for line in _lines(number, page, tags, faces)]
    if body := body_of(lines):
        yield from told((*line_faults(body), *page_faults(body)), opened.file)


def _lines(number: int, page: pikepdf.Page, tags: Tags, faces: Faces) -> tuple[Line, ...]:
    """Return the lines of a page, none if it cannot be read: what is damaged, other checks tell."""
    of = page.obj.objgen
    try:
        return tuple(lines_in(number, ((glyph, tags.get((of, glyph.content))) for glyph in glyphs_of(page, faces))))
    except _STRANGE:
        return ()
