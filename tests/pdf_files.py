"""A small PDF for the screen and one for the press, made for the tests, and ways to change and check them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from pikepdf import Array

from publisher.checks import check_file
from publisher.diagnostics import Diagnostic

MM = 72 / 25.4
HTML = """<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>Bookroom</title></head><body>
<h1 id="door">Door</h1><p><a href="#hours">When to come</a>, <a href="https://example.org/">far away</a></p>
<h1 id="hours">Hours</h1><p>From nine.</p><h2 id="rules">Rules</h2><p>Be quiet.</p>
<h1 id="end">End</h1><p><a href="#door">Back</a></p></body></html>"""
CSS = "@page { size: 100mm 140mm } h1 + p + h1, h2 + p + h1 { break-before: page }"

Change = Callable[[pikepdf.Pdf], None]


@cache
def screen() -> bytes:
    """Make three tagged pages with bookmarks and links."""
    return _written("")


@cache
def press() -> bytes:
    """Make the same pages with crop marks and 3 mm of bleed."""

    def bleed(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            page.bleedbox = Array([left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM])

    return changed(_written("@page { marks: crop; bleed: 8mm }"), bleed)


def changed(content: bytes, change: Change) -> bytes:
    """Change a PDF."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(output)
    return output.getvalue()


def check(folder: Path, content: bytes) -> tuple[Diagnostic, ...]:
    """Check a PDF as `book.pdf` of a folder."""
    file = folder / "book.pdf"
    file.write_bytes(content)
    return check_file(file)


def only(found: tuple[Diagnostic, ...], code: str, *, page: int | None = None) -> str:
    """Take the message of the one finding there is."""
    assert [finding.code for finding in found] == [code]
    (finding,) = found
    assert finding.place is not None
    assert finding.place.file is not None
    assert finding.place.file.name == "book.pdf"
    assert finding.place.page == page
    assert finding.hint
    return finding.message


def _written(css: str) -> bytes:
    html = weasyprint.HTML(string=HTML)
    sheet = weasyprint.CSS(string=CSS + css)
    content: bytes = html.write_pdf(stylesheets=[sheet], pdf_tags=True, uncompressed_pdf=True)
    return content
