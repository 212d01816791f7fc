"""The CSS properties that WeasyPrint does not know, made known to it, and warnings of values that we do not support.

Relies on WeasyPrint's tables of initial values, inherited and known properties, validators, expanders and computers;
and on an expander being asked before a validator, with what it yields taken as it is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from weasyprint import CSS
from weasyprint.css import computed_values
from weasyprint.css import properties as tables
from weasyprint.css.counters import CounterStyle
from weasyprint.css.tokens import InvalidValues
from weasyprint.css.validation import expanders
from weasyprint.css.validation import properties as validation
from weasyprint.logger import LOGGER

from publisher.typesetting.weasy import values
from publisher.typesetting.weasy.values import Validator

_KEYWORDS: dict[str, tuple[str, ...]] = {
    "line-break": ("auto", "loose", "normal", "strict", "anywhere"),
    "text-justify": ("auto", "none", "inter-word", "inter-character", "distribute"),
    "text-spacing-trim": ("auto", "space-all", "space-first", "trim-start", "trim-both", "trim-all"),
    "text-wrap-style": ("auto", "balance", "pretty", "stable"),
    "ruby-position": ("over", "under"),
    "ruby-align": ("center", "start", "space-between", "space-around"),
    "ruby-overhang": ("auto", "none"),
}
"""Properties of one keyword: the values that we support, the initial one first (CSS Text 4, CSS Ruby 1)."""

_SUPPORTED = {
    **{name: ", ".join(allowed) for name, allowed in _KEYWORDS.items()},
    "word-break": "normal, keep-all, break-all, break-word",
    "text-autospace": "normal, auto, no-autospace, or ideograph-alpha and ideograph-numeric, with insert or replace",
    "hanging-punctuation": "none, or first, last, and allow-end or force-end",
    "text-emphasis-style": "none, or filled or open with dot, circle, double-circle, triangle or sesame",
    "text-emphasis-position": "over or under, with left or right",
    "text-emphasis-color": "a colour",
    "text-emphasis": "what text-emphasis-style supports, and a colour",
    "text-wrap": "wrap, auto, balance, pretty, stable",
    "text-decoration-inset": "auto, or a length",
    "block-step-size": "none, or a length",
    "block-step-align": "auto, center, start, end",
    "figure-least-scale": "a number up to 1",
}

STYLESHEET = """
    rt { font-size: 50%; line-height: 0; text-emphasis-style: none } rp { display: none }
    pre, listing, plaintext, xmp { text-spacing-trim: space-all; text-autospace: no-autospace }
"""
"""What CSS Ruby asks of every user agent, and what CSS Text asks for text in columns of its own."""

_told: ContextVar[set[str] | None] = ContextVar("publisher_unsupported_values", default=None)


@contextmanager
def warning_once() -> Iterator[None]:
    """Warn of each unsupported value once inside the block, however often it is met."""
    token = _told.set(set())
    try:
        yield
    finally:
        _told.reset(token)


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
    for name, allowed in _KEYWORDS.items():
        _add(name, allowed[0], values.one_of(*allowed))
    _add("text-autospace", "normal", values.autospace)
    _add("hanging-punctuation", (), values.hanging)
    _add("text-emphasis-style", "none", values.emphasis_style)
    _add("text-emphasis-position", ("over", "right"), values.emphasis_position)
    _add("text-emphasis-color", "currentcolor", validation.PROPERTIES["text-decoration-color"])
    _add("text-decoration-inset", 0, values.inset)
    _add("block-step-size", "none", values.step_size, inherited=False)
    _add("block-step-align", "auto", values.one_of("auto", "center", "start", "end"), inherited=False)
    _add("figure-least-scale", 1.0, values.scale, inherited=False)
    _add("word-break", "normal", values.one_of("normal", "keep-all", "break-all", "break-word"))
    # A table and its caption step together.
    tables.TABLE_WRAPPER_BOX_PROPERTIES.update(("block_step_size", "block_step_align"))
    computed = computed_values.COMPUTER_FUNCTIONS
    computed["block_step_size"] = _computed_step_size
    computed["text_emphasis_color"] = computed["text_decoration_color"]
    computed["text_decoration_inset"] = _computed_inset
    emphasis = expanders.generic_expander("-style", "-color")(values.expand_emphasis)
    expanders.EXPANDERS["text-emphasis"] = _warning(emphasis)
    expanders.EXPANDERS["text-wrap"] = _warning(expanders.generic_expander("-style")(values.expand_wrap))


def _add(name: str, initial: Any, validate: Validator, *, inherited: bool = True) -> None:
    key = name.replace("-", "_")
    tables.INITIAL_VALUES[key] = initial
    if inherited:
        tables.INHERITED.add(key)
    tables.KNOWN_PROPERTIES.add(name)
    validate.wants_base_url = False  # type: ignore[attr-defined]
    validation.PROPERTIES[name] = validate
    expanders.EXPANDERS[name] = _warning(validation.validate_non_shorthand)


def _warning(expand: Callable[..., Any]) -> Callable[..., list[tuple[str, Any]]]:
    """Make an expander that drops an unsupported value with a warning of ours, which says what is supported."""

    def expand_or_warn(tokens: Any, name: str, base_url: Any = None) -> list[tuple[str, Any]]:
        try:
            return list(expand(tokens, name, base_url))
        except InvalidValues:
            value = " ".join(token.serialize() for token in tokens)
            warn(f"Unsupported `{name}: {value}`, supported: {_SUPPORTED[name]}")
            return []

    return expand_or_warn


def warn(message: str) -> None:
    """Tell WeasyPrint's log of what a style sheet asks in vain."""
    told = _told.get()
    if told is None or message not in told:
        LOGGER.warning("%s", message)
    if told is not None:
        told.add(message)


def _computed_step_size(style: Any, name: str, value: Any) -> Any:
    return (value != "none" and computed_values.length(style, name, value, pixels_only=True)) or "none"


def _computed_inset(style: Any, name: str, value: Any) -> float:
    if value == "auto":
        return float(style["font_size"]) / 16
    return float(computed_values.length(style, name, value, pixels_only=True)) if value else 0.0
