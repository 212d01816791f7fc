"""Reads a value or a finished file and returns findings; changes nothing."""

from publisher.checks.epub import check_epub
from publisher.checks.files import check_file
from publisher.checks.pdf import check_pdf_content

__all__ = ["check_epub", "check_file", "check_pdf_content"]
