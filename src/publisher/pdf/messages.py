"""What WeasyPrint says to its log, as diagnostics."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from publisher.diagnostics import Diagnostic, Severity

_LOGGER = logging.getLogger("weasyprint")
_GLYPH = re.compile(r'^\.notdef glyph .*"(?P<character>.)" \((?P<code>U\+[0-9A-F]+)\)$', re.DOTALL)
_FACE = re.compile(r"^Font-face '(?P<family>.*)' cannot be loaded$")
_ANCHOR = re.compile(r"^No anchor #(?P<anchor>.*) for internal URI reference$")
_IMAGE = re.compile(r"^Failed to load image at (?P<url>.*?):? ")


class _Collector(logging.Handler):
    """Keeps each message once; the same missing glyph may be met on every page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages[record.getMessage()] = None


@contextmanager
def collected() -> Iterator[list[Diagnostic]]:
    """Collect what WeasyPrint warns of inside the block; the list is filled when the block ends."""
    collector = _Collector()
    found: list[Diagnostic] = []
    _LOGGER.addHandler(collector)
    try:
        yield found
    finally:
        _LOGGER.removeHandler(collector)
        found += filter(None, map(_diagnostic, collector.messages))


def _diagnostic(message: str) -> Diagnostic | None:
    """Turn a message into a finding; what concerns CSS that WeasyPrint does not know is for the log only."""
    if match := _GLYPH.match(message):
        return Diagnostic(
            code="glyph-missing",
            severity=Severity.ERROR,
            message=f"No installed font has “{match['character']}” ({match['code']}), so it would be printed as a box",
            hint="install the fonts (make book does), or put a font that has it into the book's fonts/ folder",
        )
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
    if match := _IMAGE.match(message):
        return Diagnostic(
            code="image-unreadable",
            severity=Severity.ERROR,
            message=f"The picture {match['url']} could not be drawn",
            hint="open it in an image program and save it again as PNG or JPEG",
        )
    return None
