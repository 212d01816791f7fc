"""Tables that the measure hardly holds are told apart."""

import pytest

from publisher.pdf.wide_tables import mark_wide_tables
from publisher.xhtml import h, parse


def classes(rows: list[list[str]], measure: int) -> str | None:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    body = parse(f'<div xmlns="http://www.w3.org/1999/xhtml"><table>{cells}</table></div>')
    mark_wide_tables(body, measure)
    return next(body.iter(h("table"))).get("class")


@pytest.mark.parametrize(
    ("columns", "text", "wanted"),
    [
        # 28 ems of the text are 32.6 of a table's. A label of four characters takes 5.6 with its edges, so five fit.
        (5, "专题辅导", None),
        (6, "专题辅导", "dense"),
        # A character may stand alone, so 20 columns are still not crowded: 20 times 1.5.
        (20, "专题辅导", "dense"),
        # Ten figures take 5.5 and 1.6, or close by 0.5.
        (4, "1234567890", None),
        (5, "1234567890", "dense"),
        (6, "1234567890", "dense crowded"),
    ],
)
def test_by_what_its_columns_hold(columns: int, text: str, wanted: str | None) -> None:
    assert classes([[text] * columns], 28) == wanted


def test_the_longest_word_of_a_column_counts() -> None:
    assert classes([["甲"] * 6, ["1234567890"] * 6], 28) == "dense crowded"
    assert classes([["甲"] * 6, ["12 34 56 78"] * 6], 28) == "dense"
