"""Where words may be cut, by dictionary (`hyphens: auto`) or by soft hyphens, and what the hyphen looks like (U2).

Relies on Pyphen, which WeasyPrint brings, and on the styles `hyphens`, `hyphenate_character`, `hyphenate_limit_chars`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyphen

from publisher.text.classes import CharClass
from publisher.typesetting.weasy.shaping import face_of

_WORD = re.compile(r"[^\W\d_]+")
SOFT_HYPHEN = "\u00ad"


def places(text: str, style: Any) -> Iterator[int]:
    """Yield the places in a text after which a line may end with a hyphen."""
    if style["hyphens"] == "none":
        return
    for match in re.finditer(SOFT_HYPHEN, text):
        yield match.start()
    dictionary = _dictionary(style["lang"]) if style["hyphens"] == "auto" and style["lang"] else None
    if dictionary is None:
        return
    least, left, right = style["hyphenate_limit_chars"]
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) >= least and word[0] < "\u2e80" and text[match.end() : match.end() + 1] != SOFT_HYPHEN:
            for cut in dictionary.positions(word):
                if left <= cut <= len(word) - right:
                    yield match.start() + cut - 1


def hyphen_width(style: Any) -> float:
    """Return the width of the hyphen of a style, in pixels."""
    hyphen = style["hyphenate_character"]
    return sum(face_of(style).measure(hyphen, [CharClass.LATIN] * len(hyphen)))


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=found) if found else None
