"""The CSS properties that WeasyPrint does not know: names, initial values and what they may say.

Relies on WeasyPrint's tables of initial values, inherited and known properties, and validators.
"""

from collections.abc import Callable, Sequence
from typing import Any

from weasyprint.css import properties as tables
from weasyprint.css.tokens import get_keyword
from weasyprint.css.validation import properties as validation

_KEYWORDS: dict[str, tuple[str, frozenset[str]]] = {
    "line-break": ("auto", frozenset(("auto", "loose", "normal", "strict", "anywhere"))),
    "text-justify": ("auto", frozenset(("auto", "none", "inter-word", "inter-character", "distribute"))),
    "text-spacing-trim": ("auto", frozenset(("auto", "trim-both", "space-all"))),
    "text-wrap-style": ("auto", frozenset(("auto", "balance", "pretty", "stable"))),
}
"""Properties of one keyword: the initial value and all values that we support (CSS Text 4)."""

_WORD_BREAK = frozenset(("normal", "keep-all", "break-all"))
_AUTOSPACE_ALONE = frozenset(("normal", "auto", "no-autospace"))
_AUTOSPACE = frozenset(("ideograph-alpha", "ideograph-numeric"))

Validator = Callable[[Sequence[Any]], Any]


def _one_of(allowed: frozenset[str]) -> Validator:
    def validate(tokens: Sequence[Any]) -> str | None:
        keyword = get_keyword(tokens[0]) if len(tokens) == 1 else None
        return keyword if keyword in allowed else None

    return validate


def _autospace(tokens: Sequence[Any]) -> Any:
    keywords = [get_keyword(token) for token in tokens]
    if len(keywords) == 1 and keywords[0] in _AUTOSPACE_ALONE:
        return keywords[0]
    return tuple(keywords) if len(set(keywords)) == len(keywords) and _AUTOSPACE.issuperset(keywords) else None


def install() -> None:
    """Make the properties known to WeasyPrint's parser and inheritance."""
    for name, (initial, allowed) in _KEYWORDS.items():
        _add(name, initial, _one_of(allowed))
    _add("text-autospace", "normal", _autospace)
    validate = _one_of(_WORD_BREAK)
    validate.wants_base_url = False  # type: ignore[attr-defined]
    validation.PROPERTIES["word-break"] = validate


def _add(name: str, initial: Any, validate: Validator) -> None:
    key = name.replace("-", "_")
    tables.INITIAL_VALUES[key] = initial
    tables.INHERITED.add(key)
    tables.KNOWN_PROPERTIES.add(name)
    validate.wants_base_url = False  # type: ignore[attr-defined]
    validation.PROPERTIES[name] = validate
