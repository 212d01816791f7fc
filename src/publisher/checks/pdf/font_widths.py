"""How wide the glyphs of a font are (ISO 32000-2 §9.7.4.3)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

_EM = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Widths:
    """Widths of glyphs in ems, by the code that a string has for each; a code has one byte, or two."""

    by_code: list[float]
    two_bytes: bool = False

    def codes(self, string: bytes) -> Sequence[int]:
        """Return the codes of the glyphs in a string."""
        count = len(string) // 2
        return struct.unpack(f">{count}H", string[: 2 * count]) if self.two_bytes else string

    def width(self, string: bytes) -> float:
        """Return how wide a string is, in ems."""
        return sum(map(self.by_code.__getitem__, self.codes(string)))


NO_WIDTHS = Widths(by_code=[0.5] * 256)


class Fonts:
    """Reads the widths of each font once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Widths] = {}

    def widths(self, font: pikepdf.Object | None) -> Widths:
        """Return the widths of a font, as far as it tells them."""
        if not isinstance(font, pikepdf.Dictionary):
            return NO_WIDTHS
        if font.objgen not in self._known or not font.is_indirect:
            descendants = font.get("/DescendantFonts")
            self._known[font.objgen] = _composite(descendants[0]) if descendants is not None else _simple(font)
        return self._known[font.objgen]


def _simple(font: pikepdf.Object) -> Widths:
    by_code = list(NO_WIDTHS.by_code)
    for code, width in enumerate(font.get("/Widths", pikepdf.Array()), int(font.get("/FirstChar", 0))):
        by_code[code] = float(width) / _EM
    return Widths(by_code=by_code)


def _composite(font: pikepdf.Object) -> Widths:
    by_code = [float(font.get("/DW", _EM)) / _EM] * 65536
    entries = list(font.get("/W", pikepdf.Array()))[::-1]
    while entries:
        first, second = int(entries.pop()), entries.pop()
        widths = list(second) if isinstance(second, pikepdf.Array) else [entries.pop()] * (int(second) - first + 1)
        for code, width in enumerate(widths, first):
            by_code[code] = float(width) / _EM
    return Widths(by_code=by_code, two_bytes=True)
