"""What a page paints, as values: marks with their place, colour and size; and the arithmetic of places."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple, TypeAlias

import pikepdf

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Area: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in pt of the page."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Area = (-1e9, -1e9, 1e9, 1e9)


class Kind(Enum):
    """How a mark is made; the value is its name in a finding."""

    TEXT = "text"
    FILL = "area"
    STROKE = "line"
    PICTURE = "picture"
    BLEND = "blend"


class Colour(NamedTuple):
    """A colour: the family of its space (`DeviceRGB`, `Separation`), its numbers, and the name of a spot colour."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    spot: str = ""

    def inks(self) -> tuple[float, ...] | None:
        """Return cyan, magenta, yellow and black, or None for a colour that is not in the inks of the press."""
        match self.space:
            case "DeviceCMYK" if len(self.values) == 4:
                return self.values
            case "DeviceGray" if len(self.values) == 1:
                return (0.0, 0.0, 0.0, 1 - self.values[0])
            case _:
                return None


class Mark(NamedTuple):
    """One mark: a named tuple, since a book has very many, and it is made in a fifth of the time.

    `size` is the width of a line, in pt, or the resolution of a picture, in pixels per inch. `drawn` is the picture or
    blend that it shows. `blended`: what lies below may show through.
    """

    kind: Kind
    area: Area
    colour: Colour
    overprint: bool = False
    size: float = 0.0
    drawn: pikepdf.Object | None = None
    blended: bool = False


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one after the other (ISO 32000-2 §8.3.4)."""
    a, b, c, d, e, f = first
    A, B, C, D, E, F = then  # noqa: N806 - as the standard names them
    return (a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F)


def moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def scale(matrix: Matrix) -> float:
    """Return by how much a matrix makes lengths larger, at least in one direction."""
    a, b, c, d, _, _ = matrix
    return max(float((a * a + b * b) ** 0.5), float((c * c + d * d) ** 0.5))


def around(points: Iterable[tuple[float, float]]) -> Area:
    """Return the smallest upright rectangle that holds some points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def corners(area: Area, matrix: Matrix) -> Area:
    """Return the rectangle around an area that a matrix has moved."""
    left, bottom, right, top = area
    a, b, c, d, e, f = matrix
    if b == c == 0:
        # Nearly every matrix is so, and this is what takes the most time of a check.
        (x1, x2), (y1, y2) = (a * left + e, a * right + e), (d * bottom + f, d * top + f)
        return (x1 if x1 < x2 else x2, y1 if y1 < y2 else y2, x2 if x1 < x2 else x1, y2 if y1 < y2 else y1)
    return around(moved(point, matrix) for point in ((left, bottom), (right, bottom), (right, top), (left, top)))


def shared(first: Area, second: Area) -> Area:
    """Return what two areas share; left is not left of right if that is nothing."""
    if second[0] <= first[0] and second[1] <= first[1] and first[2] <= second[2] and first[3] <= second[3]:
        return first
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def is_empty(area: Area) -> bool:
    """Tell whether an area is nowhere; a line without width is somewhere."""
    return area[0] > area[2] or area[1] > area[3]
