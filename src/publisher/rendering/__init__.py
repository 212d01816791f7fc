"""Model to XHTML, once for both outputs."""

from publisher.rendering.assemble import render
from publisher.rendering.printed_page import PrintedPage
from publisher.rendering.rendition import ContentsEntry, Document, DocumentKind, Matter, Medium, Rendition
from publisher.rendering.stylesheets import stylesheets

__all__ = [
    "ContentsEntry",
    "Document",
    "DocumentKind",
    "Matter",
    "Medium",
    "PrintedPage",
    "Rendition",
    "render",
    "stylesheets",
]
