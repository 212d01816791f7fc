"""Check that a PDF file is whole, open to everybody, and has pages."""

from collections.abc import Iterator
from pathlib import Path

from publisher.checks.findings import error
from publisher.checks.pdf.opened import OpenedPdf
from publisher.diagnostics import Diagnostic

_MOST_REASONS = 3


def check_integrity(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find what qpdf has to repair, encryption without a password, and a file without pages."""
    problems = [problem for problem in opened.pdf.check_pdf_syntax() if "contain any pages" not in problem]
    if problems:
        more = f"; and {len(problems) - _MOST_REASONS} more" if len(problems) > _MOST_REASONS else ""
        told = (problem.removeprefix("WARNING: ").removeprefix("ERROR: ") for problem in problems[:_MOST_REASONS])
        yield damaged(opened.file, "; ".join(told) + more)
    if opened.pdf.is_encrypted:
        yield error(
            "pdf-encrypted",
            f"{opened.file.name} is encrypted: it opens without a password, but a press refuses it, and copying or "
            "reading aloud may be forbidden",
            file=opened.file,
            hint="save it without a password and without restrictions",
        )
    if not opened.pages:
        hint = "build it again, or save it again from the program that it comes from"
        yield error("pdf-no-pages", f"{opened.file.name} has no pages", file=opened.file, hint=hint)


def damaged(file: Path, reason: str) -> Diagnostic:
    """Say that a file cannot be read as ISO 32000-2 wants it; `reason` is in the words of qpdf."""
    words = reason.replace(f"{file}: ", "").replace(f"{file} ", "")
    return error(
        "pdf-damaged",
        f"{file.name} is damaged: some programs repair it silently, others show nothing or refuse it ({words})",
        file=file,
        hint="copy or download it again, or build it again",
    )
