"""What was imported, written into a book folder and read back."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.diagnostics import PublisherError
from publisher.manuscript import load
from publisher.manuscript.importers import Imported, import_file
from publisher.manuscript.importers.imported import (
    Bullets,
    ImportedArticle,
    ImportedGroup,
    ImportedInfographic,
    Subhead,
    Text,
)
from publisher.manuscript.writer import article_text, write_book
from publisher.xhtml import h, text_of

PAGE = Path(__file__).parents[2] / "samples" / "page.txt"
DAY = date(2026, 3, 20)


def words(text: str, line: int = 1) -> Text:
    return Text(text=text, line=line)


def imported(*articles: ImportedArticle, infographics: tuple[ImportedInfographic, ...] = ()) -> Imported:
    return Imported(articles=articles, infographics=infographics, diagnostics=(), changes=())


def article(headline: str = "书棚开张", *paragraphs: str, line: int = 1) -> ImportedArticle:
    return ImportedArticle(
        headline=words(headline, line), blocks=tuple(words(each) for each in paragraphs or ("第一段。",))
    )


def graphic(line: int = 1) -> ImportedInfographic:
    group = ImportedGroup(title=words("两个特点"), items=(words("书新"), words("人多")))
    return ImportedInfographic(title=words("阅读周", line), groups=(group,))


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_page_becomes_a_folder_that_loads_without_a_finding(tmp_path: Path) -> None:
    written = write_book(import_file(PAGE), tmp_path / "某 书", today=DAY)
    assert [file.relative_to(tmp_path / "某 书").as_posix() for file in written.files] == [
        "articles/01-满镇书声-一路花香.md",
        "articles/02-读什么书-谁来领读.md",
        "articles/03-云岭村-山路通了-书车来了.md",
        "infographics/01-青禾镇乡村阅读周的做法.toml",
        "book.toml",
    ]
    loaded = load(tmp_path / "某 书")
    assert loaded.diagnostics == ()
    assert (loaded.book.title, loaded.book.date) == ("满镇书声 一路花香", DAY)


def test_what_is_loaded_is_what_was_imported(tmp_path: Path) -> None:
    page = import_file(PAGE)
    write_book(page, tmp_path, today=DAY)
    first, second, third, infographic = load(tmp_path).book.parts[0].chapters
    assert [first.kicker, first.headline, first.deck, first.byline] == [
        "青禾镇举办第三届乡村阅读周",
        "满镇书声 一路花香",
        "——青禾镇第三届乡村阅读周见闻",
        "□青禾周报全媒体记者 田小禾 通讯员 林远",
    ]
    assert third.dateline == "本报讯（记者 沈舟 通讯员 林远）"
    paragraphs = [text_of(each) for each in second.body.iter(h("p"))]
    assert paragraphs == [each.text for each in page.articles[1].blocks if isinstance(each, Text)]
    assert [text_of(each) for each in second.body.iter(h("li"))] == [
        "只讲自己真懂的",
        "不懂的当场说不懂",
        "讲完留下十分钟提问",
    ]
    assert len(second.body.findall(f"{h('h2')}/{h('br')}")) == 2
    assert [item.title for item in infographic.groups[0].items] == ["书更新", "路更近", "人更多", "话更真"]


def test_chapters_stand_in_the_order_of_the_page(tmp_path: Path) -> None:
    page = imported(article("第一篇", line=1), article("第二篇", line=9), infographics=(graphic(line=5),))
    write_book(page, tmp_path, today=DAY)
    chapters = load(tmp_path).book.parts[0].chapters
    assert [each.file.name for each in chapters if each.file] == ["01-第一篇.md", "01-阅读周.toml", "02-第二篇.md"]


def test_the_title_can_be_given(tmp_path: Path) -> None:
    write_book(imported(article()), tmp_path, today=DAY, title="阅读“周”")
    assert load(tmp_path).book.title == "阅读“周”"


def test_a_second_page_is_numbered_on_and_listed_and_comments_stay(tmp_path: Path) -> None:
    write_book(imported(article("第一篇")), tmp_path, today=DAY)
    book = tmp_path / "book.toml"
    book.write_text(book.read_text(encoding="utf-8") + "# 还缺一篇后记\n", encoding="utf-8")
    before = (tmp_path / "articles" / "01-第一篇.md").read_bytes()
    written = write_book(imported(article("第二篇")), tmp_path, today=date(2030, 1, 1))
    assert names(tmp_path) == ["articles/01-第一篇.md", "articles/02-第二篇.md", "book.toml"]
    assert (tmp_path / "articles" / "01-第一篇.md").read_bytes() == before
    assert "# 还缺一篇后记" in book.read_text(encoding="utf-8")
    assert [each.code for each in written.diagnostics] == ["book-extended"]
    loaded = load(tmp_path)
    assert [each.headline for each in loaded.book.parts[0].chapters] == ["第一篇", "第二篇"]
    assert loaded.book.date == DAY


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("", ["articles/01-新.md"]),
        ('[contents]\nfront = ["articles/a.md"]\n', ["articles/01-新.md"]),
        ('[contents]\nparts = [{ chapters = ["articles/a.md"] }]\n', ["articles/a.md", "articles/01-新.md"]),
        ('[[contents.parts]]\nchapters = ["x.md"]\n[[contents.parts]]\ntitle = "下篇"\n', ["articles/01-新.md"]),
        ('[[contents.parts]]\nchapters = [\n  "x.md", # 一\n  "y.md"\n]\n', ["x.md", "y.md", "articles/01-新.md"]),
    ],
    ids=["no contents", "no parts", "inline parts", "part without chapters", "list of several lines"],
)
def test_chapters_go_to_the_last_part_however_it_is_written(tmp_path: Path, contents: str, expected: list[str]) -> None:
    (tmp_path / "book.toml").write_text(f'[book]\ntitle = "书"\ndate = 2026-03-20\n{contents}', encoding="utf-8")
    write_book(imported(article("新")), tmp_path, today=DAY)
    text = (tmp_path / "book.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["contents"]["parts"][-1]["chapters"] == expected
    assert text.count("#") == contents.count("#")


@pytest.mark.parametrize("broken", [b"[book\n", b'contents = "x"\n', b"\x00\x01", b"[contents]\nparts = [1]\n"])
def test_a_book_file_that_cannot_be_understood_stays_and_the_lines_to_add_are_told(
    tmp_path: Path, broken: bytes
) -> None:
    (tmp_path / "book.toml").write_bytes(broken)
    written = write_book(imported(article("新")), tmp_path, today=DAY)
    assert (tmp_path / "book.toml").read_bytes() == broken
    (said,) = written.diagnostics
    assert said.code == "book-not-extended"
    assert '"articles/01-新.md"' in (said.hint or "")
    assert written.files == (tmp_path / "articles" / "01-新.md",)


def test_the_same_page_twice_is_written_twice_and_told(tmp_path: Path) -> None:
    write_book(imported(article("新")), tmp_path, today=DAY)
    written = write_book(imported(article("新")), tmp_path, today=DAY)
    assert names(tmp_path) == ["articles/01-新.md", "articles/02-新.md", "book.toml"]
    assert [each.code for each in written.diagnostics] == ["import-again", "book-extended"]
    assert "01-新.md" in written.diagnostics[0].message


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("书/棚:开*张?", "01-书-棚-开-张.md"),
        ("……", "01-untitled.md"),
        ("一二三四五六七八九十" * 4, "01-一二三四五六七八九十一二三四五六七八九十一二三四.md"),
        ("Green Valley 2.0", "01-Green-Valley-2-0.md"),
    ],
)
def test_file_names_are_safe_and_short(tmp_path: Path, headline: str, name: str) -> None:
    written = write_book(imported(article(headline)), tmp_path, today=DAY)
    assert written.files[0].name == name


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("x")
    with pytest.raises(PublisherError) as caught:
        write_book(imported(article()), tmp_path / "book", today=DAY)
    assert caught.value.diagnostics[0].code == "import-no-folder"


AWKWARD = [
    "# 不是标题",
    "#话题",
    "> 不是引文",
    "- 不是列表",
    "+ 不是列表",
    "* 不是列表",
    "1. 不是列表",
    "1.也不是",
    "12) 不是列表",
    "---",
    "- - -",
    "***",
    "~~~",
    "```",
    "`代码`",
    "*强调* **着重** _也是_",
    "[链接](http://qinghe.example) ![图](a.png)",
    "[^1]: 注",
    "[名]: http://qinghe.example",
    "<b>粗</b> <http://qinghe.example> a<b",
    "&amp; &#26; & AT&T",
    "\\反斜线\\",
    "行末反斜线\\",
    ": 不是表题",
    "| 甲 | 乙 |",
    "甲 | 乙",
    "===",
    "2 * 3 * 4",
    "C# 和 F#",
    "文末 #",
    "文末 {#id}",
    "“#”号：是 的",
    "'单' \"双\" # 号",
    "key: value",
    "yes",
    "2026-03-20",
    "{甲} [乙] @丙 %丁 !戊",
    "满镇书声 一路花香",
    "满镇书声　一路花香",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_text_that_looks_like_markup_is_read_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert read_back(tmp_path, text) == [text] * 5


TYPED = st.text(alphabet="中文a1 *_#[]()<>&\\`~|:-+.!{}'\"“”@%=^　", min_size=1, max_size=16).filter(
    lambda text: text == text.strip() and re.search(r"\w", text) is not None
)


@settings(max_examples=200)
@given(TYPED)
def test_any_text_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    assert read_back(tmp_path_factory.mktemp("book"), text) == [text] * 5


def read_back(folder: Path, text: str) -> list[str]:
    """Write a text as headline, deck, paragraph, subhead and point, and load them."""
    written = ImportedArticle(
        headline=words(text),
        deck=words(text),
        blocks=(words(text), Subhead(lines=(words(text),)), Bullets(items=(words(text), words("二")))),
    )
    write_book(imported(written), folder, today=DAY)
    loaded = load(folder)
    assert [each for each in loaded.diagnostics if each.code != "heading-skipped"] == []
    (chapter,) = loaded.book.parts[0].chapters
    paragraph, subhead, points = chapter.body
    assert (paragraph.tag, subhead.tag, points.tag) == (h("p"), h("h2"), h("ul"))
    return [chapter.headline, chapter.deck or "", text_of(paragraph), text_of(subhead), text_of(points[0])]


def test_a_list_number_at_the_start_of_a_paragraph_is_escaped_only_where_it_would_count() -> None:
    text = article_text(article("题", "1. 书要新", "1.书要新"))
    assert text.endswith("\n\n1\\. 书要新\n\n1.书要新\n")
