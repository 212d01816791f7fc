"""The fonts that are installed: with none, Pango draws nothing and ends the process."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig

from publisher.diagnostics import fail

_REGULAR = ("Regular", "Book", "Normal", "Medium")
_BOLD = ("Bold", "Heavy", "Black", "SemiBold")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledFace:
    """A face of a font file; a collection has several, told apart by `postscript_name`."""

    families: tuple[str, ...]
    styles: tuple[str, ...]
    postscript_name: str
    file: Path


def require_fonts() -> None:
    """Raise `PublisherError` (`fonts-missing`) if fontconfig knows no font at all."""
    if not installed_faces():
        raise fail(
            "fonts-missing",
            "This machine has no fonts, so no page can be set",
            hint="run make book, which installs them; or on Debian and Ubuntu:"
            " apt install fonts-noto-cjk fonts-lxgw-wenkai",
        )


def find_face(family: str, *, bold: bool) -> InstalledFace | None:
    """Return the regular or the bold face of a family, if it is installed."""
    wanted = family.casefold()
    faces = [face for face in installed_faces() if wanted in (name.casefold() for name in face.families)]
    for style in _BOLD if bold else _REGULAR:
        found = next((face for face in faces if style in face.styles), None)
        if found:
            return found
    return None


def has_family(family: str) -> bool:
    """Tell whether a family is installed, by any of its names."""
    wanted = family.casefold()
    return any(wanted == name.casefold() for face in installed_faces() for name in face.families)


@cache
def installed_faces() -> tuple[InstalledFace, ...]:
    """List all faces that fontconfig knows, in the order of their files and names."""
    config = fontconfig.FcInitLoadConfigAndFonts()
    try:
        fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        patterns = [] if fonts == ffi.NULL else [fonts.fonts[number] for number in range(fonts.nfont)]
        faces = [_face(pattern) for pattern in patterns]
    finally:
        fontconfig.FcConfigDestroy(config)
    return tuple(sorted(faces, key=lambda face: (str(face.file), face.postscript_name, face.families, face.styles)))


def _face(pattern: Any) -> InstalledFace:
    return InstalledFace(
        families=tuple(_strings(pattern, b"family")),
        styles=tuple(_strings(pattern, b"style")),
        postscript_name=next(_strings(pattern, b"postscriptname"), ""),
        file=Path(next(_strings(pattern, b"file"), "")),
    )


def _strings(pattern: Any, name: bytes) -> Iterator[str]:
    """Yield the values of a property."""
    value = ffi.new("FcChar8 **")
    number = 0
    while fontconfig.FcPatternGetString(pattern, name, number, value) == fontconfig.FcResultMatch:
        yield ffi.string(value[0]).decode("utf-8", "replace")
        number += 1
