"""The colours of text and of its ground, as the style sheets of a document have them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeAlias

import cssselect2
import tinycss2
import tinycss2.color3
from lxml import etree

from publisher.checks.epub.addresses import resolve
from publisher.checks.epub.xml import Document, line_of
from publisher.xhtml import NAMESPACES, h

# Neither tinycss2 nor cssselect2 has types.
_Node: TypeAlias = Any
Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_INHERITED = frozenset({"inherit", "unset", "revert", "currentcolor"})
_MEDIA = frozenset({"all", "screen", "only", "and", "prefers-color-scheme", "light", "dark"})
_SVG = f"{{{NAMESPACES['svg']}}}svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A colour of text, and the file and line that give it."""

    colour: Colour
    path: str
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How text is shown: its ink and ground, None where that is the reader's; a ground may be known to be a picture."""

    ink: Ink | None = None
    ground: Colour | None = None
    on_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    name: str
    value: tuple[_Node, ...]
    important: bool
    path: str
    line: int | None


def shown_text(document: Document, sheets: Mapping[str, str], *, dark: bool) -> frozenset[Shown]:
    """Return every way in which text of a document is shown, on a light screen or on a dark one.

    `sheets` are the style sheets of the book by their path. Drawings are left out, what is hidden too, and rules for
    paper or for what not every reader knows.
    """
    body = document.root.find("h:body", NAMESPACES)
    if body is None:
        return frozenset()
    found: set[Shown] = set()
    root = cssselect2.ElementWrapper.from_xml_root(document.root)
    _collect(root, _matcher(tuple(_sheets_of(document, sheets)), dark=dark), Shown(), document.path, found)
    return frozenset(found)


@lru_cache(maxsize=8)
def _matcher(sheets: tuple[tuple[str, str], ...], *, dark: bool) -> _Node:
    """Read style sheets once for all the documents that have the same."""
    matcher = cssselect2.Matcher()
    for path, sheet in sheets:
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
        for selector, said in _rules(rules, path, dark=dark):
            matcher.add_selector(selector, said)
    return matcher


def _sheets_of(document: Document, sheets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for node in document.root.iterfind("h:head/*", NAMESPACES):
        if node.tag == h("style"):
            yield document.path, node.text or ""
        elif node.tag == h("link") and node.get("rel", "").split() == ["stylesheet"] and not node.get("media"):
            target = resolve(node.get("href", ""), document.path)
            if target and target.path in sheets:
                yield target.path, sheets[target.path]


def _rules(nodes: list[_Node], path: str, *, dark: bool) -> Iterator[tuple[_Node, tuple[_Said, ...]]]:
    for rule in nodes:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            words = {node.lower_value for node in _flat(rule.prelude) if node.type == "ident"}
            if words <= _MEDIA and ("light" if dark else "dark") not in words:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, path, dark=dark)
        elif rule.type == "qualified-rule":
            said = tuple(_said(rule.content, path))
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude) if said else ()
            except cssselect2.SelectorError:
                continue
            yield from ((selector, said) for selector in selectors if selector.pseudo_element is None)


def _flat(nodes: list[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _flat(getattr(node, "content", None) or [])


def _said(content: list[_Node] | str, path: str, line: int | None = None) -> Iterator[_Said]:
    for found in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if found.type == "declaration" and found.lower_name in ("color", "background", "background-color"):
            value = tuple(node for node in found.value if node.type not in ("whitespace", "comment"))
            yield _Said(
                name=found.lower_name,
                value=value,
                important=found.important,
                path=path,
                line=line or found.source_line,
            )


def _collect(wrapped: _Node, matcher: _Node, inherited: Shown, path: str, found: set[Shown]) -> None:
    node = wrapped.etree_element
    if node.tag == _SVG or node.get("hidden") is not None or node.tag == h("head"):
        return
    said = [one for _specificity, _order, _pseudo, declarations in matcher.match(wrapped) for one in declarations]
    said += _said(node.get("style", ""), path, line_of(node))
    shown = inherited
    # A stable sort: what is important goes behind all else.
    for one in sorted(said, key=lambda one: one.important):
        shown = _after(one, shown, inherited)
    if _has_text(node):
        found.add(shown)
    for child in wrapped.iter_children():
        _collect(child, matcher, shown, path, found)


def _has_text(node: etree._Element) -> bool:
    return any(text and text.strip() for text in (node.text, *(child.tail for child in node)))


def _after(said: _Said, shown: Shown, inherited: Shown) -> Shown:
    words = {node.lower_value for node in said.value if node.type == "ident"}
    colours = [
        colour for node in said.value if (colour := tinycss2.color3.parse_color(node)) not in (None, "currentColor")
    ]
    opaque = tuple(colours[0][:3]) if colours and colours[0].alpha == 1 else None
    if said.name == "color":
        if words & _INHERITED:
            return replace(shown, ink=inherited.ink)
        ink = Ink(colour=opaque, path=said.path, line=said.line) if opaque else None
        return replace(shown, ink=ink)
    if opaque and len(said.value) == 1:
        return replace(shown, ground=opaque, on_picture=False)
    if words and words <= {"none", "transparent", "initial", "inherit", "unset"} and len(said.value) == 1:
        return replace(shown, ground=inherited.ground, on_picture=inherited.on_picture)
    return replace(shown, on_picture=True)
