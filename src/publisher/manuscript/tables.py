"""Tables of a TOML file as checked models, and what breaks them in words for an editor."""

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from publisher.manuscript.spelling import advise
from publisher.manuscript.toml_lines import KeyPath


class Table(BaseModel):
    """A table of a TOML file whose keys have hyphens where our names have underscores."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Explanation(NamedTuple):
    """A mistake in the words of a diagnostic."""

    code: str
    message: str
    hint: str | None = None


# What a value must be, by pydantic's type of error, and how that is written in TOML.
_KINDS = {
    "string_type": ("text", "put it between straight quotation marks"),
    "date_type": ("a date", "write it without quotation marks: 2026-03-20"),
    "date_from_datetime_inexact": ("a date", "write it without the time of day: 2026-03-20"),
    "list_type": ("a list", "put the values between brackets: [ … ]"),
    "model_type": ("a table", "write it as a table of its own, [name], or between braces: { … }"),
    "bool_type": ("true or false", "write it without quotation marks"),
    "int_type": ("a whole number", "write it in figures and without quotation marks"),
    "float_type": ("a number", "write it without quotation marks and without its unit"),
}


def explain(mistake: ErrorDetails, model: type[Table]) -> Explanation:
    """Say what a mistake means that pydantic found in a file of this model."""
    # The names of variants, such as "(table)", stand in the path too.
    path = tuple(step for step in mistake["loc"] if not str(step).startswith("("))
    context = mistake.get("ctx", {})
    name = f"“{_name(path)}”"
    match mistake["type"]:
        case "extra_forbidden":
            known = _fields(_table_at(model, path[:-1]))
            return Explanation(
                "key-unknown", f"{name} is no key that is known {_within(path)}", advise(_name(path), known)
            )
        case "missing":
            return Explanation("key-missing", f"{name} is missing {_within(path)}", f"add {_example(model, path)}")
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", context["expected"])
            hint = advise(str(mistake["input"]), allowed)
            return Explanation("value-unknown", f"{name} cannot be {_shown(mistake['input'])}", hint)
        case kind if kind in _KINDS:
            wanted, hint = _KINDS[kind]
            return Explanation("value-type", f"{name} must be {wanted}, not {_shown(mistake['input'])}", hint)
        case "greater_than_equal" | "less_than_equal":
            limit = f"at least {context['ge']:g}" if "ge" in context else f"at most {context['le']:g}"
            return Explanation("value-out-of-range", f"{name} is {_shown(mistake['input'])}, but must be {limit}")
        case "too_short" | "too_long":
            least, most = context.get("min_length"), context.get("max_length")
            limit = f"at least {least}" if least is not None else f"at most {most}"
            return Explanation("list-length", f"{name} must have {limit} entries, but has {context['actual_length']}")
        case own:
            # Our own checks name their code and say everything themselves.
            return Explanation(own.replace("_", "-"), f"{name}: {mistake['msg']}", context.get("hint"))


def _name(path: KeyPath) -> str:
    """Return the last key of a path, without the numbers of list items."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _within(path: KeyPath) -> str:
    """Name the table that a key stands in."""
    names = [step for step in path[:-1] if isinstance(step, str)]
    return f"in [{'.'.join(names)}]" if names else "at the top of the file"


def _example(model: type[Table], path: KeyPath) -> str:
    """Return how the key at a path begins."""
    names = [step for step in path if isinstance(step, str)]
    annotation = _fields(_table_at(model, path[:-1]))[names[-1]].annotation
    if next(_tables_in(annotation), None) is None:
        return f"a line {names[-1]} = …"
    dotted = ".".join(names)
    return f"[[{dotted}]]" if get_origin(annotation) is list else f"[{dotted}]"


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{value}”"
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return str(value)


def _fields(table: type[Table]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in table.model_fields.items()}


def _table_at(model: type[Table], path: KeyPath) -> type[Table]:
    """Find the model of the table at a path; numbers of list items are passed over."""
    table = model
    for step in path:
        fields = _fields(table)
        if isinstance(step, str) and step in fields:
            table = next(_tables_in(fields[step].annotation), table)
    return table


def _tables_in(annotation: object) -> Iterator[type[Table]]:
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables_in(inner)
