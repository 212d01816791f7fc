"""Colours that no mark shows by itself: those of groups, patterns and soft masks."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.pdf.content import Known, family, marks_in
from publisher.checks.pdf.press_faults import Fault

_ALLOWED = frozenset({"DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern"})


class ResourceReader:
    """Follows the resources of pages, each object once: it belongs to the first page that uses it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._seen: set[tuple[int, int]] = set()

    def faults(self, page: pikepdf.Page, names: frozenset[str]) -> Iterator[Fault]:
        """Find colours that are not in the inks of the press; pages share resources, and use those with these names."""
        yield from _group(page.obj)
        yield from self._follow(page.obj, names)

    def _follow(self, owner: pikepdf.Object, names: frozenset[str] | None) -> Iterator[Fault]:
        resources = owner.get("/Resources")
        if not isinstance(resources, pikepdf.Dictionary):
            return
        for form in _entries(resources, "/XObject", names):
            if not self._was_seen(form):
                yield from _group(form)
                yield from self._follow(form, None)
        for pattern in _entries(resources, "/Pattern", names):
            if not self._was_seen(pattern):
                yield from self._pattern(pattern)
                yield from self._follow(pattern, None)
        for state in _entries(resources, "/ExtGState", names):
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and not self._was_seen(mask.G):
                yield from _group(mask.G)
                yield from self._content("A soft mask", mask.G)
                yield from self._follow(mask.G, None)

    def _pattern(self, pattern: pikepdf.Object) -> Iterator[Fault]:
        if pattern.get("/PatternType") == 2:
            yield from _space("A blend", pattern.Shading.get("/ColorSpace"))
        else:
            yield from self._content("A pattern", pattern)

    def _content(self, what: str, stream: pikepdf.Object) -> Iterator[Fault]:
        resources = stream.get("/Resources", pikepdf.Dictionary())
        spaces = {mark.colour.space for mark in marks_in(stream.read_bytes(), resources, self._known)}
        for space in sorted(spaces - _ALLOWED):
            yield _fault(what, space)

    def _was_seen(self, found: pikepdf.Object) -> bool:
        if not found.is_indirect:
            return False
        seen = found.objgen in self._seen
        self._seen.add(found.objgen)
        return seen


def _group(drawn: pikepdf.Object) -> Iterator[Fault]:
    group = drawn.get("/Group")
    if isinstance(group, pikepdf.Dictionary):
        yield from _space("A transparency group", group.get("/CS"))


def _space(what: str, space: object) -> Iterator[Fault]:
    name, _ = family(space)
    if space is not None and name not in _ALLOWED:
        yield _fault(what, name)


def _fault(what: str, space: str) -> Fault:
    said = f"{what} that is not in the inks of the press"
    return Fault(code="press-colour-space", what=said, value=space, limit="DeviceCMYK or DeviceGray is wanted")


def _entries(resources: pikepdf.Object, key: str, names: frozenset[str] | None) -> Iterator[pikepdf.Object]:
    entries = resources.get(key)
    if not isinstance(entries, pikepdf.Dictionary):
        return
    for name in entries.keys() if names is None else names & entries.keys():
        if isinstance(entries[name], pikepdf.Dictionary | pikepdf.Stream):
            yield entries[name]
