from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publisher.book import Article, ArticleKind, Book, Identifiers, PageSetup, PageSize, Part, Person
from publisher.rendering import ContentsEntry, DocumentKind, Matter, render
from publisher.xhtml import NAMESPACES, parse, text_of


def article(id_: str, headline: str, body: str, **more: object) -> Article:
    tree = parse(f'<div xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{body}</div>')
    return Article(id=id_, headline=headline, body=tree, **more)


@pytest.fixture
def book() -> Book:
    first = article(
        "one", "第一篇", '<p>甲。</p><h2 id="one-a">上</h2><p>乙。</p><h3 id="one-b">中</h3><h2 id="one-c">下</h2>'
    )
    second = article("two", "第二篇", "<p>丙。</p>")
    foreword = article("fore", "前言", "<p>丁。</p>", kind=ArticleKind.FOREWORD)
    return Book(
        folder=Path(),
        slug="book",
        title="书",
        language="zh-Hans",
        identifiers=Identifiers(uuid="12345678-1234-5678-1234-567812345678"),
        date=date(2026, 3, 1),
        page=PageSetup(size=PageSize(name="A5", width=148, height=210)),
        creators=(Person(name="某甲", role="edt"), Person(name="某乙", role="edt"), Person(name="某丙", role="pht")),
        front=(foreword,),
        parts=(Part(chapters=(first, second), title="上篇", id="part-1"),),
    )


def test_reading_order(book: Book) -> None:
    documents = render(book).documents
    assert [(document.id, document.kind, document.matter) for document in documents] == [
        ("cover", DocumentKind.COVER, Matter.COVER),
        ("title-page", DocumentKind.TITLE_PAGE, Matter.FRONT),
        ("imprint", DocumentKind.IMPRINT, Matter.FRONT),
        ("fore", DocumentKind.ARTICLE, Matter.FRONT),
        ("contents", DocumentKind.CONTENTS, Matter.FRONT),
        ("part-1", DocumentKind.PART, Matter.BODY),
        ("one", DocumentKind.ARTICLE, Matter.BODY),
        ("two", DocumentKind.ARTICLE, Matter.BODY),
    ]


def test_contents_have_the_levels_of_the_book(book: Book) -> None:
    part = ContentsEntry(
        target="part-1",
        label="上篇",
        children=(
            ContentsEntry(
                target="one",
                label="第一篇",
                children=(
                    ContentsEntry(
                        target="one-a",
                        label="上",
                        subhead=True,
                        children=(ContentsEntry(target="one-b", label="中", subhead=True),),
                    ),
                    ContentsEntry(target="one-c", label="下", subhead=True),
                ),
            ),
            ContentsEntry(target="two", label="第二篇"),
        ),
    )
    assert render(book).contents == (ContentsEntry(target="fore", label="前言"), part)


def test_head_of_an_article_has_kicker_headline_deck_and_byline_in_order(book: Book) -> None:
    full = article("one", "标题", "<p>文。</p>", kicker="引题", deck="——副题", byline="□记者 某某", source="据某报")
    made = render(replace(book, parts=(Part(chapters=(full,)),)))
    document = next(document for document in made.documents if document.id == "one")
    assert text_of(document.root.find("h:body", NAMESPACES)) == "引题标题——副题□记者 某某文。据某报"


def test_dateline_runs_in_with_the_first_paragraph(book: Book) -> None:
    made = render(replace(book, parts=(Part(chapters=(article("one", "题", "<p>文。</p>", dateline="本报讯"),)),)))
    document = next(document for document in made.documents if document.id == "one")
    paragraph = document.root.find(".//h:div[@class='body']/h:p", NAMESPACES)
    assert text_of(paragraph) == "本报讯文。"
    assert paragraph[0].get("class") == "dateline"


def test_notes_are_numbered_in_circles_to_fifty_and_in_brackets_after(book: Book) -> None:
    references = "".join(f'<a class="noteref" href="#one-n{n}" id="one-r{n}">{n}</a>' for n in range(1, 52))
    made = render(replace(book, parts=(Part(chapters=(article("one", "题", f"<p>{references}</p>"),)),)))
    document = next(document for document in made.documents if document.id == "one")
    marks = [link.text for link in document.root.iterfind(".//h:a", NAMESPACES)]
    places = (0, 19, 20, 34, 35, 49, 50)
    assert [marks[place] for place in places] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "[51]"]


def test_two_references_to_one_note_have_one_number(book: Book) -> None:
    body = (
        '<p>甲<a class="noteref" href="#one-n" id="one-r1">1</a>'
        '乙<a class="noteref" href="#one-n" id="one-r2">1</a></p>'
        '<aside class="note" id="one-n"><p>注</p></aside>'
    )
    made = render(replace(book, parts=(Part(chapters=(article("one", "题", body),)),)))
    document = next(document for document in made.documents if document.id == "one")
    assert [link.text for link in document.root.iterfind(".//h:a", NAMESPACES)] == ["①", "①"]


def test_rendering_leaves_the_article_as_it_was(book: Book) -> None:
    note = '<p>文<a class="noteref" href="#one-n" id="one-r">1</a></p><aside class="note" id="one-n"><p>注</p></aside>'
    source = article("one", "题", note, dateline="本报讯")
    render(replace(book, parts=(Part(chapters=(source,)),)))
    assert text_of(source.body) == "文1注"


def test_labels_leave_out_pronunciation_and_notes(book: Book) -> None:
    heading = (
        '<h2 id="one-a"><ruby>眉<rt>méi</rt></ruby>山<a class="noteref" href="#one-n" id="one-r">1</a>'
        '</h2><aside class="note" id="one-n"><p>注</p></aside>'
    )
    made = render(replace(book, front=(), parts=(Part(chapters=(article("one", "题", heading),)),)))
    assert made.contents[0].children[0].label == "眉山"


def test_people_of_one_role_share_a_line(book: Book) -> None:
    title_page = render(book).documents[1]
    lines = [text_of(line) for line in title_page.root.iterfind(".//h:p[@class='title-credit']", NAMESPACES)]
    assert lines == ["某甲、某乙编", "某丙摄影"]


def test_an_id_that_a_chapter_has_is_not_taken_for_a_page_of_ours(book: Book) -> None:
    made = render(replace(book, parts=(Part(chapters=(article("cover", "封面故事", "<p>文。</p>"),)),)))
    assert [document.id for document in made.documents if document.id.startswith("cover")] == ["cover-page", "cover"]


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("一、学什么", True),
        ("十二、学什么", True),
        ("（三）怎么学", True),
        ("(3)怎么学", True),
        ("1. 怎么学", True),
        ("2．怎么学", True),
        ("③怎么学", True),
        ("第一节　怎么学", True),
        ("怎么学", False),
        ("一天的课", False),
        ("3.5公里", False),
        ("2026年", False),
    ],
)
def test_a_subhead_that_its_author_numbered_is_marked(book: Book, words: str, counted: bool) -> None:
    chapter = article("one", "第一篇", f'<h2 id="one-a">{words}</h2>')
    root = render(replace(book, parts=(Part(chapters=(chapter,)),))).documents[-1].root
    heading = root.find(".//h:h2", NAMESPACES)
    assert heading is not None
    assert heading.get("class") == ("counted" if counted else None)
    assert chapter.body[0].get("class") is None
