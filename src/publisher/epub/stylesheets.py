"""Style sheets into the package, with the fonts and pictures that they name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

import tinycss2
from tinycss2.ast import URLToken

from publisher.book import Book
from publisher.diagnostics import Diagnostic, Place, PublisherError, fail
from publisher.epub.addresses import free_path, relative
from publisher.epub.item import Item, read
from publisher.styles_folder import styles_folder

_MEDIA_TYPES = {
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".ttc": "font/collection",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
# tinycss2 has no types.
_Node: TypeAlias = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagedStyles:
    """The style sheets in the order of the cascade, what they name, and what is wrong with them."""

    sheets: tuple[Item, ...]
    assets: tuple[Item, ...]
    errors: tuple[Diagnostic, ...]


def package_stylesheets(files: tuple[Path, ...], book: Book, taken: set[str]) -> PackagedStyles:
    """Copy style sheets to `styles/` and what they name to `fonts/` and `images/`, with the links set right.

    `taken` holds the lower-case paths of the package that are in use, and grows.
    """
    packer = _Packer(roots=(book.folder.resolve(), styles_folder().resolve()), taken=taken)
    for file in files:
        packer.add(file)
    return PackagedStyles(
        sheets=tuple(packer.sheets), assets=tuple(packer.assets.values()), errors=tuple(packer.errors)
    )


@dataclass(slots=True, kw_only=True)
class _Packer:
    roots: tuple[Path, ...]
    taken: set[str]
    sheets: list[Item] = field(default_factory=list)
    assets: dict[Path, Item] = field(default_factory=dict)
    errors: list[Diagnostic] = field(default_factory=list)

    def add(self, file: Path) -> None:
        try:
            source = read(file).decode("utf-8-sig")
        except PublisherError as error:
            self.errors.extend(error.diagnostics)
            return
        except UnicodeDecodeError:
            self.errors.extend(
                _fault("stylesheet-encoding", "is not in UTF-8", "Save it as UTF-8", file, 1).diagnostics
            )
            return
        path = free_path("styles", file.stem, ".css", self.taken)
        nodes = tinycss2.parse_component_value_list(source)
        relinked = False
        for siblings, index in _references(nodes):
            try:
                asset = self._asset(siblings[index], file)
            except PublisherError as error:
                self.errors.extend(error.diagnostics)
                continue
            if asset:
                relinked = True
                siblings[index] = _url(relative(asset.path, path), siblings[index])
        # A sheet that names nothing goes in as its author wrote it.
        content = tinycss2.serialize(nodes) if relinked else source
        self.sheets.append(
            Item(id=f"style-{len(self.sheets) + 1}", path=path, media_type="text/css", content=content.encode())
        )

    def _asset(self, node: _Node, file: Path) -> Item | None:
        line = node.source_line
        if node.type == "at-keyword":
            raise _fault(
                "stylesheet-import",
                "imports another style sheet, which is not in the book",
                "Put that file into the book's styles/ and take the @import out: all files there are applied",
                file,
                line,
            )
        address = _address(node)
        parts = urlsplit(address)
        if parts.scheme == "data" or not parts.path:
            return None
        target = (file.parent / unquote(parts.path)).resolve()
        media_type = _MEDIA_TYPES.get(target.suffix.lower())
        if parts.scheme or parts.netloc or not any(target.is_relative_to(root) for root in self.roots):
            raise _fault(
                "stylesheet-outside", f"names {address}, which is outside the book", "Copy it into the book", file, line
            )
        if media_type is None or not target.is_file():
            hint = f"Name a file that exists, of a type in {' '.join(_MEDIA_TYPES)}"
            raise _fault("stylesheet-missing", f"names {address}, which is no font or picture", hint, file, line)
        if target not in self.assets:
            self.assets[target] = self._new_asset(target, media_type)
        return self.assets[target]

    def _new_asset(self, file: Path, media_type: str) -> Item:
        folder = "fonts" if media_type.startswith("font/") else "images"
        path = free_path(folder, file.stem, file.suffix.lower(), self.taken)
        return Item(id=f"asset-{len(self.assets) + 1}", path=path, media_type=media_type, content=read(file))


def _references(nodes: list[_Node]) -> Iterator[tuple[list[_Node], int]]:
    """Find what leads out of a sheet: every `url()` and every `@import`, as a list of nodes and a place in it."""
    at_rule = None
    for index, node in enumerate(nodes):
        if node.type == "at-keyword":
            at_rule = node.lower_value
        elif node == ";":
            at_rule = None
        is_import = node.type == "at-keyword" and at_rule == "import"
        if is_import or (at_rule not in ("import", "namespace") and _address(node) is not None):
            yield nodes, index
        else:
            yield from _references(getattr(node, "content", None) or getattr(node, "arguments", None) or [])


def _address(node: _Node) -> str | None:
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        return "".join(argument.value for argument in node.arguments if argument.type == "string")
    return None


def _url(link: str, at: _Node) -> _Node:
    return URLToken(at.source_line, at.source_column, link, f'url("{link}")')


def _fault(code: str, what: str, hint: str, file: Path, line: int) -> PublisherError:
    return fail(
        code,
        f"{file.name} {what}: an e-book carries all of itself",
        place=Place(file=file, line=line),
        hint=hint,
    )
