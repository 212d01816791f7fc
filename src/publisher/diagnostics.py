"""What was found: a code, how bad it is, where it stands and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Severity(Enum):
    """How bad a finding is; only an error stops a build."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the input (or in a finished file) a finding stands.

    `line` counts from 1; it is None when the whole file is meant. `page` counts from 1 in a PDF.
    """

    file: Path | None = None
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    `code` is stable and kebab-case (`image-missing`); `message` says what is wrong and why it matters;
    `hint` says what to do.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    hint: str | None = None


class PublisherError(Exception):
    """Ends a run: the input or the machine has errors that the user can mend."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("; ".join(diagnostic.message for diagnostic in self.diagnostics))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def fail(code: str, message: str, *, place: Place | None = None, hint: str | None = None) -> PublisherError:
    """Make the exception for a run that one mistake ends."""
    return PublisherError([Diagnostic(code=code, severity=Severity.ERROR, message=message, place=place, hint=hint)])
