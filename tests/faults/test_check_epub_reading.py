"""Faults that keep people from reading a book, or deceive them; EPUBCheck and Ace see hardly any of them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from test_check_epub import FIRST, NAV_FILE, OPF, SECOND, Book, add, edit

from publisher.checks import check_file

PAGES = (
    '<nav epub:type="page-list"><ol><li><a href="text/one.xhtml#p1">1</a></li>'
    '<li><a href="text/two.xhtml#p2">2</a></li></ol></nav>'
)
TABLE = "<table><tr><td>春</td><td>3</td></tr></table>"
TABLE_WITH_HEAD = TABLE.replace("<td>春</td>", '<th scope="row">春</th>')
CLAIM = '<meta property="schema:accessibilityFeature">{}</meta></metadata>'
CONFORMS = '<link rel="dcterms:conformsTo" href="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"/></metadata>'
ISBN = "<dc:identifier>urn:isbn:9787302511236</dc:identifier></metadata>"
IMPRINT = '<section epub:type="copyright-page"><p>ISBN {}</p></section>'


def claim(feature: str) -> Callable[[Book], None]:
    return edit(OPF, "</metadata>", CLAIM.format(feature))


def all_of(*changes: Callable[[Book], None]) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for one in changes:
            one(book)

    return change


def with_pages(book: Book) -> None:
    """Give the book two printed pages, marked and listed."""
    book.change(NAV_FILE, "</ol></nav>\n<nav", f"</ol></nav>\n{PAGES}<nav")
    book.change(FIRST, "<h1", '<span epub:type="pagebreak" id="p1" aria-label="1"/><h1')
    book.change(SECOND, "</section>", '<span epub:type="pagebreak" id="p2" aria-label="2"/></section>')


def with_font(characters: str, *, weight: str = "normal") -> Callable[[Book], None]:
    """Give the headings a font that has these characters."""

    def change(book: Book) -> None:
        book.files["EPUB/head.ttf"] = font(characters)
        face = f'@font-face {{ font-family: "Head"; font-weight: {weight}; src: url(head.ttf) }}'
        book.files["EPUB/head.css"] = f"{face} h1 {{ font-family: Head, serif }}".encode()
        items = (
            '<item id="f" href="head.ttf" media-type="font/ttf"/><item id="c" href="head.css" media-type="text/css"/>'
        )
        book.change(OPF, "</manifest>", f"{items}</manifest>")

    return change


def font(characters: str) -> bytes:
    names = [f"u{ord(character):04X}" for character in characters]
    pen = TTGlyphPen(None)
    for index, point in enumerate(((0, 0), (500, 0), (500, 500))):
        (pen.lineTo if index else pen.moveTo)(point)
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(character): name for character, name in zip(characters, names, strict=True)})
    builder.setupGlyf(dict.fromkeys([".notdef", *names], glyph))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Head", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    output = BytesIO()
    builder.save(output)
    return output.getvalue()


def with_css(css: str) -> Callable[[Book], None]:
    """Give the first chapter a style sheet."""

    def change(book: Book) -> None:
        book.files["EPUB/look.css"] = css.encode()
        book.change(OPF, "</manifest>", '<item id="c" href="look.css" media-type="text/css"/></manifest>')
        book.change(FIRST, "</head>", '<link rel="stylesheet" href="../look.css"/></head>')

    return change


FAULTS: list[tuple[str, Callable[[Book], None], str]] = [
    ("epub-glyph-missing", with_font("雾桥书屋开门放时", weight="bold"), "“间”"),
    ("epub-alt-empty", edit(FIRST, ' role="none"'), "书架.svg"),
    ("epub-lang-missing", edit(FIRST, ' lang="zh-Hans"'), "one.xhtml"),
    ("epub-lang-wrong", edit(FIRST, 'lang="zh-Hans"', 'lang="en"'), "“en”"),
    ("epub-lang-differs", edit(FIRST, 'lang="zh-Hans"', 'lang="zh-Hans" xml:lang="zh-Hant"'), "“zh-Hant”"),
    ("epub-label-differs", edit(NAV_FILE, "书屋开门", "书屋关门"), "“书屋开门”"),
    ("epub-landmarks-missing", edit(NAV_FILE, 'epub:type="landmarks"', 'epub:type="loi"'), "landmarks"),
    ("epub-cover-missing", edit(OPF, ' properties="cover-image"'), "cover-image"),
    ("epub-page-order", all_of(with_pages, edit(NAV_FILE, "text/one.xhtml#p1", "text/two.xhtml#p2"),
                               edit(NAV_FILE, 'text/two.xhtml#p2">2', 'text/one.xhtml#p1">2')), "Page 2"),
    ("epub-table-headless", edit(SECOND, "</section>", f"{TABLE}</section>"), "two.xhtml"),
    ("epub-isbn-differs", all_of(edit(OPF, "</metadata>", ISBN),
                                 edit(SECOND, "</section>", f"</section>{IMPRINT.format('978-7-302-51124-3')}")),
     "9787302511243"),
    # WCAG 2.1: #999999 on white is 2.85:1 and on the dark ground 5.58:1, #777777 on white 4.48:1, gray 3.95:1.
    ("epub-contrast-low", with_css("h1 { color: #999 }"), "a light screen text in #999999 on the reader's ground has"),
    ("epub-contrast-low", with_css("h1 { color: #8f1d21 }"), "a dark screen"),
    ("epub-contrast-low", with_css("h1 { background: white } h1 { color: #777 }"), "#ffffff has a contrast of 4.48:1"),
    ("epub-contrast-low", with_css("h1 { color: #000; background: #fff } @media (prefers-color-scheme: dark) "
                                   "{ h1 { color: #333 !important; background: #222 } }"), "on #222222"),
    ("epub-contrast-low", edit(FIRST, 'id="door">', 'id="door" style="color: gray; background: #fff">'), "3.95:1"),
    ("epub-claim-false", claim("pageNavigation"), "pageNavigation"),
    ("epub-claim-false", claim("rubyAnnotations"), "rubyAnnotations"),
    ("epub-claim-false", claim("MathML"), "MathML"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "break_it", "word"), FAULTS)
def test_a_fault_is_found_and_nothing_else(
    tmp_path: Path, code: str, break_it: Callable[[Book], None], word: str
) -> None:
    book = Book()
    break_it(book)
    (found,) = check_file(book.pack(tmp_path / "bad.epub"))
    assert found.code == code
    assert word in found.message
    assert found.place is not None
    assert found.hint


def test_faint_text_makes_a_claim_of_conformance_false_only_where_it_fails_whatever_its_size(tmp_path: Path) -> None:
    # On white #aaaaaa is 2.32:1 and #888888 3.54:1, which is enough for large type.
    for colour, codes in (("#aaa", ["epub-contrast-low", "epub-claim-false"]), ("#888", ["epub-contrast-low"])):
        book = Book()
        book.change(OPF, "</metadata>", CONFORMS)
        with_css(f"h1 {{ color: {colour}; background: #fff }}")(book)
        assert [found.code for found in check_file(book.pack(tmp_path / "bad.epub"))] == codes


SHORTFALLS: list[tuple[Callable[[Book], None], str]] = [
    (edit(SECOND, "</section>", "<h3>夏天</h3></section>"), "headings skip a level"),
    (edit(FIRST, "<title>书屋开门</title>", "<title> </title>"), "title"),
    (with_pages, "page list is of no edition"),
]


@pytest.mark.parametrize(("break_it", "word"), SHORTFALLS)
def test_a_claim_of_conformance_says_what_the_book_lacks(
    tmp_path: Path, break_it: Callable[[Book], None], word: str
) -> None:
    book = Book()
    book.change(OPF, "</metadata>", CONFORMS)
    break_it(book)
    (found,) = check_file(book.pack(tmp_path / "bad.epub"))
    assert found.code == "epub-claim-false"
    assert word in found.message


# What is told by itself too, beside the claim.
TOLD_TWICE: list[tuple[Callable[[Book], None], str, str]] = [
    (edit(SECOND, "</section>", f"{TABLE}</section>"), "epub-table-headless", "header cells"),
    (edit(FIRST, ' lang="zh-Hans"'), "epub-lang-missing", "language"),
    (edit(NAV_FILE, 'epub:type="toc"', 'epub:type="loi"'), "epub-toc-missing", "no contents"),
    (edit(FIRST, ' role="none"'), "epub-alt-empty", "picture"),
]


@pytest.mark.parametrize(("break_it", "code", "word"), TOLD_TWICE)
def test_a_fault_that_is_told_makes_a_claim_of_conformance_false_too(
    tmp_path: Path, break_it: Callable[[Book], None], code: str, word: str
) -> None:
    book = Book()
    book.change(OPF, "</metadata>", CONFORMS)
    break_it(book)
    found = check_file(book.pack(tmp_path / "bad.epub"))
    assert [one.code for one in found] == [code, "epub-claim-false"]
    assert word in found[1].message


def test_pages_of_an_edition_that_is_named_are_no_shortfall(tmp_path: Path) -> None:
    book = Book()
    with_pages(book)
    book.change(OPF, "</metadata>", f'<meta property="pageBreakSource">urn:isbn:9787302511236</meta>{CONFORMS}')
    assert check_file(book.pack(tmp_path / "good.epub")) == ()


GOOD: list[Callable[[Book], None]] = [
    with_font("雾桥书屋开门放时间", weight="bold"),
    with_font("雾桥书屋开门放时间"),
    with_pages,
    all_of(with_pages, claim("pageNavigation"), claim("pageBreakMarkers"), claim("tableOfContents")),
    edit(OPF, "</metadata>", CONFORMS),
    edit(NAV_FILE, "书屋开门", "书屋 开门"),
    edit(FIRST, "书屋开门</h1>", '书屋<ruby>开<rt>kāi</rt></ruby>门<a href="#door" role="doc-noteref">①</a></h1>'),
    edit(SECOND, "</section>", f"{TABLE_WITH_HEAD}</section>"),
    all_of(
        edit(OPF, "</metadata>", ISBN), edit(SECOND, "</section>", f"</section>{IMPRINT.format('978-7-302-51123-6')}")
    ),
    claim("alternativeText"),
    with_css("h1 { color: #8f1d21 } @media screen and (prefers-color-scheme: dark) { h1 { color: #e88d82 } }"),
    # #767676 on white is 4.54:1.
    with_css("section { background-color: white } h1 { color: #767676 }"),
    with_css("h1 { color: #eee } #door { color: inherit } #hours, h1::before, h1:hover { color: #eee }"),
    with_css("@media print { h1 { color: #eee } } @media (min-width: 50em) { h1 { color: #eee } }"),
    with_css("h1 { color: #eee } section { background: url(data:image/png;base64,) }"),
    with_css("h1 { color: rgba(9, 9, 9, 0.1) } p { color: var(--ink) } a { color: nonsense }"),
    edit(FIRST, "</section>", '<p hidden="hidden" style="color: #eee">雾</p></section>'),
]  # fmt: skip


@pytest.mark.parametrize("change", GOOD)
def test_what_is_right_is_silent(tmp_path: Path, change: Callable[[Book], None]) -> None:
    book = Book()
    change(book)
    assert check_file(book.pack(tmp_path / "good.epub")) == ()


def test_a_damaged_font_raises_nothing(tmp_path: Path) -> None:
    book = Book()
    with_font("书", weight="bold")(book)
    add("EPUB/head.ttf", b"no font")(book)
    assert check_file(book.pack(tmp_path / "bad.epub")) == ()
