"""Each rule of Chinese typesetting that is measured in a PDF finds its planted fault and nothing else."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pdf_files import changed
from set_pages import MEASURE, Row, found, paragraphs, pdf, row, tagged

from publisher.diagnostics import Severity


def _with(lines: dict[int, Row]) -> list[Row]:
    return [lines.get(place, line) for place, line in enumerate(paragraphs())]


def _spread(text: str, by: float, x: float = 0) -> Row:
    return tuple((x + place * (1 + by), character) for place, character in enumerate(text))


# Line 3 (counted from 0) is changed, or both 2 and 3. Every line but the two last is twenty ems wide.
FAULTS: dict[str, tuple[str, dict[int, Row], str, str]] = {
    "comma at the start": (
        "pdf-line-start",
        {3: row("，孩子们上学得由大人背着走冬天河面结了冰")},
        "，孩子们上学得由大人背着走冬天河面结了冰",
        "begins with “，”",
    ),
    "middle dot at the start": (
        "pdf-line-start",
        {3: ((0, "·"), (1, "孩子们上学得由大人背着走冬天河面结了冰"))},
        "·孩子们上学",
        "begins with “·”",
    ),
    "dash at the start": (
        "pdf-line-start",
        {3: row("——们上学得由大人背着走冬天河面结了冰好")},
        "——们上学",
        "begins with “—”",
    ),
    "bracket at the end": (
        "pdf-line-end",
        {2: ((0, "老人说从前过河要等船水大的时候一等就是"), (19, "（"))},
        "老人说从前",
        "ends with “（”",
    ),
    "slash at the end": (
        "pdf-line-end",
        {2: row("老人说从前过河要等船水大的时候一等就是／")},
        "老人说从前",
        "ends with “／”",
    ),
    "split dash": (
        "pdf-unit-split",
        {
            # Alone, the face draws it 0.89 em wide.
            2: ((0, "老人说从前过河要等船水大的时候一等就是"), (19.11, "—")),
            3: row("—孩子们上学得由大人背着走冬天河面结了冰"),
        },
        "老人说从前",
        "ends with “—” and the next begins with “—”",
    ),
    "split number": (
        "pdf-unit-split",
        {
            2: ((0, "老人说从前过河要等船水大的时候一等就"), (18.88, "99")),
            3: ((0, "98"), (1.4, "们上学得由大人背着走冬天河面结了"), (18, "冰雪")),
        },
        "老人说从前",
        "ends with “9” and the next begins with “9”",
    ),
    "full marks in a row": (
        "pdf-marks-apart",
        {3: row("天孩子们上学得由大人背着走！？河面结了冰")},
        "天孩子们上学得由大人背着走！？河面结了冰",
        "0.50 em between the marks of “！？”, where at most 0 em",
    ),
    "closing before opening": (
        "pdf-marks-apart",
        {3: row("天孩子们上学得由大人背着走”（河面结了冰")},
        "天孩子们上学",
        "1.00 em between the marks of “”（”, where at most 0.5 em",
    ),
    "no gap beside a figure": (
        "pdf-gap-missing",
        {3: ((0, "天孩子们上学得由大人背着走"), (13, "7"), (13.9, "冬天河面结"), (19, "冰"))},
        "天孩子们上学",
        "0.00 em between “走” and “7”",
    ),
    "untrimmed bracket": (
        "pdf-bracket-not-trimmed",
        {3: row("（孩子们上学得由大人背着走冬天河面结了冰")},
        "（孩子们上学",
        "begins with “（” 0.50 em inside its edge",
    ),
    "untrimmed bracket of a paragraph": (
        "pdf-bracket-not-trimmed",
        {6: row("（头立着一块石头上面刻着修桥人的名字", 2)},
        "（头立着",
        "begins with “（” 0.50 em inside its edge",
    ),
    "mark inside the measure": (
        "pdf-mark-not-flush",
        {3: row("天孩子们上学得由大人背着走冬天河面结了，")},
        "天孩子们上学",
        "ends with “，” 0.50 em before the measure",
    ),
    "short line": (
        "pdf-line-not-flush",
        {3: row("天孩子们上学得由大人背着走冬天河面结了")},
        "天孩子们上学",
        "ends 1.00 em before the measure",
    ),
    "loose line": (
        "pdf-line-loose",
        {3: _spread("天孩子们上学得由大人背着走冬", 6 / 13)},
        "天孩子们上学",
        "0.46 em between its characters",
    ),
    "lone last character": ("pdf-character-alone", {5: row("了。")}, "了。", "with 1 character,"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_line_is_found_on_its_page_with_its_text(tmp_path: Path, name: str) -> None:
    code, lines, text, said = FAULTS[name]

    faults = found(tmp_path, pdf(paragraphs(), _with(lines)))

    assert [fault.code for fault in faults] == [code]
    (fault,) = faults
    assert fault.severity is Severity.WARNING
    assert fault.place is not None
    assert fault.place.page == 2
    assert f"“{text}" in fault.message
    assert said in fault.message
    assert fault.hint


def test_two_clean_pages_are_silent(tmp_path: Path) -> None:
    assert not found(tmp_path, pdf(paragraphs(), paragraphs()))


CLEAN: dict[str, dict[int, Row]] = {
    "squeezed marks": {3: ((0, "天孩子们上学得由大人背着走！"), (13.5, "？"), (14.5, "河面结了冰"), (19.5, "，"))},
    "a bracket trimmed": {3: ((-0.5, "（孩子们"), (3.5, "上学得由大人背着走"), (13, "冬天河面结了冰"))},
    "a hanging comma": {3: row("天孩子们上学得由大人背着走冬天河面结了冰，")},
    "gaps beside figures": {3: ((0, "天孩子们上学得由大人背着走"), (13.25, "7"), (14.05, "冬天河面结"), (19, "冰"))},
    "a quotation of figures": {3: ((-0.5, "“"), (0.5, "77"), (1.86, "孩子们上学得由大人背着走冬天河面结"), (19, "冰"))},
    "a line broken at a space": {
        2: ((0, "老人说从前过河要等船水大的时候一等就"), (18.88, "99")),
        3: ((0, "ad"), (1.4, "们上学得由大人背着走冬天河面结了"), (18, "冰雪")),
    },
    "a line of verse": {3: row("天孩子们上学得由大人背")},
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_line_that_keeps_the_rules_is_silent(tmp_path: Path, name: str) -> None:
    assert not found(tmp_path, pdf(paragraphs(), _with(CLEAN[name])))


def test_the_last_line_of_a_paragraph_alone_on_a_page_is_found(tmp_path: Path) -> None:
    lines = paragraphs()

    (fault,) = found(tmp_path, pdf(lines[6:] + lines[:5], [lines[5], *lines[6:]]))

    assert fault.code == "pdf-paragraph-line-alone"
    assert fault.place is not None
    assert fault.place.page == 2
    assert "“连下雨也不怕了” is 1 line of its paragraph carried" in fault.message


def test_the_first_line_of_a_paragraph_alone_on_a_page_is_found(tmp_path: Path) -> None:
    lines = paragraphs()

    (fault,) = found(tmp_path, pdf(lines[:7], [*lines[7:], *lines[:6]]))

    assert fault.code == "pdf-paragraph-line-alone"
    assert fault.place is not None
    assert fault.place.page == 1
    assert "“桥头立着一块石头上面刻着修桥人的名字” is 1 line of its paragraph left" in fault.message


def test_a_heading_under_which_nothing_stands_is_found(tmp_path: Path) -> None:
    heading: Row = ((0, '<b style="font-size: 14pt">桥的故事</b>'),)

    (fault,) = found(tmp_path, pdf([*paragraphs()[6:], *paragraphs()[:5], heading], paragraphs()))

    assert fault.code == "pdf-heading-at-foot"
    assert fault.place is not None
    assert fault.place.page == 1
    assert "“桥的故事” is a heading with 0 lines" in fault.message


def test_a_heading_over_its_text_is_silent(tmp_path: Path) -> None:
    heading: Row = ((0, '<b style="font-size: 14pt">桥的故事</b>'),)
    lines = paragraphs()

    assert not found(tmp_path, pdf([*lines[:6], heading, *lines[6:]], lines))


def test_a_line_off_the_grid_is_found(tmp_path: Path) -> None:
    (fault,) = found(tmp_path, pdf(paragraphs(), paragraphs(), tops={(1, 10): 3}))

    assert fault.code == "pdf-line-off-grid"
    assert fault.place is not None
    assert fault.place.page == 2
    assert "“坐着说话” stands 0.30 em off" in fault.message


def test_a_file_with_tags_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    """Plain WeasyPrint breaks before a dash; without an indent, only the tags tell what a paragraph is."""
    lines = [text for ((_, text),) in paragraphs() if len(text) == MEASURE]
    body = f"<p>{''.join(lines[:3])}——{''.join(lines[3:6])}</p><p>{''.join(lines)}好</p>"

    faults = found(tmp_path, tagged(body))

    assert [fault.code for fault in faults] == ["pdf-line-start", "pdf-character-alone"]
    assert "“——才敢自己跑过去" in faults[0].message
    assert "“好”" in faults[1].message


def test_a_heading_in_the_size_of_the_text_is_known_by_its_tag(tmp_path: Path) -> None:
    text = f"<p>{''.join(text for ((_, text),) in paragraphs() if len(text) == MEASURE)}</p>"

    (fault,) = found(tmp_path, tagged(f'{text}<h2>桥的故事</h2><p style="break-before: page">{text[3:]}<p>大家都说好'))

    assert fault.code == "pdf-heading-at-foot"
    assert "“桥的故事”" in fault.message


@pytest.mark.parametrize("part", ["Table", "Note", "Figure"])
def test_what_stands_in_a_table_a_note_or_a_figure_is_left_alone(tmp_path: Path, part: str) -> None:
    lines = [text for ((_, text),) in paragraphs() if len(text) == MEASURE]
    content = tagged(f"<p>{''.join(lines)}</p><div>{lines[0]}——{lines[1]}有7个？！</div><p>{''.join(lines)}</p>")

    def renamed(file: pikepdf.Pdf) -> None:
        (element,) = (one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Div")
        element.S = pikepdf.Name(f"/{part}")

    assert {fault.code for fault in found(tmp_path, content)} >= {"pdf-line-start", "pdf-gap-missing"}
    assert not found(tmp_path, changed(content, renamed))


@pytest.mark.parametrize("unicodes", [b"1 beginbfchar <0001> <4E0> endbfchar", b"", b"<<<<"])
def test_text_that_cannot_be_read_is_left_alone(tmp_path: Path, unicodes: bytes) -> None:
    def garbled(file: pikepdf.Pdf) -> None:
        for font in file.pages[0].resources.Font.values():
            font.ToUnicode = file.make_stream(unicodes)

    assert not found(tmp_path, changed(pdf(_with({3: row("，孩子们上学得由大人背着走冬天河面结了冰")})), garbled))


def test_of_many_findings_of_a_kind_twenty_are_told_and_the_others_counted(tmp_path: Path) -> None:
    page = _with({3: ((0, "天孩子们上学得由大人背着走"), (13, "7"), (13.9, "冬天河面结"), (19, "冰"))})

    faults = found(tmp_path, pdf(*[page] * 23))

    assert [fault.code for fault in faults] == ["pdf-gap-missing"] * 20
    assert faults[-1].message.endswith("3 more like this")


def test_a_page_as_chromium_prints_it_shows_what_chromium_does_not_do(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser
    source, target = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(CHROMIUM, encoding="utf-8")
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path}/user",
    )
    subprocess.run((browser, *flags, f"--print-to-pdf={target}", source.as_uri()), check=True, capture_output=True)

    faults = found(tmp_path, target.read_bytes())

    assert all(fault.place and fault.place.page == 1 for fault in faults)
    assert [fault.code for fault in faults] == [
        "pdf-marks-apart",
        "pdf-gap-missing",
        "pdf-gap-missing",
        "pdf-bracket-not-trimmed",
        "pdf-mark-not-flush",
    ]
    apart, before, after, bracket, mark = (fault.message for fault in faults)
    assert "“了一个问题水往哪里流？！老师说” has 0.50 em between the marks of “？！”" in apart
    assert "between “了” and “2”" in before
    assert "between “4” and “年”" in after
    assert "begins with ““” 0.50 em" in bracket
    assert "ends with “。” 0.50 em" in mark


# In a measure of 15 em a browser fills line by line, and never squeezes at an edge:
# 今天我们在河边读书大家讨论 (after 2 em) | 了一个问题水往哪里流？！老师说 | “这是个好问题”大家都记住了。
# | 春天种下的树到了2024年秋天就 | 长高了许多
# ？！ takes 2 em; “ and 。 keep their empty halves; what the figures leave over spreads over all gaps of line 4.
CHROMIUM = """<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>河</title><style>
    @page { size: 300px 400px; margin: 20px }
    body { margin: 0; width: 240px; font: 16px/2 "Noto Serif CJK SC"; text-align: justify }
    p { margin: 0; text-indent: 2em }</style>
    <p>今天我们在河边读书大家讨论了一个问题水往哪里流？！老师说“这是个好问题”大家都记住了。春天种下的树到了2024年秋天就长高了许多</p>"""
