"""Model to XHTML, once for both outputs."""

from publisher.rendering.assemble import colophon_page, imprint_page, redrawn_for_screen, render
from publisher.rendering.cover_sheet import SheetPlan, cover_sheet, plan_sheet
from publisher.rendering.imprint import Extent
from publisher.rendering.printed_page import PrintedPage
from publisher.rendering.rendition import ContentsEntry, Document, DocumentKind, Matter, Medium, Rendition
from publisher.rendering.stylesheets import stylesheets

__all__ = [
    "ContentsEntry",
    "Document",
    "DocumentKind",
    "Extent",
    "Matter",
    "Medium",
    "PrintedPage",
    "Rendition",
    "SheetPlan",
    "colophon_page",
    "cover_sheet",
    "imprint_page",
    "plan_sheet",
    "redrawn_for_screen",
    "render",
    "stylesheets",
]
