"""The head of an article: YAML between two lines `---`, every value text exactly as it is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from publisher.manuscript.findings import Findings
from publisher.manuscript.reading import NOT_XML
from publisher.manuscript.spelling import advise

_FENCE = "---"
_KEY = re.compile(r"(?P<key>[^\s:：#]+)\s*(?P<colon>[:：])(?P<space>\s*)(?P<value>.*)")
_SPECIAL = "\"'[]{}*&!|>%@`#,?-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value of the front matter and its line."""

    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An article in two: its front matter, and its body with empty lines before it so that line numbers stay.

    `head` is None when it cannot be read; a value in it is empty when it is refused.
    """

    head: Mapping[str, Entry] | None
    body: str


def split(source: str, known: tuple[str, ...], findings: Findings) -> Split | None:
    """Part an article from its front matter; what is wrong there is noted, and None means that there is none."""
    rows = source.split("\n")
    if rows[0].rstrip() != _FENCE:
        findings.error(
            "front-matter-missing",
            "the article does not begin with its front matter, so it has no headline",
            line=1,
            hint="begin the file with three lines: --- / headline: 标题 / ---",
        )
        return None
    end = next((number for number, row in enumerate(rows[1:], start=1) if row.rstrip() == _FENCE), None)
    if end is None:
        findings.error(
            "front-matter-open",
            "the front matter is never closed, so nobody can tell where the text begins",
            line=1,
            hint="put a line of three hyphens, ---, behind the last key",
        )
        return None
    head = _read(rows[1:end], known, findings)
    return Split(head=head, body="\n" * (end + 1) + "\n".join(rows[end + 1 :]))


def _read(rows: list[str], known: tuple[str, ...], findings: Findings) -> Mapping[str, Entry] | None:
    if _colons_wrong(rows, known, findings):
        return None
    text = "\n".join(rows)
    try:
        marks = [event for event in yaml.parse(text, yaml.SafeLoader) if _is_reference(event)]
        root = None if marks else yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as mistake:
        _report_syntax(mistake, rows, findings)
        return None
    except (yaml.YAMLError, RecursionError) as mistake:
        findings.error("front-matter-syntax", f"the front matter cannot be read: {mistake}", line=1)
        return None
    for mark in marks:
        _report_special(mark.start_mark.line if mark.start_mark else 0, rows, findings)
    if marks:
        return None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        findings.error(
            "front-matter-syntax",
            "the front matter is no list of keys and values",
            line=2,
            hint="write one key a line: headline: 标题",
        )
        return None
    return dict(_entries(root, rows, known, findings))


def _colons_wrong(rows: list[str], known: tuple[str, ...], findings: Findings) -> bool:
    """Note keys whose colon is full-width or has no space behind it: YAML would read such a line as mere text."""
    wrong = False
    for number, row in enumerate(rows, start=2):
        match = _KEY.match(row)
        if match is None or match["key"] not in known:
            continue
        if match["colon"] == ":" and (match["space"] or not match["value"]):
            continue
        wrong = True
        colon = "a full-width colon" if match["colon"] == "：" else "a colon without a space"
        findings.error(
            "front-matter-colon",
            f"“{match['key']}” is followed by {colon}, so it is not taken for a key",
            line=number,
            hint=f"write: {match['key']}: {match['value']}",
        )
    return wrong


def _is_reference(event: yaml.Event) -> bool:
    """Tell whether an event uses YAML's anchors, aliases or tags, which text that is meant as text never does."""
    return (
        isinstance(event, yaml.AliasEvent)
        or getattr(event, "anchor", None) is not None
        or getattr(event, "tag", None) is not None
    )


def _entries(
    root: yaml.MappingNode, rows: list[str], known: tuple[str, ...], findings: Findings
) -> Iterator[tuple[str, Entry]]:
    seen: dict[str, int] = {}
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + 2
        key = str(key_node.value)
        if key not in known:
            findings.error("key-unknown", f"“{key}” is no key of an article", line=line, hint=advise(key, known))
        elif key in seen:
            findings.error(
                "key-twice",
                f"“{key}” was given before, in line {seen[key]}, and only one can count",
                line=line,
                hint="delete one of the two",
            )
        elif _is_fit(key, value_node, rows, line, findings):
            value = value_node.value.strip()
            _warn_of_comment(rows[line - 2][value_node.end_mark.column :], line, findings)
            if value:
                yield key, Entry(value=value, line=line)
        else:
            yield key, Entry(value="", line=line)
        seen.setdefault(key, line)


def _is_fit(key: str, value: yaml.Node, rows: list[str], line: int, findings: Findings) -> bool:
    """Tell whether a value is text on one line."""
    if not isinstance(value, yaml.ScalarNode):
        _report_special(line - 2, rows, findings)
    elif value.end_mark.line != line - 2:
        findings.error(
            "front-matter-lines",
            f"the value of “{key}” goes on in the next line",
            line=line,
            hint="write it on one line",
        )
    elif junk := NOT_XML.search(value.value):
        findings.error(
            "character-invalid",
            f"“{key}” holds the control character U+{ord(junk[0]):04X}, which cannot stand in an e-book",
            line=line,
            hint="delete it",
        )
    else:
        return True
    return False


def _warn_of_comment(rest: str, line: int, findings: Findings) -> None:
    if rest.strip().startswith("#"):
        findings.warning(
            "front-matter-comment",
            f"“{rest.strip()}” is a comment and does not stand in the book",
            line=line,
            hint="if it is text, put the whole value between single quotation marks: '…'",
        )


def _report_syntax(mistake: yaml.MarkedYAMLError, rows: list[str], findings: Findings) -> None:
    mark = mistake.problem_mark or mistake.context_mark
    row = min(mark.line, len(rows) - 1) if mark else 0
    match = _KEY.match(rows[row]) if rows else None
    # An open quotation mark is found out lines later; the line that opened it is what the editor must see.
    if mistake.context_mark is not None and "quoted scalar" in (mistake.context or ""):
        row = mistake.context_mark.line
        match = _KEY.match(rows[row])
    if match is not None and re.search(r":(\s|$)", match["value"]):
        findings.error(
            "front-matter-colon",
            f"the value of “{match['key']}” holds an ASCII colon followed by a space, which YAML takes for another key",
            line=row + 2,
            hint=f"write ：, or put the value between single quotation marks: {_quoted(match)}",
        )
    elif match is not None and match["value"][:1] in _SPECIAL:
        _report_special(row, rows, findings)
    else:
        findings.error(
            "front-matter-syntax",
            f"the front matter is broken here: {mistake.problem or mistake.context}",
            line=row + 2,
            hint="write one key a line: headline: 标题",
        )


def _report_special(row: int, rows: list[str], findings: Findings) -> None:
    match = _KEY.match(rows[row])
    what = f"the value of “{match['key']}” begins with {match['value'][:1]}" if match else "the line begins with a mark"
    findings.error(
        "front-matter-special",
        f"{what}, which has a meaning in YAML, so the text would not be read as it stands",
        line=row + 2,
        hint=f"put it between single quotation marks: {_quoted(match)}"
        if match
        else "write one key a line: headline: 标题",
    )


def _quoted(match: re.Match[str]) -> str:
    value = match["value"].replace("'", "''")
    return f"{match['key']}: '{value}'"
