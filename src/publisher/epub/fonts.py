"""Fonts for the package: subsets of the typefaces that the style sheets name, with the characters that they show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from lxml import etree

from publisher.book import FontFormat
from publisher.epub.addresses import free_path
from publisher.epub.font_use import Face, characters_by_face
from publisher.epub.item import Item
from publisher.rendering.templates import environment
from publisher.typesetting import InstalledFace, find_face

# Dashes, quotation marks and dots of this family are narrow: those come from the next family of the list.
_NARROW_MARKS = {"lxgw wenkai": frozenset("—‘’“”…")}
# OpenType OS/2 fsType: bit 1 forbids to embed, bit 8 to embed a subset.
_NOT_EMBEDDABLE = 0x0002 | 0x0100
# What Chinese needs in a reader: vertical forms, and marks squeezed where an engine asks for it.
_FEATURES = ("ccmp", "chws", "halt", "kern", "liga", "locl", "mark", "mkmk", "palt", "vchw", "vert", "vhal", "vrt2")
_CSS_FORMATS = {FontFormat.WOFF2: "woff2", FontFormat.OTF: "opentype"}
# Copyright, family, style, full name, version, PostScript name, licence and its address.
_NAMES = (0, 1, 2, 4, 5, 6, 13, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedFonts:
    """The style sheet that declares the fonts, to stand before all others, and the font files; empty if none."""

    stylesheets: tuple[Item, ...] = ()
    files: tuple[Item, ...] = ()


def package_fonts(
    documents: Iterable[etree._Element],
    stylesheets: Iterable[str],
    *,
    form: FontFormat,
    taken: set[str],
) -> PackagedFonts:
    """Make the subsets that a book's documents need.

    A face is taken if a style sheet names it, it is installed and its maker allows embedding; the reader's own fonts
    show all else. `taken` grows by the paths of the package that are used.
    """
    items: list[Item] = []
    rules: list[dict[str, str]] = []
    for (family, bold), characters in sorted(_shares(characters_by_face(documents, stylesheets)).items()):
        path = free_path("fonts", f"{family}-bold" if bold else family, f".{form.value}", taken)
        content = _subset(family, bold, characters, form)
        items.append(Item(id=f"font-{len(items) + 1}", path=path, media_type=f"font/{form.value}", content=content))
        weight = "bold" if bold else "normal"
        rules.append({"family": family, "weight": weight, "path": path, "format": _CSS_FORMATS[form]})
    if not rules:
        return PackagedFonts()
    sheet = environment().get_template("fonts.css.j2").render(rules=rules)
    path = free_path("styles", "fonts", ".css", taken)
    return PackagedFonts(
        stylesheets=(Item(id="style-fonts", path=path, media_type="text/css", content=sheet.encode()),),
        files=tuple(items),
    )


def _shares(uses: Mapping[Face, frozenset[str]]) -> dict[tuple[str, bool], set[str]]:
    """Give each family, regular and bold, the characters that it shows: the first of a list that has one takes it."""
    shares: dict[tuple[str, bool], set[str]] = {}
    for use, characters in uses.items():
        left = set(characters)
        for family in use.families:
            taken = left & _repertoire(family, use.bold)
            if taken:
                shares.setdefault((family, use.bold), set()).update(taken)
                left -= taken
    return shares


@cache
def _repertoire(family: str, bold: bool) -> frozenset[str]:
    """Return the characters that a family may show in a book; none if it is not installed or not to be embedded."""
    installed = find_face(family, bold=bold)
    if installed is None:
        return frozenset()
    font = _open(installed)
    if font["OS/2"].fsType & _NOT_EMBEDDABLE:
        return frozenset()
    return frozenset(map(chr, font.getBestCmap())) - _NARROW_MARKS.get(family.casefold(), frozenset())


def _open(face: InstalledFace) -> TTFont:
    """Open a font, at the right place if its file is a collection; from memory, so that no file stays open."""
    data = face.file.read_bytes()
    if face.file.suffix.lower() not in (".ttc", ".otc"):
        return TTFont(BytesIO(data), lazy=True, recalcTimestamp=False)
    collection = TTCollection(BytesIO(data), lazy=True)
    names = [font["name"].getDebugName(6) for font in collection.fonts]
    return TTFont(BytesIO(data), fontNumber=names.index(face.postscript_name), lazy=True, recalcTimestamp=False)


def _subset(family: str, bold: bool, characters: set[str], form: FontFormat) -> bytes:
    installed = find_face(family, bold=bold)
    if installed is None:
        raise ValueError(f"{family} is not installed")
    font = _open(installed)
    options = subset.Options(layout_features=list(_FEATURES), name_IDs=list(_NAMES), hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    font.flavor = "woff2" if form is FontFormat.WOFF2 else None
    output = BytesIO()
    font.save(output)
    return output.getvalue()
