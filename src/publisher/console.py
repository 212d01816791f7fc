"""What the command line prints: findings, progress, and what was made."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console as Terminal
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from publisher.build import Built, Stage
from publisher.build import Progress as Report
from publisher.diagnostics import Diagnostic, Place, Severity
from publisher.manuscript.importers import Change, Imported

# A change that is made in every line is not told line by line.
_SHOWN_LINES = 16
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


class Console:
    """Prints results on standard output, findings and progress on standard error."""

    def __init__(self) -> None:
        self._out = Terminal(highlight=False, soft_wrap=True)
        self._err = Terminal(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """Print a line."""
        self._out.print(escape(text))

    def files(self, verb: str, files: Iterable[Path]) -> None:
        """Print what was written, a file a line with its size."""
        for file in files:
            self._out.print(f"{verb} {escape(str(file))}  {_size(file.stat().st_size)}")

    def diagnostics(self, found: Iterable[Diagnostic]) -> None:
        """Print findings, each with its place, and what to do on a line of its own."""
        for diagnostic in found:
            style = _STYLES[diagnostic.severity]
            place = f"{escape(_place(diagnostic.place))}: " if diagnostic.place else ""
            head = f"[{style}]{diagnostic.severity.value}[/] {escape(f'[{diagnostic.code}]')}"
            self._err.print(f"{head} {place}{escape(diagnostic.message)}")
            if diagnostic.hint:
                self._err.print(f"  → {escape(diagnostic.hint)}")

    def imported(self, file: Path, imported: Imported) -> None:
        """Print what was found in a page, what was changed in which lines, and what is not certain."""
        articles, infographics = len(imported.articles), len(imported.infographics)
        self.say(f"{file}: {_count(articles, 'article')}, {_count(infographics, 'infographic')}")
        self.diagnostics(imported.diagnostics)
        for kind in dict.fromkeys(change.kind for change in imported.changes):
            changes = [change for change in imported.changes if change.kind == kind]
            self.say(f"Changed {kind} {len(changes)}×  {_examples(changes)}{_lines(change.line for change in changes)}")

    def built(self, built: Built) -> None:
        """Print what a build made."""
        self.files("Built", built.files)
        if built.pages is not None:
            self.say(f"{built.pages} pages")

    def checked(self, found: Sequence[Diagnostic]) -> None:
        """Print the outcome of a check."""
        self.say(_tally(found) if found else "Nothing found")

    def failed(self, found: Sequence[Diagnostic]) -> None:
        """Print how a run ended that errors stopped."""
        self._err.print(_tally(found))

    @contextmanager
    def progress(self) -> Iterator[Report]:
        """Show progress: bars on a terminal, else a line as each stage ends."""
        if not self._err.is_terminal:
            yield self._plain_progress
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._err, transient=True) as bars:
            tasks: dict[Stage, TaskID] = {}

            def report(stage: Stage, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bars.add_task(stage.value, total=total)
                bars.update(tasks[stage], completed=done)

            yield report

    def _plain_progress(self, stage: Stage, done: int, total: int) -> None:
        if done == total:
            self._err.print(f"{stage.value}: {done}/{total}")


def _place(place: Place) -> str:
    parts = (
        str(place.file) if place.file else None,
        str(place.line) if place.line else None,
        f"page {place.page}" if place.page else None,
    )
    return ":".join(part for part in parts if part)


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} bytes"
    return f"{count / 1024:.0f} kB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _examples(changes: Iterable[Change]) -> str:
    """Say what became what, where that is a mark or two and not a passage."""
    pairs = dict.fromkeys((change.before, change.after) for change in changes)
    short = [f"{before} → {after}" for before, after in pairs if 0 < len(before) <= 2 and 0 < len(after) <= 2]
    return f"{'  '.join(short)}  " if short and len(short) == len(pairs) else ""


def _lines(numbers: Iterable[int]) -> str:
    distinct = list(dict.fromkeys(numbers))
    shown = ", ".join(map(str, distinct[:_SHOWN_LINES]))
    return f"line{'' if len(distinct) == 1 else 's'} {shown}{' …' if len(distinct) > _SHOWN_LINES else ''}"


def _tally(found: Sequence[Diagnostic]) -> str:
    counts = {severity: sum(diagnostic.severity is severity for diagnostic in found) for severity in Severity}
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    return ", ".join(_count(counts[severity], name) for severity, name in names.items() if counts[severity])
