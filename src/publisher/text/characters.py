"""Character classes: Han and the marks of Chinese, by the names of the typesetting rules."""

import re

# Script=Han: iteration mark, ideographic zero, Suzhou numerals, the unified and compatibility ideographs.
HAN = "々〇〡-〩〸-〻㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"
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
