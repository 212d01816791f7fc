"""Every rule in every place: blocks of all kinds, inline boxes of all kinds, three faces."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from glyphs import Glyph, lines_of, text

FACES = {"宋": '"Noto Serif CJK SC"', "黑": '"Noto Sans CJK SC"', "楷": '"LXGW WenKai"'}

NATURAL = {
    "w1": ("甲，乙", 2.0),
    "a1": ("甲，“乙", 2.5),
    "a1 three": ("甲”，“乙", 3.0),
    "a1 bracket": ("甲》（乙", 2.5),
    "w2": ("甲？！乙", 2.0),
    "w2 three": ("甲！！！乙", 3.0),
    "w3 interpunct": ("甲·乙", 1.5),
    "w3 solidus": ("甲/乙", 1.5),
    "w4 dash": ("甲—乙", 2.0),
    "w4 wave": ("甲～乙", 2.0),
    "u1 dash": ("甲——乙", 3.0),
    "u1 ellipsis": ("甲……乙", 3.0),
}
"""By rule: a text, and how many ems its 乙 stands behind its 甲 where nothing gives."""

BLOCKS = {
    "paragraph": "<p>{}</p>",
    "list item": "<ul><li>{}</li></ul>",
    "numbered item": "<ol><li><p>{}</p></li></ol>",
    "quotation": "<blockquote><p>{}</p></blockquote>",
    "table cell": "<table><tr><td>{}</td></tr></table>",
    "heading": "<h2>{}</h2>",
    "caption": "<figure><figcaption>{}</figcaption></figure>",
    "footnote": "<p>注<i class='foot'>{}</i></p>",
    "column": "<div style='columns: 2; width: 200%; column-gap: 0'>{}</div>",
    "flex item": "<div style='display: flex'><div style='width: 100%'>{}</div></div>",
    "grid item": "<div style='display: grid'><div>{}</div></div>",
    "float": "<div style='float: left; width: 100%'>{}</div>",
    "inline block": "<p><span style='display: inline-block; width: 100%'>{}</span></p>",
    "absolute": "<div style='position: absolute; width: 100%'>{}</div>",
    "bold": "<p><b>{}</b></p>",
    "link": "<p><a href='#x'>{}</a></p>",
    "italic": "<p><i>{}</i></p>",
    "code": "<p><code>{}</code></p>",
    "other box inside": "<p><b><a href='#x'><span>{}</span></a></b></p>",
}
PLAIN = """
    * { margin: 0; padding: 0; border: 0; font-size: inherit; font-family: inherit }
    table { width: 100%; border-spacing: 0 } ul, ol { list-style: none } .foot { float: footnote; font-style: normal }
    ::footnote-call, ::footnote-marker { content: '' }
    section { height: 300px; break-after: page } section:last-child { break-after: auto }
"""


def pages(frame: str, texts: Iterable[str]) -> str:
    """Put each text into a frame on a page of its own: a document a case costs too much."""
    return "".join(f"<section>{frame.format(words)}</section>" for words in texts)


def han_lines(body: str, *, width: float, face: str, css: str = "") -> list[list[Glyph]]:
    return [
        line
        for line in lines_of(body, width=width, css=f"{PLAIN} {css}", face=face)
        if not set(text(line)) <= set("注")
    ]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("block", BLOCKS)
def test_natural_widths_hold_in_every_box(block: str, face: str) -> None:
    body = pages(BLOCKS[block], (words for words, _ in NATURAL.values()))
    lines = han_lines(body, width=20, face=FACES[face])
    for (rule, (_, wanted)), line in zip(NATURAL.items(), lines, strict=True):
        first, last = (next(glyph for glyph in line if glyph.text == han) for han in "甲乙")
        assert last.x - first.x == pytest.approx(wanted, abs=0.011), rule


@pytest.mark.parametrize("size", [7, 10.5, 13, 24])
def test_natural_widths_hold_at_every_size(size: float) -> None:
    body = pages("<p>{}</p>", (words for words, _ in NATURAL.values()))
    lines = han_lines(body, width=60, face=FACES["宋"], css=f"p {{ font-size: {size}px }}")
    for (rule, (_, wanted)), line in zip(NATURAL.items(), lines, strict=True):
        first, last = (next(glyph for glyph in line if glyph.text == han) for han in "甲乙")
        assert (last.x - first.x) * 10 / size == pytest.approx(wanted, abs=0.011), rule


BROKEN = {
    "k1": ("甲乙丙丁戊己。庚辛壬癸", ["甲乙丙丁戊", "己。庚辛壬癸"]),
    "k1 solidus": ("甲乙丙丁戊己/庚辛壬癸", ["甲乙丙丁戊", "己/庚辛壬癸"]),
    "k2": ("甲乙丙丁戊《己庚辛壬》", ["甲乙丙丁戊", "《己庚辛壬》"]),
    "k4": ("甲乙丙丁戊己——庚辛壬", ["甲乙丙丁戊", "己——庚辛壬"]),
    "k5": ("甲，乙丙丁戊。己庚辛壬", ["甲，乙丙丁戊。", "己庚辛壬"]),
    "u2": ("甲乙丙丁戊3.14己庚辛", ["甲乙丙丁戊", "3.14己庚辛"]),
    "a4": ("甲乙丙丁戊，己庚辛壬", ["甲乙丙丁戊，", "己庚辛壬"]),
}

FULL = [wanted[0] for _, wanted in BROKEN.values()]
"""The lines that have to reach the measure: all but the last of each text."""


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("block", BLOCKS)
def test_lines_break_and_are_flush_in_every_box(block: str, face: str) -> None:
    """Six ems; every line but the last ends with its ink at the measure."""
    body = pages(BLOCKS[block], (words for words, _ in BROKEN.values()))
    lines = han_lines(body, width=6, face=FACES[face])
    assert [text(line) for line in lines] == [line for _, wanted in BROKEN.values() for line in wanted]
    for line in lines:
        if text(line) in FULL:
            last = line[-1]
            assert last.x + (0.5 if last.text in "。，" else 1) == pytest.approx(6, abs=0.011)


INLINE = {
    "bold": "<b>{}</b>",
    "link": "<a href='#x'>{}</a>",
    "foreign": "<span lang='zh-Hant'>{}</span>",
    "code": "<code>{}</code>",
    "emphasis": "<em style='text-emphasis: dot'>{}</em>",
    "name": "<span style='text-decoration: underline'>{}</span>",
    "nested": "<b><a href='#x'><i>{}</i></a></b>",
    "empty boxes": "<b></b>{}<i></i>",
    "comment": "<!-- -->{}<!-- -->",
    "relative": "<span style='position: relative'>{}</span>",
    "anchor": "<a id='y'></a>{}",
}


def placed(lines: list[list[Glyph]]) -> list[tuple[str, float]]:
    """Return all glyphs but dashes, which are one glyph or two."""
    return [(glyph.text, glyph.x) for line in lines for glyph in line if "—" not in glyph.text]


@pytest.mark.parametrize("inline", INLINE)
@pytest.mark.parametrize("rule", BROKEN)
def test_an_inline_box_around_any_character_changes_nothing(rule: str, inline: str) -> None:
    """Each character in turn, and each pair, stands in the box: all glyphs are where they are without it."""
    words, _ = BROKEN[rule]
    plain = placed(han_lines(words, width=6, face=FACES["宋"]))
    bodies = [
        words[:start] + INLINE[inline].format(words[start : start + count]) + words[start + count :]
        for count in (1, 2)
        for start in range(len(words) - count + 1)
    ]
    css = "b, i, code { font-weight: normal; font-style: normal }"
    found = han_lines(pages("{}", bodies), width=6, face=FACES["宋"], css=css)
    glyphs = placed(found)
    assert len(glyphs) == len(plain) * len(bodies)
    for place, (character, x) in enumerate(glyphs):
        wanted, wanted_x = plain[place % len(plain)]
        assert (character, x) == (wanted, pytest.approx(wanted_x, abs=0.011)), bodies[place // len(plain)]


def test_a_larger_word_in_a_line_is_measured_in_its_own_ems() -> None:
    """Two of 2 em, a comma of 2 em of which the empty half may give, and Han of 1 em: 2 + 2 + 2 + 1."""
    (line,) = han_lines(
        "<p><big>甲乙，</big>丙丁</p>", width=20, face=FACES["宋"], css="big { font-size: 20px; line-height: 0 }"
    )
    assert [round(glyph.x, 2) for glyph in line] == [0, 2, 4, 6, 7]


def test_a_line_of_mixed_sizes_is_flush_and_its_gaps_grow_alike() -> None:
    """Two Han of 2 em and three of 1 em in 7.8 em, the next does not fit: four gaps of 0.2 em."""
    body = "<p><big>甲乙</big>丙丁戊<big>己庚</big>辛壬癸</p>"
    line, *_ = han_lines(body, width=7.8, face=FACES["宋"], css="big { font-size: 20px; line-height: 0 }")
    assert text(line) == "甲乙丙丁戊"
    gaps = [right.x - left.x - left.advance for left, right in pairwise(line)]
    assert gaps == pytest.approx([0.2] * 4, abs=0.011)


def test_a_picture_in_a_line_is_a_character_of_its_width() -> None:
    """The comma after it does not begin a line, and the space of L1 is for letters only."""
    picture = "<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2210%22 height=%2210%22/%3E'>"
    lines = han_lines(f"<p>甲乙丙丁戊{picture}，己庚辛</p>", width=6, face=FACES["宋"])
    assert [text(line) for line in lines] == ["甲乙丙丁戊", "，己庚辛"]
    assert lines[1][0].x == pytest.approx(1, abs=0.011)
