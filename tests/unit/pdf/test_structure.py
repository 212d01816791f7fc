"""The structure tree of a small book, read back with another program."""

import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pydyf
import pytest
from book_folder import article, write_book
from PIL import Image

from publisher.manuscript import load
from publisher.pdf import lay_out, screen_pdf
from publisher.rendering import Medium, render, stylesheets

TEXT = """\
## 第一节 {#section}

开头有注[^one]，接着写。

[^one]: 注里的话。

- 洗菜
- 乘凉

| 时节 | 水位 |
| --- | --- |
| 立春 | 很低 |

: 水位表

![两条横线](assets/line.svg "示意 | 制图：某某")

![一块红色](assets/red.png)

他说 <span lang="en">good morning</span> 就走了。<ruby>圩<rt>wéi</rt></ruby>子不大。看[那一节](#section)。

> 引文一句。
"""
LINE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M0 4h9v1H0z"/></svg>'


def red() -> bytes:
    written = BytesIO()
    Image.new("RGB", (400, 40), (200, 0, 0)).save(written, "PNG")
    return written.getvalue()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the screen PDF of one article of all kinds and one that fills pages."""
    folder = tmp_path_factory.mktemp("small")
    long = "一段写得很长的话，好让它翻过一页。" * 200
    files = {"articles/first.md": article(TEXT), "articles/second.md": article(long), "assets/line.svg": LINE}
    files |= {"assets/red.png": red()}
    book = load(write_book(folder, files)).book
    pages = lay_out(render(book), stylesheets(book, Medium.PDF), modified=datetime(2026, 3, 20, tzinfo=UTC))
    file = folder / "small.pdf"
    file.write_bytes(screen_pdf(pages))
    return file


@pytest.fixture(scope="module")
def outline(small: Path) -> str:
    """Return the tree as poppler reads it: types, attributes and words, indented."""
    done = subprocess.run(["pdfinfo", "-struct-text", small], capture_output=True, text=True, check=True)
    return re.sub(r" \((block|inline)\)", "", done.stdout)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def after(outline: str, words: str, count: int) -> list[str]:
    """Return so many lines of the tree from the one with these words on."""
    stripped = lines(outline)
    start = stripped.index(words)
    return stripped[start : start + count]


@pytest.mark.parametrize("profile", ["ua1", "2u"])
def test_the_file_keeps_its_promise(small: Path, profile: str) -> None:
    report = page.validate_pdf(small, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_a_note_stands_behind_its_reference(outline: str) -> None:
    assert after(outline, '"开头有注"', 10) == [
        '"开头有注"',
        "Reference",
        "Link",
        after(outline, '"开头有注"', 4)[3],
        '"①"',
        "Note <first--note-1>",
        "P",
        "Lbl",
        '"①"',
        '"注里的话。"',
    ]
    assert after(outline, '"注里的话。"', 2)[1] == '"，接着写。"'


def test_lists_have_labels_and_bodies(outline: str) -> None:
    item = ["LI", "Lbl", '"• "', "LBody"]
    assert after(outline, "/ListNumbering /Disc", 11) == ["/ListNumbering /Disc", *item, '"洗菜"', *item, '"乘凉"']


def test_tables_have_a_caption_and_headers_of_columns(outline: str) -> None:
    head = ["THead", "TR", "TH:", "/Scope /Column", '"时节"', "TH:", "/Scope /Column", '"水位"']
    body = ["TBody", "TR", "TD", '"立春"', "TD", '"很低"']
    assert after(outline, "Table", 17) == ["Table", "Caption", '"水位表"', *head, *body]


def test_ruby_and_quotation(outline: str) -> None:
    assert after(outline, "Ruby", 5) == ["Ruby", "RB", '"圩"', "RT", '"wéi"']
    assert after(outline, "BlockQuote", 3) == ["BlockQuote", "P", '"引文一句。"']


def test_headings_keep_their_rank(outline: str) -> None:
    assert after(outline, "H2", 2) == ["H2", '"第一节"']
    assert "H1" in lines(outline)


def test_contents_are_a_table_of_contents_without_leaders(outline: str) -> None:
    assert after(outline, "TOC", 4)[:4] == ["TOC", "TOCI", "Reference", "Link"]
    assert '"."' not in lines(outline)


def test_a_paragraph_over_two_pages_is_one(small: Path) -> None:
    with pikepdf.open(small) as pdf:
        long = [node for node in elements(pdf) if node.get("/S") == "/P" and any_on_next_page(node)]
        assert len(long) == 1


def any_on_next_page(node: pikepdf.Object) -> bool:
    return any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR" for kid in node.get("/K", ()))


def test_pictures_and_languages_are_told(small: Path) -> None:
    with pikepdf.open(small) as pdf:
        found = elements(pdf)
        figures = [node for node in found if node.get("/S") == "/Figure"]
        assert sorted(str(figure.Alt) for figure in figures) == ["一块红色", "两条横线"]
        [foreign] = [node for node in found if "/Lang" in node]
        assert (str(foreign.S), str(foreign.Lang)) == ("/Span", "en")
        assert str(pdf.Root.Lang) == "zh-Hans"


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/StructElem":
            found.append(node)
            waiting += list(node.get("/K", ()))
    return found


def test_every_marked_content_has_its_element(small: Path) -> None:
    """Words that no element owns are artifacts: running heads, folios, leaders."""
    with pikepdf.open(small) as pdf:
        parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        for index, one in enumerate(pdf.pages):
            marked = {
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(one)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            }
            owned = {number for number, node in enumerate(parents[index]) if node is not None}
            assert marked == owned


def test_what_has_an_opacity_is_read_too(tmp_path: Path) -> None:
    """It is drawn as a form, a form inside another if opacities are nested, on each of several pages."""
    long = "一段写得很长的话，好让它翻过一页。" * 60
    text = f"起头。\n\n> 淡淡的**更淡的**引文。\n\n{long}\n\n> 末一句。\n"
    book = load(write_book(tmp_path, {"articles/first.md": article(text)})).book
    faint = tmp_path / "faint.css"
    faint.write_text("blockquote, strong { opacity: 0.5 }", encoding="utf-8")
    sheets = (*stylesheets(book, Medium.PDF), faint)
    file = tmp_path / "faint.pdf"
    file.write_bytes(screen_pdf(lay_out(render(book), sheets, modified=datetime(2026, 3, 20, tzinfo=UTC))))
    with pikepdf.open(file) as pdf:
        marked = [(node, [kid.Stm.objgen for kid in _marks(node) if "/Stm" in kid]) for node in elements(pdf)]
        assert sorted((str(node.S), len(set(forms))) for node, forms in marked if forms) == [("/P", 1), ("/P", 2)]
    done = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
    told = "".join(re.findall(r'"(.*)"', done.stdout))
    assert "淡淡的更淡的引文。" in told
    assert "末一句。" in told
    failures = [page.validate_pdf(file, profile=profile).failures for profile in ("ua1", "2u")]
    assert failures == [[], []]


def _marks(node: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in node.get("/K", ()) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR"]


def test_writing_lists_the_pages_once_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pydyf lists all pages whenever it is asked for one: once a structure element, that is minutes in a long book."""
    listed = []
    counted = pydyf.PDF.page_references.fget

    def count(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        listed.append(pdf)
        return counted(pdf)

    book = load(write_book(tmp_path, {"articles/first.md": article("一段。\n\n" * 100)})).book
    pages = lay_out(render(book), stylesheets(book, Medium.PDF), modified=datetime(2026, 3, 20, tzinfo=UTC))
    monkeypatch.setattr(pydyf.PDF, "page_references", property(count))
    screen_pdf(pages)
    bookmarks = len(pages.document.make_bookmark_tree())
    assert len(listed) <= bookmarks + 1
