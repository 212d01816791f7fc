"""The values of the properties of CSS Text, Text Decoration and Ruby, and the warnings of those that we do not support."""

import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from glyphs import Glyph, at, lines_of, set_page, text


def rows(body: str, width: float, css: str) -> list[list[Glyph]]:
    return lines_of(f"<p>{body}</p>", width=width, css=f"p {{ {css} }} rt {{ font-size: 5px }}")


@pytest.mark.parametrize(
    ("value", "first", "third"),
    [
        # “甲”，乙 and, after a forced break, （丙）丁 in natural widths: where 甲, 乙, 丙 and 丁 stand.
        ("auto", [0.5, 3], [0.5, 2.5]),
        ("trim-both", [0.5, 3], [0.5, 2.5]),
        ("trim-start", [0.5, 3], [0.5, 2.5]),
        ("space-first", [1, 3.5], [1, 3]),
        ("space-all", [1, 4], [1, 3]),
        ("trim-all", [0.5, 2.5], [0.5, 2]),
    ],
)
def test_text_spacing_trim(value: str, first: list[float], third: list[float]) -> None:
    above, below = rows("“甲”，乙<br>（丙）丁", 20, f"text-spacing-trim: {value}")
    assert [at(above, "甲"), at(above, "乙")] == first
    assert [at(below, "丙"), at(below, "丁")] == pytest.approx(third)


@pytest.mark.parametrize(
    ("value", "letter", "digit"),
    [
        ("normal", 0.25, 0.25),
        ("auto", 0.25, 0.25),
        ("no-autospace", 0, 0),
        ("ideograph-alpha", 0.25, 0),
        ("ideograph-numeric", 0, 0.25),
        ("ideograph-alpha ideograph-numeric", 0.25, 0.25),
    ],
)
def test_text_autospace(value: str, letter: float, digit: float) -> None:
    (line,) = rows("甲A乙2", 20, f"text-autospace: {value}")
    assert at(line, "A") == 1 + letter
    assert at(line, "2") - at(line, "乙") == pytest.approx(1 + digit)


def test_text_autospace_insert_keeps_the_width_of_a_typed_space() -> None:
    (plain,) = rows("A A", 20, "")
    own = plain[2].x - plain[0].x - plain[0].advance
    (line,) = rows("甲 A", 20, "text-autospace: ideograph-alpha insert")
    assert at(line, "A") == pytest.approx(1 + own, abs=0.011)


def test_text_justify_inter_word_stretches_spaces_only() -> None:
    line, *_ = rows("甲乙an an丙丁戊己庚辛壬癸子丑寅卯", 8.4, "text-justify: inter-word")
    assert at(line, "乙") == 1
    assert at(line, "丁") - at(line, "丙") == 1
    assert line[-1].x + 1 == pytest.approx(8.4, abs=0.011)


@pytest.mark.parametrize("value", ["inter-character", "distribute"])
def test_text_justify_inter_character_stretches_all_gaps_alike(value: str) -> None:
    """甲A乙丙丁 with 0.4 em too much: four gaps of 0.1 em, whatever is in them."""
    latin = rows("A", 9, "")[0][0].advance
    line, *_ = rows("甲A乙丙丁戊己庚辛壬癸子丑", 4.5 + latin + 0.4, f"text-justify: {value}")
    assert [at(line, "A"), round(at(line, "丙") - at(line, "乙"), 2)] == [1.35, 1.1]


def test_hanging_punctuation_first_stands_outside() -> None:
    line, *_ = rows("“甲乙丙", 9, "hanging-punctuation: first")
    assert at(line, "甲") == 0


def test_hanging_punctuation_last_is_aligned_without_the_mark() -> None:
    (line,) = rows("甲乙”", 9, "hanging-punctuation: last; text-align: right")
    assert at(line, "乙") == 8


def test_hanging_punctuation_force_end_hangs_where_there_is_room() -> None:
    """Three Han in 3.6 em: the comma hangs all the same, and the gaps between the Han are 0.3 em."""
    line, *_ = rows("甲乙丙，丁戊己", 3.6, "hanging-punctuation: force-end")
    assert [round(glyph.x, 2) for glyph in line] == [0, 1.3, 2.6, 3.6]


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("auto", "甲乙丙丁"),
        ("strict", "甲乙丙丁"),
        ("normal", "甲乙丙丁"),
        ("loose", "甲乙丙丁戊"),
        ("anywhere", "甲乙丙丁戊"),
    ],
)
def test_line_break(value: str, first: str) -> None:
    """A lone wave dash after five Han in 5 em: only `loose` and `anywhere` let it begin a line."""
    assert text(rows("甲乙丙丁戊～己庚辛壬", 5, f"line-break: {value}")[0]) == first


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("normal", ["甲乙丙", "abcdef丁"]), ("break-all", ["甲乙丙abc", "def丁"]), ("keep-all", ["甲乙丙abcdef丁"])],
)
def test_word_break(value: str, wanted: list[str]) -> None:
    found = [text(line) for line in rows("甲乙丙abcdef丁", 5, f"text-align: left; word-break: {value}")]
    assert found == wanted or (value == "break-all" and found[0].startswith("甲乙丙abc"))


@pytest.mark.parametrize("css", ["word-break: break-word", "overflow-wrap: break-word", "overflow-wrap: anywhere"])
def test_a_word_that_no_line_holds_may_break(css: str) -> None:
    lines = rows(f"甲乙{'abcdefgh' * 4}丙", 8, css)
    assert "".join(map(text, lines)) == f"甲乙{'abcdefgh' * 4}丙"
    assert all(line[-1].x + line[-1].advance < 8.05 for line in lines)


@pytest.mark.parametrize(
    ("value", "places"),
    [("start", [0, 0.5]), ("center", [1.5, 2]), ("space-between", [0, 3.5]), ("space-around", [0.75, 2.75])],
)
def test_ruby_align(value: str, places: list[float]) -> None:
    """Two of half an em over four ems: 3 em to spare, in one gap, or in one and two halves."""
    above, _ = rows("<ruby>甲乙丙丁<rt>子丑</rt></ruby>", 9, f"ruby-align: {value}")
    assert [glyph.x for glyph in above] == pytest.approx(places, abs=0.011)


def test_ruby_position() -> None:
    assert [text(row) for row in rows("<ruby>甲<rt>子</rt></ruby>", 9, "ruby-position: over")] == ["子", "甲"]
    assert [text(row) for row in rows("<ruby>甲<rt>子</rt></ruby>", 9, "ruby-position: under")] == ["甲", "子"]


def test_ruby_overhang_none_keeps_off_its_neighbours() -> None:
    """Three half ems over one: a quarter too much on each side, which would hang over 乙."""
    body = "乙<ruby>甲<rt>子丑寅</rt></ruby>乙"
    assert at(rows(body, 9, "")[1], "甲") == 1
    assert at(rows(body, 9, "ruby-overhang: none")[1], "甲") == 1.25


WORD = "<span lang='en'>extraordinary</span>"


def test_a_word_is_hyphenated_where_its_language_is_known() -> None:
    """Eleven Han and a word of more than 5 em in 14 em: `ex-` fills the line, and all lines are flush."""
    body = f"甲乙丙丁戊己庚辛壬癸子{WORD}寅卯辰巳午未申酉戌亥甲乙丙丁戊己"
    first, second, *_ = rows(body, 14, "hyphens: auto")
    assert text(first) == "甲乙丙丁戊己庚辛壬癸子ex‐"
    assert text(second).startswith("traordinary寅")
    assert first[-1].x + first[-1].advance == pytest.approx(14, abs=0.02)
    assert text(rows(body, 14, "hyphens: manual")[0]) == "甲乙丙丁戊己庚辛壬癸子"
    assert text(rows(body.replace(WORD, "extraordinary"), 14, "hyphens: auto")[0]) == "甲乙丙丁戊己庚辛壬癸子"


def test_a_soft_hyphen_is_a_place_to_break_and_shows_only_there() -> None:
    body = "甲乙丙丁戊己庚辛壬癸ex\u00adtra\u00adordinary寅卯辰巳午未申酉戌亥甲乙丙丁戊己"
    first, second, *_ = rows(body, 14, "")
    assert text(first) == "甲乙丙丁戊己庚辛壬癸extra‐"
    assert text(second).startswith("ordinary寅")
    assert text(rows(body, 14, "hyphens: none")[0]) == "甲乙丙丁戊己庚辛壬癸"


def test_an_address_of_the_web_breaks_after_its_slashes_and_points() -> None:
    address = "https://www.example.org/2024/reading/class-notes.html?page=2"
    lines = [text(line) for line in rows(f"甲乙丙丁戊己庚辛{address}，壬癸子丑寅卯辰巳", 16, "")]
    assert "".join(lines) == f"甲乙丙丁戊己庚辛{address}，壬癸子丑寅卯辰巳"
    assert all(line[-1] in "/.-?=，辛壬巳" or line[-1] > "一" for line in lines[:-1])
    assert len(lines) <= 4


def test_a_decimal_point_in_a_long_run_stays() -> None:
    lines = [text(line) for line in rows(f"甲乙丙丁戊己庚{'a' * 8}-3.14159-{'b' * 8}辛壬癸", 14, "")]
    assert not any(line.endswith("3.") for line in lines)


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture
def heard() -> Iterator[list[str]]:
    handler = Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    yield handler.messages
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    "declaration",
    [
        "line-break: never",
        "word-break: auto-phrase",
        "text-justify: ruby",
        "text-spacing-trim: all",
        "text-autospace: punctuation",
        "hanging-punctuation: allow-end force-end",
        "text-wrap-style: avoid-orphans",
        "text-wrap: nowrap",
        'text-emphasis-style: "*"',
        "text-emphasis: dot circle",
        "text-emphasis-position: left",
        "text-emphasis-color: 1px",
        "ruby-position: inter-character",
        "ruby-align: left",
        "ruby-overhang: spaces",
        "text-decoration-inset: 5%",
        "block-step-size: auto",
        "block-step-align: middle",
    ],
)
def test_an_unsupported_value_is_told_once_with_what_is_supported(declaration: str, heard: list[str]) -> None:
    assert set_page(
        "<p>甲</p><h1>乙</h1><h2>丙</h2>",
        width=9,
        css="".join(f"{tag} {{ {declaration} }}" for tag in ("p", "h1", "h2")),
    )
    (message,) = heard
    assert message.startswith(f"Unsupported `{declaration}`, supported: ")


def test_cloned_decoration_in_a_line_is_told_once(heard: list[str]) -> None:
    assert set_page("<p>甲<b>乙</b><b>丙</b></p>", width=9, css="b { box-decoration-break: clone }")
    assert heard == ["Unsupported `box-decoration-break: clone`, supported: slice, for a box in a line of Chinese"]


def test_supported_values_are_silent(heard: list[str]) -> None:
    css = """line-break: loose; word-break: keep-all; text-spacing-trim: trim-all; text-autospace: insert;
        hanging-punctuation: first allow-end last; text-wrap: balance; text-emphasis: open sesame red;
        text-emphasis-position: under left; ruby-align: space-around; block-step-size: 2em; text-justify: inherit"""
    assert set_page("<p>甲</p>", width=9, css=f"p {{ {css} }}")
    assert heard == []


def test_a_hyphenated_word_is_extracted_whole(tmp_path: Path) -> None:
    pdf = tmp_path / "out.pdf"
    body = f"甲乙丙丁戊己庚辛壬癸子{WORD}寅卯辰巳午未申酉戌亥甲乙丙丁戊己"
    pdf.write_bytes(set_page(f"<p>{body}</p>", width=14, css="p { hyphens: auto }"))
    found = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert found.replace("\n", "").replace("\f", "").replace("‐", "") == re.sub("<[^>]*>", "", body)
