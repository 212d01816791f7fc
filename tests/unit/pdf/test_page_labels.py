from publisher.pdf.layout import _roman
from publisher.pdf.screen import _range_starts


def test_roman_numbers() -> None:
    assert [_roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]


def test_a_range_starts_where_the_style_changes() -> None:
    labels = ("封面", "", "i", "ii", "1", "2", "3")
    assert _range_starts(labels) == [(0, "封面"), (1, ""), (2, "i"), (4, "1")]
