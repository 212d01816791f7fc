"""Bytes to text: the encodings that are read, and what is no text."""

import codecs

import pytest

from publisher.text.decoding import Decoded, UndecodableText, decode

TEXT = "青禾镇的书棚\n开张了。\n"


def test_utf8_is_read() -> None:
    assert decode(TEXT.encode()) == Decoded(text=TEXT, encoding="UTF-8", bom=False)


def test_a_byte_order_mark_is_taken_off_and_told() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode()) == Decoded(text=TEXT, encoding="UTF-8", bom=True)


@pytest.mark.parametrize(("bom", "encoding"), [(codecs.BOM_UTF16_LE, "UTF-16LE"), (codecs.BOM_UTF16_BE, "UTF-16BE")])
def test_utf16_with_a_byte_order_mark_is_read(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding)) == Decoded(text=TEXT, encoding=encoding, bom=True)


def test_gb18030_is_read_with_characters_of_four_bytes() -> None:
    text = TEXT + "𠮷"
    assert decode(text.encode("GB18030")) == Decoded(text=text, encoding="GB18030", bom=False)


def test_gb2312_is_read_as_the_part_of_gb18030_that_it_is() -> None:
    assert decode(TEXT.encode("gb2312")).text == TEXT


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_end_with_a_line_feed_alone(newline: str) -> None:
    assert decode(TEXT.replace("\n", newline).encode()).text == TEXT


def test_no_bytes_are_no_text_but_no_error() -> None:
    assert decode(b"").text == ""


def test_a_control_character_is_no_text_and_its_byte_is_told() -> None:
    with pytest.raises(UndecodableText) as caught:
        decode("青禾\x00镇".encode())
    assert caught.value.offset == 6


def test_the_offset_counts_the_byte_order_mark() -> None:
    with pytest.raises(UndecodableText) as caught:
        decode(codecs.BOM_UTF16_LE + "青\x01".encode("UTF-16LE"))
    assert caught.value.offset == 4


def test_utf8_with_a_broken_byte_is_damage_and_not_gb18030() -> None:
    data = TEXT.encode() * 4
    with pytest.raises(UndecodableText) as caught:
        decode(data[:18] + b"\xff" + data[18:])
    assert caught.value.offset == 18


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(range(256)),
    ],
    ids=["png", "zip", "doc", "all bytes"],
)
def test_binary_files_are_no_text(data: bytes) -> None:
    with pytest.raises(UndecodableText):
        decode(data)


def test_private_characters_of_gb18030_show_that_it_is_something_else() -> None:
    with pytest.raises(UndecodableText):
        decode("青禾镇的书棚开张了".encode("GB18030") + b"\xaa\xa1")
