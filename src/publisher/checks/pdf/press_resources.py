"""What no mark shows by itself: colours of groups, patterns and soft masks, and transparency (ISO 32000-2 §11)."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.pdf.content import Known, marks_in
from publisher.checks.pdf.press_faults import Fault
from publisher.checks.pdf.resources import family
from publisher.diagnostics import Severity

_ALLOWED = frozenset({"DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern"})
_PLAIN_BLENDS = frozenset({"Normal", "Compatible"})


class ResourceReader:
    """Follows the resources of pages, each object once: it belongs to the first page that uses it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._seen: set[tuple[int, int]] = set()
        self._clean: set[tuple[tuple[int, int], frozenset[str]]] = set()

    def faults(self, page: pikepdf.Page, names: frozenset[str]) -> Iterator[Fault]:
        """Find colours that the press does not have, and transparency; pages share resources and use these names."""
        yield from _group(page.obj)
        resources = page.obj.get("/Resources")
        key = (resources.objgen, names) if isinstance(resources, pikepdf.Object) and resources.is_indirect else None
        if key in self._clean:
            return
        found = tuple(self._follow(page.obj, names))
        if key is not None and not found:
            self._clean.add(key)
        yield from found

    def _follow(self, owner: pikepdf.Object, names: frozenset[str] | None) -> Iterator[Fault]:
        resources = owner.get("/Resources")
        if not isinstance(resources, pikepdf.Dictionary):
            return
        for form in _entries(resources, "/XObject", names):
            if not self._was_seen(form):
                yield from _group(form)
                yield from _transparency(form)
                yield from self._follow(form, None)
        for pattern in _entries(resources, "/Pattern", names):
            if not self._was_seen(pattern):
                yield from self._pattern(pattern)
                yield from self._follow(pattern, None)
        for state in _entries(resources, "/ExtGState", names):
            yield from _blend_mode(state)
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and not self._was_seen(mask.G):
                yield _transparent("A soft mask", str(mask.S).removeprefix("/"))
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


def _transparency(drawn: pikepdf.Object) -> Iterator[Fault]:
    """Find what presses that flatten do differently: masks of pictures, and groups that mix with what lies below."""
    if isinstance(drawn.get("/SMask"), pikepdf.Stream):
        yield _transparent("A picture with a soft mask", f"{int(drawn.Width)} × {int(drawn.Height)} pixels")
    group = drawn.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
        if group.get("/K", False):
            yield _transparent("A knockout group", "K true", Severity.WARNING)
        if not group.get("/I", False):
            yield _transparent("A group that is not isolated", "I false", Severity.WARNING)


def _blend_mode(state: pikepdf.Object) -> Iterator[Fault]:
    modes = state.get("/BM", pikepdf.Name.Normal)
    # A list has those that a program may choose from, the best first.
    mode = str(modes[0] if isinstance(modes, pikepdf.Array) else modes).removeprefix("/")
    if mode not in _PLAIN_BLENDS:
        yield _transparent("A blend mode", mode)


def _transparent(what: str, value: str, severity: Severity = Severity.INFO) -> Fault:
    return Fault(code="press-transparency", what=what, value=value, limit="opaque is safest", severity=severity)


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
