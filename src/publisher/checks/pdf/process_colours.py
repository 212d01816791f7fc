"""What a colour of a PDF is in the inks of the press (ISO 32000-2 §8.6), and which plates it prints on (§8.6.7)."""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

INKS = ("Cyan", "Magenta", "Yellow", "Black")

_OF_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space by its inks, one for each number of a colour; none for a space that is not known.

    `additive`: a number is light, not ink. `process`: it prints on all four plates. `direct`: a nought may
    leave a plate alone.
    """

    inks: tuple[str, ...] = ()
    additive: bool = False
    process: bool = True
    direct: bool = False

    def level(self, values: Sequence[float], ink: str) -> float:
        """Return how much of an ink a colour has, from 0 to 1."""
        for name, value in zip(self.inks, values, strict=False):
            if name in (ink, "All"):
                return 1 - value if self.additive else value
        return 0.0

    def leaves(self, values: Sequence[float], ink: str, *, nonzero: bool) -> bool:
        """Tell whether the colour leaves a plate as it is when it overprints; `nonzero` is mode 1 of `OPM`."""
        if not self.process:
            return ink not in self.inks and "All" not in self.inks
        return nonzero and self.direct and self.level(values, ink) == 0

    def first(self) -> tuple[float, ...]:
        """Return the colour that a space begins with."""
        if self.direct:
            return (0.0, 0.0, 0.0, 1.0)
        return (0.0 if self.additive or self.process else 1.0,) * len(self.inks)


GREY = Space(("Black",), additive=True)
_SPACES = {
    "DeviceGray": GREY,
    "CalGray": GREY,
    "G": GREY,
    "DeviceRGB": Space(INKS[:3], additive=True),
    "CalRGB": Space(INKS[:3], additive=True),
    "DeviceCMYK": Space(INKS, direct=True),
}


def space_of(found: pikepdf.Object | str | None) -> Space:
    """Read a colour space; RGB, which has no place in such a file, counts as the inks that absorb it."""
    if isinstance(found, Array) and len(found):
        match str(found[0]).removeprefix("/"):
            case "ICCBased":
                named = _SPACES[_OF_COUNT.get(int(found[1].N), "DeviceCMYK")]
                return Space(named.inks, additive=named.additive)
            case "Separation":
                return Space((str(found[1]).removeprefix("/"),), process=False)
            case "DeviceN":
                return Space(tuple(str(name).removeprefix("/") for name in found[1]), process=False)
            case name:
                return _SPACES.get(name, Space())
    return _SPACES.get(str(found).removeprefix("/"), Space())


def exposed_blend(pdf: pikepdf.Pdf, blend: pikepdf.Object, ink: str) -> pikepdf.Object | None:
    """Return what a blend is on the plate of an ink, as a blend of greys; None for meshes and for what is computed."""
    if int(blend.ShadingType) > 3:
        return None
    function = _exposed_function(pdf, blend.Function, space_of(blend.ColorSpace), ink)
    if function is None:
        return None
    kept = ("/ShadingType", "/Coords", "/Domain", "/Extend", "/Matrix", "/BBox", "/AntiAlias")
    made = Dictionary({entry: blend[entry] for entry in kept if entry in blend})
    made.ColorSpace, made.Function = Name.DeviceGray, function
    return pdf.make_indirect(made)


def _exposed_function(pdf: pikepdf.Pdf, function: pikepdf.Object, space: Space, ink: str) -> pikepdf.Object | None:
    if ink not in space.inks:
        return Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[1], N=1)
    place = space.inks.index(ink)
    if isinstance(function, Array):
        return _exposed_function(pdf, function[place], Space((ink,), additive=space.additive), ink)

    def light(value: float) -> float:
        return value if space.additive else 1 - value

    match int(function.FunctionType):
        case 0 if function.BitsPerSample == 8:
            samples = function.read_bytes()[place :: len(space.inks)]
            made = Stream(pdf, samples if space.additive else bytes(255 - sample for sample in samples))
            made.FunctionType, made.BitsPerSample, made.Range = 0, 8, Array([0, 1])
            made.Domain, made.Size = function.Domain, function.Size
            return pdf.make_indirect(made)
        case 2:
            ends = {end: [light(float(function[end][place]))] for end in ("/C0", "/C1")}
            return Dictionary({"/FunctionType": 2, "/Domain": function.Domain, "/N": function.N, **ends})
        case 3:
            parts = [_exposed_function(pdf, part, space, ink) for part in function.Functions]
            if any(part is None for part in parts):
                return None
            kept = {entry: function[entry] for entry in ("/Domain", "/Bounds", "/Encode")}
            return Dictionary({"/FunctionType": 3, "/Functions": Array(parts), **kept})
        case _:
            return None
