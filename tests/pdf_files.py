"""A small PDF for the screen and one for the press, made for the tests, and ways to change and check them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint

from publisher.checks import check_file
from publisher.diagnostics import Diagnostic
from publisher.pdf import Pages, PressOptions, press_pdf, read_profile

MM = 72 / 25.4
HTML = """<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>Bookroom</title>
<meta name="dcterms.created" content="2026-03-20"><meta name="dcterms.modified" content="2026-03-20"></head><body>
<h1 id="door">Door</h1><p><a href="#hours">When to come</a>, <a href="https://example.org/">far away</a></p>
<h1 id="hours">Hours</h1><p>From nine.</p><h2 id="rules">Rules</h2><p>Be quiet.</p>
<h1 id="end">End</h1><p><a href="#door">Back</a></p></body></html>"""
CSS = "@page { size: 100mm 140mm } h1 + p + h1, h2 + p + h1 { break-before: page }"

PROFILE = Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")

Change = Callable[[pikepdf.Pdf], None]


@cache
def screen() -> bytes:
    """Make three tagged pages with bookmarks and links."""
    content: bytes = _document("").write_pdf(pdf_tags=True, uncompressed_pdf=True)
    return content


@cache
def press() -> bytes:
    """Make the same pages, and a blank one, for a press: four inks, 3 mm of bleed, marks."""
    document = _document("@page { bleed: 3mm }")
    labels = tuple(str(number) for number in range(1, len(document.pages) + 1))
    pages = Pages(document=document, labels=labels, sources=(None,) * len(labels), folios={})
    return press_pdf(pages, PressOptions(profile=read_profile(PROFILE, ink_limit=3.0)))


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


def _document(css: str) -> weasyprint.Document:
    return weasyprint.HTML(string=HTML).render(stylesheets=[weasyprint.CSS(string=CSS + css)])
