"""What Markdown must know of Chinese characters: where a line break is no space, and where `*` may stand."""

import unicodedata

# East Asian Width "A": Chinese marks beside Chinese text, Latin marks elsewhere.
_AMBIGUOUS_MARKS = frozenset("“”‘’—…·")


def is_cjk(character: str) -> bool:
    """Tell whether a character is wide, full-width or half-width by UAX 11, or a variation selector behind one.

    That is the CJK character of the CommonMark CJK-friendly Amendments, section 2.1.
    """
    return unicodedata.east_asian_width(character) in "WFH" or "\U000e0100" <= character <= "\U000e01ef"


def is_spaceless(character: str) -> bool:
    """Tell whether a character belongs to a script that puts no spaces between words: CJK other than Hangul."""
    return is_cjk(character) and not unicodedata.name(character, "").startswith("HANGUL")


def between_lines(before: str, after: str) -> str:
    """Return what a line break in the source stands for: nothing between Chinese or at a full-width mark, else a space.

    Of the text on both sides only the end and the beginning count. “ ” — and their like go with the other side; where
    both sides are such marks, with the text before them.
    """
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if _brings_its_space(last) or _brings_its_space(first):
        return ""
    if last in _AMBIGUOUS_MARKS and first in _AMBIGUOUS_MARKS:
        last = before.rstrip("".join(_AMBIGUOUS_MARKS))[-1:] or last
    chinese = [is_spaceless(character) for character in (last, first)]
    marks = [character in _AMBIGUOUS_MARKS for character in (last, first)]
    together = any(chinese) and all(c or m for c, m in zip(chinese, marks, strict=True))
    return "" if together else " "


def _brings_its_space(character: str) -> bool:
    """Tell whether a character is a full-width mark or space: whatever stands beside it needs no other."""
    return is_spaceless(character) and unicodedata.category(character)[0] in "PZ"


def join_lines(text: str) -> str:
    """Make one line of several by the same rule."""
    first, *rest = (line.strip(" \t") for line in text.split("\n"))
    joined = first
    for line in rest:
        joined += between_lines(joined, line) + line
    return joined
