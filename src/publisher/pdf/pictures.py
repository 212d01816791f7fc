"""Pages of the printed edition as pictures, for the e-book: its cover, and its infographics if it asks for pictures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from publisher.book import PageSize
from publisher.pdf.layout import lay_out
from publisher.pdf.screen import screen_pdf
from publisher.rendering import Document, DocumentKind, Rendition

# Pixels. Shops ask for 1.6 to 1 and 2,560 in height; the page is a tenth of that in mm.
_WIDTH, _HEIGHT = 1600, 2560
_SHEET = PageSize(name="cover", width=_WIDTH / 10, height=_HEIGHT / 10)
_QUALITY = 90


def cover_picture(rendition: Rendition, stylesheets: Iterable[Path], *, modified: datetime) -> bytes:
    """Draw the cover as a JPEG of 1600 × 2560 pixels, laid out as the PDF's is but on a sheet of that shape."""
    book = rendition.book
    sheet = replace(rendition, book=replace(book, page=replace(book.page, size=_SHEET)))
    covers = tuple(document for document in rendition.documents if document.kind is DocumentKind.COVER)
    image = _drawn(sheet, covers, stylesheets, modified)
    output = BytesIO()
    image.resize((_WIDTH, _HEIGHT)).save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue()


def infographic_pictures(rendition: Rendition, stylesheets: Iterable[Path], *, modified: datetime) -> dict[str, bytes]:
    """Draw the page of every infographic as a PNG 1600 pixels wide; by the id of its document."""
    sheets = tuple(stylesheets)
    pictures: dict[str, bytes] = {}
    for document in rendition.documents:
        if document.kind is DocumentKind.INFOGRAPHIC:
            output = BytesIO()
            # Few colours and their shades: a palette takes a third of the bytes.
            _drawn(rendition, (document,), sheets, modified).quantize(256).save(output, "PNG", optimize=True)
            pictures[document.id] = output.getvalue()
    return pictures


def _drawn(
    rendition: Rendition, documents: tuple[Document, ...], stylesheets: Iterable[Path], modified: datetime
) -> Image.Image:
    pages = lay_out(replace(rendition, documents=documents), stylesheets, modified=modified)
    with pypdfium2.PdfDocument(screen_pdf(pages)) as pdf:
        page = pdf[0]
        image: Image.Image = page.render(scale=_WIDTH / page.get_width()).to_pil().convert("RGB")
    return image
