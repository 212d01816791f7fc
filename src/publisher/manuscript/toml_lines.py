"""Where the keys of a TOML file stand: the line of every key and of every item of a list.

tomlkit would give them only while a file keeps together what belongs together: it moves arrays of tables that stand
apart (`[[a]] … [b] … [[a]]`). This reads text that tomllib has found right, so it checks nothing.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_TEXT = re.compile(r'''"""(?:\\.|[^\\])*?""""{0,2}|\'\'\'.*?\'\'\'\'{0,2}|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL)
_BARE = re.compile(r"[^,\]}\n#]+")


def lines_of(source: str) -> Mapping[KeyPath, int]:
    """Map the path of every key, table and list item of a valid TOML document to its line, counted from 1."""
    return _Scanner(source).scan()


def line_at(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of the deepest key on a path that the document has; steps that it does not have are skipped."""
    found: KeyPath = ()
    for step in path:
        if (*found, step) in lines:
            found = (*found, step)
    return lines.get(found)


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._lines: dict[KeyPath, int] = {}
        self._elements: dict[KeyPath, int] = {}

    def scan(self) -> Mapping[KeyPath, int]:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._position < len(self._source):
            if self._source.startswith("[", self._position):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._lines

    def _header(self) -> KeyPath:
        line = self._line()
        brackets = 2 if self._source.startswith("[[", self._position) else 1
        self._position += brackets
        keys = self._keys()
        self._position += brackets
        *outer, last = keys
        path: KeyPath = ()
        for key in outer:
            path = self._latest((*path, key))
            self._lines.setdefault(path, line)
        path = (*path, last)
        if brackets == 1:
            path = self._latest(path)
        else:
            self._lines.setdefault(path, line)
            self._elements[path] = self._elements.get(path, -1) + 1
            path = self._latest(path)
        # A table may have been named before by a table inside it: its own header is the better place.
        self._lines[path] = line
        return path

    def _latest(self, path: KeyPath) -> KeyPath:
        """Return the path of the latest element if the path is an array of tables, or the path itself."""
        return (*path, self._elements[path]) if path in self._elements else path

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._position += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            written = self._take(_KEY)
            keys.append(tomllib.loads(f"key = {written}")["key"] if written[0] in "\"'" else written)
            self._skip(_SPACE)
            if not self._source.startswith(".", self._position):
                return keys
            self._position += 1

    def _value(self, path: KeyPath) -> None:
        match self._source[self._position]:
            case "[":
                self._list(path, "]", self._item)
            case "{":
                self._list(path, "}", self._entry)
            case '"' | "'":
                self._take(_TEXT)
            case _:
                self._take(_BARE)

    def _list(self, path: KeyPath, end: str, read: Callable[[KeyPath, int], None]) -> None:
        self._position += 1
        self._skip(_BLANK)
        count = 0
        while not self._source.startswith(end, self._position):
            read(path, count)
            count += 1
            self._skip(_BLANK)
            if self._source.startswith(",", self._position):
                self._position += 1
                self._skip(_BLANK)
        self._position += 1

    def _item(self, path: KeyPath, index: int) -> None:
        self._lines[*path, index] = self._line()
        self._value((*path, index))

    def _entry(self, path: KeyPath, _index: int) -> None:
        self._pair(path)

    def _line(self) -> int:
        return self._source.count("\n", 0, self._position) + 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self._take(pattern)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._position)
        if match is None:
            raise AssertionError(f"no TOML at character {self._position}")
        self._position = match.end()
        return match[0]
