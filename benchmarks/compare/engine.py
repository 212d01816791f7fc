"""What an engine is, and what it is asked to set."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FACE = "Noto Serif CJK SC"
LATIN_FACE = "DejaVu Serif"
EM = 12.0
"""The size of the body in points; lines stand 2 em apart."""
MARGIN = 24.0
SHEET = (540.0, 600.0)
"""The sheet of a case that is no more than a paragraph."""

MARKUP = re.compile(r"\{(\w+)\|([^|}]*)(?:\|([^}]*))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is set, the measure and indent in ems, and what is asked for.

    A block is a "p", an "h" or a "box", of which the text is the height in ems. Text may hold {em|甲乙}, {name|甲},
    {title|甲}, {ruby|甲|jiǎ}, {ref|[1]}, {note|a footnote} and {b|bold}. With `lines` the pages hold so many, and the
    document no other setting; without it each setting gets a sheet of its own.
    """

    blocks: tuple[tuple[str, str], ...]
    measure: float
    indent: float = 0
    hang: bool = False
    latin_face: bool = False
    vertical: bool = False
    lines: int | None = None


class NotExpressibleError(Exception):
    """An engine has no words for what a setting asks."""


class Engine:
    """One way from text to PDF."""

    name: str
    configured: str
    suffix: str

    @property
    def folder(self) -> str:
        """What the folder of its files is called."""
        return re.sub("[^a-z]+", "-", self.name.lower())

    def version(self) -> str | None:
        """Return the version that is installed, or nothing."""
        raise NotImplementedError

    def write(self, settings: Sequence[Setting]) -> str:
        """Return the source of a document with a page for each setting, or with the pages of a single one."""
        raise NotImplementedError

    def command(self, source: Path, target: Path) -> list[str]:
        """Return the command that makes the PDF; the target is the source with another suffix."""
        raise NotImplementedError

    def spell(self, kind: str, base: str, extra: str) -> str:
        """Write an inline element in the language of the engine."""
        raise NotImplementedError

    def escape(self, text: str) -> str:
        """Write plain text in the language of the engine."""
        raise NotImplementedError

    def inline(self, text: str) -> str:
        """Write text with its inline elements."""
        pieces, place = [], 0
        for found in MARKUP.finditer(text):
            pieces += [self.escape(text[place : found.start()]), self.spell(found[1], found[2], found[3] or "")]
            place = found.end()
        return "".join([*pieces, self.escape(text[place:])])

    def make(self, settings: Sequence[Setting], folder: Path, name: str) -> Path:
        """Write and run; raise NotExpressibleError before anything is run."""
        source, target = folder / f"{name}{self.suffix}", folder / f"{name}.pdf"
        source.write_text(self.write(settings), encoding="utf-8")
        call(self.command(source, target), folder)
        return target


def call(command: Sequence[str | Path], folder: Path, **environment: str) -> str:
    """Run a command in a folder and return what it printed; an error holds the end of what it complained of."""
    done = subprocess.run(
        [*map(str, command)], cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout.strip()
