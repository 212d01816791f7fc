"""Whole builds of `river`: what is in the files, and that nothing of the text is lost."""

import copy
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from publisher.book import Article, Output
from publisher.build import Built, build_book
from publisher.diagnostics import Place, PublisherError
from publisher.manuscript import load
from publisher.xhtml import NAMESPACES, text_of

RIVER = Path(__file__).parent / "river"
MM = 72 / 25.4


def squeezed(text: str) -> str:
    """Return text without white space, list bullets and the marks of notes."""
    return re.sub(r"[\s①-⑳•◦]", "", text)


def words_of(node: etree._Element) -> str:
    """Return the text of an element without its notes and their numbers."""
    plain = copy.deepcopy(node)
    for note in plain.xpath(".//h:aside | .//h:a[@class='noteref']", namespaces=NAMESPACES):
        tail = note.tail
        note.clear()
        note.tail = tail
    return squeezed(text_of(plain))


def notes_of(node: etree._Element) -> list[str]:
    """Return the text of each note, without the way back that an e-book adds."""
    return [
        squeezed("".join(note.xpath(".//text()[not(ancestor::h:a[@role='doc-backlink'])]", namespaces=NAMESPACES)))
        for note in node.iterfind(".//h:aside", NAMESPACES)
    ]


def articles() -> list[Article]:
    book = load(RIVER).book
    chapters = [chapter for part in book.parts for chapter in part.chapters]
    return [*book.front, *(chapter for chapter in chapters if isinstance(chapter, Article))]


def test_four_files_with_the_slug_as_name(built: Built) -> None:
    assert sorted(file.name for file in built.files) == [
        "river-handout.pdf",
        "river-print.pdf",
        "river.epub",
        "river.pdf",
    ]


def test_every_character_reaches_the_epub_in_order(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files[".epub"]) as archive:
        for article in articles():
            name = next(name for name in archive.namelist() if name.endswith(f"/{article.id}.xhtml"))
            body = etree.fromstring(archive.read(name)).find(".//h:div[@class='body']", NAMESPACES)
            assert words_of(body) == squeezed(article.dateline or "") + words_of(article.body)
            assert notes_of(body) == notes_of(article.body)


def test_every_character_reaches_the_pdf_in_order(files: dict[str, Path]) -> None:
    shown = _body_text(files[".pdf"])
    for article in articles():
        for note in notes_of(article.body):
            assert shown.count(note) == 1
            shown = shown.replace(note, "")
        assert squeezed(article.dateline or "") + words_of(article.body) in shown


def _body_text(pdf: Path) -> str:
    """Return the text of all pages without running heads and folios, which stand in the margins."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            width, height = page.get_size()
            pages.append(page.get_textpage().get_text_bounded(0, height * 0.07, width, height * 0.93))
        return squeezed("".join(pages))


def test_page_labels_count_front_matter_in_roman_and_text_in_arabic(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[:4] == ["封面", "", "i", "ii"]
    first_text_page = labels.index("1")
    assert first_text_page % 2 == 0, "the text opens on a right-hand page"
    assert labels[first_text_page:] == [str(number + 1) for number in range(len(labels) - first_text_page)]


def test_contents_name_the_page_that_each_chapter_begins_on(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf:
        labels = [page.label for page in pdf.pages]
    contents = _page_with(files[".pdf"], "目录")
    for headline in ("写在前面", "夏天的河", "河边的人做什么"):
        label = re.search(re.escape(headline) + r"[.\s·]*([ivx\d]+)", contents).group(1)
        opening = labels.index(label)
        assert headline in _page_text(files[".pdf"], opening)


def _page_text(pdf: Path, index: int) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[index].get_textpage().get_text_range()


def _page_with(pdf: Path, words: str) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return next(text for text in texts if words in squeezed(text))


def test_bookmarks_have_the_levels_of_the_book(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf, pdf.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [
        ("写在前面", []),
        ("目录", []),
        ("上篇 水", ["春天的河 慢慢涨起来", "夏天的河"]),
        ("下篇 人", ["河边的人做什么"]),
    ]


def test_links_lead_to_pages(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf:
        names = pdf.Root.Names.Dests.Names
        known = {str(names[index]) for index in range(0, len(names), 2)}
        targets = {
            str(link.A.D if "/A" in link else link.Dest)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"
        }
    assert "spring--water" in targets
    assert targets <= known


def test_running_heads_are_book_left_and_chapter_right_and_none_on_openers(files: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(files[".pdf"]) as document, pikepdf.open(files[".pdf"]) as pdf:
        labels = [page.label for page in pdf.pages]
        heads = {}
        for label, page in zip(labels, document, strict=True):
            width, height = page.get_size()
            heads[label] = page.get_textpage().get_text_bounded(0, height * 0.94, width, height).strip()
    spring = 2  # The part's title stands on page 1.
    assert heads[str(spring)] == "", "a chapter opens without a running head"
    assert heads[str(spring + 1)] == "春天的河 慢慢涨起来"
    assert heads[str(spring + 2)] == "青禾河志"
    assert heads["封面"] == ""


def test_pdf_is_tagged_and_names_its_language_title_and_date(files: dict[str, Path]) -> None:
    with pikepdf.open(files[".pdf"]) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == "青禾河志——一条小河的四季"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260305000000")


def test_infographic_has_a_page_of_its_own_without_head_or_folio(files: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(files[".pdf"]) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    pages = [text for text in texts if "量水位" in text]
    assert len(pages) == 1
    words = [
        "一图看懂",
        "河边的人做什么",
        "四件事",
        "量水位",
        "修堤岸",
        "清河道",
        "记河志",
        "六条规矩",
        "上游先用水",
        "水牌天天写",
        "制图/文化站",
    ]
    positions = [squeezed(pages[0]).index(word) for word in words]
    assert positions == sorted(positions), "the text is in reading order"
    assert "青禾河志" not in pages[0]


def test_print_file_has_trim_bleed_and_marks_around(files: dict[str, Path]) -> None:
    with pikepdf.open(files["-print.pdf"]) as pdf:
        for page in pdf.pages:
            trim, bleed, media = ([float(edge) for edge in box] for box in (page.trimbox, page.bleedbox, page.mediabox))
            assert trim[2] - trim[0] == pytest.approx(148 * MM, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(210 * MM, abs=0.01)
            assert bleed[0] == pytest.approx(trim[0] - 3 * MM, abs=0.01)
            assert bleed[3] == pytest.approx(trim[3] + 3 * MM, abs=0.01)
            assert media[0] == pytest.approx(trim[0] - 10 * MM, abs=0.01)
            assert "/Annots" not in page


def test_handout_is_a4_with_pages_in_booklet_order(files: dict[str, Path]) -> None:
    with pypdfium2.PdfDocument(files["-handout.pdf"]) as handout, pypdfium2.PdfDocument(files[".pdf"]) as screen:
        count = len(screen)
        assert len(handout) == -(-count // 4) * 2
        assert handout[0].get_size() == pytest.approx((297 * MM, 210 * MM), abs=0.1)
        pages = [squeezed(page.get_textpage().get_text_range()) for page in screen]
        pages += [""] * (-count % 4)
        sides = [squeezed(side.get_textpage().get_text_range()) for side in handout]
    # The outer sheet has the last page and the cover outside, the second and the last but one inside; then the next.
    assert sides[:4] == [pages[-1] + pages[0], pages[1] + pages[-2], pages[-3] + pages[2], pages[3] + pages[-4]]


def test_same_input_gives_the_same_bytes(built: Built, river: Path, tmp_path: Path) -> None:
    for file in river.rglob("*"):
        os.utime(file, (0, 0))
    again = build_book(river, target=tmp_path / "again")
    for before, after in zip(built.files, again.files, strict=True):
        assert before.read_bytes() == after.read_bytes(), before.name


def test_source_date_epoch_dates_the_files(river: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 2023-11-14T22:13:20Z
    made = build_book(river, outputs=[Output.PDF, Output.EPUB], target=tmp_path / "dated")
    by_suffix = {file.suffix: file for file in made.files}
    with pikepdf.open(by_suffix[".pdf"]) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20231114221320")
    with zipfile.ZipFile(by_suffix[".epub"]) as archive:
        package = next(archive.read(name) for name in archive.namelist() if name.endswith(".opf"))
    assert b"2023-11-14T22:13:20Z" in package


def test_only_the_outputs_asked_for(river: Path, tmp_path: Path) -> None:
    made = build_book(river, outputs=[Output.EPUB], target=tmp_path / "one")
    assert [file.name for file in made.files] == ["river.epub"]
    assert [file.name for file in (tmp_path / "one").iterdir()] == ["river.epub"]


def test_a_failed_build_leaves_the_last_good_files(river: Path, tmp_path: Path) -> None:
    made = build_book(river, target=tmp_path / "out")
    before = {file: file.read_bytes() for file in made.files}
    article = river / "articles" / "summer.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n一个没有字体的字：\U0010f5a5\n", encoding="utf-8")
    with pytest.raises(PublisherError) as error:
        build_book(river, target=tmp_path / "out")
    [missing] = [found for found in error.value.diagnostics if found.code == "glyph-missing"]
    assert "U+10F5A5" in missing.message
    assert missing.place == Place(file=article, line=len(article.read_text(encoding="utf-8").splitlines()))
    assert {file: file.read_bytes() for file in made.files} == before


def test_pdf_is_sound(files: dict[str, Path]) -> None:
    for name in (".pdf", "-print.pdf", "-handout.pdf"):
        done = subprocess.run(["qpdf", "--check", files[name]], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        fonts = subprocess.run(["pdffonts", files[name]], capture_output=True, text=True, check=True).stdout
        assert all(re.search(r" yes yes yes ", line) for line in fonts.splitlines()[2:]), fonts
