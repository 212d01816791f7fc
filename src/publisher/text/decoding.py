"""Bytes of a text file to text: which encoding they are in, or that they are no text at all."""

import codecs
import re
from dataclasses import dataclass

_BOMS = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16LE"), (codecs.BOM_UTF16_BE, "UTF-16BE"))
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, every line ended by a line feed alone.

    `encoding` is `UTF-8`, `UTF-16LE`, `UTF-16BE` or `GB18030`; `bom` tells whether the file began with a byte
    order mark, which the text no longer has.
    """

    text: str
    encoding: str
    bom: bool


class UndecodableText(Exception):  # noqa: N818 - what was found, not what went wrong in the program
    """The bytes are no text in an encoding that is known here; `offset` counts bytes from 0."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"no text at byte {offset}")


def decode(data: bytes) -> Decoded:
    """Decode UTF-8, UTF-16 with a byte order mark, or GB18030 (so GBK and GB2312 too).

    Raises UndecodableText for anything else, binary files above all.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _decode_as(encoding, data[len(bom) :], skipped=len(bom))
            return Decoded(text=text, encoding=encoding, bom=True)
    encoding = _encoding_of(data)
    return Decoded(text=_decode_as(encoding, data), encoding=encoding, bom=False)


def _encoding_of(data: bytes) -> str:
    try:
        data.decode("UTF-8")
    except UnicodeDecodeError:
        # GB18030 read as UTF-8 is mostly holes; a few holes are damage in UTF-8, which GB18030 would garble.
        damaged = data.decode("UTF-8", errors="replace")
        if damaged.count("\ufffd") * 10 > sum(character > "\x7f" for character in damaged):
            return "GB18030"
    return "UTF-8"


def _decode_as(encoding: str, data: bytes, *, skipped: int = 0) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(skipped + error.start) from error
    junk = _NO_TEXT.search(text) or (encoding == "GB18030" and _PRIVATE_USE.search(text))
    if junk:
        raise UndecodableText(skipped + len(text[: junk.start()].encode(encoding)))
    return text.replace("\r\n", "\n").replace("\r", "\n")
