"""How Chinese is set in a finished file for the screen, measured on its glyphs."""

from collections.abc import Iterator

from publisher.checks.pdf.opened import OpenedPdf, Purpose, numbered
from publisher.checks.pdf.set_faults import told
from publisher.checks.pdf.set_glyphs import Faces, glyphs_of
from publisher.checks.pdf.set_lines import lines_in
from publisher.checks.pdf.set_pages import page_faults
from publisher.checks.pdf.set_paragraphs import body_of
from publisher.checks.pdf.set_rules import line_faults
from publisher.checks.pdf.set_tags import tags_of
from publisher.diagnostics import Diagnostic


def check_set_text(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find lines that are not set by the rules of Chinese; a press and a handout have the lines of the screen."""
    if opened.purpose is not Purpose.SCREEN:
        return
    tags = tags_of(opened.pdf)
    faces = Faces()
    lines = [
        line
        for number, page in numbered(opened)
        for line in lines_in(
            number, ((glyph, tags.get((page.obj.objgen, glyph.content))) for glyph in glyphs_of(page, faces))
        )
    ]
    if body := body_of(lines):
        yield from told((*line_faults(body), *page_faults(body)), opened.file)
