"""How narrow a table may become, worked out by hand from its words and figures."""

import pytest

from publisher.epub.tables import fit_tables
from publisher.xhtml import NAMESPACES, parse, text_of

HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>前</p><table>{}</table>后</body></html>'


def rows(*texts: str) -> str:
    return "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in text.split('|'))}</tr>"
        if "|" in text
        else f"<tr><td>{text}</td></tr>"
        for text in texts
    )


def fitted(*texts: str) -> dict[str, str]:
    """Fit a table of these rows; return what its frame says."""
    root = parse(HTML.format(rows(*texts)))
    before = text_of(root)
    fit_tables(root)
    assert text_of(root) == before
    [frame] = root.iterfind(".//h:div", NAMESPACES)
    said = dict(part.split(":") for part in frame.get("style", "").split(";"))
    return {"class": frame.get("class", ""), **said}


@pytest.mark.parametrize(
    ("texts", "ems"),
    [
        # Each column has a padding of 0.3 em on both sides and 0.1 em for a line.
        (("春|夏",), 2 + 1.4),
        # Five characters stay together, of up to eight half stand in a line, of more four, of many six.
        (("经济信息化",), 5 + 0.7),
        (("地区生产总值",), 3 + 0.7),
        (("人均可支配收入增长的幅度",), 4 + 0.7),
        (("把书屋开到渡口和集市旁边让赶船的人与卖菜的人都能坐下来读",), 6 + 0.7),
        # Where that is more than the 21 em of a phone (6 × 4.7), only three stay together.
        (("|".join(["城镇化率"] * 6),), 6 * (2 + 0.7)),
        (("|".join(["一季度"] * 8),), 8 * (3 + 0.7)),
        # A figure is 0.58 em, comma and point 0.36; a sign of percent 0.9; Han beside a figure 0.15 more.
        (("1,234.5",), 5 * 0.58 + 2 * 0.36 + 0.7),
        (("58.25%",), 4 * 0.58 + 0.36 + 0.9 + 0.7),
        (("比上年增长了58.25%左右",), 4 * 0.58 + 0.36 + 0.9 + 0.7),
        (("第12村",), 2 + 2 * 0.58 + 2 * 0.15 + 0.7),
        # The widest cell of a column counts.
        (("人口|书", "98,765人|书"), 5 * 0.58 + 0.36 + 1 + 0.15 + 0.7 + 1 + 0.7),
        # A word longer than ten ems may be broken.
        (("abcdefghijklmnopqrstuvwxyz",), 10 + 0.7),
    ],
)
def test_the_ems_of_a_table_are_those_of_what_stays_whole(texts: tuple[str, ...], ems: float) -> None:
    assert float(fitted(*texts)["--ems"]) == pytest.approx(ems, abs=0.051)


def test_the_frame_counts_columns_and_lines() -> None:
    assert fitted("甲|乙|丙", "丁|戊|己")["--columns"] == "3"
    assert fitted(*["甲|乙"] * 16)["class"] == "table"
    assert fitted(*["甲|乙"] * 17)["class"] == "table long"
    # 48 characters in the 18.6 em that the other column leaves of 21 are three lines.
    assert fitted(*["甲|" + "人均可支配收入增" * 6] * 5)["class"] == "table"
    assert fitted(*["甲|" + "人均可支配收入增" * 6] * 6)["class"] == "table long"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("比上年多收1,234.5万元，够用3年多", ["1,234.5万元", "3年"]),
        ("全程5—8公里，气温20~25℃，到处开花", ["5—8公里", "20~25℃"]),
        ("增长58.25%左右，其中G20路段全部完工", []),
        ("投资一百二十万元，建起书屋三间", []),
    ],
)
def test_a_line_is_not_broken_between_a_number_and_its_unit(text: str, kept: list[str]) -> None:
    root = parse(HTML.format(rows(text)))
    fit_tables(root)
    assert [text_of(span) for span in root.iterfind(".//h:span[@class='whole']", NAMESPACES)] == kept


def test_a_short_cell_with_figures_is_whole_and_keeps_its_class() -> None:
    root = parse(HTML.format('<tr><td class="right">第12村</td><td>村</td></tr>'))
    fit_tables(root)
    assert [cell.get("class") for cell in root.iterfind(".//h:td", NAMESPACES)] == ["right whole", None]


def test_a_column_of_chinese_has_a_least_width() -> None:
    root = parse(HTML.format(rows("名|城镇化率|12", "甲|书|13")))
    fit_tables(root)
    styles = [cell.get("style") for cell in root.iterfind(".//h:td", NAMESPACES)]
    assert styles == [None, "min-inline-size:4em", None, None, None, None]
