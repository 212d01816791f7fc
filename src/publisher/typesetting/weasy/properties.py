"""The CSS properties that WeasyPrint does not know: names, initial values and what they may say.

Relies on WeasyPrint's tables of initial values, inherited and known properties, validators, expanders and computers.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from weasyprint import CSS
from weasyprint.css import computed_values
from weasyprint.css import properties as tables
from weasyprint.css.counters import CounterStyle
from weasyprint.css.tokens import InvalidValues, get_keyword, get_length
from weasyprint.css.validation import expanders
from weasyprint.css.validation import properties as validation

Validator = Callable[[Sequence[Any]], Any]

_KEYWORDS: dict[str, tuple[str, frozenset[str]]] = {
    "line-break": ("auto", frozenset(("auto", "loose", "normal", "strict", "anywhere"))),
    "text-justify": ("auto", frozenset(("auto", "none", "inter-word", "inter-character", "distribute"))),
    "text-spacing-trim": ("auto", frozenset(("auto", "trim-both", "space-all"))),
    "hanging-punctuation": ("none", frozenset(("none", "allow-end"))),
    "text-wrap-style": ("auto", frozenset(("auto", "balance", "pretty", "stable"))),
    "ruby-position": ("over", frozenset(("over", "under"))),
    "ruby-align": ("center", frozenset(("start", "center"))),
    "ruby-overhang": ("auto", frozenset(("auto", "none"))),
}
"""Properties of one keyword: the initial value and all values that we support (CSS Text 4, CSS Ruby 1)."""

_STEP_ALIGN = frozenset(("auto", "center", "start", "end"))
_WORD_BREAK = frozenset(("normal", "keep-all", "break-all"))
_AUTOSPACE_ALONE = frozenset(("normal", "auto", "no-autospace"))
_AUTOSPACE = frozenset(("ideograph-alpha", "ideograph-numeric"))
_EMPHASIS_FILLS = frozenset(("filled", "open"))
_EMPHASIS_SHAPES = frozenset(("dot", "circle"))
_VERTICAL, _HORIZONTAL = frozenset(("over", "under")), frozenset(("left", "right"))

STYLESHEET = "rt { font-size: 50%; line-height: 0; text-emphasis-style: none } rp { display: none }"
"""What the specification of ruby asks of every user agent, for `rt` and `rp`."""


_DIGITS = tuple(enumerate("一二三四五六七八九", 1))[::-1]
_TENS = ", ".join(f"{10 * number} {digit if number > 1 else ''}十" for number, digit in _DIGITS)
_ONES = ", ".join(f"{number} {digit}" for number, digit in _DIGITS)
COUNTER_STYLES = f"""
@counter-style simp-chinese-informal {{
  system: additive; range: 0 99; suffix: "、"; fallback: cjk-decimal;
  additive-symbols: {_TENS}, {_ONES}, 0 零;
}}
"""
"""一 to 九十九 as CSS Counter Styles 3 §7.1.2 has them, which WeasyPrint does not know."""


def stylesheet() -> CSS:
    """Return the rules of the user agent for the elements that WeasyPrint does not know."""
    return CSS(string=STYLESHEET)


@cache
def counter_styles() -> CounterStyle:
    """Return the counters of the user agent that WeasyPrint does not know."""
    styles = CounterStyle()
    CSS(string=COUNTER_STYLES, counter_style=styles)
    return styles


def install() -> None:
    """Make the properties known to WeasyPrint's parser and inheritance."""
    for name, (initial, allowed) in _KEYWORDS.items():
        _add(name, initial, _one_of(allowed))
    _add("text-autospace", "normal", _autospace)
    _add("text-emphasis-style", "none", _emphasis_style)
    _add("text-emphasis-position", ("over", "right"), _emphasis_position)
    _add("text-emphasis-color", "currentcolor", validation.PROPERTIES["text-decoration-color"])
    _add("text-decoration-inset", 0, _inset)
    _add("block-step-size", "none", _step_size, inherited=False)
    _add("block-step-align", "auto", _one_of(_STEP_ALIGN), inherited=False)
    # A table and its caption step together.
    tables.TABLE_WRAPPER_BOX_PROPERTIES.update(("block_step_size", "block_step_align"))
    computed = computed_values.COMPUTER_FUNCTIONS
    computed["block_step_size"] = _computed_step_size
    computed["text_emphasis_color"] = computed["text_decoration_color"]
    computed["text_decoration_inset"] = _computed_inset
    expanders.EXPANDERS["text-emphasis"] = expanders.generic_expander("-style", "-color")(_expand_emphasis)
    expanders.EXPANDERS["text-wrap"] = expanders.generic_expander("-style")(_expand_wrap)
    validate = _one_of(_WORD_BREAK)
    validate.wants_base_url = False  # type: ignore[attr-defined]
    validation.PROPERTIES["word-break"] = validate


def _add(name: str, initial: Any, validate: Validator, *, inherited: bool = True) -> None:
    key = name.replace("-", "_")
    tables.INITIAL_VALUES[key] = initial
    if inherited:
        tables.INHERITED.add(key)
    tables.KNOWN_PROPERTIES.add(name)
    validate.wants_base_url = False  # type: ignore[attr-defined]
    validation.PROPERTIES[name] = validate


def _one_of(allowed: frozenset[str]) -> Validator:
    def validate(tokens: Sequence[Any]) -> str | None:
        keyword = get_keyword(tokens[0]) if len(tokens) == 1 else None
        return keyword if keyword in allowed else None

    return validate


def _keywords(tokens: Sequence[Any]) -> list[str]:
    found = [get_keyword(token) for token in tokens]
    return found if all(found) and len(set(found)) == len(found) else []


def _autospace(tokens: Sequence[Any]) -> Any:
    keywords = _keywords(tokens)
    if len(keywords) == 1 and keywords[0] in _AUTOSPACE_ALONE:
        return keywords[0]
    return tuple(keywords) if keywords and _AUTOSPACE.issuperset(keywords) else None


def _emphasis_style(tokens: Sequence[Any]) -> Any:
    """Return `none` or a fill and a shape; a fill alone is a circle, as in all horizontal text."""
    keywords = _keywords(tokens)
    if keywords == ["none"]:
        return "none"
    fills = [keyword for keyword in keywords if keyword in _EMPHASIS_FILLS]
    shapes = [keyword for keyword in keywords if keyword in _EMPHASIS_SHAPES]
    if not keywords or len(fills) > 1 or len(shapes) > 1 or len(fills) + len(shapes) != len(keywords):
        return None
    return (fills or ["filled"])[0], (shapes or ["circle"])[0]


def _emphasis_position(tokens: Sequence[Any]) -> Any:
    keywords = set(_keywords(tokens))
    vertical, horizontal = keywords & _VERTICAL, keywords & _HORIZONTAL
    if len(vertical) != 1 or len(horizontal) > 1 or keywords - vertical - horizontal:
        return None
    return vertical.pop(), (horizontal or {"right"}).pop()


def _expand_emphasis(tokens: Sequence[Any], _name: str) -> Iterator[tuple[str, list[Any]]]:
    """Expand the `text-emphasis` shorthand: words of the style, and a color."""
    style = [token for token in tokens if get_keyword(token) in {"none"} | _EMPHASIS_FILLS | _EMPHASIS_SHAPES]
    color = [token for token in tokens if token not in style]
    if len(color) > 1:
        raise InvalidValues
    if style:
        yield "-style", style
    if color:
        yield "-color", color


def _expand_wrap(tokens: Sequence[Any], _name: str) -> Iterator[tuple[str, list[Any]]]:
    """Expand the `text-wrap` shorthand; `wrap` is what text does anyway, `nowrap` is left to `white-space`."""
    style = [token for token in tokens if get_keyword(token) != "wrap"]
    if style:
        yield "-style", style


def _inset(tokens: Sequence[Any]) -> Any:
    """Return `auto` or a length: how far a line of text decoration stays from the ends of its text."""
    if len(tokens) != 1:
        return None
    return "auto" if get_keyword(tokens[0]) == "auto" else get_length(tokens[0])


def _step_size(tokens: Sequence[Any]) -> Any:
    """Return `none` or a length: of how many such lengths a block takes a whole number."""
    if len(tokens) != 1:
        return None
    return "none" if get_keyword(tokens[0]) == "none" else get_length(tokens[0], negative=False)


def _computed_step_size(style: Any, name: str, value: Any) -> Any:
    return (value != "none" and computed_values.length(style, name, value, pixels_only=True)) or "none"


def _computed_inset(style: Any, name: str, value: Any) -> float:
    if value == "auto":
        return float(style["font_size"]) / 16
    return float(computed_values.length(style, name, value, pixels_only=True)) if value else 0.0
