"""Checks that bookmarks and links inside a PDF lead to a page of it (ISO 32000-2 §12.3.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from publisher.checks.findings import error
from publisher.checks.pdf.opened import OpenedPdf, numbered, told
from publisher.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class _Destinations:
    """What can be led to: the pages by object number, and the named destinations."""

    pages: frozenset[tuple[int, int]]
    names: Mapping[str, object]

    def exists(self, destination: object) -> bool:
        """Tell whether an explicit or named destination leads to a page."""
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            named = self.names.get(str(destination))
            return named is not None and self._is_page(named)
        return self._is_page(destination)

    def _is_page(self, destination: object) -> bool:
        explicit = destination.get("/D") if isinstance(destination, pikepdf.Dictionary) else destination
        if not isinstance(explicit, pikepdf.Array) or not len(explicit):
            return False
        page = explicit[0]
        if isinstance(page, int):
            # Only right for other files, but every viewer takes it as the number of a page, from 0.
            return 0 <= page < len(self.pages)
        return isinstance(page, pikepdf.Dictionary) and page.objgen in self.pages


def check_bookmarks(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find bookmarks that lead to no page."""
    destinations = _destinations(opened)
    waiting = list(reversed(opened.pdf.open_outline().root))
    while waiting:
        item = waiting.pop()
        waiting.extend(reversed(item.children))
        target = _target(item.destination, item.action)
        if target is not None and not destinations.exists(target):
            yield error(
                "pdf-bookmark-broken",
                f"The bookmark “{item.title}” leads to no page of this file",
                file=opened.file,
                hint="build the file again, or let the bookmark lead to a page that exists",
            )


def check_links(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find links on the pages that lead to no page; addresses on the network are not followed."""
    destinations = _destinations(opened)
    broken: dict[str, list[int]] = {}
    for number, page in numbered(opened):
        for link in _links(page):
            action = link.get("/A")
            target = _target(link.get("/Dest"), action)
            if (target is None and action is None) or (target is not None and not destinations.exists(target)):
                named = isinstance(target, pikepdf.String | pikepdf.Name)
                pages = broken.setdefault(f"to “{str(target).removeprefix('/')}”" if named else "to a page", [])
                if number not in pages:
                    pages.append(number)
    for target_name, numbers in broken.items():
        yield error(
            "pdf-link-broken",
            f"A link {target_name} ({told(numbers)}) leads nowhere in this file",
            file=opened.file,
            page=numbers[0],
            hint="correct the link in the text and build again",
        )


def _links(page: pikepdf.Page) -> Iterator[pikepdf.Dictionary]:
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Link":
            yield annotation


def _target(destination: object, action: object) -> object:
    """Return where a bookmark or link leads inside this file, or None if it does something else."""
    if destination is not None:
        return destination
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
        return action.get("/D", pikepdf.Array())
    return None


def _destinations(opened: OpenedPdf) -> _Destinations:
    root = opened.pdf.Root
    names: dict[str, object] = {}
    old = root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        names |= dict(old.items())
    tree = root.get("/Names")
    found = tree.get("/Dests") if isinstance(tree, pikepdf.Dictionary) else None
    if isinstance(found, pikepdf.Dictionary):
        names |= dict(pikepdf.NameTree(found).items())
    return _Destinations(pages=frozenset(page.obj.objgen for page in opened.pages), names=names)
