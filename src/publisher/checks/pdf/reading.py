"""Checks of what a reader needs besides the pages: title, language, tags."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.findings import warning
from publisher.checks.pdf.opened import OpenedPdf, Purpose
from publisher.diagnostics import Diagnostic


def check_title(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find a file without a title."""
    pdf = opened.pdf
    if str(pdf.docinfo.get("/Title", "")).strip() or str(pdf.open_metadata().get("dc:title") or "").strip():
        return
    yield warning(
        "pdf-title-missing",
        "The file has no title, so windows and libraries show its file name",
        file=opened.file,
        hint="set title in book.toml and build again",
    )


def check_language(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find a file that does not say which language it is in."""
    if str(opened.pdf.Root.get("/Lang", "")).strip():
        return
    yield warning(
        "pdf-language-missing",
        "The file does not say which language it is in, so it is read aloud in a wrong one",
        file=opened.file,
        hint='set language in book.toml ("zh-Hans") and build again',
    )


def check_tags(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find a file for the screen that has no tags (ISO 32000-2 §14.8); on paper nobody misses them."""
    if opened.purpose is not Purpose.SCREEN:
        return
    marks, tree = (opened.pdf.Root.get(key) for key in ("/MarkInfo", "/StructTreeRoot"))
    if isinstance(marks, pikepdf.Dictionary) and marks.get("/Marked") and isinstance(tree, pikepdf.Dictionary):
        return
    yield warning(
        "pdf-not-tagged",
        "The file is not tagged: who has it read aloud gets neither headings nor the right order",
        file=opened.file,
        hint="build it again, or export it as tagged (accessible) PDF from the program that it comes from",
    )
