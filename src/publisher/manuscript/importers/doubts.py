"""The two kinds of findings that an importer has about a line: what it found, and what it is not sure of."""

from publisher.diagnostics import Diagnostic, Place, Severity

_NESTED = str.maketrans("“”", "‘’")


def finding(code: str, line: int | None, message: str) -> Diagnostic:
    """Say what was found."""
    return Diagnostic(code=code, severity=Severity.INFO, message=message, place=Place(line=line))


def doubt(code: str, line: int | None, message: str, hint: str) -> Diagnostic:
    """Say what may be wrong, and what to do then."""
    return Diagnostic(code=code, severity=Severity.WARNING, message=message, place=Place(line=line), hint=hint)


def quoted(text: str) -> str:
    """Put words of the source between quotation marks, nested ones inside."""
    return f"“{text.translate(_NESTED)}”"
