import re

import pytest
from book_folder import article, body_of, found_in, inner, write_book
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.manuscript import load
from publisher.xhtml import text_of


@pytest.mark.parametrize(
    ("markdown", "body"),
    [
        ("第一段。\n\n第二段。\n", "<p>第一段。</p><p>第二段。</p>"),
        ("河湾\n小镇。\n“好”\n他说", "<p>河湾小镇。“好”他说</p>"),
        ("河湾**小镇**\n在*春天*\n里", "<p>河湾<strong>小镇</strong>在<em>春天</em>里</p>"),
        ("two words\nand more\n春天", "<p>two words and more 春天</p>"),
        ("河湾  \n小镇\\\n春天", "<p>河湾<br/>小镇<br/>春天</p>"),
        ("> 第一\n> 第二\n>\n> 第三", "<blockquote><p>第一第二</p><p>第三</p></blockquote>"),
        ("第一\n\n---\n\n第二", "<p>第一</p><hr/><p>第二</p>"),
        ("用`ls -l`列出", "<p>用<code>ls -l</code>列出</p>"),
        ("```sh\nmake  book\n\n  x < y\n```", "<pre><code>make  book\n\n  x &lt; y</code></pre>"),
        ("`a`\n`b`", "<p><code>a</code> <code>b</code></p>"),
        ("`make\n  book`，`河\n湾`", "<p><code>make book</code>，<code>河湾</code></p>"),
        ("河湾，\nEPUB 3\n（见\nbook。\n3月）", "<p>河湾，EPUB 3（见 book。3月）</p>"),
        ("河湾\t\n小镇**春**\t\n天", "<p>河湾小镇<strong>春</strong>天</p>"),
        ("word<br>\nword\n<br>春", "<p>word<br/>word<br/>春</p>"),
        ("<ruby>河\n<rt>\nhé</rt>\n湾<rt>wān\n</rt>\n</ruby>\n镇", "<p><ruby>河<rt>hé</rt>湾<rt>wān</rt></ruby>镇</p>"),
        ("见&nbsp;A&amp;B\\*", "<p>见\u00a0A&amp;B*</p>"),
        ("春来好读书 奋进正当时　真好", "<p>春来好读书 奋进正当时　真好</p>"),
        ("　　缩进的一段。", "<p>缩进的一段。</p>"),
    ],
)
def test_markdown_becomes_the_vocabulary_without_stray_space(tmp_path, markdown, body):
    assert body_of(tmp_path, markdown) == body


@pytest.mark.parametrize(
    ("markdown", "body"),
    [
        ("**“重点”**后面", "<p><strong>“重点”</strong>后面</p>"),
        ("前面**“重点”**后面", "<p>前面<strong>“重点”</strong>后面</p>"),
        ("**重点。**后", "<p><strong>重点。</strong>后</p>"),
        ("前**（重点）**，后", "<p>前<strong>（重点）</strong>，后</p>"),
        ("前*《书》*后", "<p>前<em>《书》</em>后</p>"),
        ("“**重点**”，", "<p>“<strong>重点</strong>”，</p>"),
        ("占**5%**的", "<p>占<strong>5%</strong>的</p>"),
        ("前***又重又点。***后", "<p>前<em><strong>又重又点。</strong></em>后</p>"),
        ("前**`code`**后", "<p>前<strong><code>code</code></strong>后</p>"),
        ("前*<ruby>重<rt>zhòng</rt></ruby>点*后", "<p>前<em><ruby>重<rt>zhòng</rt></ruby>点</em>后</p>"),
        ("1+3*4 和 a_b_c", "<p>1+3*4 和 a_b_c</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("**a** and __b__", "<p><strong>a</strong> and <strong>b</strong></p>"),
    ],
)
def test_emphasis_works_beside_chinese_marks(tmp_path, markdown, body):
    assert body_of(tmp_path, markdown) == body


@pytest.mark.parametrize(
    ("markdown", "body"),
    [
        ("- 甲\n- 乙\n  续\n", "<ul><li>甲</li><li>乙续</li></ul>"),
        ("- 甲\n\n- 乙\n", "<ul><li><p>甲</p></li><li><p>乙</p></li></ul>"),
        ("1. 甲\n2. 乙\n", "<ol><li>甲</li><li>乙</li></ol>"),
        ("3. 甲\n4. 乙\n", '<ol start="3"><li>甲</li><li>乙</li></ol>'),
        (
            "- 甲\n  - 乙\n    > 丙\n- 丁",
            "<ul><li>甲<ul><li>乙<blockquote><p>丙</p></blockquote></li></ul></li><li>丁</li></ul>",
        ),
    ],
)
def test_lists_nest_and_keep_their_numbers(tmp_path, markdown, body):
    assert body_of(tmp_path, markdown) == body


def test_subheads_have_ids_of_their_own_or_of_their_author(tmp_path):
    assert body_of(tmp_path, "## 一\n\n### 二 {#two}\n\n#### 三\n\n小标题\n---\n\n正文") == (
        '<h2 id="first--section-1">一</h2><h3 id="first--two">二</h3><h4 id="first--section-3">三</h4>'
        '<h2 id="first--section-4">小标题</h2><p>正文</p>'
    )


def test_a_table_has_header_cells_alignment_and_a_caption(tmp_path):
    assert body_of(tmp_path, "| 品类 | 数量 |\n|:----|----:|\n| 米 | **3** |\n| 油 |\n\n: 清单\n\n: 不是") == (
        '<table><caption>清单</caption><thead><tr><th scope="col" class="left">品类</th>'
        '<th scope="col" class="right">数量</th></tr></thead><tbody><tr><td class="left">米</td>'
        '<td class="right"><strong>3</strong></td></tr><tr><td class="left">油</td><td class="right"/></tr></tbody>'
        "</table><p>: 不是</p>"
    )


def test_a_table_may_stand_in_a_list_and_cells_may_hold_bars(tmp_path):
    body = body_of(tmp_path, "- | 甲 | 乙 |\n  |---|---|\n  | 一\\|二 | `三\\|四` |")
    assert body == (
        '<ul><li><table><thead><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead>'
        "<tbody><tr><td>一|二</td><td><code>三|四</code></td></tr></tbody></table></li></ul>"
    )


def test_nesting_however_deep_loses_nothing(tmp_path):
    body = body_of(tmp_path, "> " * 40 + "深处")
    assert body == "<blockquote>" * 40 + "<p>深处</p>" + "</blockquote>" * 40


def test_the_html_that_is_allowed_becomes_elements(tmp_path):
    assert body_of(
        tmp_path,
        '<span class="name">河生</span>读<span class="title">河湾**小**志</span>，'
        '<SPAN lang="en">a\nbook</SPAN><br>H<sub>2</sub>O',
    ) == (
        '<p><span class="name">河生</span>读<span class="title">河湾<strong>小</strong>志</span>，'
        '<span lang="en" xml:lang="en">a book</span><br/>H<sub>2</sub>O</p>'
    )


def test_a_line_break_after_ruby_looks_at_the_base_not_at_the_annotation(tmp_path):
    assert body_of(tmp_path, "<ruby>河<rt>hé</rt>湾<rp>(</rp><rt>wān</rt><rp>)</rp></ruby>\n小镇") == (
        "<p><ruby>河<rt>hé</rt>湾<rp>(</rp><rt>wān</rt><rp>)</rp></ruby>小镇</p>"
    )


def test_notes_are_numbered_by_their_references_and_stand_last(tmp_path):
    body = body_of(tmp_path, "甲[^b]\n乙[^a]，又[^b]。\n\n[^a]: 注乙\n\n[^b]: 注甲[^c]\n\n    第二段\n\n[^c]: 注丙\n")

    def reference(id_, number):
        return (
            f'<a class="noteref" epub:type="noteref" role="doc-noteref" id="first--ref-{id_}" '
            f'href="#first--note-{number}">{number}</a>'
        )

    def note(number, text):
        return f'<aside class="note" epub:type="footnote" role="doc-footnote" id="first--note-{number}">{text}</aside>'

    assert body == (
        f"<p>甲{reference('1', 1)}乙{reference('2', 2)}，又{reference('1-2', 1)}。</p>"
        + note(1, f"<p>注甲{reference('3', 3)}</p><p>第二段</p>")
        + note(2, "<p>注乙</p>")
        + note(3, "<p>注丙</p>")
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


def test_an_image_alone_is_a_figure_with_caption_and_credit(tmp_path):
    body = body_of(
        tmp_path,
        '![河边的*树*](assets/tree.svg "河边\n的树 | 摄影：某某")\n\n'
        '![又一张](assets/tree.svg)\n![再一张](assets/tree.svg "说明")',
        {"assets/tree.svg": SVG},
    )
    assert body == (
        '<figure><img src="assets/tree.svg" alt="河边的树" width="40" height="30"/>'
        '<figcaption>河边的树 <span class="credit">摄影：某某</span></figcaption></figure>'
        '<figure><img src="assets/tree.svg" alt="又一张" width="40" height="30"/></figure>'
        '<figure><img src="assets/tree.svg" alt="再一张" width="40" height="30"/><figcaption>说明</figcaption></figure>'
    )


def test_a_picture_with_a_hyphen_for_words_only_decorates(tmp_path) -> None:
    body = body_of(tmp_path, "![-](assets/vine.svg)", {"assets/vine.svg": SVG})
    assert body == '<figure><img src="assets/vine.svg" alt="" role="presentation" width="40" height="30"/></figure>'


def test_an_image_among_words_stays_there(tmp_path):
    body = body_of(tmp_path, "按\n![铃](<assets/小 铃.svg>)\n键", {"assets/小 铃.svg": SVG})
    assert body == '<p>按<img src="assets/小 铃.svg" alt="铃" width="40" height="30"/>键</p>'


def test_the_pictures_of_an_article_are_listed_once_in_order(tmp_path):
    text = "![甲](assets/b.svg)\n\n![乙](assets/a.svg)\n\n![丙](assets/./b.svg)"
    folder = write_book(tmp_path, {"articles/first.md": article(text), "assets/a.svg": SVG, "assets/b.svg": SVG})
    first = load(folder).book.parts[0].chapters[0]
    assert [picture.source for picture in first.pictures] == ["assets/b.svg", "assets/a.svg"]
    assert first.pictures[0].file == folder / "assets/b.svg"


def test_links_lead_into_the_book_by_id_and_out_of_it_by_address(tmp_path):
    body = body_of(
        tmp_path,
        "[二](第%20二篇.md)、[二](<第 二篇.md>)、[处](<第 二篇.md#place>)、[图](../infographics/one.toml)、"
        "[此](#here)、[外](https://example.org/a?b=1)、<mailto:a@example.org>、[引][r]\n\n"
        "## 这里 {#here}\n\n[r]: first.md",
        {
            "articles/第 二篇.md": article("## 那里 {#place}\n\n文"),
            "infographics/one.toml": 'title = "图"\n[[groups]]\ntitle = "组"\nitems = ["甲", "乙"]\n',
        },
    )
    assert re.findall(r'href="([^"]*)"', body) == [
        "#article-2",
        "#article-2",
        "#article-2--place",
        "#one",
        "#first--here",
        "https://example.org/a?b=1",
        "mailto:a@example.org",
        "#first",
    ]


def test_links_are_followed_from_the_folder_of_the_article(tmp_path):
    body = body_of(tmp_path, "[内](more/x.md)", {"articles/more/x.md": article("[回](../first.md)[己](x.md)")})
    assert 'href="#x"' in body
    inside = load(tmp_path).book.parts[0].chapters[1]
    assert re.findall(r'href="([^"]*)"', inner(inside.body)) == ["#first", "#x"]


_characters = st.characters(
    codec="utf-8", categories=("Lo",), include_characters="，。、；：？！“”‘’（）《》「」——……·〇々0a"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.text(_characters, min_size=1, max_size=30), min_size=1, max_size=4))
def test_no_character_of_a_plain_chinese_paragraph_is_lost(tmp_path, lines):
    folder = write_book(tmp_path, {"articles/first.md": article("段" + "\n".join(lines))})
    body = load(folder).book.parts[0].chapters[0].body
    assert "".join(text_of(body).split()) == "段" + "".join("".join(lines).split())
    assert found_in(folder) == ()
