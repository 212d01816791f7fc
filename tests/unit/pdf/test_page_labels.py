import zlib

from publisher.pdf.layout import _roman
from publisher.pdf.screen import _packed, _range_starts


def test_roman_numbers() -> None:
    assert [_roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]


def test_a_range_starts_where_the_style_changes() -> None:
    labels = ("封面", "", "i", "ii", "1", "2", "3")
    assert _range_starts(labels) == [(0, "封面"), (1, ""), (2, "i"), (4, "1")]


def test_no_packed_stream_ends_with_a_carriage_return() -> None:
    # 113, the code of q, is odd, so 256 sums of it end in every byte there is.
    contents = [b"q" * number for number in range(1, 257)]
    assert any(zlib.compress(content, level=9).endswith(b"\r") for content in contents)
    packed = [_packed(content) for content in contents]
    assert not any(one.endswith(b"\r") for one in packed)
    assert [zlib.decompress(one).rstrip() for one in packed] == contents
