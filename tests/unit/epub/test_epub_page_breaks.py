"""Where the marks of printed pages go; ▮ stands for a mark."""

import re

import pytest
from lxml import etree

from publisher.epub.page_breaks import mark_pages
from publisher.rendering import PrintedPage
from publisher.xhtml import EPUB, NAMESPACES, parse

HTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head/>'


def page(before: int, words: str, label: str = "2") -> PrintedPage:
    return PrintedPage(label=label, document="d", before=before, words=words)


def marked(body: str, *pages: PrintedPage) -> etree._Element:
    root = parse(f"{HTML}<body>{body}</body></html>")
    mark_pages(root, pages)
    return next(root.iterfind("h:body", NAMESPACES))


def shown(body: etree._Element) -> str:
    """Return the markup inside the body, with ▮ for a mark in a line and █ for one between blocks."""
    source = etree.tostring(body, encoding="unicode")
    source = re.sub(r"<span[^>]*doc-pagebreak[^>]*/>", "▮", re.sub(r"<div[^>]*doc-pagebreak[^>]*/>", "█", source))
    return re.sub(r"^<body[^>]*>|</body>$", "", source)


@pytest.mark.parametrize(
    ("body", "before", "words", "expected"),
    [
        ("<p>春天来了。</p>", 2, "来了。", "<p>春天▮来了。</p>"),
        ("<p>春 天\n来了。</p>", 2, "来了。", "<p>春 天\n▮来了。</p>"),
        ("<p>春<em>天</em>来了。</p>", 2, "来了。", "<p>春<em>天</em>▮来了。</p>"),
        ("<p>春<em>天来</em>了。</p>", 2, "来了。", "<p>春<em>天▮来</em>了。</p>"),
        ("<p>春<em>天</em>来。</p>", 1, "天来。", "<p>春▮<em>天</em>来。</p>"),
        ("<p>春。</p><p>夏。</p>", 2, "夏。", "<p>春。</p><p>▮夏。</p>"),
        ("<p>春。</p><h2 id='x'>夏。</h2>", 2, "夏。", '<p>春。</p>█<h2 id="x">夏。</h2>'),
        ("<p>春。</p><h2><em>夏</em>。</h2>", 2, "夏。", "<p>春。</p>█<h2><em>夏</em>。</h2>"),
        ("<p>春。</p><ul><li>夏。</li></ul>", 2, "夏。", "<p>春。</p><ul><li>▮夏。</li></ul>"),
        (
            "<p>春。</p><blockquote><p>夏。</p></blockquote>",
            2,
            "夏。",
            "<p>春。</p><blockquote><p>▮夏。</p></blockquote>",
        ),
        (
            "<table><tbody><tr><td>春</td></tr><tr><td>夏</td></tr></tbody></table>",
            1,
            "夏",
            "<table><tbody><tr><td>春</td></tr><tr><td>▮夏</td></tr></tbody></table>",
        ),
        (
            "<p>春</p><table><thead><tr><th>夏</th></tr></thead></table>",
            1,
            "夏",
            "<p>春</p>█<table><thead><tr><th>夏</th></tr></thead></table>",
        ),
        (
            "<p>春</p><figure><img src='a'/><figcaption>夏</figcaption></figure>",
            1,
            "\ufffc夏",
            '<p>春</p>█<figure><img src="a"/><figcaption>夏</figcaption></figure>',
        ),
        (
            "<p>春<ruby>天<rt>tiān</rt>来<rt>lái</rt></ruby>了</p>",
            2,
            "来了",
            "<p>春<ruby>天<rt>tiān</rt>▮来<rt>lái</rt></ruby>了</p>",
        ),
        ("<p>春<ruby>天<rt>tiān</rt></ruby></p>", 1, "天", "<p>春▮<ruby>天<rt>tiān</rt></ruby></p>"),
        (
            '<aside role="doc-footnote"><p>注</p></aside><p>春天</p>',
            1,
            "天",
            '<aside role="doc-footnote"><p>注</p></aside><p>春▮天</p>',
        ),
    ],
)
def test_a_mark_stands_before_the_first_character_of_its_page(
    body: str, before: int, words: str, expected: str
) -> None:
    assert shown(marked(body, page(before, words))) == expected


def test_the_first_page_of_a_document_is_marked_before_everything() -> None:
    assert shown(marked("<section><h1>春</h1></section>", page(0, "春"))) == "█<section><h1>春</h1></section>"


def test_a_mark_has_role_type_id_and_label_and_no_text() -> None:
    [mark] = marked("<p>春天</p>", page(1, "天", "xii")).iterfind(".//h:span", NAMESPACES)
    assert dict(mark.attrib) == {
        f"{{{EPUB}}}type": "pagebreak",
        "role": "doc-pagebreak",
        "id": "page.xii",
        "aria-label": "xii",
    }
    assert mark.text is None


def test_many_marks_in_one_paragraph_keep_the_text() -> None:
    body = marked("<p>一二三四五六</p>", page(0, "一二", "1"), page(2, "三四", "2"), page(4, "五六", "3"))
    assert shown(body) == "█<p>一二▮三四▮五六</p>"
    assert [mark.get("aria-label") for mark in body.iterfind(".//*[@role]")] == ["1", "2", "3"]


@pytest.mark.parametrize("before", [2, 3, 5, 9])
def test_the_words_decide_where_text_before_them_is_hidden_on_paper(before: int) -> None:
    body = marked("<p>春天</p><p>来了，春天来了。</p>", page(before, "来了。"))
    assert shown(body) == "<p>春天</p><p>来了，春天▮来了。</p>"


def test_of_the_same_words_the_nearest_are_meant() -> None:
    body = "<p>春来了夏来了秋来了冬</p>"
    assert shown(marked(body, page(3, "来了"))) == "<p>春来了夏▮来了秋来了冬</p>"
    assert shown(marked(body, page(7, "来了"))) == "<p>春来了夏来了秋▮来了冬</p>"


def test_a_page_whose_words_are_nowhere_is_marked_where_the_count_says() -> None:
    assert shown(marked("<p>春天来了</p>", page(2, "走了"))) == "<p>春天▮来了</p>"
    assert shown(marked("<p>春天来了</p>", page(20, "走了"))) == "<p>春天来▮了</p>"


def test_in_the_contents_a_mark_goes_into_the_link_and_subheads_do_not_count() -> None:
    nav = (
        '<nav><ol><li><a href="#a">春</a><ol><li class="subhead"><a href="#b">天</a></li></ol></li>'
        '<li><a href="#c">夏</a></li></ol></nav>'
    )
    assert shown(marked(nav, page(1, "夏"))) == nav.replace("夏", "▮夏")


def test_pages_of_words_that_the_e_book_has_not_stand_side_by_side_in_their_order() -> None:
    """The printed page goes on with what only paper tells, over two pages more."""
    body = marked("<p>春天。</p>", page(1, "天。", "2"), page(3, "印张", "3"), page(9, "字数", "4"))

    assert shown(body) == "<p>春▮天▮▮。</p>"
    labels = [mark.get("aria-label") for mark in body.iterfind(".//h:span[@role='doc-pagebreak']", NAMESPACES)]
    assert labels == ["2", "3", "4"]
