"""The page written for the tests, with every defect that a pasted page has."""

import re
from collections import Counter
from pathlib import Path

import pytest

from publisher.diagnostics import Severity
from publisher.manuscript.importers import Imported, import_file
from publisher.manuscript.importers.imported import (
    Block,
    Bullets,
    ImportedArticle,
    ImportedInfographic,
    Subhead,
    Text,
)

PAGE = Path(__file__).parents[2] / "samples" / "page.txt"
WORDS = re.compile(r"[A-Za-z0-9㐀-鿿]")


@pytest.fixture(scope="module")
def page() -> Imported:
    return import_file(PAGE)


def words(text: str) -> list[str]:
    return WORDS.findall(text)


def texts_of(imported: Imported) -> list[Text]:
    """Return every text of a page in the order of its lines; of one line, the head comes before the body."""
    found = [text for article in imported.articles for text in texts_of_article(article)]
    found += [text for infographic in imported.infographics for text in texts_of_infographic(infographic)]
    return sorted(found, key=lambda text: text.line)


def texts_of_article(article: ImportedArticle) -> list[Text]:
    head = (article.kicker, article.headline, article.deck, article.byline, article.dateline)
    return [text for text in head if text] + [text for block in article.blocks for text in texts_of_block(block)]


def texts_of_block(block: Block) -> tuple[Text, ...]:
    match block:
        case Subhead(lines=lines):
            return lines
        case Bullets(items=items):
            return items
        case _:
            return (block,)


def texts_of_infographic(infographic: ImportedInfographic) -> list[Text]:
    found = [infographic.kicker, infographic.title, infographic.lead, infographic.conclusion, infographic.credit]
    for group in infographic.groups:
        found += [group.lead, group.title, *group.items]
    return [text for text in found if text]


def source_without_markers(source: str, imported: Imported) -> str:
    lines = source.split("\n")
    for change in imported.changes:
        if change.kind == "list-marker":
            assert lines[change.line - 1].startswith(change.before)
            lines[change.line - 1] = lines[change.line - 1].removeprefix(change.before)
    return "\n".join(lines)


def test_no_character_is_lost_and_none_is_out_of_order(page: Imported) -> None:
    source = source_without_markers(PAGE.read_text(encoding="utf-8"), page)
    assert words("".join(text.text for text in texts_of(page))) == words(source)


def test_the_heads_of_its_articles_are_found(page: Imported) -> None:
    heads = [
        tuple(text.text if text else None for text in (each.kicker, each.headline, each.deck, each.byline))
        for each in page.articles
    ]
    assert heads == [
        (
            "青禾镇举办第三届乡村阅读周",
            "满镇书声 一路花香",
            "——青禾镇第三届乡村阅读周见闻",
            "□青禾周报全媒体记者 田小禾 通讯员 林远",
        ),
        (None, "读什么书？谁来领读？", None, "□青禾周报记者 沈舟"),
        (None, "云岭村：山路通了，书车来了", None, None),
    ]
    assert [each.dateline and each.dateline.text for each in page.articles] == [
        None,
        None,
        "本报讯（记者 沈舟 通讯员 林远）",
    ]


def test_subheads_of_one_line_and_of_two_are_found(page: Imported) -> None:
    subheads = [
        [text.text for text in block.lines]
        for article in page.articles
        for block in article.blocks
        if isinstance(block, Subhead)
    ]
    assert subheads == [
        ["一间“书房” 点亮渡口"],
        ["一份“书单” 常看常新"],
        ["读什么？", "从田里长出来的题目"],
        ["谁来读？", "每个人都可以是先生"],
    ]


def test_paragraphs_cut_by_a_column_are_joined_and_no_others(page: Imported) -> None:
    assert [change.line for change in page.changes if change.kind == "paragraph-joined"] == [19, 23, 27, 35, 39, 64]
    bodies = [sum(isinstance(block, Text) for block in article.blocks) for article in page.articles]
    assert bodies == [9, 4, 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "有人称它是“田埂上的课堂”。",
        "孩子们放学以后也喜欢到这里来写作业。",
        "“有个孩子告诉我：‘船来得慢一点才好’。我听了很高兴，把书房的钟调慢了一分钟，当然，船还是准点开的。”",
        "管理员小林最喜欢的是《水乡杂记》。",
        "如今都还在原来的地方——只是打铁铺改卖农具了，生意比从前还好。",
        "网址是http://qinghe.example/books?id=3，邮箱是shu@qinghe.example，附件名为“书单(第二版).docx”，三天",
        "“我们把‘1+3’书单（1本必读、3本选读）送到了每一户，”文化站站长何苗说",
        "办一场‘灯下夜读’。来的人不用多",
        "“它读得快，可是它不会被感动……”这句话，后来被写进了《青禾阅读年度小结》的开头。",
        "4月8日上午9:30开场了。",
        "新到图书1,200册；二是人多了，比去年多3.5%；三是",
        "带去的50份“Green Valley”牌种子样品",
    ],
)
def test_its_punctuation_is_right(page: Imported, sentence: str) -> None:
    assert any(sentence in text.text for text in texts_of(page))


def test_no_ascii_mark_is_left_beside_chinese(page: Imported) -> None:
    joined = "\n".join(text.text for text in texts_of(page)).replace("书单(第二版).docx", "")
    assert re.findall(r"[一-鿿”’》）][,.:;?!()\"'<>]|[,.:;?!()\"'<>][一-鿿“‘《（]", joined) == []


def test_a_list_in_an_article_stays_there(page: Imported) -> None:
    lists = [[item.text for item in block.items] for block in page.articles[1].blocks if isinstance(block, Bullets)]
    assert lists == [["只讲自己真懂的", "不懂的当场说不懂", "讲完留下十分钟提问"]]


def test_the_infographic_is_found(page: Imported) -> None:
    (infographic,) = page.infographics
    parts = (infographic.kicker, infographic.title, infographic.lead, infographic.conclusion, infographic.credit)
    assert [text and text.text for text in parts] == [
        "一图读懂",
        "青禾镇乡村阅读周的做法",
        "三年来，青禾镇把书送到村口，把讲台搭在田边，读书的人一年比一年多。",
        "书香不是一周的事，而是一年的事。青禾镇将把阅读周办成“阅读年”，让每个村都有一间书房、一位领读人。",
        "制图/林远",
    ]
    groups = [
        (group.lead and group.lead.text, group.title.text, [item.text for item in group.items])
        for group in infographic.groups
    ]
    assert groups == [
        ("总体来看", "阅读周有四个特点", ["书更新", "路更近", "人更多", "话更真"]),
        (
            "回顾三年",
            "有五点体会",
            ["题目要从地里来", "先生要从身边找", "书要送到手边", "灯要亮到夜里", "话要说到心里"],
        ),
    ]


def test_changes_are_told_with_their_lines(page: Imported) -> None:
    counts = Counter(change.kind for change in page.changes)
    # Counted in the file by hand: dashes in lines 7 and 25; book title marks in 25 and 37–39; dots in 37.
    assert counts["dash"] == 2
    assert counts["book-title-marks"] == 4
    assert counts["ellipsis"] == 1
    assert counts["list-marker"] == 9
    assert counts["trailing-mark"] == 4
    assert counts["separator"] == 1
    closing = [change.line for change in page.changes if change.kind == "book-title-marks" and change.after == "》"]
    assert closing == [25, 39]


def test_what_is_not_certain_is_told_with_its_line(page: Imported) -> None:
    doubts = [
        (each.code, each.place and each.place.line) for each in page.diagnostics if each.severity is Severity.WARNING
    ]
    assert doubts == [("join-unsure", 19), ("join-unsure", 35)]
    found = [(each.code, each.place and each.place.line) for each in page.diagnostics if each.severity is Severity.INFO]
    assert found == [("article-found", 5), ("article-found", 43), ("article-found", 68), ("infographic-found", 76)]
    assert all(each.place and each.place.file == PAGE for each in page.diagnostics)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"\n\n+", "\n", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n\n　　"),
        lambda text: text.replace("'", '"'),
        lambda text: text.replace("* * *\n\n", ""),
    ],
    ids=["no empty lines", "other line ends", "every paragraph indented", "one kind of quotes", "no line between"],
)
def test_the_same_is_found_however_the_page_was_pasted(page: Imported, change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pasted = tmp_path / "page.txt"
    pasted.write_bytes(change(PAGE.read_text(encoding="utf-8")).encode())
    found = import_file(pasted)
    assert [text.text for text in texts_of(found)] == [text.text for text in texts_of(page)]
