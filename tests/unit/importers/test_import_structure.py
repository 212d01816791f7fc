"""How a page of plain text is taken apart, on the smallest pages that show it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.diagnostics import Severity
from publisher.manuscript.importers.imported import Bullets, Imported, ImportedArticle, Subhead, Text
from publisher.manuscript.importers.lines import Kind, plain_kind
from publisher.manuscript.importers.plain_text import PlainText

LONG = "渡口的书房里坐满了人，有刚放学的孩子，也有等船的老人，大家各看各的书，谁也不说话，只听见翻书的声音"


def read(text: str) -> Imported:
    return PlainText().read(text.encode(), name="某页")


def doubts(imported: Imported) -> list[tuple[str, int | None]]:
    return [
        (each.code, each.place.line if each.place else None)
        for each in imported.diagnostics
        if each.severity is Severity.WARNING
    ]


def body(article: ImportedArticle) -> list[str | list[str]]:
    found: list[str | list[str]] = []
    for block in article.blocks:
        match block:
            case Subhead(lines=lines):
                found.append([f"# {line.text}" for line in lines])
            case Bullets(items=items):
                found.append([f"- {item.text}" for item in items])
            case Text(text=text):
                found.append(text)
    return found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("□青禾周报全媒体首席记者 田小禾", Kind.BYLINE),
        ("本报记者 沈舟", Kind.BYLINE),
        ("本报记者沈舟", Kind.BYLINE),
        ("记者 沈舟 通讯员 林远", Kind.BYLINE),
        ("青禾周报记者 沈舟 文/图", Kind.BYLINE),
        ("通讯员 林远 何苗", Kind.BYLINE),
        ("文/沈舟", Kind.BYLINE),
        ("本报评论员", Kind.BYLINE),
        ("制图/林远", Kind.CREDIT),
        ("图表：林远", Kind.CREDIT),
        ("一图读懂", Kind.OPENER),
        ("一图看懂青禾镇阅读周", Kind.OPENER),
        ("——青禾镇阅读周见闻", Kind.DECK),
        ("--青禾镇阅读周见闻", Kind.DECK),
        ("* * *", Kind.SEPARATOR),
        ("----------", Kind.SEPARATOR),
        ("谁来领读?", Kind.SHORT),
        ("满镇书声 一路花香", Kind.SHORT),
        ("记者调查", Kind.SHORT),
        ("书棚开张了。", Kind.PROSE),
        ("“好！”", Kind.PROSE),
        ("会议要求：", Kind.PROSE),
        ("——书更新。三年来，新书一年比一年多。", Kind.PROSE),
        ("记者从青禾镇获悉，书棚开张了。", Kind.PROSE),
        (LONG, Kind.PROSE),
    ],
)
def test_a_line_is_known_by_its_looks(line: str, kind: Kind) -> None:
    assert plain_kind(line) is kind


def test_a_headline_alone_begins_an_article() -> None:
    (article,) = read("书棚开张\n\n镇上的书棚今天开张了。").articles
    assert article.headline == Text(text="书棚开张", line=1)
    assert body(article) == ["镇上的书棚今天开张了。"]


def test_two_lines_are_kicker_and_headline() -> None:
    (article,) = read("青禾镇办起阅读周\n满镇书声\n\n书棚开张了。").articles
    assert (article.kicker, article.headline.text) == (Text(text="青禾镇办起阅读周", line=1), "满镇书声")


def test_two_lines_of_equal_length_are_one_headline() -> None:
    (article,) = read("满镇书声\n一路花香\n\n书棚开张了。").articles
    assert (article.kicker, article.headline.text) == (None, "满镇书声 一路花香")


def test_three_lines_are_kicker_headline_and_deck_and_doubtful() -> None:
    page = read("青禾镇办起阅读周\n\n满镇书声\n\n渡口见闻\n\n书棚开张了。")
    (article,) = page.articles
    assert [article.kicker, article.headline, article.deck] == [
        Text(text="青禾镇办起阅读周", line=1),
        Text(text="满镇书声", line=3),
        Text(text="渡口见闻", line=5),
    ]
    assert doubts(page) == [("head-unsure", 1)]


def test_bylines_in_two_lines_are_one() -> None:
    (article,) = read("书棚开张\n本报记者 沈舟\n通讯员 林远\n书棚开张了。").articles
    assert article.byline == Text(text="本报记者 沈舟 通讯员 林远", line=2)


@pytest.mark.parametrize(
    "before",
    ["本报讯 ", "本报青禾4月10日电 ", "本报青禾4月10日讯", "本报讯(记者 沈舟)"],
)
def test_a_dateline_is_taken_off_the_first_paragraph(before: str) -> None:
    (article,) = read(f"书棚开张\n\n{before}镇上的书棚开张了。").articles
    assert article.dateline
    assert article.dateline.text == before.strip().translate(str.maketrans("()", "（）"))
    assert body(article) == ["镇上的书棚开张了。"]


@pytest.mark.parametrize(
    "evidence",
    ["——渡口见闻\n第二篇。", "本报记者 沈舟\n第二篇。", "本报讯 第二篇。"],
    ids=["deck", "byline", "dateline"],
)
def test_an_article_begins_where_a_head_is_followed_by_its_evidence(evidence: str) -> None:
    page = read(f"书棚开张\n本报记者 林远\n第一篇。\n\n书车进村\n{evidence}")
    assert [article.headline.text for article in page.articles] == ["书棚开张", "书车进村"]


def test_an_article_begins_after_one_that_was_signed() -> None:
    page = read("书棚开张\n第一篇。(记者 林远)\n\n书车进村\n第二篇。")
    assert [article.headline.text for article in page.articles] == ["书棚开张", "书车进村"]


def test_a_late_byline_begins_an_article_at_the_subhead_before_it() -> None:
    page = read("书棚开张\n本报记者 林远\n第一篇。\n\n书车进村\n导语。\n本报记者 沈舟\n\n路上\n第二篇。")
    assert [article.headline.text for article in page.articles] == ["书棚开张", "书车进村"]
    assert body(page.articles[1]) == ["导语。", ["# 路上"], "第二篇。"]
    assert doubts(page) == [("article-unsure", 5)]


def test_a_byline_at_the_end_is_the_article_s_own() -> None:
    page = read("书棚开张\n第一段。\n\n路上\n第二段。\n本报记者 沈舟")
    (article,) = page.articles
    assert article.byline == Text(text="本报记者 沈舟", line=6)


def test_a_second_byline_is_kept_as_text_and_told() -> None:
    page = read("书棚开张\n本报记者 林远\n第一段。\n本报记者 沈舟\n第二段。")
    assert body(page.articles[0]) == ["第一段。", "本报记者 沈舟", "第二段。"]
    assert doubts(page) == [("byline-unsure", 4)]


def test_a_page_without_a_headline_is_called_as_the_file() -> None:
    page = read("书棚开张了，来看书的人很多。")
    assert page.articles[0].headline.text == "某页"
    assert doubts(page) == [("headline-missing", 1)]


def test_short_lines_with_nothing_after_them_are_paragraphs() -> None:
    page = read("书棚开张\n第一段。\n\n责任编辑 何苗")
    assert body(page.articles[0]) == ["第一段。", "责任编辑 何苗"]
    assert doubts(page) == [("lines-unsure", 4)]


def test_many_short_lines_are_verse_and_no_subheads() -> None:
    page = read("渡口\n第一段。\n\n水从山里来\n船向海上去\n书在两岸间\n\n第二段。")
    assert body(page.articles[0]) == ["第一段。", "水从山里来", "船向海上去", "书在两岸间", "第二段。"]
    assert doubts(page) == [("lines-unsure", 4)]


def test_a_long_subhead_is_told() -> None:
    page = read("书棚开张\n第一段。\n\n来看书的人里有孩子也有老人他们都说这里比家里还要安静\n\n第二段。")
    assert doubts(page) == [("subhead-unsure", 4)]


def test_a_head_without_text_is_kept_with_its_neighbour() -> None:
    page = read("青禾周报 第三版\n\n* * *\n\n书棚开张\n第一段。")
    (article,) = page.articles
    assert body(article) == ["青禾周报 第三版", "第一段。"]
    assert doubts(page) == [("head-without-text", 1)]


def test_a_page_of_a_headline_alone_says_that_text_is_missing() -> None:
    page = read("书棚开张")
    assert doubts(page) == [("article-empty", 1)]


def test_text_after_an_infographic_goes_on_in_the_article_and_is_told() -> None:
    page = read(f"书棚开张\n第一段。\n\n{GRAPHIC}制图/林远\n\n第二段。")
    assert body(page.articles[0]) == ["第一段。", "第二段。"]
    assert [code for code, _ in doubts(page)] == ["text-apart"]


GRAPHIC = "一图读懂\n阅读周\n三个特点:\n- 书新\n- 人多\n- 路近\n"


@pytest.mark.parametrize("bullet", ["- ", "• ", "·", "● ", "■", "◆", "* ", "1.", "1、", "(1)", "①"])
def test_points_are_known_by_their_bullets_or_numbers(bullet: str) -> None:
    second = bullet.translate(str.maketrans("1①", "2②"))
    page = read(f"一图读懂\n阅读周\n两个特点:\n{bullet}书新\n{second}人多\n")
    (group,) = page.infographics[0].groups
    assert [item.text for item in group.items] == ["书新", "人多"]
    assert [change.before for change in page.changes if change.kind == "list-marker"] == [bullet, second]


def test_a_credit_shows_that_groups_of_points_are_an_infographic() -> None:
    page = read("阅读周的做法\n导语。\n三个特点:\n- 书新\n- 人多\n制图/林远")
    assert [each.title.text for each in page.infographics] == ["阅读周的做法"]
    assert page.articles == ()


def test_two_groups_of_short_points_are_an_infographic_but_doubtful() -> None:
    page = read("阅读周的做法\n特点:\n- 书新\n- 人多\n体会:\n- 早准备\n- 多商量")
    assert len(page.infographics[0].groups) == 2
    assert doubts(page) == [("infographic-unsure", 1)]


def test_one_group_of_points_alone_is_a_list_of_an_article() -> None:
    page = read("阅读周的做法\n镇上定了两条：\n- 书新\n- 人多\n\n大家都说好。")
    assert page.infographics == ()
    assert body(page.articles[0]) == ["镇上定了两条：", ["- 书新", "- 人多"], "大家都说好。"]


def test_numbered_paragraphs_of_an_article_keep_their_numbers() -> None:
    page = read("阅读周的做法\n镇上定了两条。\n1.书要新\n2.人要多\n大家都说好。")
    assert body(page.articles[0]) == ["镇上定了两条。", "1.书要新", "2.人要多", "大家都说好。"]


def test_points_without_a_heading_get_one_and_it_is_told() -> None:
    page = read("一图读懂\n阅读周\n这里是导语，比一个组的标题长得多，所以只能是导语。\n- 书新\n- 人多")
    assert page.infographics[0].groups[0].title.text == "要点"
    assert doubts(page) == [("group-unnamed", 4)]


def test_more_than_an_infographic_holds_is_told() -> None:
    groups = "".join(f"第{number}组:\n- 甲\n- 乙\n" for number in "一二三四五")
    assert doubts(read(f"一图读懂\n阅读周\n{groups}")) == [("infographic-groups", 2)]
    points = "".join(f"- 第{number}点\n" for number in range(13))
    assert doubts(read(f"一图读懂\n阅读周\n特点:\n{points}")) == [("infographic-points", 3)]


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        (LONG, "。门外下着雨。", False),
        (LONG + "，", "门外下着雨。", True),
        ("老周说，“船来得慢", "一点才好。”", True),
        ("他读的是《水乡", "杂记》。", True),
        ("老周说，“船慢。", "一点才好。”他笑了。", False),
        ("老周在渡口等船，", "一等就是三年。", False),
    ],
    ids=[
        "long",
        "long to a comma",
        "open quotation",
        "open title",
        "sentence in an open quotation",
        "short to a comma",
    ],
)
def test_a_cut_paragraph_is_joined(first: str, second: str, sure: bool) -> None:
    page = read(f"书棚开张\n\n{first}\n\n{second}")
    assert body(page.articles[0]) == [first + second]
    assert doubts(page) == ([] if sure else [("join-unsure", 5)])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG + "。", "门外下着雨。"),
        ("“" + LONG + "。", "“门外下着雨。”"),
        (LONG + "：", "门外下着雨。"),
        (LONG + "；", "门外下着雨。"),
        (LONG + "（记者 沈舟）", "门外下着雨。"),
    ],
    ids=["ended", "quotation of two paragraphs", "colon", "semicolon", "signed"],
)
def test_a_whole_paragraph_is_not_joined(first: str, second: str) -> None:
    page = read(f"书棚开张\n\n{first}\n\n{second}")
    assert body(page.articles[0]) == [first, second]
    assert doubts(page) == []


def test_a_paragraph_without_an_end_before_a_subhead_is_told() -> None:
    page = read(f"书棚开张\n\n{LONG}\n\n路上\n\n第二段。")
    assert body(page.articles[0]) == [LONG, ["# 路上"], "第二段。"]
    assert doubts(page) == [("paragraph-unfinished", 3)]


def test_a_cut_between_latin_words_gets_its_space() -> None:
    page = read("书棚开张\n\n老人指着书上的“Green\n\nValley”问我。")
    assert body(page.articles[0]) == ["老人指着书上的“Green Valley”问我。"]


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("他说：“船慢。他笑了。", "quote-unmatched"),
        ("春天—花开的时候。", "dash-unsure"),
        ("引进AI,5G,大数据。", "mark-left"),
        ("青禾\ufffd的书棚。", "character-lost"),
    ],
)
def test_marks_that_are_doubtful_are_told(paragraph: str, code: str) -> None:
    assert doubts(read(f"书棚开张\n\n{paragraph}\n\n第二段。")) == [(code, 3)]


LINES = st.sampled_from(
    [
        "",
        "",
        "书棚开张",
        "青禾镇办起阅读周",
        "——渡口见闻",
        "本报记者 沈舟",
        "□青禾周报记者 林远",
        "本报讯(记者 沈舟)书车进村了.",
        "第一段.",
        LONG,
        LONG + ",",
        '老周说,"船来得慢',
        '一点才好."他笑了.',
        "一图读懂",
        "总体来看,",
        "有三个特点:",
        "- 书新",
        "• 人多",
        "1.路近",
        "2.灯亮",
        "①话真",
        "②心静",
        "制图/林远",
        "* * *",
        "他读的是<<水乡",
        "English words, all of it.",
    ]
)


@settings(max_examples=150)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_whatever_the_lines_no_word_is_lost_or_out_of_order(lines: list[str]) -> None:
    source = "\n".join(lines)
    if not re.search(r"\w", source):
        return
    page = read(source)
    numbered = source.split("\n")
    for change in page.changes:
        if change.kind == "list-marker":
            numbered[change.line - 1] = numbered[change.line - 1].removeprefix(change.before)
    expected = re.findall(r"[A-Za-z0-9一-鿿]", "".join(numbered))
    assert (
        re.findall(r"[A-Za-z0-9一-鿿]", "".join(text for _, text in sorted(all_texts(page), key=lambda t: t[0])))
        == expected
    )


def all_texts(page: Imported) -> list[tuple[int, str]]:
    found: list[Text | None] = []
    for article in page.articles:
        if article.headline.text != "某页":
            found.append(article.headline)
        found += [article.kicker, article.deck, article.byline, article.dateline]
        for block in article.blocks:
            found += (
                block.lines if isinstance(block, Subhead) else block.items if isinstance(block, Bullets) else (block,)
            )
    for graphic in page.infographics:
        found += [graphic.kicker, graphic.title, graphic.lead, graphic.conclusion, graphic.credit]
        for group in graphic.groups:
            unnamed = group.title.text == "要点"
            found += [group.lead, None if unnamed else group.title, *group.items]
    return [(text.line, text.text) for text in found if text]
