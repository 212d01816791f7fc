"""A TOML file to a checked value: every mistake in it with its line, the allowed values and the nearest spelling."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from publisher.manuscript.findings import Findings
from publisher.manuscript.reading import read_text
from publisher.manuscript.tables import Table, explain
from publisher.manuscript.toml_lines import KeyPath, line_at, lines_of

Model = TypeVar("Model", bound=Table)


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile(Generic[Model]):
    """What a TOML file holds. `value` is None when it breaks the model; `data` is what was written."""

    value: Model | None
    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, *path: str | int) -> int | None:
        """Return the line of the key at a path, or of the table that should have it."""
        return line_at(self.lines, path)


def read_toml(file: Path, model: type[Model], findings: Findings) -> TomlFile[Model] | None:
    """Read and check a TOML file; return None when it is no TOML at all."""
    source = read_text(file, findings)
    if source is None:
        return None
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as broken:
        _report_syntax(str(broken), source, findings)
        return None
    except RecursionError:
        findings.error("toml-syntax", "lists or tables are nested too deep to be read")
        return None
    lines = lines_of(source)
    try:
        return TomlFile(value=model.model_validate(data), data=data, lines=lines)
    except ValidationError as mistakes:
        for mistake in mistakes.errors(include_url=False):
            code, message, hint = explain(mistake, model)
            findings.error(code, message, line=line_at(lines, mistake["loc"]), hint=hint)
        return TomlFile(value=None, data=data, lines=lines)


_OPEN_TEXT = "the closing quotation mark of a text is missing"
# What tomllib says, and the same in the words of somebody who has never heard of a statement.
_SYNTAX = (
    ("Cannot overwrite", "this key was given before"),
    ("Cannot declare", "this table was opened before"),
    ("Cannot mutate", "this table was closed before"),
    ("Duplicate inline table key", "a key stands twice in these braces"),
    ("Unterminated string", _OPEN_TEXT),
    ("Illegal character '\\n'", _OPEN_TEXT),
    ("Expected \"'", _OPEN_TEXT),
    ("Found invalid character '\\n'", _OPEN_TEXT),
    ("Expected '='", "after the name of a key an equals sign is missing"),
    ("Expected ']", "a closing bracket ] is missing"),
    ("Unclosed array", "the closing bracket ] of a list is missing"),
    ("Unclosed inline table", "the closing brace } is missing"),
    ("Expected newline or end of document", "something stands behind the value that does not belong there"),
    ("Unescaped '\\'", "a backslash is not followed by one of its letters"),
    ("Invalid value", "this is no value that TOML knows: text stands between straight quotation marks"),
    ("Invalid initial character for a key", "this is no name of a key: use letters a–z, digits, - and _"),
    ("Invalid statement", "a line begins with the name of a key, with [table] or with #"),
    ("Invalid date", "there is no such date"),
)
_QUOTES = re.compile("[\"']")
_INK = re.compile(r"\S")
_FULL_WIDTH = str.maketrans("“”„＂‘’＇＝，［］｛｝＃．", '""""\'\'\'=,[]{}#.')


def _report_syntax(message: str, source: str, findings: Findings) -> None:
    rows = source.split("\n")
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    plain = next((words for start, words in _SYNTAX if message.startswith(start)), message.partition(" (at")[0])
    if place:
        row, at = int(place[1]), f" at character {place[2]}"
    else:
        row, at = _last_row(source, _QUOTES if plain == _OPEN_TEXT else _INK), ""
    text = rows[row - 1].strip()
    hint = f"the line reads: {text}"
    if text.translate(_FULL_WIDTH) != text:
        hint += '; outside of text TOML takes straight marks only: " = , [ ] instead of “ ” ＝ ， ［ ］'
    findings.error("toml-syntax", f"{findings.file.name} is broken{at}: {plain}", line=row, hint=hint)


def _last_row(source: str, mark: re.Pattern[str]) -> int:
    """Return the line of the last of some marks: what is still missing at the end of a file is missing there."""
    end = max((match.start() for match in mark.finditer(source)), default=0)
    return source.count("\n", 0, end) + 1
