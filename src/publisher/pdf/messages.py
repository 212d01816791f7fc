"""What WeasyPrint says to its log, as diagnostics."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.diagnostics import Diagnostic, Place, Severity
from publisher.text.decoding import decode

# So many characters are named one by one.
_NAMED_GLYPHS = 8
_LOGGER = logging.getLogger("weasyprint")
_GLYPH = re.compile(r'^\.notdef glyph .*"(?P<character>.)" \((?P<code>U\+[0-9A-F]+)\)$', re.DOTALL)
_FACE = re.compile(r"^Font-face '(?P<family>.*)' cannot be loaded$")
_ANCHOR = re.compile(r"^No anchor #(?P<anchor>.*) for internal URI reference$")
_VALUE = re.compile(r"^Unsupported `(?P<declaration>.*)`, supported: (?P<supported>.*)$", re.DOTALL)
_TABLE = re.compile(r"^Too wide a table of (?P<columns>\d+) columns$")
_IMAGE = re.compile(r"^Failed to load image at (?P<url>.*?):? ")


class _Collector(logging.Handler):
    """Keeps each message once; the same missing glyph may be met on every page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages[record.getMessage()] = None


@contextmanager
def collected(sources: Iterable[Path] = ()) -> Iterator[list[Diagnostic]]:
    """Collect what WeasyPrint warns of inside the block; the list is filled when the block ends.

    `sources` are the text files of the book, in which the place of a missing character is looked for.
    """
    collector = _Collector()
    found: list[Diagnostic] = []
    _LOGGER.addHandler(collector)
    try:
        yield found
    finally:
        _LOGGER.removeHandler(collector)
        found += _missing_glyphs(collector.messages, sources)
        found += filter(None, map(_diagnostic, collector.messages))


def _missing_glyphs(messages: Iterable[str], sources: Iterable[Path]) -> list[Diagnostic]:
    """Make one finding of all characters that no font has; on a machine without Chinese fonts that is every one."""
    missing = [match for match in map(_GLYPH.match, messages) if match]
    if not missing:
        return []
    named = "、".join(f"“{match['character']}” ({match['code']})" for match in missing[:_NAMED_GLYPHS])
    more = f" and {len(missing) - _NAMED_GLYPHS} more" if len(missing) > _NAMED_GLYPHS else ""
    return [
        Diagnostic(
            code="glyph-missing",
            severity=Severity.ERROR,
            message=f"No installed font has {named}{more}, so boxes would be printed instead",
            place=_place_of(missing[0]["character"], sources),
            hint="install the fonts (make book does), or put a font that has them into the book's fonts/ folder",
        )
    ]


def _place_of(character: str, sources: Iterable[Path]) -> Place | None:
    """Find the first line that holds a character."""
    for file in sources:
        for number, line in enumerate(decode(file.read_bytes()).text.split("\n"), 1):
            if character in line:
                return Place(file=file, line=number)
    return None


def _diagnostic(message: str) -> Diagnostic | None:
    """Turn a message into a finding; what concerns CSS that WeasyPrint does not know is for the log only."""
    if match := _FACE.match(message):
        return Diagnostic(
            code="font-missing",
            severity=Severity.WARNING,
            message=f"The typeface “{match['family']}” is not installed; another takes its place",
            hint="install the fonts: on Debian and Ubuntu apt install fonts-noto-cjk fonts-lxgw-wenkai",
        )
    if match := _ANCHOR.match(message):
        return Diagnostic(
            code="link-broken",
            severity=Severity.ERROR,
            message=f"A link leads to #{match['anchor']}, which is not in the book",
            hint="correct the link, or give the heading that it means this id",
        )
    if match := _VALUE.match(message):
        return Diagnostic(
            code="css-value-unsupported",
            severity=Severity.WARNING,
            message=f"A style sheet says `{match['declaration']}`, which is not supported, so pages are set without it",
            hint=f"write one of these: {match['supported']}",
        )
    if match := _TABLE.match(message):
        return Diagnostic(
            code="table-too-wide",
            severity=Severity.WARNING,
            message=f"A table of {match['columns']} columns has no room on its page, so words in it are broken",
            hint="make two tables of it, turn rows into columns, or choose a larger page",
        )
    if match := _IMAGE.match(message):
        return Diagnostic(
            code="image-unreadable",
            severity=Severity.ERROR,
            message=f"The picture {match['url']} could not be drawn",
            hint="open it in an image program and save it again as PNG or JPEG",
        )
    return None
