"""The collector of what is found in one file."""

from pathlib import Path

from publisher.diagnostics import Diagnostic, Place, Severity


class Findings:
    """Collect diagnostics about a file, each with its line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.found: list[Diagnostic] = []

    def error(self, code: str, message: str, *, line: int | None = None, hint: str | None = None) -> None:
        """Note what stops the build."""
        self._add(Severity.ERROR, code, message, line, hint)

    def warning(self, code: str, message: str, *, line: int | None = None, hint: str | None = None) -> None:
        """Note what an editor should look at."""
        self._add(Severity.WARNING, code, message, line, hint)

    def info(self, code: str, message: str, *, line: int | None = None, hint: str | None = None) -> None:
        """Note what was done without asking."""
        self._add(Severity.INFO, code, message, line, hint)

    def _add(self, severity: Severity, code: str, message: str, line: int | None, hint: str | None) -> None:
        place = Place(file=self.file, line=line)
        made = Diagnostic(code=code, severity=severity, message=message, place=place, hint=hint)
        if made not in self.found:
            self.found.append(made)

    def by_line(self) -> tuple[Diagnostic, ...]:
        """Return what was found in the order of the file, each finding once; those about the whole file first."""
        return tuple(sorted(self.found, key=_line))


def _line(diagnostic: Diagnostic) -> int:
    return (diagnostic.place.line if diagnostic.place else None) or 0
