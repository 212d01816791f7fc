"""The resources of content streams (ISO 32000-2 §7.8.3), each looked up once, also if pages share them."""

from collections.abc import Mapping

import pikepdf


class Resources:
    """A dictionary of resources, asked by what stands before an operator."""

    def __init__(self, entries: pikepdf.Object) -> None:
        self.entries = entries
        self._found: dict[tuple[str, bytes], pikepdf.Object | None] = {}
        self._spaces: dict[str, tuple[str, str]] = {}
        self._states: dict[bytes, Mapping[str, bool | float]] = {}

    def entry(self, kind: str, operands: bytes) -> pikepdf.Object | None:
        """Return the resource that is named."""
        key = (kind, operands)
        if key not in self._found:
            self._found[key] = self._get(kind, name_in(operands))
        return self._found[key]

    def space(self, name: str) -> tuple[str, str]:
        """Return the family of a colour space and, for a spot colour, its name."""
        if name not in self._spaces:
            found = self._get("/ColorSpace", name)
            self._spaces[name] = family(found) if found is not None else (name, "")
        return self._spaces[name]

    def state(self, operands: bytes) -> Mapping[str, bool | float]:
        """Return what a graphics state sets (ISO 32000-2 §8.4.5), by the names that `State` has for it."""
        if operands not in self._states:
            entries = self.entry("/ExtGState", operands)
            self._states[operands] = _settings(entries) if isinstance(entries, pikepdf.Dictionary) else {}
        return self._states[operands]

    def _get(self, kind: str, name: str) -> pikepdf.Object | None:
        entries = self.entries.get(kind)
        return entries.get(f"/{name}") if isinstance(entries, pikepdf.Dictionary) else None


def name_in(operands: bytes) -> str:
    """Return the first name among operands, without its slash."""
    return operands.partition(b"/")[2].split()[0].decode("latin-1") if b"/" in operands else ""


def family(space: object) -> tuple[str, str]:
    """Return the family of a colour space and, for a spot colour, its name; for `Indexed` what its colours are in."""
    if not isinstance(space, pikepdf.Array) or not len(space):
        return (str(space).removeprefix("/") if space is not None else "DeviceGray", "")
    name = str(space[0]).removeprefix("/")
    if name in ("Indexed", "Pattern") and len(space) > 1:
        return family(space[1])
    if name in ("Separation", "DeviceN"):
        return (name, str(space[1]) if name == "DeviceN" else str(space[1]).removeprefix("/"))
    return (name, "")


def _settings(entries: pikepdf.Dictionary) -> Mapping[str, bool | float]:
    made: dict[str, bool | float] = {}
    if "/OP" in entries:
        made["stroke_overprint"] = bool(entries.OP)
        made["fill_overprint"] = bool(entries.get("/op", entries.OP))
    elif "/op" in entries:
        made["fill_overprint"] = bool(entries.op)
    if "/LW" in entries:
        made["width"] = float(entries.LW)
    if _lets_through(entries):
        made["blended"] = True
    return made


def _lets_through(entries: pikepdf.Dictionary) -> bool:
    """Tell whether a graphics state lets what lies below show through, or mixes with it."""
    opacity = min(float(entries.get("/ca", 1)), float(entries.get("/CA", 1)))
    return opacity < 1 or str(entries.get("/BM", "/Normal")) != "/Normal" or entries.get("/SMask", "/None") != "/None"
