"""A line of text from the top to the foot of a spine: Chinese upright, one character under the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Letters and figures lie on their side as one word; two figures stand side by side.
_RUN = re.compile(r"[0-9]{1,2}(?![0-9A-Za-z])(?<![0-9A-Za-z][0-9])|[!-~]+|\s+|.")
# Brackets, dashes and dots turn with the line (GB/T 15834-2011 §5.2), commas and full stops move to the upper right.
_TURNED = frozenset("（）《》〈〉【】〔〕「」『』“”‘’—…～：；-–")
_MOVED = frozenset("，。、")
_SIDEWAYS = 0.62
_GAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineText:
    """A piece of a spine, in ems: its length, the middle of its box down from the start, its shift to the right.

    `turned` pieces lie on their side.
    """

    text: str
    length: float
    middle: float
    shift: float = 0.0
    turned: bool = False


def spine_text(words: str) -> tuple[tuple[SpineText, ...], float]:
    """Place words one under the other; return the pieces and how long they are together, in ems."""
    pieces = tuple(_pieces(words))
    return tuple(piece for piece, _ in pieces), pieces[-1][1] if pieces else 0.0


def _pieces(words: str) -> Iterator[tuple[SpineText, float]]:
    end = 0.0
    for found in _RUN.finditer(words):
        text = found[0]
        if text.isspace():
            end += _GAP
            continue
        sideways = text.isascii() and len(text) > 1 and not (text.isdecimal() and len(text) == 2)
        length = len(text) * _SIDEWAYS if sideways else 1.0
        moved = 0.5 if text in _MOVED else 0.0
        middle = end + length / 2 - moved
        end += length
        yield SpineText(text=text, length=length, middle=middle, shift=moved, turned=sideways or text in _TURNED), end
