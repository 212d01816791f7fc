"""Check that the fonts in a book have the letters that are set in them."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, TypeAlias

import tinycss2
from fontTools.ttLib import TTFont, TTLibError

from publisher.checks.epub.addresses import resolve
from publisher.checks.epub.archive import Archive
from publisher.checks.epub.publication import Publication
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic
from publisher.epub.font_use import Face, characters_by_face
from publisher.xhtml import h

# tinycss2 has no types.
_Node: TypeAlias = Any
# What fontTools raises for a font that is none, or damaged.
_BROKEN = (TTLibError, KeyError, ValueError, IndexError, AssertionError, OSError, EOFError, AttributeError, TypeError)
_NAMED = 8
_BOLD_FROM = 600


def check_fonts(archive: Archive, publication: Publication) -> Iterator[Diagnostic]:
    """Find letters that the font named for them does not have, though it is in the book.

    Marks are not meant: a face may leave them to the next of the list.
    """
    sheets = publication.stylesheets
    repertoires = _repertoires(archive, sheets)
    if not repertoires:
        return
    roots = [document.root for document in publication.documents.values() if document.root.tag == h("html")]
    for face, characters in characters_by_face(roots, sheets.values()).items():
        embedded = [family for family in face.families if (family.casefold(), face.bold) in repertoires]
        if not embedded:
            continue
        there = frozenset().union(*(repertoires[family.casefold(), face.bold] for family in embedded))
        missing = sorted(letter for letter in characters - there if letter.isalnum())
        if missing:
            yield _missing(archive, face, embedded[0], missing)


def _missing(archive: Archive, face: Face, family: str, missing: list[str]) -> Diagnostic:
    named = "、".join(f"“{letter}” (U+{ord(letter):04X})" for letter in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return error(
        "epub-glyph-missing",
        f"The font {family}{' bold' if face.bold else ''} in the book has no {named}{more}: another face stands out "
        "in the line, or a box",
        file=archive.file,
        hint="subset the font anew with these characters, or embed it whole",
    )


def _repertoires(archive: Archive, sheets: Mapping[str, str]) -> dict[tuple[str, bool], frozenset[str]]:
    """Return the characters of each family and weight that `@font-face` rules bring, by their name in lower case."""
    found: dict[tuple[str, bool], frozenset[str]] = {}
    for path, sheet in sheets.items():
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type != "at-rule" or rule.lower_at_keyword != "font-face" or rule.content is None:
                continue
            family, bold, files = _described(rule, path)
            characters = [known for file in files if file in archive.readable and (known := _characters(archive, file))]
            if family and characters:
                key = family.casefold(), bold
                found[key] = found.get(key, frozenset()).union(*characters)
    return found


def _described(rule: _Node, path: str) -> tuple[str, bool, list[str]]:
    family, bold, files = "", False, []
    declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for declaration in declarations:
        if declaration.type != "declaration":
            continue
        values = [node for node in declaration.value if node.type not in ("whitespace", "comment")]
        match declaration.lower_name:
            case "font-family":
                family = " ".join(str(node.value) for node in values if node.type in ("ident", "string"))
            case "font-weight":
                bold = any(
                    (node.type == "ident" and node.lower_value == "bold")
                    or (node.type == "number" and node.value >= _BOLD_FROM)
                    for node in values
                )
            case "src":
                links = [_link(node) for node in values]
                targets = [resolve(link, path) for link in links if link]
                files = [target.path for target in targets if target]
    return family, bold, files


def _link(node: _Node) -> str:
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        return "".join(str(part.value) for part in node.arguments if part.type == "string")
    return ""


def _characters(archive: Archive, file: str) -> frozenset[str]:
    try:
        return frozenset(map(chr, TTFont(BytesIO(archive.read(file)), lazy=True, fontNumber=0).getBestCmap() or ()))
    except _BROKEN:
        # Of a font that cannot be read nothing is known.
        return frozenset()
