"""What the tags of a PDF say that a piece of marked content is (ISO 32000-2 §14.7, §14.8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

import pikepdf


class Role(Enum):
    """What a piece of text is to the rules: running text, a heading, or what they leave alone."""

    TEXT = "text"
    HEADING = "heading"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """The block that marked content belongs to, by a number of its own, and its role."""

    block: int
    role: Role


Tags: TypeAlias = Mapping[tuple[tuple[int, int], int], Tag]
"""By the object number of a page and the number of the marked content in it."""

_OTHER = frozenset(("Table", "TOC", "Index", "Note", "FENote", "Figure", "Caption", "Lbl", "Formula", "RT", "RP"))
_HEADINGS = frozenset(("Title", "H", *(f"H{level}" for level in range(1, 7))))
_BLOCKS = frozenset(("P", "LI", "LBody", "BlockQuote", "Div")) | _OTHER | _HEADINGS
_DEEPEST = 200


def tags_of(pdf: pikepdf.Pdf) -> Tags:
    """Return the tag of each piece of marked content, none of a file without tags."""
    tree = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary) or "/K" not in tree:
        return {}
    roles = tree.get("/RoleMap", pikepdf.Dictionary())
    return dict(_Walk(roles).under(tree.K, Tag(block=0, role=Role.TEXT), (0, 0), 0))


class _Walk:
    """Goes through the tree, counting blocks."""

    def __init__(self, roles: pikepdf.Object) -> None:
        self._roles = roles
        self._count = 0

    def under(
        self, kids: pikepdf.Object, tag: Tag, page: tuple[int, int], depth: int
    ) -> Iterator[tuple[tuple[tuple[int, int], int], Tag]]:
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, int):
                yield (page, kid), tag
            elif not isinstance(kid, pikepdf.Dictionary) or depth > _DEEPEST:
                continue
            elif "/MCID" in kid:
                yield (kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)), tag
            elif "/S" in kid and "/K" in kid:
                of = kid.Pg.objgen if "/Pg" in kid else page
                yield from self.under(kid.K, self._tag(str(kid.S), tag), of, depth + 1)

    def _tag(self, name: str, outer: Tag) -> Tag:
        standard = str(self._roles.get(name, name))[1:]
        if standard not in _BLOCKS:
            return outer
        self._count += 1
        if standard in _OTHER or outer.role is Role.OTHER:
            return Tag(block=self._count, role=Role.OTHER)
        return Tag(block=self._count, role=Role.HEADING if standard in _HEADINGS else Role.TEXT)
