"""The engine as a guest: Latin documents untouched, text extracted as it was written."""

import gc
import inspect
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from glyphs import FACE, lines_of, lines_of_pdf, set_page, text
from weasyprint.css import StyleFor

from publisher.typesetting import render
from publisher.typesetting.weasy import seams

PICTURE = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/%3E"

LATIN = [
    "<p>A plain paragraph with <b>bold</b> and <a href='#x'>a link</a>, long enough to be broken into several lines.",
    "<style>p { text-align: justify; hyphens: auto } </style><p lang=en>Justification of extraordinary words.",
    "<ul><li>one<li>two <code>three</code></ul><table><tr><td>a<td>b c d</table>",
    "<style>i { float: left; width: 2em; height: 3em; background: red }</style><p><i></i>Text around a float. " * 3,
    "<p>“Quoted” — with dashes… and <sub>sub</sub><sup>sup</sup>.<br>Second line.",
]


@pytest.mark.parametrize("body", LATIN)
def test_html_without_han_is_the_same_as_from_weasyprint(body: str) -> None:
    html = f"<html><style>@page {{ size: 300px 300px; margin: 20px }}</style>{body}"
    ours = render(html).write_pdf(uncompressed_pdf=True, pdf_identifier=b"x")
    plain = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True, pdf_identifier=b"x")
    assert ours == plain


BODIES = [
    "春风镇建馆于2019年，藏书约3万册，其中有《河边的磨坊》《纸上的山水》。馆长说：“10 km以内找到一本好书！”这是约定。",
    "参见<a href='#a'>附录A</a>，以及<b>C919</b>时代的资料（第3版）——真的吗？！当然……“对！”他说。",
    "《河边的磨坊》·《纸上的山水》/（旧版）见“甲”·“乙”，网址https://example.org/a/b-c.html？",
    "他说“hello world”，and he said “don’t” again，于是没有人再担心A/B与约翰·怀特的1–2页。",
]


@pytest.mark.parametrize("face", [FACE, '"DejaVu Serif", "Noto Serif CJK SC"', '"LXGW WenKai"'])
@pytest.mark.parametrize("body", BODIES)
def test_extracted_text_is_the_source(body: str, face: str, tmp_path: Path) -> None:
    """Lines join without a space, as Chinese does; no Latin word pair is cut in these widths."""
    pdf = tmp_path / "out.pdf"
    pdf.write_bytes(set_page(f"<p>{body}</p>", width=61, face=face))
    source = re.sub("<[^>]*>", "", body)
    poppler = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert poppler.replace("\n", "").replace("\f", "") == source
    with pypdfium2.PdfDocument(pdf) as document:
        pdfium = document[0].get_textpage().get_text_range()
    assert pdfium.replace("\r\n", "") == source


@pytest.mark.parametrize("annotations", [("n", "nnnnn"), ("nnnnn", "nnnn"), ("nnnnnn", "nnnnnn")])
@pytest.mark.parametrize("width", [40, 8.3])
def test_no_space_comes_between_bases_that_ruby_holds_apart(
    annotations: tuple[str, str], width: float, tmp_path: Path
) -> None:
    """Bases hang apart by a part of an em, in boxes of their own, with smaller text in between."""
    first, second = annotations
    body = f"甲乙<ruby>丙<rt>{first}</rt>丁<rt>{second}</rt></ruby>戊己<b>庚辛</b>壬癸子丑寅卯辰巳午未"
    pdf = tmp_path / "out.pdf"
    pdf.write_bytes(set_page(f"<p>{body}</p>", width=width, css="rt { font-size: 50% }"))
    lines = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\n")
    found = "".join(line for line in lines if "n" not in line).replace("\f", "")
    assert found == "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<ul><li>甲乙丙丁，戊己庚。</ul>", ""),
        ("<table><tr><td>甲乙，<td>丙丁A</table>", ""),
        ("<blockquote>甲乙丙丁，戊己庚。</blockquote>", ""),
        ("<p><i></i>甲乙丙丁，戊己庚辛壬癸子丑寅卯辰巳。</p>", "i { float: left; width: 3em; height: 3em }"),
        (f"<p>甲乙<img src='{PICTURE}'>丙丁，戊己。</p>", ""),
        ("<p>甲乙<i>丙丁</i>，戊己。</p>", "i { display: inline-block }"),
        ("<p>甲乙<i>丙丁</i>，戊己。</p>", "i { position: absolute }"),
        ("<p>甲乙丙丁，戊己庚辛。</p>", "p::first-letter { font-size: 2em } p::first-line { color: red }"),
        ("<p>甲乙<i>丙丁注</i>，戊己庚辛。</p>", "i { float: footnote }"),
        ("<div>甲乙丙丁，戊己庚辛壬癸。</div>", "div { column-count: 2; column-gap: 0 }"),
        ("<p>甲乙丙丁，戊己庚辛。</p>", "p { direction: rtl }"),
        ("<pre>甲乙  丙丁\n，戊己。</pre>", ""),
        ("<p>甲乙\u05d0\u05d1丙丁。</p>", ""),
        ("<p>甲乙丙丁戊己庚辛壬癸</p>", "p { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }"),
        ("<h1>甲乙<br>丙丁</h1><p><br>甲</p>", ""),
        ("<p>甲<span style='padding: 0 1em; border: 1px solid'>乙丙丁戊己庚</span>辛。</p>", ""),
        ("<p></p><p> 甲 </p><p><span></span>乙</p>", ""),
    ],
)  # fmt: skip
def test_other_layouts_keep_every_character(body: str, css: str) -> None:
    found = "".join(map(text, lines_of(body, width=12, css=css)))
    wanted = re.sub("<[^>]*>", "", body)
    if "ellipsis" not in css:
        assert not set("甲乙丙丁戊己庚辛，。") & set(wanted) - set(found)


@pytest.mark.parametrize("before", range(1, 9))
def test_no_note_is_lost_at_the_foot_of_a_page(before: int) -> None:
    """A page of ten lines, where the second line of a long paragraph drives the note before it away and has its own."""
    html = f"""<html lang="zh"><style>
        @page {{ size: 100px 200px; margin: 0 }} body {{ margin: 0; font: 10px/2 {FACE} }}
        p {{ margin: 0; orphans: 2; widows: 2 }} i {{ float: footnote }}</style><body>
        {"<p>甲</p>" * before}<p>乙<i>丙丙</i>乙</p><p>{"丁" * 13}<i>戊戊</i>{"丁" * 30}</p><p>己己<i>庚庚</i></p>"""
    pdf = render(html).write_pdf()
    assert pdf is not None
    found = "".join(map(text, lines_of_pdf(pdf)))
    assert [found.count(note) for note in ("丙丙", "戊戊", "庚庚")] == [1, 1, 1]


def test_a_leader_fills_a_line_of_the_contents() -> None:
    """The number ends at the right edge, and no dot stands over the title or the number."""
    css = "p::after { content: leader('.') '7' }"
    (line,) = lines_of("<p>甲“乙”丙</p>", width=12, css=css)
    assert text(line).startswith("甲“乙”丙.")
    assert text(line).endswith(".7")
    assert line[-1].x + line[-1].advance == pytest.approx(12, abs=0.02)
    dots = [glyph.x for glyph in line if glyph.text == "."]
    assert min(dots) >= 4.99


def test_pages_have_the_styles_of_their_kind_however_many_went_before() -> None:
    """Each page's styles are worked out alone; first, left, right, blank and counted pages still find theirs."""
    css = (
        "@page { size: 200px 100px; margin: 20px; @bottom-center { content: counter(page) } }"
        "@page :left { @top-left { content: 'left' } } @page :right { @top-right { content: 'right' } }"
        "@page :first { @top-center { content: 'first' } } @page :nth(3) { background: red }"
        "@page part { @bottom-left { content: 'part' } } h1 { page: part; break-before: right }"
    )
    html = f"<html><style>{css}</style>" + "<h1>One</h1><p>Text. <p style='break-before: page'>More." * 4
    ours = render(html).write_pdf(uncompressed_pdf=True, pdf_identifier=b"x")
    assert ours == weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True, pdf_identifier=b"x")


def test_weasyprint_keeps_the_declarations_of_pages_where_the_engine_forgets_them() -> None:
    """What the engine clears before each page is what `StyleFor` fills for a page and reads for that page alone."""
    assert list(inspect.signature(seams._style_page).parameters) == ["page_type", "html", "style_for"]
    names = {name for name in StyleFor.add_page_declarations.__code__.co_names if "cascaded" in name}
    assert names == {"_cascaded_styles"}
    assert StyleFor.get_cascaded_styles.__code__.co_names == ("_cascaded_styles",)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        render("<p>甲乙丙。")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
