"""The imprint of a built book: it counts the pages of the very file that it stands in."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from book_folder import BOOK, article, write_book

from publisher.book import Output
from publisher.build import build_book
from publisher.manuscript import load
from publisher.pdf import lay_out
from publisher.rendering import Document, DocumentKind, Medium, render, stylesheets
from publisher.themes import theme_names

IMPRINT = '\n[imprint]\neditor = "某某"\nprinter = "河湾印务"\ncip = """\n河湾小镇：编目数据一行\n第二行\n"""\n\n'


def test_sheets_and_characters_are_those_of_the_file(tmp_path: Path) -> None:
    text = "河湾的水流过桥。" * 400
    head = BOOK + '\n[page]\nsize = "16开"\n' + IMPRINT
    book = write_book(tmp_path / "book", {"articles/first.md": article(text + "\n")}, head=head)
    made = build_book(book, outputs=[Output.PRINT, Output.EPUB], target=tmp_path / "out").files
    words = re.sub(r"\s", "", text_of(made[0], 4))
    [(sheets, thousands)] = re.findall(r"印张([\d.]+)字数(\d+)千字", words)
    inside = numbered_pages(made[0])
    # The cover and the blank page behind it are no part of it; blank pages at the end are.
    assert float(sheets) * 16 == -(-inside // 4) * 4
    # 16开 is 524.4 by 737 pt: 37 ems of 10.5 pt in 76 % of the width, 32 lines of 18 pt in 79 % of the height.
    assert int(thousands) == round(inside * 37 * 32 / 1000)
    for wanted in ("责任编辑某某", "印刷河湾印务", "图书在版编目（CIP）数据河湾小镇：编目数据一行第二行"):
        assert wanted in words
    with ZipFile(made[1]) as package:
        page = package.read(next(name for name in package.namelist() if "imprint" in name)).decode()
    assert "责任编辑" in page
    assert "印张" not in page


def text_of(file: Path, page: int) -> str:
    command = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), file, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def numbered_pages(file: Path) -> int:
    """Count the pages from the title page to the last with text."""
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    last = max(page for page in range(1, count + 1) if text_of(file, page).strip())
    return last - 2


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("lines", [0, 6, 12])
def test_it_takes_one_page_of_the_smallest_paper_however_much_it_tells(tmp_path: Path, theme: str, lines: int) -> None:
    more = "".join(f'["第{number}行", "某某"], ' for number in range(lines))
    fields = (
        IMPRINT + f'designer = "某某"\naddress = "某省某市某路1号"\ncopies = 3000\nprice = "38元"\nlines = [{more}]\n'
    )
    head = f'{BOOK}publisher = "某某"\n[page]\nsize = "32开"\n[style]\ntheme = "{theme}"\n{fields}'
    book = load(write_book(tmp_path, head=head)).book
    pages = lay_out(render(book), stylesheets(book, Medium.PDF), modified=datetime(2026, 3, 5, tzinfo=UTC))
    assert [label for label, one in zip(pages.labels, pages.sources, strict=True) if is_imprint(one)] == ["ii"]


def is_imprint(document: Document | None) -> bool:
    return document is not None and document.kind is DocumentKind.IMPRINT
