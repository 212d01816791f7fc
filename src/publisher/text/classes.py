"""Character classes of Chinese typesetting, decided by the text that a character stands in.

Curly quotes, dashes, ellipses, the middle dot, the hyphen and the slash are shared between scripts. Here each is
Chinese or Latin by its neighbours, never by its font, so that one paragraph can hold both.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum

from publisher.text.characters import HAN, is_han


class CharClass(IntEnum):
    """What a character is to the breaking and spacing rules."""

    HAN = 0
    OPEN = 1
    CLOSE = 2
    PAUSE = 3
    STOP = 4
    INTERPUNCT = 5
    CONNECTOR = 6
    SOLIDUS = 7
    DASH = 8
    ELLIPSIS = 9
    LATIN = 10
    SPACE = 11
    GLUE = 12
    BREAK = 13
    """A zero-width space: nothing to see, and a place to break."""
    COMBINING = 14
    """A mark, joiner or variation selector that belongs to the character before it."""
    OBJECT = 15
    """A picture or an inline block, in the text as U+FFFC."""
    NEWLINE = 16


_MEMBERS = {
    CharClass.OPEN: "（《〈「『【〖〔［｛｟〘〚",
    CharClass.CLOSE: "）》〉」』】〗〕］｝｠〙〛",
    CharClass.PAUSE: "，、；：",
    CharClass.STOP: "。．！？｡",
    CharClass.INTERPUNCT: "・",
    CharClass.CONNECTOR: "～〜",
    CharClass.SOLIDUS: "／",
    CharClass.DASH: "⸺",
    CharClass.ELLIPSIS: "⋯",
    CharClass.SPACE: " \t",
    CharClass.GLUE: "\u00a0\u202f\u2060\ufeff",
    CharClass.BREAK: "\u200b",
    CharClass.COMBINING: "\u200d\u200c\u00ad",
    CharClass.OBJECT: "\ufffc",
    CharClass.NEWLINE: "\n\u2028\u2029\u0085\f",
    CharClass.LATIN: "“”‘’—…·‧–-/℃℉‰",
}
_LISTED = {character: kind for kind, members in _MEMBERS.items() for character in members}

AMBIGUOUS = frozenset("“”‘’—…·‧–-/")
SHARED_FORMS = frozenset("“”‘’—…·‧–⋯⸺")
"""Characters that a Latin and a Chinese face both have; as Chinese marks they are set in the Chinese face."""

_AMBIGUOUS_PATTERN = re.compile("[“”‘’—…·‧–/-]")
_QUOTES = {"“": "”", "‘": "’"}
_WIDE_SIGNS = re.compile("[￥＄￡￠￦＋－№％∶０-９]")
_WIDE_NUMBER = re.compile("[￥＄￡￦＋－№]*[0-9０-９]+(?:[∶．][0-9０-９]+)*[％￠]?")
_HAN_OR_MARKS = re.compile(f"[{HAN}\u3001-\u303f\uff00-\uff64]")


def _own_class(character: str) -> CharClass:
    """Return the class that a character has by itself, before its neighbours are looked at."""
    if character in _LISTED:
        return _LISTED[character]
    if is_han(character):
        return CharClass.HAN
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc") or 0xFE00 <= ord(character) <= 0xFE0F or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return CharClass.COMBINING
    width = unicodedata.east_asian_width(character)
    if width in ("W", "F") or (width == "A" and ord(character) >= 0x2100):
        return CharClass.HAN
    return CharClass.LATIN


class _OwnClasses(dict[str, CharClass]):
    def __missing__(self, character: str) -> CharClass:
        kind = self[character] = _own_class(character)
        return kind


_OWN = _OwnClasses()


def is_chinese(text: str) -> bool:
    """Tell whether text holds a Han character or a full-width mark, which makes it ours to set."""
    return _HAN_OR_MARKS.search(text) is not None


def is_ideograph(character: str) -> bool:
    """Tell whether rule L1 puts space between this character of class HAN and Latin: Han and kana, not symbols."""
    return is_han(character) or unicodedata.category(character) == "Lo"


def takes_autospace(character: str) -> bool:
    """Tell whether rule L1 puts space between a LATIN character and Han: letters, digits, signs of numbers.

    Full-width digits have room of their own.
    """
    if "０" <= character <= "９":
        return False
    return unicodedata.category(character)[0] in "LN" or character in "%‰°$€£+−±×÷=<>#&@"


def _side(text: str, classes: Sequence[int], start: int, step: int) -> str:
    """Name what stands beside a place: `H` for Chinese, `L` for Latin, nothing for the edge of the text."""
    index = start + step
    while 0 <= index < len(text):
        character, kind = text[index], classes[index]
        if character not in AMBIGUOUS and kind not in (CharClass.SPACE, CharClass.GLUE, CharClass.COMBINING):
            if kind == CharClass.LATIN:
                return "L"
            return "" if kind in (CharClass.OBJECT, CharClass.NEWLINE) else "H"
        index += step
    return ""


def _next_to(classes: Sequence[int], index: int, step: int) -> int:
    """Return the class right beside a place, or NEWLINE at the edge."""
    index += step
    return classes[index] if 0 <= index < len(classes) else CharClass.NEWLINE


def classify(text: str, foreign: Sequence[int] | None = None) -> list[int]:
    """Return the class of each character, neighbours considered.

    `foreign` has a true value for each character in a language other than Chinese; its shared marks stay Latin.
    """
    classes: list[int] = [_OWN[character] for character in text]
    if _WIDE_SIGNS.search(text):
        _join_wide_numbers(text, classes)
    places = [match.start() for match in _AMBIGUOUS_PATTERN.finditer(text) if not (foreign and foreign[match.start()])]
    if not places:
        return classes
    sides = {place: (_side(text, classes, place, -1), _side(text, classes, place, 1)) for place in places}
    _set_quotes(text, classes, places, sides)
    for place in places:
        _set_mark(text, classes, place, sides[place])
    return classes


def _join_wide_numbers(text: str, classes: list[int]) -> None:
    """Take full-width digits and signs in a number for Latin, so that it is one word (U2): ￥500, 50％, ３．５, 3∶2."""
    for match in _WIDE_NUMBER.finditer(text):
        if match.end() - match.start() > 1:
            classes[match.start() : match.end()] = [CharClass.LATIN] * (match.end() - match.start())


def _set_quotes(text: str, classes: list[int], places: list[int], sides: dict[int, tuple[str, str]]) -> None:
    """Make quotes Chinese unless both of a pair stand in Latin text; an apostrophe is a quote without a pair."""
    open_places: list[int] = []
    partner: dict[int, int] = {}
    for place in places:
        if text[place] in _QUOTES:
            open_places.append(place)
        elif text[place] == "”" or (text[place] == "’" and not _in_word(text, place)):
            _pair(text, place, open_places, partner)
    for place in places:
        if text[place] in "“”‘’":
            around = "".join(sides[place]) + "".join(sides[partner[place]] if place in partner else ())
            if "H" in around or not around:
                classes[place] = CharClass.OPEN if text[place] in _QUOTES else CharClass.CLOSE
            if place not in partner and _in_word(text, place):
                classes[place] = CharClass.LATIN


def _pair(text: str, place: int, open_places: list[int], partner: dict[int, int]) -> None:
    """Match a closing quote with the last open one of its kind, which closes what was opened since."""
    for depth in range(len(open_places) - 1, -1, -1):
        if _QUOTES[text[open_places[depth]]] == text[place]:
            partner[place], partner[open_places[depth]] = open_places[depth], place
            del open_places[depth:]
            return


def _in_word(text: str, place: int) -> bool:
    """Tell whether letters of the ASCII range stand on both sides, as around an apostrophe."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _set_mark(text: str, classes: list[int], place: int, side: tuple[str, str]) -> None:
    """Decide a dash, ellipsis, middle dot, hyphen or slash."""
    character = text[place]
    before, after = _next_to(classes, place, -1), _next_to(classes, place, 1)
    latin = CharClass.LATIN in (before, after)
    match character:
        case "—" if side != ("L", "L"):
            pair = "—" in (text[place - 1 : place], text[place + 1 : place + 2])
            classes[place] = CharClass.DASH if pair else CharClass.CONNECTOR
        case "…" if side != ("L", "L") and "H" in side:
            classes[place] = CharClass.ELLIPSIS
        case "·" | "‧" if not (before == after == CharClass.LATIN) and "H" in side:
            classes[place] = CharClass.INTERPUNCT
        case "–" if not (side == ("L", "L") and not _between_digits(text, place)):
            classes[place] = CharClass.CONNECTOR
        case "-" if not latin and side == ("H", "H"):
            classes[place] = CharClass.CONNECTOR
        case "/" if not latin and "H" in side:
            classes[place] = CharClass.SOLIDUS


def _between_digits(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
