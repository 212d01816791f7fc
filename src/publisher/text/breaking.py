"""Where a line may break: rules K1–K4 and U1–U4 as a question about each pair of characters."""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

from publisher.text.classes import CharClass

_C = CharClass


class Strictness(Enum):
    """The values of CSS `line-break`; `auto` is strict here, as the rules of Chinese books ask."""

    LOOSE = "loose"
    NORMAL = "normal"
    STRICT = "strict"
    ANYWHERE = "anywhere"


NO_START = frozenset((_C.CLOSE, _C.PAUSE, _C.STOP, _C.INTERPUNCT, _C.CONNECTOR, _C.SOLIDUS, _C.COMBINING))
NO_END = frozenset((_C.OPEN, _C.SOLIDUS))
_STRICT_NO_START = frozenset((_C.DASH, _C.ELLIPSIS))
_LATIN_NO_START = frozenset(")]}!?,.;:%'\"’”…°℃℉‰")
_LATIN_NO_END = frozenset("([{$£¥€#@'\"‘“")
_UNITS = re.compile(r"(?:[A-Za-zµμΩ°%‰℃℉][A-Za-z²³/]{0,4})(?![A-Za-z])")
_LONG_WORD = re.compile("(?:https?://|www[.])[!-~]+|[!-~]{20,}")
"""An address of the web, or a run of Latin so long, may break after a slash, a point and the like."""
_AFTER = "/.?&=_#%+,;"


def opportunities(
    text: str,
    classes: Sequence[int],
    *,
    strictness: Strictness = Strictness.STRICT,
    nowrap: Sequence[int] | None = None,
    raised: Sequence[int] | None = None,
    keep_all: bool = False,
    break_all: bool = False,
) -> bytearray:
    """Return for each character 1 if a line may end right after it, else 0.

    `nowrap` and `raised` have a true value for characters of `white-space: nowrap` and for superior reference marks
    (rule U4). After the last character stands 0; a forced break (NEWLINE) is no opportunity but the caller's matter.
    """
    size = len(text)
    allowed = bytearray(size)
    if strictness is Strictness.ANYWHERE:
        for index in range(size - 1):
            allowed[index] = classes[index + 1] not in (_C.COMBINING, _C.NEWLINE, _C.SPACE)
    else:
        table = _TABLES[strictness]
        for index in range(size - 1):
            verdict = table[classes[index]][classes[index + 1]]
            if verdict == _ASK:
                verdict = _ask(text, classes, index, break_all=break_all)
            allowed[index] = verdict
        if keep_all:
            _keep_words(classes, allowed)
        _break_long_words(text, classes, allowed)
    if nowrap or raised:
        _respect_boxes(allowed, nowrap, raised)
    return allowed


_NO, _YES, _ASK = 0, 1, 2


def _verdict(before: int, after: int, no_start: frozenset[int]) -> int:
    """Decide a pair by class alone, or say that the characters have to be looked at."""
    if _C.NEWLINE in (before, after) or after in (_C.SPACE, _C.COMBINING, _C.GLUE) or before == _C.GLUE:
        return _NO
    if before == _C.BREAK:
        return _YES
    if after == _C.BREAK or before in NO_END or after in no_start:
        return _NO
    if before == after and before in (_C.DASH, _C.ELLIPSIS):
        return _NO
    if _C.LATIN in (before, after) or _C.SPACE in (before, after) or before == _C.COMBINING:
        return _ASK
    return _YES


def _table(no_start: frozenset[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(_verdict(before, after, no_start) for after in CharClass) for before in CharClass)


_TABLES = {
    Strictness.STRICT: _table(NO_START | _STRICT_NO_START),
    Strictness.NORMAL: _table(NO_START),
    Strictness.LOOSE: _table(NO_START - {_C.CONNECTOR, _C.INTERPUNCT}),
}


def _ask(text: str, classes: Sequence[int], index: int, *, break_all: bool) -> int:
    """Decide a pair with a Latin character, a space or a combining mark in it."""
    before, after = classes[index], classes[index + 1]
    if before == _C.COMBINING:
        return _after_combining(text, classes, index)
    if before == _C.SPACE:
        return _after_space(text, classes, index)
    if before == after == _C.LATIN:
        return int((break_all and text[index + 1] not in _LATIN_NO_START) or _after_hyphen(text, classes, index))
    if after == _C.LATIN:
        return int(text[index + 1] not in _LATIN_NO_START)
    return int(text[index] not in _LATIN_NO_END)


def _after_combining(text: str, classes: Sequence[int], index: int) -> int:
    """Break after a combining mark as after its base, and never after a joiner."""
    base = index
    while base > 0 and classes[base] == _C.COMBINING:
        base -= 1
    latin = classes[index + 1] == _C.LATIN
    if text[index] == "\u200d" or (latin and classes[base] == _C.LATIN):
        return _NO
    return int(not latin or text[index + 1] not in _LATIN_NO_START)


def _after_space(text: str, classes: Sequence[int], index: int) -> int:
    """Break after a space, but not between an opening mark and its text, nor a number and its unit (rule U2)."""
    left = index
    while left > 0 and classes[left] == _C.SPACE:
        left -= 1
    if classes[left] in NO_END:
        return _NO
    return _NO if joins_unit(text, index) else _YES


def joins_unit(text: str, index: int) -> bool:
    """Tell whether the space at a place stands between a number and its unit (rule U2)."""
    return index > 0 and text[index - 1].isdigit() and _UNITS.match(text, index + 1) is not None


def _after_hyphen(text: str, classes: Sequence[int], index: int) -> bool:
    """Tell whether a hyphen joins words of three letters or more, so that a line may end with it; Wi-Fi stays whole."""
    if text[index] != "-" or not 3 <= index < len(text) - 3:
        return False
    around = (*range(index - 3, index), *range(index + 1, index + 4))
    return all(classes[place] == _C.LATIN and text[place].isalpha() for place in around)


def _keep_words(classes: Sequence[int], allowed: bytearray) -> None:
    """Take back the breaks between two letters of any script (`word-break: keep-all`)."""
    letters = (_C.HAN, _C.LATIN)
    for index in range(len(classes) - 1):
        if classes[index] in letters and classes[index + 1] in letters:
            allowed[index] = _NO


def _break_long_words(text: str, classes: Sequence[int], allowed: bytearray) -> None:
    """Let an address of the web break after its slashes and the like, since no line could hold it."""
    for match in _LONG_WORD.finditer(text):
        for index in range(match.start() + 2, match.end() - 3):
            if text[index] in _AFTER and text[index + 1] not in _AFTER and classes[index + 1] == _C.LATIN:
                allowed[index] = 0 if text[index - 1].isdigit() and text[index + 1].isdigit() else _YES


def _respect_boxes(allowed: bytearray, nowrap: Sequence[int] | None, raised: Sequence[int] | None) -> None:
    for index in range(len(allowed) - 1):
        if (nowrap and nowrap[index] and nowrap[index + 1]) or (raised and raised[index + 1]):
            allowed[index] = _NO


def counts_as_text(character: str) -> bool:
    """Tell whether a character counts against a lone last line (rule P3), as all but marks do."""
    return unicodedata.category(character)[0] in "LNS"
