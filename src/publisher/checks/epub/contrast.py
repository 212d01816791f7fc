"""Check that text stands out from its ground (WCAG 2.1, success criterion 1.4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.checks.epub.archive import inside
from publisher.checks.epub.colours import Colour, Ink, Shown, shown_text
from publisher.checks.epub.publication import Publication
from publisher.checks.findings import warning
from publisher.diagnostics import Diagnostic
from publisher.xhtml import h

_LEAST = 4.5
# Large type needs no more; what is large the reader chooses, so above this nobody can say for certain that it fails.
LEAST_OF_ALL = 3.0
# Not `prefers-color-scheme`: it tells of the system, and the paper is the reader's.
_FOR_DARK = "leave the colour to the reader, or give a ground with it"
_PAPER: Colour = (1.0, 1.0, 1.0)
# The lightest of the dark grounds that readers have (#222), so text that is read on it is read on all.
_DARK: Colour = (0.133, 0.133, 0.133)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faint:
    """Text of too little contrast; its ground is the reader's unless `own_ground`."""

    ink: Ink
    ground: Colour
    own_ground: bool
    dark: bool
    ratio: float


def check_contrast(publication: Publication) -> Iterator[Diagnostic]:
    """Find colours of text that are too near to that of their ground, each once for light and for dark screens."""
    for faint in faint_text(publication):
        screen = "a dark" if faint.dark else "a light"
        ground = _hex(faint.ground) if faint.own_ground else "the reader's ground"
        yield warning(
            "epub-contrast-low",
            f"On {screen} screen text in {_hex(faint.ink.colour)} on {ground} has a contrast of {faint.ratio:.2f}:1, "
            f"and {_LEAST}:1 is the least that people with weak sight can read (WCAG 1.4.3)",
            file=inside(publication.file, faint.ink.path),
            line=faint.ink.line,
            hint=_FOR_DARK if faint.dark else "choose a colour farther from the ground, or leave it to the reader",
        )


def faint_text(publication: Publication) -> tuple[Faint, ...]:
    """Return what has too little contrast, light screens first, in the order of files and lines."""
    texts = [document for document in publication.documents.values() if document.root.tag == h("html")]
    light, dark = (
        {shown for text in texts for shown in shown_text(text, publication.stylesheets, dark=dark)}
        for dark in (False, True)
    )
    # What has a ground of its own is the same on a dark screen, unless a rule says otherwise.
    changed = {shown for shown in dark if shown.ground is None or shown not in light}
    found = {*_faint(light, dark=False), *_faint(changed, dark=True)}
    return tuple(sorted(found, key=lambda faint: (faint.dark, faint.ink.path, faint.ink.line or 0, faint.ground)))


def _faint(texts: set[Shown], *, dark: bool) -> Iterator[Faint]:
    for shown in texts:
        if shown.ink is not None and not shown.on_picture:
            ground = shown.ground or (_DARK if dark else _PAPER)
            ratio = contrast(shown.ink.colour, ground)
            if ratio < _LEAST:
                yield Faint(ink=shown.ink, ground=ground, own_ground=shown.ground is not None, dark=dark, ratio=ratio)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)
