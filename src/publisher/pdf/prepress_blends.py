"""The blends of a PDF (shadings, ISO 32000-2 §8.7.4.5) in the inks of a press."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import pikepdf

from publisher.pdf.prepress_profile import OutputProfile

_Rgb: TypeAlias = tuple[float, ...]
# Half-way between two colours is not half the ink: each part of a blend is cut into so many, whose ends are converted.
_STEPS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A part of a blend, from one place to another, both 0 to 1, and the colours at its ends."""

    start: float
    end: float
    first: _Rgb
    last: _Rgb


def convert_blend(shading: pikepdf.Object, profile: OutputProfile) -> None:
    """Convert a blend of RGB colours piece by piece; a hard edge between two colours stays hard."""
    pieces = [piece for part in _parts(shading.Function) for piece in _cut(part)]
    inks = profile.ramp([colour for piece in pieces for colour in (piece.first, piece.last)])
    ends = [pikepdf.Array([round(ink / 255, 4) for ink in inks[place : place + 4]]) for place in range(0, len(inks), 4)]
    functions = [
        pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=first, C1=last, N=1)
        for first, last in zip(ends[0::2], ends[1::2], strict=True)
    ]
    shading.Function = pikepdf.Dictionary(
        FunctionType=3,
        Domain=[pieces[0].start, pieces[-1].end],
        Functions=functions,
        Bounds=[piece.start for piece in pieces[1:]],
        Encode=[0, 1] * len(pieces),
    )
    shading.ColorSpace = pikepdf.Name.DeviceCMYK


def flatten_to_grey(shading: pikepdf.Object) -> None:
    """Let a blend of RGB colours say how light it is, which is all that counts in a soft mask."""
    function = shading.Function
    for part in function.Functions if function.FunctionType == 3 else (function,):
        for key in ("/C0", "/C1"):
            red, green, blue = (float(value) for value in part[key])
            part[key] = pikepdf.Array([round(0.3 * red + 0.59 * green + 0.11 * blue, 4)])
    shading.ColorSpace = pikepdf.Name.DeviceGray


def _parts(function: pikepdf.Object) -> Iterator[_Piece]:
    """Read a function of type 3 (stitching) of functions of type 2 (exponential), or one of type 2: WeasyPrint's."""
    start, end = (float(value) for value in function.Domain)
    stitched = function.FunctionType == 3
    parts = list(function.Functions) if stitched else [function]
    bounds = [float(value) for value in function.Bounds] if stitched else []
    encode = [float(value) for value in function.Encode] if stitched else [start, end]
    for index, (low, high) in enumerate(pairwise((start, *bounds, end))):
        if high > low:
            first, last = (_value(parts[index], place) for place in encode[2 * index : 2 * index + 2])
            yield _Piece(start=low, end=high, first=first, last=last)


def _value(function: pikepdf.Object, place: float) -> _Rgb:
    first, last = ([float(value) for value in function[key]] for key in ("/C0", "/C1"))
    share = place ** float(function.N)
    return tuple(before + share * (after - before) for before, after in zip(first, last, strict=True))


def _cut(piece: _Piece) -> Iterator[_Piece]:
    """Cut a piece whose colours change evenly."""
    for step in range(_STEPS):
        low, high = step / _STEPS, (step + 1) / _STEPS
        first, last = (
            tuple(before + share * (after - before) for before, after in zip(piece.first, piece.last, strict=True))
            for share in (low, high)
        )
        width = piece.end - piece.start
        yield _Piece(
            start=round(piece.start + low * width, 6), end=round(piece.start + high * width, 6), first=first, last=last
        )
