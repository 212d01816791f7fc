"""Whether a mark stands in Chinese: what the characters on its two sides say."""

from publisher.text.characters import CLOSE, OPEN, PAUSE, STOP, is_han

# Marks that Chinese and Latin text share say nothing about the text that they stand in.
_SHARED = " \t\"'“”‘’—…⋯·"
_SURE = frozenset((OPEN + CLOSE + PAUSE + STOP).translate(str.maketrans("", "", _SHARED)))
_CLOSING = frozenset(CLOSE + ")]}")
_OPENING_OF = {"”": "“", "’": "‘", "）": "（", "》": "《"}
_NEAR = 16  # how far to look past shared marks
_FAR = 400  # how long a piece of Latin may be at the end of a Chinese sentence


def is_sure(character: str) -> bool:
    """Tell whether a character makes its neighbours Chinese: an ideograph or a mark that only Chinese has."""
    return character in _SURE or is_han(character)


def chinese_before(text: str, offset: int) -> bool:
    """Tell whether the text that ends at an offset is Chinese there."""
    return is_sure(text[max(0, offset - _NEAR) : offset].rstrip(_SHARED)[-1:])


def chinese_after(text: str, offset: int) -> bool:
    """Tell whether the text that starts at an offset is Chinese there."""
    return is_sure(text[offset : offset + _NEAR].lstrip(_SHARED)[:1])


def in_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether a mark from `start` to `end` belongs to a Chinese sentence.

    It does after Chinese, between Latin and Chinese (`GDP,同比`), and where a sentence in Chinese ends with Latin
    (`发展AI.`); it does not inside Latin, nor at the end of a quotation that is all Latin.
    """
    following = text[end : end + _NEAR].lstrip(" \t")[:1]
    if chinese_before(text, start) or (following not in _CLOSING and chinese_after(text, end)):
        return True
    return (following in _CLOSING or following in ("", "\n")) and _sentence_is_chinese(text, start)


def _sentence_is_chinese(text: str, end: int) -> bool:
    """Look back over Latin and whole quotations in it to where the sentence shows what it is."""
    position = end
    while position > max(0, end - _FAR):
        character = text[position - 1]
        if character in _OPENING_OF:
            position = text.rfind(_OPENING_OF[character], 0, position)
        elif character.isascii() and character not in "\"'\n":
            position -= 1
        else:
            return is_sure(character) and character not in OPEN
    return False
