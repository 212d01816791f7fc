"""Checks of a file for the press as a whole: output intent, metadata, annotations, sizes, number of pages."""

from collections import Counter
from collections.abc import Iterator

import pikepdf

from publisher.checks.findings import error, warning
from publisher.checks.pdf.opened import OpenedPdf, Purpose, box, numbered, told, trimmed
from publisher.diagnostics import Diagnostic

_MM = 72 / 25.4
_STITCHED = 4
# What a press may be sent all the same (ISO 15930-7 §6.16).
_HARMLESS = ("/TrapNet", "/PrinterMark")
_ACTIVE = ("/OpenAction", "/AA", "/AcroForm")


def check_output_intent(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find a file that does not say for which press its colours are meant (ISO 15930-7 §6.10)."""
    if opened.purpose is not Purpose.PRESS:
        return
    problem = _problem_of_intent(opened.pdf)
    if problem is not None:
        yield error(
            "press-output-intent",
            f"The file {problem}, so nobody knows how its colours should look on paper",
            file=opened.file,
            hint="build it again, or save it as PDF/X-4 with the printer's profile",
        )


def _problem_of_intent(pdf: pikepdf.Pdf) -> str | None:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        return f"has {len(intents)} output intents of PDF/X, where one is wanted"
    profile = intents[0].get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        return "has an output intent without a profile"
    if profile.get("/N") != _STITCHED:
        return f"has an output profile of {profile.get('/N')} colours, where 4 are wanted"
    if profile.read_bytes()[36:40] != b"acsp":
        return "has an output profile that is no ICC profile"
    if not str(intents[0].get("/OutputConditionIdentifier", "")).strip():
        return "has an output intent without the name of its printing condition"
    return None


def check_press_metadata(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find metadata that PDF/X-4 wants and that are not there (ISO 15930-7 §6.2, §6.13)."""
    if opened.purpose is not Purpose.PRESS:
        return
    pdf = opened.pdf
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        version = metadata.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion")
        dates = all(metadata.get(f"xmp:{name}") for name in ("CreateDate", "ModifyDate", "MetadataDate"))
        trapped = metadata.get("pdf:Trapped")
    missing = [
        name
        for name, there in (
            ("the version of PDF/X", str(version or "").startswith("PDF/X-4")),
            ("whether it is trapped", trapped in ("True", "False")),
            ("its dates", dates),
            ("its identifier", "/ID" in pdf.trailer),
        )
        if not there
    ]
    if missing:
        yield error(
            "press-metadata",
            f"The file does not tell {', '.join(missing)}, where PDF/X-4 wants it, so a press treats it as any PDF",
            file=opened.file,
            hint="build it again, or save it as PDF/X-4",
        )


def check_annotations(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find links, notes, forms and actions: paper cannot do them, and some are printed."""
    if opened.purpose is not Purpose.PRESS:
        return
    pages: dict[str, list[int]] = {}
    for number, page in numbered(opened):
        kinds = {str(one.get("/Subtype", "?")) for one in page.obj.get("/Annots", ())} - set(_HARMLESS)
        for kind in sorted(kinds):
            pages.setdefault(kind.removeprefix("/"), []).append(number)
    for kind, numbers in pages.items():
        yield error(
            "press-annotation",
            f"Annotations of the kind {kind}, where none are wanted ({told(numbers)}): some presses print them",
            file=opened.file,
            page=numbers[0],
            hint="leave them out of the file for the press",
        )
    active = [key.removeprefix("/") for key in _ACTIVE if key in opened.pdf.Root]
    if active:
        hint = "leave it out of the file for the press"
        message = f"The file has {', '.join(active)}, where none is wanted: paper does nothing by itself"
        yield error("press-annotation", message, file=opened.file, hint=hint)


def check_sheets(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find pages of different sizes, pages that are turned, and a number of pages that cannot be stitched."""
    if opened.purpose is not Purpose.PRESS:
        return
    # A page without trim is a finding of its own.
    sizes = {number: _size(page) for number, page in numbered(opened) if trimmed(page)}
    usual, _ = Counter(sizes.values()).most_common(1)[0]
    others = [number for number, size in sizes.items() if size != usual]
    if others:
        width, height = sizes[others[0]]
        yield error(
            "press-page-size",
            f"{told(others).capitalize()}: {width} × {height} mm after trimming, where the others have"
            f" {usual[0]} × {usual[1]} mm: a book is cut in one go",
            file=opened.file,
            page=others[0],
            hint="give every page the same size, and send a cover sheet as a file of its own",
        )
    count = len(opened.pages)
    # A single page is a cover sheet.
    if count % _STITCHED and count > 1:
        yield warning(
            "press-page-count",
            f"{count} pages, where a multiple of {_STITCHED} is wanted: sheets have {_STITCHED} pages,"
            " and the printer decides where the blank ones go",
            file=opened.file,
            hint="let blank pages be added (book.toml, [print] fill = true)",
        )


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Return the trimmed size as it is seen, in mm."""
    trim = box(page.trimbox)
    width, height = round((trim.right - trim.left) / _MM, 1), round((trim.top - trim.bottom) / _MM, 1)
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (height, width) if turned else (width, height)
