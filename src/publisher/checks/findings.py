"""Short ways to say what a check found."""

from pathlib import Path

from publisher.diagnostics import Diagnostic, Place, Severity


def error(
    code: str, message: str, *, file: Path, hint: str, line: int | None = None, page: int | None = None
) -> Diagnostic:
    """Say what keeps a file from its use."""
    place = Place(file=file, line=line, page=page)
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, place=place, hint=hint)


def warning(
    code: str, message: str, *, file: Path, hint: str, line: int | None = None, page: int | None = None
) -> Diagnostic:
    """Say what makes a file worse than it could be."""
    place = Place(file=file, line=line, page=page)
    return Diagnostic(code=code, severity=Severity.WARNING, message=message, place=place, hint=hint)
