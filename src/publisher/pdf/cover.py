"""The cover of the printed edition as a picture, for the e-book."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2

from publisher.book import PageSize
from publisher.pdf.layout import lay_out
from publisher.pdf.screen import screen_pdf
from publisher.rendering import DocumentKind, Rendition

# Pixels. Shops ask for 1.6 to 1 and 2,560 in height; the page is a tenth of that in mm.
_WIDTH, _HEIGHT = 1600, 2560
_SHEET = PageSize(name="cover", width=_WIDTH / 10, height=_HEIGHT / 10)
_QUALITY = 90


def cover_picture(rendition: Rendition, stylesheets: Iterable[Path], *, modified: datetime) -> bytes:
    """Draw the cover as a JPEG of 1600 × 2560 pixels, laid out as the PDF's is but on a sheet of that shape."""
    book = rendition.book
    cover = replace(
        rendition,
        book=replace(book, page=replace(book.page, size=_SHEET)),
        documents=tuple(document for document in rendition.documents if document.kind is DocumentKind.COVER),
    )
    pages = lay_out(cover, stylesheets, modified=modified)
    with pypdfium2.PdfDocument(screen_pdf(pages)) as pdf:
        page = pdf[0]
        image = page.render(scale=_WIDTH / page.get_width()).to_pil().convert("RGB")
    output = BytesIO()
    image.resize((_WIDTH, _HEIGHT)).save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue()
