"""The cover in one piece for the press: the cover of the book laid over its back, spine and flaps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf

from publisher.book import PageSize
from publisher.pdf.geometry import POINTS_PER_MM
from publisher.pdf.layout import Pages, lay_out
from publisher.pdf.press import PressOptions, drawn, finished
from publisher.rendering import DocumentKind, Rendition, SheetPlan, cover_sheet, plan_sheet

_FRONT = pikepdf.Name.Front


def cover_sheet_pdf(
    rendition: Rendition, stylesheets: Iterable[Path], options: PressOptions, *, pages: int, modified: datetime
) -> bytes:
    """Make the cover sheet of a book of so many pages inside as PDF/X-4, with bleed, crop, fold and register marks."""
    book, sheets = rendition.book, tuple(stylesheets)
    plan = plan_sheet(book, pages)
    size = PageSize(name="cover sheet", width=plan.width, height=plan.height)
    around = replace(
        rendition,
        book=replace(book, page=replace(book.page, size=size)),
        documents=(cover_sheet(book, plan),),
    )
    front = replace(rendition, documents=tuple(one for one in rendition.documents if one.kind is DocumentKind.COVER))
    sheet, cover = (
        _first(lay_out(each, sheets, modified=modified, bleeds=True, press=options.profile)) for each in (around, front)
    )
    written = _composed(drawn(sheet), drawn(cover), plan, options.bleed)
    folds = tuple(fold * POINTS_PER_MM for fold in plan.folds)
    return finished(written, sheet, replace(options, fill=False), folds=folds)


def _first(pages: Pages) -> Pages:
    """Leave out the blank page behind a cover."""
    return replace(
        pages,
        document=pages.document.copy(pages.document.pages[:1]),
        labels=pages.labels[:1],
        sources=pages.sources[:1],
    )


def _composed(sheet: bytes, cover: bytes, plan: SheetPlan, bleed: float) -> bytes:
    """Lay the cover over its place on the sheet: cut at a fold, and going on into the bleed elsewhere."""
    output = BytesIO()
    with pikepdf.open(BytesIO(sheet)) as target, pikepdf.open(BytesIO(cover)) as source:
        page = target.pages[0]
        form = target.copy_foreign(source.pages[0].as_form_xobject())
        # It is the trim otherwise.
        form.BBox = pikepdf.Array(source.pages[0].mediabox)
        page.add_resource(form, pikepdf.Name.XObject, _FRONT)
        left, bottom, _, _ = (float(edge) for edge in page.trimbox)
        cover_left, cover_bottom, _, _ = (float(edge) for edge in source.pages[0].trimbox)
        x = left + plan.front_left * POINTS_PER_MM
        over = bleed * POINTS_PER_MM
        width = plan.page_width * POINTS_PER_MM + (0 if plan.flaps else over)
        height = plan.height * POINTS_PER_MM + 2 * over
        clip = f"{x:.3f} {bottom - over:.3f} {width:.3f} {height:.3f} re W n"
        place = f"1 0 0 1 {x - cover_left:.3f} {bottom - cover_bottom:.3f} cm"
        content = b"q\n" + page.obj.Contents.read_bytes() + f"\nQ\nq {clip} {place} {_FRONT} Do Q\n".encode()
        page.obj.Contents = target.make_stream(content)
        target.save(output, deterministic_id=True)
    return output.getvalue()
