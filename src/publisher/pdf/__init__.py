"""Pages to PDF files: screen, print and handout."""

from publisher.pdf.cover import cover_picture
from publisher.pdf.handout import handout_pdf
from publisher.pdf.layout import Pages, lay_out
from publisher.pdf.messages import collected
from publisher.pdf.prepress_profile import OutputProfile, read_profile
from publisher.pdf.press import PressOptions, press_pdf
from publisher.pdf.printed_pages import printed_pages
from publisher.pdf.screen import screen_pdf
from publisher.pdf.theme_faces import missing_faces

__all__ = [
    "OutputProfile",
    "Pages",
    "PressOptions",
    "collected",
    "cover_picture",
    "handout_pdf",
    "lay_out",
    "missing_faces",
    "press_pdf",
    "printed_pages",
    "read_profile",
    "screen_pdf",
]
