"""Tables of a book in every theme: none is wider than the lines of the text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from book_folder import BOOK, article, write_book
from weasyprint.formatting_structure import boxes

from publisher.manuscript import load
from publisher.pdf import lay_out
from publisher.rendering import Medium, render, stylesheets
from publisher.themes import theme_names

MODIFIED = datetime(2026, 3, 5, tzinfo=UTC)
LONG = "上午讲课，下午分组讨论，晚上自己读书。"


def rows(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}\n| {' | '.join(cells)} |\n\n"


TABLES = (
    rows("专题辅导", "3月12日上午", LONG * 3)
    + rows("序号", "责任部门", LONG * 2, "某某某", "2026年12月底", "每月报一次")
    + rows(*(f"第{number}月" for number in range(1, 13)))
    + rows(*(f"甲{number * 1370}" for number in range(1, 17)))
)


def tables(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TableBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from tables(child)


@pytest.mark.parametrize("size", ["A5", "A4"])
@pytest.mark.parametrize("theme", theme_names())
def test_no_table_is_wider_than_the_text(tmp_path: Path, theme: str, size: str) -> None:
    head = BOOK + f'[page]\nsize = "{size}"\n[style]\ntheme = "{theme}"\n'
    book = load(write_book(tmp_path, {"articles/first.md": article(TABLES)}, head=head)).book
    pages = lay_out(render(book), stylesheets(book, Medium.PDF), modified=MODIFIED).document.pages
    found = [(page._page_box, table) for page in pages for table in tables(page._page_box)]
    assert len({id(table.element) for _, table in found}) == 4
    for page, table in found:
        left = page.content_box_x()
        assert left - 0.1 <= table.border_box_x()
        assert table.border_box_x() + table.border_width() <= left + page.width + 0.1
