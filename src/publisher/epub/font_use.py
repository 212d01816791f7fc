"""Which characters of a book are set in which typefaces, as its style sheets have it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import cssselect2
import tinycss2
from lxml import etree

from publisher.xhtml import NAMESPACES

# Neither tinycss2 nor cssselect2 has types.
_Node: TypeAlias = Any
_Declarations: TypeAlias = tuple["_Font", ...]
_BOLD = "h1, h2, h3, h4, h5, h6, strong, b, th { font-weight: bold }"
_BOLD_WORDS = frozenset({"bold", "bolder"})
_LIGHT_WORDS = frozenset({"normal", "lighter"})
_BOLD_FROM = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What text is set in: families in the order of wish, and bold or not."""

    families: tuple[str, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Font:
    """A declaration about the font; None is what it does not say."""

    families: tuple[str, ...] | None = None
    bold: bool | None = None


def characters_by_face(
    documents: Iterable[etree._Element], stylesheets: Iterable[str]
) -> Mapping[Face, frozenset[str]]:
    """Return the characters that each face shows; text whose face no style sheet names is under `Face()`.

    `documents` are `html` elements, `stylesheets` the text of CSS files in the order of the cascade. Rules inside of
    at-rules are not looked at: what changes with the screen are colours. What is `hidden` is shown in no face.
    """
    matcher = cssselect2.Matcher()
    for stylesheet in (_BOLD, *stylesheets):
        for selector, declarations in _rules(stylesheet):
            matcher.add_selector(selector, declarations)
    found: dict[Face, set[str]] = {}
    for document in documents:
        body = document.find("h:body", NAMESPACES)
        if body is not None:
            root = cssselect2.ElementWrapper.from_xml_root(document)
            wrapped = next(child for child in root.iter_children() if child.etree_element is body)
            _collect(wrapped, matcher, Face(), found)
    return {face: frozenset(characters) for face, characters in found.items()}


def _rules(stylesheet: str) -> Iterator[tuple[_Node, _Declarations]]:
    for rule in tinycss2.parse_stylesheet(stylesheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        declarations = tuple(_fonts(rule.content))
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude) if declarations else ()
        except cssselect2.SelectorError:
            # What this does not know, older readers do not know either.
            continue
        yield from ((selector, declarations) for selector in selectors if selector.pseudo_element is None)


def _fonts(content: list[_Node]) -> Iterator[_Font]:
    for declaration in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if declaration.type != "declaration":
            continue
        match declaration.lower_name:
            case "font-family":
                yield _Font(families=_families(declaration.value))
            case "font-weight":
                yield _Font(bold=next(filter(_is_known, map(_weight, declaration.value)), None))
            case "font":
                size = next((place for place, node in enumerate(declaration.value) if _is_size(node)), -1)
                bold = next(filter(_is_known, map(_weight, declaration.value[:size])), False)
                yield _Font(families=_families(_behind_size(declaration.value[size + 1 :])), bold=bold)


def _is_known(bold: bool | None) -> bool:
    return bold is not None


def _is_size(node: _Node) -> bool:
    return node.type in ("dimension", "percentage")


def _behind_size(nodes: list[_Node]) -> list[_Node]:
    """Skip `/` and the line height of the shorthand."""
    meant = [node for node in nodes if node.type != "whitespace"]
    return meant[2:] if meant and meant[0] == "/" else meant


def _families(nodes: list[_Node]) -> tuple[str, ...]:
    """Read a list of families: strings, or words that belong together up to the next comma."""
    families: list[str] = []
    words: list[str] = []
    for node in nodes:
        if node == ",":
            families.append(" ".join(words))
            words = []
        elif node.type in ("ident", "string"):
            words.append(str(node.value))
    return tuple(filter(None, (*families, " ".join(words))))


def _weight(node: _Node) -> bool | None:
    if node.type == "number":
        return bool(node.value >= _BOLD_FROM)
    if node.type == "ident" and node.lower_value in _BOLD_WORDS | _LIGHT_WORDS:
        return node.lower_value in _BOLD_WORDS
    return None


def _collect(wrapped: _Node, matcher: _Node, inherited: Face, found: dict[Face, set[str]]) -> None:
    face = inherited
    for _specificity, _order, _pseudo, declarations in matcher.match(wrapped):
        for font in declarations:
            families = face.families if font.families in (None, ("inherit",)) else font.families
            face = Face(families=families or (), bold=face.bold if font.bold is None else font.bold)
    node = wrapped.etree_element
    texts = (node.text, *(child.tail for child in node))
    found.setdefault(face, set()).update(*(text for text in texts if text))
    for child in wrapped.iter_children():
        if child.etree_element.get("hidden") is None:
            _collect(child, matcher, face, found)
