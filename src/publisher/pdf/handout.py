"""The handout on A4: a booklet to fold and staple, two or four pages a side one after the other, or large type."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

import pikepdf

from publisher.book import HandoutForm, HandoutSetup
from publisher.pdf.geometry import POINTS_PER_MM
from publisher.pdf.greyscale import to_grey

Sides: TypeAlias = tuple[tuple[int | None, ...], ...]
"""The pages, from 0, of each side from its upper left, front and back of each sheet in turn; None is a blank."""

_LONG, _SHORT = 297 * POINTS_PER_MM, 210 * POINTS_PER_MM
_MARK = 5 * POINTS_PER_MM
_STAPLE = 6 * POINTS_PER_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One side of a sheet: the number of its sheet from outside, whether it faces outward, and its pages."""

    sheet: int
    outward: bool
    pages: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """How pages lie on a side: the size of the sheet in pt, and the names of the pages, row by row."""

    width: float
    height: float
    rows: tuple[tuple[str, ...], ...]

    def areas(self) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """Yield the name and the place of each page: left, bottom, right, top."""
        height = self.height / len(self.rows)
        for row, names in enumerate(self.rows, 1):
            width, bottom = self.width / len(names), self.height - row * height
            for column, name in enumerate(names):
                yield name, (column * width, bottom, (column + 1) * width, bottom + height)


_TWO = _Grid(width=_LONG, height=_SHORT, rows=(("Left", "Right"),))
_FOUR = _Grid(width=_SHORT, height=_LONG, rows=(("UpperLeft", "UpperRight"), ("LowerLeft", "LowerRight")))


def booklet_order(count: int, *, back_cover: bool = False) -> Sides:
    """Return the pages of a stitched booklet. A booklet of eight: (7, 0), (1, 6), (5, 2), (3, 4).

    Pages are filled up to a multiple of four. The blanks come last, where nobody turns a leaf to find nothing; or
    before the last page where that is a back cover, which has to lie outside.
    """
    filled = -(-count // 4) * 4
    order: list[int | None] = [*range(count)]
    order[count - back_cover : count - back_cover] = [None] * (filled - count)
    sides: list[tuple[int | None, int | None]] = []
    for sheet in range(filled // 4):
        outer = filled - 1 - 2 * sheet
        sides.append((order[outer], order[2 * sheet]))
        sides.append((order[2 * sheet + 1], order[outer - 1]))
    return tuple(sides)


def reading_order(count: int, *, on_a_side: int = 2) -> Sides:
    """Return pages one after the other."""
    return tuple(
        tuple(page if page < count else None for page in range(first, first + on_a_side))
        for first in range(0, count, on_a_side)
    )


def handout_pdf(screen: bytes, setup: HandoutSetup, *, back_cover: bool = False) -> bytes:
    """Lay the pages of a PDF out, each scaled to fit its place on the sheet; large type has a side each."""
    if setup.form is HandoutForm.LARGE_TYPE:
        return _for_a_printer(screen, setup)
    with pikepdf.open(BytesIO(screen)) as source, pikepdf.new() as target:
        if setup.black_and_white:
            to_grey(source)
        folded = setup.form is HandoutForm.BOOKLET
        count = len(source.pages)
        grid = _FOUR if setup.form is HandoutForm.FOUR_UP else _TWO
        on_a_side = sum(map(len, grid.rows))
        order = booklet_order(count, back_cover=back_cover) if folded else reading_order(count, on_a_side=on_a_side)
        for number, pages in enumerate(order):
            side = _Side(sheet=number // 2, outward=number % 2 == 0, pages=pages)
            _draw(source, target, side, grid, setup)
        _copy_metadata(source, target)
        # The printer turns the sheet the right way by itself (ISO 32000-2 §12.2); checks know a handout by it.
        upright = grid.height > grid.width
        edge = pikepdf.Name.DuplexFlipLongEdge if upright else pikepdf.Name.DuplexFlipShortEdge
        target.Root.ViewerPreferences = pikepdf.Dictionary(Duplex=edge)
        output = BytesIO()
        target.save(output, deterministic_id=True)
    return output.getvalue()


def _for_a_printer(screen: bytes, setup: HandoutSetup) -> bytes:
    with pikepdf.open(BytesIO(screen)) as pdf:
        if setup.black_and_white:
            to_grey(pdf)
        pdf.Root.ViewerPreferences.Duplex = pikepdf.Name.DuplexFlipLongEdge
        output = BytesIO()
        pdf.save(output, deterministic_id=True)
    return output.getvalue()


def _draw(source: pikepdf.Pdf, target: pikepdf.Pdf, side: _Side, grid: _Grid, setup: HandoutSetup) -> None:
    """Draw the pages of a side, under names of our own: pikepdf's overlays have random ones.

    A folded sheet reaches out from under those around it by their thickness, so what is on it moves to the spine.
    """
    sheet = target.add_blank_page(page_size=(grid.width, grid.height))
    folded = setup.form is HandoutForm.BOOKLET
    creep = side.sheet * setup.paper_thickness * POINTS_PER_MM if folded else 0.0
    drawing = b""
    for index, (name, (left, bottom, right, top)) in zip(side.pages, grid.areas(), strict=True):
        if index is not None:
            form = target.copy_foreign(source.pages[index].as_form_xobject())
            key = pikepdf.Name(f"/{name}")
            sheet.add_resource(form, pikepdf.Name.XObject, key)
            inward = creep if left == 0 else -creep
            area = pikepdf.Rectangle(left + inward, bottom, right + inward, top)
            drawing += sheet.calc_form_xobject_placement(form, key, area)
    if folded and side.sheet == 0 and side.outward:
        drawing += _marks(setup)
    sheet.contents_add(drawing)


def _marks(setup: HandoutSetup) -> bytes:
    """Draw where to fold, at head and foot, and where to staple, on the outermost side."""
    middle = _LONG / 2
    lines: list[tuple[float, float]] = []
    if setup.fold_marks:
        lines += [(0, _MARK), (_SHORT - _MARK, _SHORT)]
    if setup.staple_marks:
        lines += [(_SHORT * share - _STAPLE, _SHORT * share + _STAPLE) for share in (0.25, 0.75)]
    drawn = "".join(f"{middle:.2f} {bottom:.2f} m {middle:.2f} {top:.2f} l " for bottom, top in lines)
    return f"\nq 0.5 G 0.5 w {drawn}S Q\n".encode() if lines else b""


def _copy_metadata(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    for key, value in source.docinfo.items():
        target.docinfo[key] = str(value)
    if "/Lang" in source.Root:
        target.Root.Lang = str(source.Root.Lang)
