"""The page of a book: what `[page]` says, and what its theme says where that is silent."""

from publisher.book import PAPERS, Opens, PageSetup, PageSize
from publisher.manuscript.findings import Findings
from publisher.manuscript.settings import BookFile, PageTable, StyleTable
from publisher.manuscript.toml_file import TomlFile
from publisher.text_area import widest_gutter
from publisher.themes import Theme, read_theme

# In millimetres: what a press wants at least beyond the trim.
_LEAST_BLEED = 1
# Type that a theme scales is a multiple of so many points; and never smaller than this (rule S1).
_STEP, _SMALLEST = 0.25, 7.875
# Of the type, the height of a line (rule S1).
_LOW, _HIGH = 1.5, 2.0


def page_setup(written: PageTable, style: StyleTable) -> PageSetup:
    """Put the page together."""
    look = read_theme(style.theme)
    size = _size(written, look)
    body_size = _body_size(written, look, size)
    return PageSetup(
        size=size,
        body_size=body_size,
        line_height=written.line_height or body_size * look.line_height / look.body_size,
        bleed=written.bleed,
        shares=look.shares,
        parts_open=Opens(written.parts_open) if written.parts_open else look.parts_open,
        chapters_open=Opens(written.chapters_open) if written.chapters_open else look.chapters_open,
        gutter=written.gutter,
    )


def check_page(book_file: TomlFile[BookFile], findings: Findings) -> None:
    """Note what of the page does not go together."""
    if book_file.value is not None:
        _check_bleed(book_file, book_file.value, findings)
        _check_lines(book_file, book_file.value, findings)
        _check_gutter(book_file, book_file.value, findings)


def _size(written: PageTable, look: Theme) -> PageSize:
    if written.size is None:
        return PAPERS[look.size]
    if isinstance(written.size, str):
        return PAPERS[written.size]
    width, height = written.size.width, written.size.height
    return PageSize(name=f"{width:g}×{height:g} mm", width=width, height=height)


def _body_size(written: PageTable, look: Theme, size: PageSize) -> float:
    if written.body_size is not None:
        return written.body_size
    if not look.scales:
        return look.body_size
    home = PAPERS[look.size]
    scale = min(size.width / home.width, size.height / home.height)
    return max(_SMALLEST, look.body_size * scale // _STEP * _STEP)


def _check_bleed(book_file: TomlFile[BookFile], written: BookFile, findings: Findings) -> None:
    if "print" in written.output.formats and written.page.bleed < _LEAST_BLEED:
        findings.error(
            "bleed-too-small",
            f"“bleed” is {written.page.bleed:g}, but a press needs at least {_LEAST_BLEED} mm beyond the trim:"
            " white edges would show where the cut is not exact",
            line=book_file.line("page", "bleed"),
            hint='write bleed = 3, or take "print" out of [output] formats',
        )


def _check_lines(book_file: TomlFile[BookFile], written: BookFile, findings: Findings) -> None:
    page = page_setup(written.page, written.style)
    low, high = _LOW * page.body_size, _HIGH * page.body_size
    if not low <= page.line_height <= high:
        findings.error(
            "line-height-unfit",
            f"“line-height” is {page.line_height:g} pt, which is wrong for type of {page.body_size:g} pt, whose lines"
            f" need {low:g} to {high:g} pt",
            line=book_file.line("page", "line-height"),
            hint="Chinese is read well with half to one size between the lines (rule S1)",
        )


def _check_gutter(book_file: TomlFile[BookFile], written: BookFile, findings: Findings) -> None:
    page = page_setup(written.page, written.style)
    widest = widest_gutter(page)
    if page.gutter is not None and page.gutter > widest:
        findings.error(
            "gutter-too-wide",
            f"“gutter” is {page.gutter:g} mm, which leaves less than 10 mm beside the text at the fore edge",
            line=book_file.line("page", "gutter"),
            hint=f"write at most {int(widest)}, or leave it out: the binding then gets what it needs",
        )
