from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from book_folder import ARTICLE, article, found_in, only, write_book
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from publisher.book import (
    Article,
    GroupForm,
    HandoutForm,
    HandoutSetup,
    Infographic,
    InfographicItem,
    Output,
    PageSize,
    Person,
    PrintSetup,
    Series,
)
from publisher.manuscript import load

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'
INFOGRAPHIC = 'title = "图"\n[[groups]]\ntitle = "组"\nitems = ["甲", "乙"]\n'


def _font() -> bytes:
    """Return a font with one blank character."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "space"])
    builder.setupCharacterMap({0x20: "space"})
    builder.setupGlyf({name: Glyph() for name in (".notdef", "space")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "space": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Hewan"})
    builder.setupOS2()
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def test_a_small_book_has_sensible_defaults(tmp_path):
    folder = write_book(tmp_path / "春 日")
    loaded = load(folder)
    book = loaded.book
    assert loaded.diagnostics == ()
    assert book.folder == folder
    assert book.slug == "春 日"
    assert (book.title, book.language, book.date) == ("河湾小镇", "zh-Hans", date(2026, 3, 20))
    assert book.page.size == PageSize(name="16开", width=185, height=260)
    assert (book.page.body_size, book.page.line_height, book.page.bleed) == (10.5, 18.0, 3.0)
    assert book.outputs == (Output.EPUB, Output.PDF, Output.PRINT, Output.HANDOUT)
    assert book.theme == "newspaper"
    assert (book.front, book.back, book.cover, book.creators, book.fonts, book.stylesheets) == (
        (),
        (),
        None,
        (),
        (),
        (),
    )
    assert [(part.title, part.id, len(part.chapters)) for part in book.parts] == [(None, None, 1)]


def test_everything_in_book_toml_reaches_the_book(tmp_path):
    head = """\
[book]
title = "河湾小镇"
subtitle = "一次四天的学习"
slug = "river"
language = "zh-Hant"
date = 2026-03-20
publisher = "某某报社"
rights = "© 某某"
description = "第一行\\n第二行"
subjects = ["学习", "地方"]
series = { name = "专刊", number = "1" }
isbn = "9787302511625"
issn = "15609545"
uuid = "2F1E4FC0-81FD-41DA-9040-0C85F5E4E8A5"
cover = "assets/cover.svg"

[[creators]]
name = "某某"
role = "edt"
file-as = "Mou, Mou"

[[creators]]
name = "又某"

[page]
size = { width = 170, height = 240.5 }
body-size = 12
bleed = 5

[style]
theme = "newspaper"

[output]
formats = ["pdf", "epub"]

[print]
profile = "assets/press.icc"
ink-limit = 280
fill = false

[handout]
form = "side-by-side"
fold-marks = true
staple-marks = true
paper-thickness = 0.08
black-and-white = true

[imprint]
lines = [["责任编辑", "某某"], ["印刷", "某某印务"]]
note = "说明"

[contents]
front = ["articles/foreword.md"]
back = ["articles/end.md"]
"""
    contents = (
        '[[contents.parts]]\ntitle = "上篇"\nchapters = ["articles/first.md", "infographics/one.toml"]\n'
        '[[contents.parts]]\nchapters = ["articles/second.md"]\n[[contents.parts]]\ntitle = "下篇"\n'
        'chapters = ["articles/third.md"]\n'
    )
    names = ("foreword", "end", "second", "third")
    files = {f"articles/{name}.md": ARTICLE for name in names}
    files |= {
        "assets/cover.svg": SVG,
        "infographics/one.toml": INFOGRAPHIC,
        "fonts/b.ttf": _font(),
        "fonts/A.OTF": _font(),
    }
    files |= {"assets/press.icc": b""}
    files |= {"fonts/OFL.txt": "", "styles/z.css": "", "styles/a.css": "", "styles/.a.swp": ""}
    folder = write_book(tmp_path, files, head=head, contents=contents)
    book = load(folder).book
    assert (book.slug, book.subtitle, book.language) == ("river", "一次四天的学习", "zh-Hant")
    assert (book.publisher, book.rights, book.description) == ("某某报社", "© 某某", "第一行第二行")
    assert book.subjects == ("学习", "地方")
    assert book.series == Series(name="专刊", number="1")
    assert book.identifiers.isbn == "978-7-302-51162-5"
    assert book.identifiers.issn == "1560-9545"
    assert book.identifiers.uuid == "2f1e4fc0-81fd-41da-9040-0c85f5e4e8a5"
    assert book.creators == (Person(name="某某", role="edt", file_as="Mou, Mou"), Person(name="又某", role="aut"))
    assert book.page.size == PageSize(name="170×240.5 mm", width=170, height=240.5)
    assert round(book.page.line_height, 3) == 20.571
    assert book.page.bleed == 5
    assert (book.theme, book.outputs) == ("newspaper", (Output.PDF, Output.EPUB))
    assert book.press == PrintSetup(profile=folder / "assets/press.icc", ink_limit=280, fill=False)
    assert book.handout == HandoutSetup(
        form=HandoutForm.SIDE_BY_SIDE, fold_marks=True, staple_marks=True, black_and_white=True, paper_thickness=0.08
    )
    assert book.imprint.lines == (("责任编辑", "某某"), ("印刷", "某某印务"))
    assert book.imprint.note == "说明"
    assert book.cover is not None
    assert (book.cover.source, book.cover.media_type) == ("assets/cover.svg", "image/svg+xml")
    assert [one.id for one in book.front] == ["foreword"]
    assert [one.id for one in book.back] == ["end"]
    assert [(part.title, part.id) for part in book.parts] == [("上篇", "part-1"), (None, None), ("下篇", "part-3")]
    assert [[chapter.id for chapter in part.chapters] for part in book.parts] == [
        ["first", "one"],
        ["second"],
        ["third"],
    ]
    assert [type(chapter) for chapter in book.parts[0].chapters] == [Article, Infographic]
    assert book.fonts == (folder / "fonts/A.OTF", folder / "fonts/b.ttf")
    assert book.stylesheets == (folder / "styles/a.css", folder / "styles/z.css")


def test_the_uuid_follows_from_title_publisher_and_date(tmp_path):
    first = load(write_book(tmp_path / "a")).book.identifiers.uuid
    again = load(write_book(tmp_path / "b")).book.identifiers.uuid
    other_head = '[book]\ntitle = "河湾小镇"\ndate = 2026-03-21\n'
    other = load(write_book(tmp_path / "c", head=other_head)).book.identifiers.uuid
    assert first == again
    assert first != other
    assert UUID(first).version == 5


def test_ids_come_from_file_names_and_are_unlike_each_other(tmp_path):
    names = ["part-1", "春天", "01-春天", "My  File", "my--file", "x.y", "_"]
    files = {f"articles/{number}/{name}.md": ARTICLE for number, name in enumerate(names)}
    files |= {"articles/more/first.md": ARTICLE, "infographics/图.toml": INFOGRAPHIC}
    book = load(write_book(tmp_path, files)).book
    by_file = {chapter.file.relative_to(tmp_path).as_posix(): chapter.id for chapter in book.parts[0].chapters}
    assert by_file == {
        "articles/0/part-1.md": "part-1-2",
        "articles/1/春天.md": "article-2",
        "articles/2/01-春天.md": "article-01",
        "articles/3/My  File.md": "my-file",
        "articles/4/my--file.md": "my-file-2",
        "articles/5/x.y.md": "x-y",
        "articles/6/_.md": "article-7",
        "articles/first.md": "first",
        "articles/more/first.md": "first-2",
        "infographics/图.toml": "infographic-10",
    }


def test_names_of_files_may_be_chinese_and_have_spaces(tmp_path):
    folder = write_book(
        tmp_path / "我的 书",
        {"articles/第 一.md": ARTICLE},
        contents='[[contents.parts]]\nchapters = ["./articles/../articles/第 一.md", "articles/first.md"]\n',
    )
    assert load(folder).book.parts[0].chapters[0].file == folder / "articles/第 一.md"


def test_a_book_folder_may_be_the_working_folder(tmp_path, monkeypatch):
    write_book(tmp_path, {"articles/first.md": article("![图](assets/a.svg)"), "assets/a.svg": SVG})
    monkeypatch.chdir(tmp_path)
    first = load(Path()).book.parts[0].chapters[0]
    assert first.pictures[0].source == "assets/a.svg"


def test_a_link_inside_the_book_folder_is_a_file_of_it(tmp_path):
    folder = write_book(tmp_path, {"assets/a.svg": SVG, "articles/first.md": article("![图](assets/b.svg)")})
    (folder / "assets/b.svg").symlink_to("a.svg")
    assert found_in(folder) == ()


def test_an_infographic_keeps_its_order_and_takes_its_form_from_the_number_of_items(tmp_path):
    text = """\
kicker = "一图读懂"
title = "河湾"
lead = "导语"
conclusion = "结语"
credit = "制图/某某"
source = "某报"
[[groups]]
lead = "总体来看"
title = "四个特点"
items = ["一", { title = "二", text = "解释" }, "三", "四"]
[[groups]]
title = "三点"
items = ["一", "二", "三"]
[[groups]]
title = "五步"
items = ["一", "二", "三", "四", "五"]
[[groups]]
title = "五条"
form = "list"
items = ["一", "二", "三", "四", "五"]
"""
    folder = write_book(tmp_path, {"infographics/one.toml": text})
    one = load(folder).book.parts[0].chapters[1]
    assert isinstance(one, Infographic)
    assert (one.kicker, one.title, one.lead, one.conclusion) == ("一图读懂", "河湾", "导语", "结语")
    assert (one.credit, one.source, one.file) == ("制图/某某", "某报", folder / "infographics/one.toml")
    assert [group.form for group in one.groups] == [
        GroupForm.QUADRANT,
        GroupForm.LIST,
        GroupForm.STEPS,
        GroupForm.LIST,
    ]
    assert one.groups[0].lead == "总体来看"
    assert one.groups[0].items[:2] == (InfographicItem(title="一"), InfographicItem(title="二", text="解释"))


@pytest.mark.parametrize(
    ("name", "cut"), [("a.otf", 0), ("a.ttf", 3), ("a.ttf", -40), ("a.ttf", 200), ("a.ttc", 0), ("a.ttc", 100)]
)
def test_a_font_that_is_cut_off_is_an_error(tmp_path, name, cut):
    found = only(write_book(tmp_path, {f"fonts/{name}": _font()[:cut]}), "font-damaged")
    assert found.place.file == tmp_path / "fonts" / name
    assert name in found.message


def test_a_font_file_that_holds_text_is_an_error(tmp_path):
    assert "no font" in only(write_book(tmp_path, {"fonts/a.otf": "春天"}), "font-damaged").message


@pytest.mark.parametrize(
    "tag", ["en", "zh-cmn-Hans-CN", "es-419", "de-CH-1901", "sl-rozaj-biske", "en-u-ca-gregory", "zh-hant-x-a"]
)
def test_every_form_of_a_language_tag_is_taken(tmp_path, tag):
    head = f'[book]\ntitle = "河湾"\ndate = 2026-03-20\nlanguage = "{tag}"\n'
    assert load(write_book(tmp_path, head=head)).book.language == tag


def test_a_book_that_goes_to_no_press_needs_no_bleed(tmp_path):
    head = '[book]\ntitle = "河湾"\ndate = 2026-03-20\n[page]\nbleed = 0\n[output]\nformats = ["pdf"]\n'
    assert load(write_book(tmp_path, head=head)).book.page.bleed == 0
