"""Rules P1, P3, P4, G2 and N1: paragraphs, headings and notes on small pages."""

from io import BytesIO

import pikepdf
import pytest
from glyphs import at, lines_of, set_page, text

HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地"
CSS = """@page { size: 60px 100px; margin: 0 } body { orphans: 2; widows: 2 }
    h1, h2, h3 { margin: 0; font-size: 10px; break-after: avoid; break-inside: avoid } h1 { break-before: page }"""


def pages(body: str, css: str = "") -> list[list[str]]:
    """Set HTML on pages of five lines of six ems and return the lines of each."""
    found: list[list[str]] = []
    bottom = float("inf")
    for line in lines_of(body, width=6, css=CSS + css):
        if line[0].y <= bottom:
            found.append([])
        bottom = line[0].y
        found[-1].append(text(line))
    return found


def test_p1_a_paragraph_begins_two_ems_in_and_others_follow_without_space() -> None:
    lines = lines_of(f"<p>{HAN}</p><p>{HAN}</p>", width=12, css="p { text-indent: 2em }")
    assert [round(line[0].x, 2) for line in lines] == [2, 0, 0, 2, 0, 0]
    assert [round(line[0].y - lines[0][0].y, 2) for line in lines] == [0, 2, 4, 6, 8, 10]


def test_p1_each_paragraph_of_a_quotation_opens_with_a_mark_and_the_last_closes() -> None:
    """A mark without a partner is as Chinese as one with: half an em at the start, its text 2.5 em in (A3)."""
    lines = lines_of("<p>甲说：</p><p>“乙丙丁</p><p>“戊己庚</p><p>“辛壬癸”</p>", width=12, css="p { text-indent: 2em }")
    for line, character in zip(lines[1:], "乙戊辛", strict=True):
        assert at(line, character) == 2.5
        assert line[1].x - line[0].x == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("before", range(1, 6))
@pytest.mark.parametrize("characters", [7, 12, 13, 19, 24, 25, 31])
def test_p4_no_first_line_ends_a_page_and_no_last_line_begins_one(before: int, characters: int) -> None:
    words = (HAN * 2)[:characters] + "。"
    found = pages(f"{'<p>春</p>' * before}<p>{words}</p>{'<p>冬</p>' * 4}")
    shares = [[line for line in page if line not in ("春", "冬")] for page in found]
    shares = [share for share in shares if share]
    assert "".join("".join(share) for share in shares) == words
    if len(shares) > 1:
        assert all(len(share) >= 2 for share in shares)


@pytest.mark.parametrize("before", range(1, 6))
@pytest.mark.parametrize("characters", range(7, 26))
def test_p3_no_page_begins_or_ends_with_a_lone_last_character(before: int, characters: int) -> None:
    words = (HAN * 2)[:characters] + "。"
    for page in pages(f"{'<p>春夏</p>' * before}<p>{words}</p>{'<p>秋冬</p>' * 4}"):
        for line in (page[0], page[-1]):
            assert len(line.rstrip("。")) >= 2


@pytest.mark.parametrize("before", range(6))
@pytest.mark.parametrize("heading", ["<h2>题</h2>", "<h2>题</h2><h3>目</h3>"])
def test_g2_a_heading_never_ends_a_page(before: int, heading: str) -> None:
    found = pages(f"{'<p>春</p>' * before}{heading}<p>{HAN}</p>")
    assert all(page[-1] not in ("题", "目") for page in found)


@pytest.mark.parametrize("before", range(1, 5))
def test_g2_a_heading_of_the_first_level_begins_a_page(before: int) -> None:
    found = pages(f"{'<p>春</p>' * before}<h1>题</h1><p>{HAN}</p>")
    assert found[1][0] == "题"


def test_n1_a_note_mark_is_superior_and_moves_no_line() -> None:
    css = "a { font-size: 7px; vertical-align: super; line-height: 0 }"
    rows = lines_of("<p>甲乙<a href='#n'>1</a>，丙</p><p id='n'>丁</p>", width=12, css=css)
    mark, line, after = (row[0] for row in rows)
    assert mark.y < line.y
    assert mark.x == pytest.approx(2, abs=0.01)
    assert after.y - line.y == pytest.approx(2, abs=0.01)


def test_n1_no_space_comes_between_a_note_mark_and_han() -> None:
    css = "a { font-size: 7px; vertical-align: super; line-height: 0 }"
    rows = lines_of("<p>甲<a href='#n'>1</a>乙</p>", width=12, css=css)
    mark = next(row[0] for row in rows if row[0].text == "1")
    base = next(row for row in rows if row[0].text == "甲")
    assert mark.x == pytest.approx(1, abs=0.01)
    assert base[1].x == pytest.approx(1 + mark.advance, abs=0.02)


def test_links_cover_their_text_with_the_gaps_in_it() -> None:
    """甲 and a comma take 2 em; 乙“丙” take 4 em, of which the last half em is empty."""
    with pikepdf.open(
        BytesIO(set_page("<p>甲，<a href='https://example.org/'>乙“丙”</a>丁</p>", width=12))
    ) as document:
        (link,) = document.pages[0].Annots
        left, _, right, _ = (float(edge) / 7.5 for edge in link.Rect)
    assert left == pytest.approx(2, abs=0.01)
    assert right == pytest.approx(6, abs=0.51)
    assert right >= 5.5


@pytest.mark.parametrize("before", range(3, 9))
def test_n1_a_note_stays_on_its_page_when_the_last_paragraph_has_no_room_for_two_lines(before: int) -> None:
    """Pages of ten lines: a paragraph of four lines that comes after the note goes over the page's end."""
    css = """@page { size: 60px 200px } i { float: footnote; display: block; font-style: normal }
        ::footnote-call, ::footnote-marker { content: '' }"""
    found = pages(f"<p>甲<i>注注</i></p>{'<p>春</p>' * before}<p>{HAN}</p><p>冬</p>", css)
    assert "注注" in found[0]
    assert sum(page.count("注注") for page in found) == 1
    shares = [[line for line in page if line not in ("春", "冬", "甲", "注注")] for page in found]
    assert [len(share) for share in shares if share] in ([4], [2, 2])
    assert sum(page.count("春") for page in found) == before
