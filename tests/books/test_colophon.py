"""The colophon of a built book: on the last page, true to the file that it stands in, and in no list."""

import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from book_folder import BOOK, article, write_book

from publisher.book import Output
from publisher.build import build_book

COLOPHON = '\n[page]\nsize = "B5"\n\n[colophon]\ntitle = "版记"\ntext = "第一\\n段。\\n\\n第二段。"\nfacts = true\n\n'


def words_of(file: Path, page: int) -> str:
    command = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), file, "-"]
    return re.sub(r"\s", "", subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def last_page(file: Path) -> int:
    """Return the number of the last page with text, from 1."""
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    return max(page for page in range(1, count + 1) if words_of(file, page))


@pytest.mark.parametrize("name", [".pdf", "-print.pdf"])
def test_it_stands_alone_on_the_last_page_without_a_folio(files: dict[str, Path], name: str) -> None:
    # A5 by its name, the lines of the book before those of the program; 楷 is on the title page, 黑 in heads.
    wanted = (
        "制作说明本书用来试排，地名都是虚构的。纸张80克胶版纸开本A5（148mm×210mm）"
        f"字体NotoSansCJKSC、NotoSerifCJKSC、霞鹜文楷排版publisher{version('publisher')}"
    )
    assert words_of(files[name], last_page(files[name])) == wanted


def test_the_press_counts_it_among_the_pages_that_fill_a_sheet(files: dict[str, Path]) -> None:
    with pikepdf.open(files["-print.pdf"]) as pdf:
        assert len(pdf.pages) % 4 == 0
        assert len(pdf.pages) - last_page(files["-print.pdf"]) < 4


def test_no_list_names_it(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf, pdf.open_outline() as outline:
        assert all(entry.title != "制作说明" for entry in outline.root)
        contents = [page for page in range(1, len(pdf.pages)) if words_of(files[".pdf"], page).startswith("目录")]
    assert contents
    assert all("制作说明" not in words_of(files[".pdf"], page) for page in contents)
    with ZipFile(files[".epub"]) as package:
        lists = [package.read(name).decode() for name in package.namelist() if re.search(r"nav\.xhtml|toc\.ncx", name)]
    assert len(lists) == 2
    assert all("制作说明" not in listed for listed in lists)


def test_an_e_book_says_what_it_is_and_nothing_of_paper(files: dict[str, Path]) -> None:
    with ZipFile(files[".epub"]) as package:
        page = package.read(next(name for name in package.namelist() if "colophon" in name)).decode()
        spine = re.findall(r'<itemref[^>]*idref="([^"]*)"', package.read("EPUB/content.opf").decode())
    assert 'epub:type="colophon" role="doc-colophon"' in page
    assert "80克胶版纸" in page
    assert f"publisher {version('publisher')}" in page
    assert "开本" not in page
    assert "字体" not in page
    assert spine[-1] == "text-colophon"


def test_only_typefaces_that_are_on_the_pages_are_named(tmp_path: Path) -> None:
    # Without people, subtitle or quotation nothing is set in 楷; typed text brings a face of its own.
    files = {"articles/first.md": article("正文一段，有`code`。\n")}
    book = write_book(tmp_path / "book", files, head=BOOK + COLOPHON)
    made = build_book(book, outputs=[Output.PDF], target=tmp_path / "out").files[0]
    wanted = "版记第一段。第二段。开本B5（176mm×250mm）字体NotoSansCJKSC、NotoSansMonoCJKSC、NotoSerifCJKSC"
    assert words_of(made, last_page(made)).startswith(wanted)


def test_an_article_may_be_called_colophon(tmp_path: Path) -> None:
    files = {"articles/colophon.md": article("正文一段。\n")}
    book = write_book(tmp_path / "book", files, head=BOOK + COLOPHON)
    made = build_book(book, outputs=[Output.EPUB], target=tmp_path / "out").files[0]
    with ZipFile(made) as package:
        names = [name for name in package.namelist() if "colophon" in name]
    assert len(names) == 2
