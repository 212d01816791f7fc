"""The PDF for the press: trimmed pages with bleed and crop marks."""

from io import BytesIO

import pikepdf

from publisher.pdf.geometry import POINTS_PER_MM
from publisher.pdf.layout import Pages
from publisher.pdf.screen import screen_pdf


def press_pdf(pages: Pages, *, bleed: float) -> bytes:
    """Write pages that were laid out with marks; `bleed` is in mm.

    WeasyPrint draws its marks inside the area that it calls bleed, so the layout asks for more than the bleed, and
    the BleedBox (ISO 32000-2 §14.11.2) is set here to what is really meant. A press wants no annotations.
    """
    margin = bleed * POINTS_PER_MM
    with pikepdf.open(BytesIO(screen_pdf(pages))) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            page.bleedbox = pikepdf.Array([left - margin, bottom - margin, right + margin, top + margin])
            page.artbox = page.trimbox
            if "/Annots" in page:
                del page["/Annots"]
        for key in ("/PageMode", "/PageLayout"):
            if key in pdf.Root:
                del pdf.Root[key]
        output = BytesIO()
        pdf.save(output, deterministic_id=True)
    return output.getvalue()
