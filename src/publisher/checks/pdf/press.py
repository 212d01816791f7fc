"""Preflight of the pages of a file for the press: every mark, every resource, the ink of every place."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.pdf.content import Known, content_of, marks_in, names_in
from publisher.checks.pdf.opened import OpenedPdf, Purpose, box, numbered
from publisher.checks.pdf.press_bleed import bleed_faults
from publisher.checks.pdf.press_faults import Fault, Sheet, tell
from publisher.checks.pdf.press_ink import InkMeter
from publisher.checks.pdf.press_marks import mark_faults
from publisher.checks.pdf.press_resources import ResourceReader
from publisher.diagnostics import Diagnostic


def check_press_pages(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find what a press would refuse or spoil, each with page, place, value and limit."""
    if opened.purpose is Purpose.PRESS:
        yield from tell(opened, _faults(opened))


def _faults(opened: OpenedPdf) -> Iterator[tuple[Sheet, Fault]]:
    known = Known()
    meter, reader = InkMeter(known), ResourceReader(known)
    for number, page in numbered(opened):
        trim = box(page.trimbox)
        if box(page.mediabox).within(trim):
            continue
        sheet = Sheet(number=number, trim=trim, bleed=box(page.bleedbox))
        content, resources = content_of(page), page.obj.get("/Resources", pikepdf.Dictionary())
        marks = tuple(marks_in(content, resources, known))
        names = names_in(content)
        of_marks = (*mark_faults(marks, sheet), *bleed_faults(marks, sheet), *meter.faults(page, names, marks, sheet))
        for fault in (*of_marks, *reader.faults(page, names)):
            yield sheet, fault
