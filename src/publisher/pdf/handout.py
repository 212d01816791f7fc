"""The handout: two pages a side on A4 landscape, in the order of a stitched booklet."""

from io import BytesIO

import pikepdf

from publisher.pdf.geometry import POINTS_PER_MM

_SHEET_WIDTH = 297 * POINTS_PER_MM
_SHEET_HEIGHT = 210 * POINTS_PER_MM


def booklet_order(count: int) -> tuple[tuple[int | None, int | None], ...]:
    """Return the pages (from 0) on the left and right of each side, front and back of each sheet in turn.

    Pages are filled up to a multiple of four; None is a blank. A booklet of eight: (7, 0), (1, 6), (5, 2), (3, 4).
    """
    filled = -(-count // 4) * 4

    def page(number: int) -> int | None:
        return number if number < count else None

    sides: list[tuple[int | None, int | None]] = []
    for sheet in range(filled // 4):
        outer = filled - 1 - 2 * sheet
        sides.append((page(outer), page(2 * sheet)))
        sides.append((page(2 * sheet + 1), page(outer - 1)))
    return tuple(sides)


def handout_pdf(screen: bytes) -> bytes:
    """Lay the pages of a PDF out as a booklet, each scaled to fit its half of the sheet."""
    with pikepdf.open(BytesIO(screen)) as source, pikepdf.new() as target:
        for sides in booklet_order(len(source.pages)):
            sheet = target.add_blank_page(page_size=(_SHEET_WIDTH, _SHEET_HEIGHT))
            _place(source, target, sheet, sides)
        _copy_metadata(source, target)
        # The printer turns the sheet the right way by itself (ISO 32000-2 §12.2); checks know a handout by it.
        target.Root.ViewerPreferences = pikepdf.Dictionary(Duplex=pikepdf.Name.DuplexFlipShortEdge)
        output = BytesIO()
        target.save(output, deterministic_id=True)
    return output.getvalue()


def _place(source: pikepdf.Pdf, target: pikepdf.Pdf, sheet: pikepdf.Page, sides: tuple[int | None, int | None]) -> None:
    """Draw pages on the two halves of a sheet, under names of our own: pikepdf's overlays have random ones."""
    half = _SHEET_WIDTH / 2
    drawing = b""
    for name, index, left in zip((pikepdf.Name.Left, pikepdf.Name.Right), sides, (0.0, half), strict=True):
        if index is not None:
            form = target.copy_foreign(source.pages[index].as_form_xobject())
            sheet.add_resource(form, pikepdf.Name.XObject, name)
            area = pikepdf.Rectangle(left, 0, left + half, _SHEET_HEIGHT)
            drawing += sheet.calc_form_xobject_placement(form, name, area)
    sheet.contents_add(drawing)


def _copy_metadata(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    for key, value in source.docinfo.items():
        target.docinfo[key] = str(value)
    if "/Lang" in source.Root:
        target.Root.Lang = str(source.Root.Lang)
