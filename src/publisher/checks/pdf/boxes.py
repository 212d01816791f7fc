"""Check of the page boxes of a file for the press (ISO 32000-2 §14.11.2)."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.findings import error
from publisher.checks.pdf.opened import OpenedPdf, Purpose, box, numbered, told
from publisher.diagnostics import Diagnostic

_FAULTS = {
    "pdf-trim-missing": (
        "have no TrimBox inside the sheet, as the others do: the press does not know where to cut",
        "set the TrimBox of every page to the size of the finished book",
    ),
    "pdf-bleed-missing": (
        "have no BleedBox larger than the TrimBox: pictures that reach the edge get a white line where the knife slips",
        "build with a bleed (book.toml, [page] bleed = 3)",
    ),
    "pdf-box-outside": (
        "have boxes that do not lie in each other: TrimBox in BleedBox in MediaBox is what a press cuts by",
        "set the BleedBox to the trim and 3 mm on each side, and make the sheet large enough for it",
    ),
}


def check_boxes(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find pages without trim or bleed, and boxes that do not lie in each other."""
    if opened.purpose is not Purpose.PRESS:
        return
    pages: dict[str, list[int]] = {}
    for number, page in numbered(opened):
        if code := _fault(page):
            pages.setdefault(code, []).append(number)
    for code, numbers in pages.items():
        what, hint = _FAULTS[code]
        where = told(numbers).capitalize()
        said = f"{where} {what}" if len(numbers) > 1 else f"{where} {what.replace('have', 'has', 1)}"
        yield error(code, said, file=opened.file, page=numbers[0], hint=hint)


def _fault(page: pikepdf.Page) -> str | None:
    media, trim = box(page.mediabox), box(page.trimbox)
    if media.within(trim):
        return "pdf-trim-missing"
    bleed = box(page.bleedbox)
    # Without a BleedBox of its own a page would bleed to the edge of the sheet, over its crop marks.
    if "/BleedBox" not in page.obj or bleed.within(trim):
        return "pdf-bleed-missing"
    return None if trim.within(bleed) and bleed.within(media) else "pdf-box-outside"
