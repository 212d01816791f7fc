"""Character classes: Han and the marks of Chinese, by the names of the typesetting rules."""

import re

HAN = (
    "\u2e80-\u2ef3\u2f00-\u2fd5々〇\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
"""Han for the whole project, as the inside of a character class of a regular expression: Script=Han of Unicode.

That is radicals (which a newspaper may write for the character itself), iteration mark, ideographic zero, Suzhou
numerals, unified and compatibility ideographs. Planes 2 and 3 count as a whole, since Unicode gives nothing else a
place there: a character of an extension that is yet to come is set right.
"""
OPEN = "“‘（《〈「『【〖〔［｛"
CLOSE = "”’）》〉」』】〗〕］｝"
PAUSE = "，、；："
STOP = "。．！？"

_HAN = re.compile(f"[{HAN}]")


def is_han(character: str) -> bool:
    """Tell whether a character is an ideograph; the empty string is none."""
    return _HAN.match(character) is not None


def has_han(text: str) -> bool:
    """Tell whether any ideograph is in a text."""
    return _HAN.search(text) is not None
