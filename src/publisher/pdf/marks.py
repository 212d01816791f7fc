"""Crop, fold and registration marks outside the bleed, in every ink."""

from collections.abc import Sequence
from itertools import pairwise

import pikepdf

from publisher.pdf.geometry import POINTS_PER_MM

MARGIN = 7.0 * POINTS_PER_MM
"""From the bleed to the edge of the sheet, in pt: a mark, and a little air."""
_SPACE = "Registration"
_LENGTH = 5.0 * POINTS_PER_MM
_RADIUS = 1.5 * POINTS_PER_MM
_ARM = 2.5 * POINTS_PER_MM
_WIDTH = 0.25
_DASH = "[2 1.5] 0"
# Of the radius: where the handles of four curves stand that make a circle.
_HANDLE = 0.5523


def grown(box: tuple[float, ...], margin: float) -> pikepdf.Array:
    """Return a box that is larger than another by a margin on each side."""
    left, bottom, right, top = box
    edges = (left - margin, bottom - margin, right + margin, top + margin)
    return pikepdf.Array([round(edge, 3) for edge in edges])


def marks_form(
    pdf: pikepdf.Pdf, trim: tuple[float, float, float, float], *, bleed: float, folds: Sequence[float] = ()
) -> pikepdf.Object:
    """Make a form that draws the marks around a page: pages of one size share it.

    There are two marks at each corner of the trim, and a target at the middle of each side. `trim` and `bleed` are in
    pt. `folds`, in pt from the left of the trim, are dashed at head and foot; the targets there stand in the widest
    piece between them.
    """
    form = pdf.make_stream(_drawing(trim, bleed=bleed, folds=folds))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = grown(trim, bleed + MARGIN)
    form.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary({f"/{_SPACE}": _registration_space()}))
    return form


def _registration_space() -> pikepdf.Array:
    """Make the colour space that prints on every plate (ISO 32000-2 §8.6.6.4)."""
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, function])


def _drawing(trim: tuple[float, float, float, float], *, bleed: float, folds: Sequence[float]) -> bytes:
    left, bottom, right, top = trim
    near, far = bleed, bleed + _LENGTH
    lines = [(x + way * near, y, x + way * far, y) for x, way in ((left, -1), (right, 1)) for y in (bottom, top)]
    lines += [(x, y + way * near, x, y + way * far) for y, way in ((bottom, -1), (top, 1)) for x in (left, right)]
    middle = bleed + _LENGTH / 2
    edges = (left, *(left + fold for fold in folds), right)
    widest = max(pairwise(edges), key=lambda piece: piece[1] - piece[0])
    centre = sum(widest) / 2
    centres = (
        (left - middle, (bottom + top) / 2),
        (right + middle, (bottom + top) / 2),
        (centre, bottom - middle),
        (centre, top + middle),
    )
    for x, y in centres:
        lines += [(x - _ARM, y, x + _ARM, y), (x, y - _ARM, x, y + _ARM)]
    drawing = [f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l" for x1, y1, x2, y2 in lines]
    drawing += [_circle(x, y) for x, y in centres]
    dashes = [
        f"{x:.3f} {y + way * near:.3f} m {x:.3f} {y + way * far:.3f} l"
        for x in edges[1:-1]
        for y, way in ((bottom, -1), (top, 1))
    ]
    folded = f" {_DASH} d {' '.join(dashes)} S" if dashes else ""
    return f"q /{_SPACE} CS 1 SCN {_WIDTH} w {' '.join(drawing)} S{folded} Q".encode()


def _circle(x: float, y: float) -> str:
    r, h = _RADIUS, _RADIUS * _HANDLE
    curves = (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )
    drawn = " ".join(f"{' '.join(f'{value:.3f}' for value in curve)} c" for curve in curves)
    return f"{x + r:.3f} {y:.3f} m {drawn}"
