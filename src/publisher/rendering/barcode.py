"""A book number as bars: EAN-13 (ISO/IEC 15420) in the size in which China prints it (GB/T 12906-2008)."""

from collections.abc import Iterator
from dataclasses import dataclass

# How a digit is printed on the left in odd parity, 1 for a dark module; on the right it is the reverse of each.
_ODD = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
# The parity of the six digits on the left, by the first, which has no bars itself.
_PARITY = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"]
_GUARD, _MIDDLE = "101", "01010"
MODULES = 95
"""From the first bar to the last."""
QUIET_LEFT, QUIET_RIGHT = 11, 7
"""The least white on either side, in modules."""
MODULE = 0.33 * 0.8
"""The width of a module in mm, at a magnification of 0.8, which is the least allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A dark bar: where it begins and how wide it is, in modules, and whether it reaches down as a guard does."""

    start: int
    width: int
    guard: bool


def digits_of(isbn: str) -> str:
    """Return the 13 digits of an ISBN-13 with hyphens."""
    return isbn.replace("-", "")


def bars_of(digits: str) -> tuple[Bar, ...]:
    """Return the bars of 13 digits, whose last is their check digit."""
    parity = _PARITY[int(digits[0])]
    left = "".join(_left(digit, sign) for digit, sign in zip(digits[1:7], parity, strict=True))
    right = "".join(_inverse(_ODD[int(digit)]) for digit in digits[7:])
    return tuple(_bars(_GUARD + left + _MIDDLE + right + _GUARD))


def _left(digit: str, sign: str) -> str:
    odd = _ODD[int(digit)]
    return odd if sign == "O" else _inverse(odd)[::-1]


def _inverse(modules: str) -> str:
    return "".join("10"[int(module)] for module in modules)


def _bars(modules: str) -> Iterator[Bar]:
    guards = {*range(3), *range(45, 50), *range(92, MODULES)}
    start = 0
    for run in modules.replace("10", "1 0").replace("01", "0 1").split():
        if run[0] == "1":
            yield Bar(start=start, width=len(run), guard=start in guards)
        start += len(run)
