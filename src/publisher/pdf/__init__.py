"""Pages to PDF files: screen, print and handout."""

from publisher.pdf.handout import handout_pdf
from publisher.pdf.layout import Pages, lay_out
from publisher.pdf.messages import collected
from publisher.pdf.press import press_pdf
from publisher.pdf.printed_pages import printed_pages
from publisher.pdf.screen import screen_pdf

__all__ = ["Pages", "collected", "handout_pdf", "lay_out", "press_pdf", "printed_pages", "screen_pdf"]
