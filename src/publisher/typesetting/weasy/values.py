"""What the CSS properties that WeasyPrint does not know may say, as functions from tokens to values.

A function returns None for a value that we do not support, whether CSS knows it or not.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weasyprint.css.tokens import InvalidValues, get_keyword, get_length, get_number

Validator = Callable[[Sequence[Any]], Any]

_AUTOSPACE_ALONE = frozenset(("normal", "auto", "no-autospace"))
_AUTOSPACE = frozenset(("ideograph-alpha", "ideograph-numeric"))
_AUTOSPACE_WAYS = frozenset(("insert", "replace"))
_HANGING = (frozenset(("first",)), frozenset(("force-end", "allow-end")), frozenset(("last",)))
_EMPHASIS_FILLS = frozenset(("filled", "open"))
_EMPHASIS_SHAPES = frozenset(("dot", "circle", "double-circle", "triangle", "sesame"))
_VERTICAL, _HORIZONTAL = frozenset(("over", "under")), frozenset(("left", "right"))


def one_of(*allowed: str) -> Validator:
    """Return a function that takes one keyword of a list."""

    def validate(tokens: Sequence[Any]) -> str | None:
        keyword = get_keyword(tokens[0]) if len(tokens) == 1 else None
        return keyword if keyword in allowed else None

    return validate


def _keywords(tokens: Sequence[Any]) -> list[str]:
    """Return the keywords that a value is made of; none if there is anything else, or one of them twice."""
    found = [get_keyword(token) for token in tokens]
    return found if all(found) and len(set(found)) == len(found) else []


def _chosen(keywords: Sequence[str], *choices: frozenset[str]) -> list[str | None] | None:
    """Return the keyword taken from each set, or None if two are from one set or one is from none."""
    taken = [[keyword for keyword in keywords if keyword in choice] for choice in choices]
    if not keywords or any(len(found) > 1 for found in taken) or sum(map(len, taken)) != len(keywords):
        return None
    return [found[0] if found else None for found in taken]


def autospace(tokens: Sequence[Any]) -> Any:
    """Return one keyword of `text-autospace`, or a tuple of what it lists."""
    keywords = _keywords(tokens)
    if len(keywords) == 1 and keywords[0] in _AUTOSPACE_ALONE:
        return keywords[0]
    allowed = _AUTOSPACE | _AUTOSPACE_WAYS
    both = _AUTOSPACE_WAYS.issubset(keywords)
    return tuple(keywords) if keywords and allowed.issuperset(keywords) and not both else None


def hanging(tokens: Sequence[Any]) -> Any:
    """Return the keywords of `hanging-punctuation`; none for `none`."""
    keywords = _keywords(tokens)
    if keywords == ["none"]:
        return ()
    return tuple(keywords) if _chosen(keywords, *_HANGING) else None


def emphasis_style(tokens: Sequence[Any]) -> Any:
    """Return `none` or a fill and a shape; a fill alone is a circle, as in all horizontal text."""
    keywords = _keywords(tokens)
    if keywords == ["none"]:
        return "none"
    chosen = _chosen(keywords, _EMPHASIS_FILLS, _EMPHASIS_SHAPES)
    return (chosen[0] or "filled", chosen[1] or "circle") if chosen else None


def emphasis_position(tokens: Sequence[Any]) -> Any:
    """Return on which side marks of emphasis stand, in horizontal and in vertical text."""
    chosen = _chosen(_keywords(tokens), _VERTICAL, _HORIZONTAL)
    return (chosen[0], chosen[1] or "right") if chosen and chosen[0] else None


def expand_emphasis(tokens: Sequence[Any], _name: str) -> Iterator[tuple[str, list[Any]]]:
    """Expand the `text-emphasis` shorthand: words of the style, and a color."""
    style = [token for token in tokens if get_keyword(token) in {"none"} | _EMPHASIS_FILLS | _EMPHASIS_SHAPES]
    color = [token for token in tokens if token not in style]
    if len(color) > 1:
        raise InvalidValues
    if style:
        yield "-style", style
    if color:
        yield "-color", color


def expand_wrap(tokens: Sequence[Any], _name: str) -> Iterator[tuple[str, list[Any]]]:
    """Expand the `text-wrap` shorthand; `wrap` is what text does anyway."""
    style = [token for token in tokens if get_keyword(token) != "wrap"]
    if style:
        yield "-style", style


def inset(tokens: Sequence[Any]) -> Any:
    """Return `auto` or a length: how far a line of text decoration stays from the ends of its text."""
    if len(tokens) != 1:
        return None
    return "auto" if get_keyword(tokens[0]) == "auto" else get_length(tokens[0])


def step_size(tokens: Sequence[Any]) -> Any:
    """Return `none` or a length: of how many such lengths a block takes a whole number."""
    if len(tokens) != 1:
        return None
    return "none" if get_keyword(tokens[0]) == "none" else get_length(tokens[0], negative=False)


def scale(tokens: Sequence[Any]) -> Any:
    """Return a number from 0 to 1."""
    number = get_number(tokens[0]) if len(tokens) == 1 else None
    return float(number.value) if number and 0 <= number.value <= 1 else None
