import pytest
from book_folder import ARTICLE, article, found_in, only, write_book

from publisher.diagnostics import Severity
from publisher.manuscript import load

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


def _says(found, words):
    return all(word in f"{found.message} {found.hint}" for word in words)


@pytest.mark.parametrize(
    ("head", "code", "line", "words"),
    [
        ("kicker: 引题", "headline-missing", 1, ["headline: 标题"]),
        ("headline:", "headline-missing", 1, ["no headline"]),
        ("headline: 题\nkciker: 引", "key-unknown", 3, ["kciker", "“kicker”", "byline"]),
        ("headline: 题\nkicker: 一\nkicker: 二", "key-twice", 4, ["kicker", "line 3"]),
        ("headline: 题\nkind: forward", "value-unknown", 3, ["forward", "“foreword”", "afterword"]),
        ("kicker: 引\nheadline: 学习: 一课", "front-matter-colon", 3, ["headline", "ASCII colon", "'学习: 一课'"]),
        ("headline: 他说'好': 一课", "front-matter-colon", 2, ["'他说''好'': 一课'"]),
        ("headline：学习", "front-matter-colon", 2, ["full-width colon", "write: headline: 学习"]),
        ("headline:学习", "front-matter-colon", 2, ["without a space", "write: headline: 学习"]),
        ("kicker: 引\nheadline: *重点", "front-matter-special", 3, ["*", "'*重点'"]),
        ("headline: &a 学习", "front-matter-special", 2, ["&", "'&a 学习'"]),
        ("headline: !学习", "front-matter-special", 2, ["!"]),
        ("headline: [学习]", "front-matter-special", 2, ["[", "'[学习]'"]),
        ("headline: @学习", "front-matter-special", 2, ["@"]),
        ("headline: '学习'再学习", "front-matter-special", 2, ["'", "'''学习''再学习'"]),
        ('headline: "学习', "front-matter-special", 2, ['"']),
        ("headline: |\n  学习\n  再学习", "front-matter-lines", 2, ["headline", "one line"]),
        ("headline: 学习\n  再学习", "front-matter-lines", 2, ["next line"]),
        ("headline: 题\n\tkicker: 引", "front-matter-syntax", 3, ["one key a line"]),
        ("学习", "front-matter-syntax", 2, ["headline: 标题"]),
        ('headline: "学\\x07习"', "character-invalid", 2, ["U+0007"]),
    ],
)
def test_a_mistake_in_the_front_matter_is_told_with_its_line(tmp_path, head, code, line, words):
    folder = write_book(tmp_path, {"articles/first.md": f"---\n{head}\n---\n\n正文。\n"})
    found = only(folder, code)
    assert found.severity is Severity.ERROR
    assert found.place.file == folder / "articles/first.md"
    assert found.place.line == line
    assert _says(found, words), (found.message, found.hint)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("正文。", "front-matter-missing", ["no headline", "headline: 标题"]),
        ("\n---\nheadline: 题\n---\n正文。", "front-matter-missing", ["begin"]),
        ("---\nheadline: 题\n\n正文。", "front-matter-open", ["never closed", "---"]),
        ("---\nheadline: 题\n---\n \n", "article-empty", ["no text"]),
        ("", "article-empty", ["empty"]),
        ("---\n---\n正文", "headline-missing", ["headline"]),
    ],
)
def test_an_article_needs_a_head_and_a_text(tmp_path, text, code, words):
    found = only(write_book(tmp_path, {"articles/first.md": text}), code)
    assert found.place.file == tmp_path / "articles/first.md"
    assert _says(found, words)


def test_a_comment_behind_a_value_is_a_warning(tmp_path):
    folder = write_book(tmp_path, {"articles/first.md": "---\nheadline: 题 # 一\n---\n文\n"})
    found = load(folder).diagnostics
    assert [(one.code, one.severity, one.place.line) for one in found] == [
        ("front-matter-comment", Severity.WARNING, 2)
    ]
    assert _says(found[0], ["# 一", "quotation marks"])


@pytest.mark.parametrize(
    ("body", "code", "line", "words"),
    [
        ("# 一", "heading-level-one", 5, ["headline", "##"]),
        ("文\n\n##### 五", "heading-too-deep", 7, ["level 5", "####"]),
        ("文\n\n##", "heading-empty", 7, ["no words"]),
        ("## 一 {#1a}", "id-invalid", 5, ["1a", "a letter first"]),
        ("## 一 {#note-1}", "id-invalid", 5, ["note-1"]),
        ("## 一 {#a}\n\n## 二 {#a}", "id-twice", 7, ["“a”"]),
        ("文[^x]。", "note-missing", 5, ["[^x]", "[^x]: …"]),
        ("文\n续[^x]。", "note-missing", 6, ["[^x]"]),
        ("文\n\n[^x]: 注", "note-unused", 7, ["[^x]", "write [^x]"]),
        ("文[^x]\n\n[^x]: 注\n\n[^x]: 又注", "note-twice", 9, ["[^x]", "another label"]),
        ("文[^x]\n\n[^x]:", "note-empty", 7, ["[^x]"]),
        ("[文[^x]](#a)\n\n## 一 {#a}\n\n[^x]: 注", "link-left", 5, ["](#a)", "no note"]),
        ("文\n\n[注]: 内容", "link-definition-unused", 7, ["would be lost", "\\["]),
        ("[文][a]\n\n[a]: #b\n[A]: #b\n\n## 一 {#b}", "link-definition-twice", 8, ["would be lost"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |", "table-row-long", 8, ["3 cells", "2", "\\|"]),
        ("> | a |\n> |---|\n> | 1 | 2 |", "table-row-long", 7, ["2 cells"]),
    ],
)
def test_a_mistake_in_the_text_is_told_with_its_line(tmp_path, body, code, line, words):
    found = only(write_book(tmp_path, {"articles/first.md": article(body)}), code)
    assert found.severity is Severity.ERROR
    assert found.place.line == line
    assert _says(found, words), (found.message, found.hint)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("<script>alert(1)</script>", "html-element", ["<script>", "\\<"]),
        ("<style>p {}</style>", "html-element", ["<style>"]),
        ("<b>x</b>", "html-element", ["<b>", "**字**"]),
        ("<i>x</i>", "html-element", ["<i>", "*字*", "着重号"]),
        ("<spam>x</spam>", "html-element", ["<spam>", "“span”"]),
        ("</div>", "html-element", ["<div>"]),
        ("<img src=x>", "html-element", ["<img>"]),
        ('<span class="name" onclick="x()">x</span>', "html-attribute", ["onclick", "<span>"]),
        ('<span style="color: red">x</span>', "html-attribute", ["style"]),
        ('<br class="x">', "html-attribute", ["class", "<br>"]),
        ("<sub id='a'>x</sub>", "html-attribute", ["id", "<sub>"]),
        ("<span>x</span>", "html-attribute", ["without an attribute"]),
        ('<span class="nam">x</span>', "html-class", ["nam", "“name”"]),
        ('<span lang="english language">x</span>', "language-invalid", ["english language", 'lang="en"']),
        ("<!-- 备注 -->", "html-comment", ["<!-- 备注 -->", "delete"]),
        ("<?php x ?>", "html-comment", ["<?php"]),
        ("<sub>x", "html-unbalanced", ["<sub>", "never closed", "</sub>"]),
        ("x</sub>", "html-unbalanced", ["<sub>", "never opened"]),
        ("<ruby>字</ruby>", "ruby-incomplete", ["no annotation"]),
        ("<rt>zì</rt>", "ruby-incomplete", ["outside of <ruby>"]),
    ],
)
def test_html_that_may_not_be_written_is_an_error_and_is_not_dropped(tmp_path, body, code, words):
    found = only(write_book(tmp_path, {"articles/first.md": article(f"文字\n有 {body} 在内\n")}), code)
    assert found.severity is Severity.ERROR
    assert found.place.line == 6
    assert _says(found, words), (found.message, found.hint)


def test_html_that_crosses_markdown_is_an_error(tmp_path):
    folder = write_book(tmp_path, {"articles/first.md": article("**<sub>重**点</sub>")})
    assert {one.code for one in found_in(folder)} == {"html-unbalanced"}


@pytest.mark.parametrize(
    ("link", "code", "words"),
    [
        ("[x](javascript:alert(1))", "link-scheme", ["javascript:alert(1)", "https:"]),
        ("<javascript:alert(1)>", "link-scheme", ["javascript:alert(1)"]),
        ("[x](data:text/html,x)", "link-scheme", ["data:"]),
        ("[x](ftp://example.org)", "link-scheme", ["ftp://example.org"]),
        ("[x](//example.org/a)", "link-scheme", ["//example.org/a"]),
        ("[x](https:///a)", "link-address", ["https:///a", "not complete"]),
        ("[x](https://)", "link-address", ["https://", "https://example.org/page"]),
        ("[x](mailto:me)", "link-address", ["mailto:me"]),
        ("[](first.md)", "link-empty", ["first.md", "no words"]),
        ("[x](secnd.md)", "link-file-missing", ["secnd.md", "“articles/second.md”"]),
        ("[x](articles/second.md)", "link-file-missing", ["“articles/second.md”", "own folder"]),
        ("[x](draft.md)", "link-file-missing", ["draft.md", "[contents]"]),
        ("[x](../../x.md)", "link-file-missing", ["../../x.md"]),
        ("[x](#here)", "link-anchor-missing", ["“here”", "{#here}"]),
        ("[x](second.md#plaec)", "link-anchor-missing", ["“plaec”", "“place”"]),
    ],
)
def test_a_link_must_lead_somewhere(tmp_path, link, code, words):
    files = {
        "articles/first.md": article(f"文\n\n{link}"),
        "articles/second.md": article("## 处 {#place}\n\n文"),
        "articles/draft.md": ARTICLE,
    }
    contents = '[[contents.parts]]\nchapters = ["articles/first.md", "articles/second.md"]\n'
    found = [one for one in found_in(write_book(tmp_path, files, contents=contents)) if one.code != "file-unlisted"]
    assert [one.code for one in found] == [code]
    assert found[0].severity is Severity.ERROR
    assert (found[0].place.file, found[0].place.line) == (tmp_path / "articles/first.md", 7)
    assert _says(found[0], words), (found[0].message, found[0].hint)


@pytest.mark.parametrize(("name", "code"), [("second.md", "article-empty"), ("none.md", "article-missing")])
def test_links_to_a_chapter_that_could_not_be_read_are_no_mistakes_of_their_own(tmp_path, name, code):
    files = {"articles/first.md": article(f"[甲]({name})，[乙]({name}#place)"), "articles/second.md": ""}
    contents = f'[[contents.parts]]\nchapters = ["articles/first.md", "articles/{name}"]\n'
    found = [one for one in found_in(write_book(tmp_path, files, contents=contents)) if one.code != "file-unlisted"]
    assert [one.code for one in found] == [code]


@pytest.mark.parametrize(
    ("body", "code", "severity", "line", "words"),
    [
        ("** 重点** 文", "emphasis-left", "warning", 5, ["**", "no space"]),
        ("`甲\n乙`丙\n** 重点** 文", "emphasis-left", "warning", 7, ["**", "no space"]),
        ("文\n![图](assets/a b.png)", "link-left", "error", 6, ["![图](assets/a b.png)", "< and >"]),
        ("![图]（assets/a.png）", "link-left", "error", 5, ["ASCII brackets"]),
        ("文\n[甲`a`](b c)", "link-left", "error", 6, ["\\["]),
        ("文 <ruby 字", "html-left", "warning", 5, ["<ruby", "\\<"]),
        ("第一段。\n　　第二段。", "paragraph-joined", "warning", 6, ["empty line"]),
        ("文\n\n    四格之后", "code-indented", "warning", 7, ["four spaces"]),
        ("文\n\n### 三\n\n文", "heading-skipped", "warning", 7, ["level 3", "write ##"]),
        ("## 二\n\n#### 四", "heading-skipped", "warning", 7, ["level 4", "write ###"]),
        ('[x](https://example.org "题")', "link-title", "warning", 5, ["题"]),
    ],
)
def test_what_markdown_takes_for_something_else_is_pointed_out(tmp_path, body, code, severity, line, words):
    found = only(write_book(tmp_path, {"articles/first.md": article(body)}), code)
    assert (found.severity.value, found.place.line) == (severity, line)
    assert _says(found, words), (found.message, found.hint)


def test_marks_that_are_escaped_are_text_and_no_warning(tmp_path):
    folder = write_book(tmp_path, {"articles/first.md": article("\\*\\*重\\*\\* \\<b \\[a](b c) `**` a < b")})
    assert load(folder).diagnostics == ()


def test_a_repeated_mistake_in_one_line_is_told_once(tmp_path):
    folder = write_book(tmp_path, {"articles/first.md": article("<u>甲</u><u>乙</u>")})
    assert only(folder, "html-element").place.line == 5
