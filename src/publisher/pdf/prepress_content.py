"""The colours of a content stream (ISO 32000-2 §8.6.8) in the inks of a press, black ink printing over the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf

from publisher.pdf.prepress_profile import BLACK, Cmyk, OutputProfile

# Strings are passed over, but for those in hexadecimal digits, which hold no white space and so nothing to find; found
# are operators of colour and colour spaces, blends, pictures and forms, and q and Q, each with the white space before
# it: a search for one of few bytes is several times as fast as one that looks behind at every place. Lines of text,
# nearly all of a content, are passed over in one step: they choose fonts, place glyphs and tell what is read.
_TOKEN = re.compile(
    rb"""(?P<before>[\s(])(?:(?<=\()(?:\\.|[^()\\])*\)|(?<=\s)(?:
    (?P<numbers>(?:[-+.\d]++\s++){1,4}+)(?P<paint>rg|RG|g|G|k|K|scn|SCN|sc|SC)(?!\S)
    |/(?P<space>[^\s/\[\]<>()]+)\s+(?P<choose>cs|CS)(?!\S)
    |(?P<draw>/[^\s/\[\]<>()]+\s+(?:sh|Do))(?!\S)
    |(?P<stack>[qQ])(?!\S)
    |BT(?:\s++(?:(?:[-+.\d]++\s++){6}Tm|/\S++\s++[.\d]++\s++Tf|\[[^\]()]*+\]\s*+TJ|EMC
        |/\w++\s*+<<(?:[^<>()]|<[^<>()]*+>)*+>>\s*+BDC)(?!\S))++))""",
    re.VERBOSE | re.DOTALL,
)
_SPACES = {"G": b"DeviceGray", "RG": b"DeviceRGB", "K": b"DeviceCMYK"}


def overprint_states() -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """Yield the graphics states that converted content asks for, by name: overprint of what is filled and stroked.

    With OPM 1 an ink of which there is none leaves what lies below (ISO 32000-2 §11.7.4.3).
    """
    for fill in (False, True):
        for stroke in (False, True):
            state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, op=fill, OP=stroke, OPM=1)
            yield _state_name(fill, stroke), state


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What counts of the graphics state; `fill` and `stroke` tell whether they overprint, None if it is not known."""

    fill_space: bytes = b"DeviceGray"
    stroke_space: bytes = b"DeviceGray"
    fill: bool | None = None
    stroke: bool | None = None


def ink_content(content: bytes, profile: OutputProfile) -> bytes:
    """Return a content stream in the inks of a press."""
    return _Converter(profile).convert(content)


def grey_content(content: bytes) -> bytes:
    """Return a content stream in greys as light as its colours, which is all that counts in a soft mask."""
    return _Converter(None).convert(content)


_INKS_CHOSEN = re.compile(rb"(?<!\S)/DeviceCMYK\s+(cs|CS)\s+((?:[-+.\d]+\s+){4})(?:scn|SCN|sc|SC)(?!\S)")


def screen_content(content: bytes) -> bytes:
    """Return a content stream of WeasyPrint's with colours in inks as a screen shows them (CSS Color 5 §10.2)."""
    return _INKS_CHOSEN.sub(_shown, content)


def _shown(found: re.Match[bytes]) -> bytes:
    *inks, black = (float(value) for value in found[2].split())
    red, green, blue = (1 - min(1, ink * (1 - black) + black) for ink in inks)
    return b"%g %g %g %s" % (red, green, blue, b"RG" if found[1].isupper() else b"rg")


class _Converter:
    """Converts one content stream, to greys if there is no profile."""

    def __init__(self, profile: OutputProfile | None) -> None:
        self._profile = profile
        self._state = _State()
        self._stack: list[_State] = []

    def convert(self, content: bytes) -> bytes:
        return _TOKEN.sub(self._converted, b"\n" + content).removeprefix(b"\n")

    def _converted(self, found: re.Match[bytes]) -> bytes:
        if found["stack"] == b"q":
            self._stack.append(self._state)
        elif found["stack"] == b"Q":
            self._state = self._stack.pop() if self._stack else _State()
        elif found["draw"]:
            # Where a blend or a picture has none of an ink, it is to cover what has.
            return found["before"] + _joined(self._overprint(stroke=False, wanted=False), found["draw"])
        elif found["choose"]:
            return found["before"] + self._chosen(found)
        elif found["paint"]:
            return found["before"] + self._painted(found)
        return found[0]

    def _chosen(self, found: re.Match[bytes]) -> bytes:
        space = found["space"]
        stroke = found["choose"] == b"CS"
        if stroke:
            self._state = replace(self._state, stroke_space=space)
        else:
            self._state = replace(self._state, fill_space=space)
        if self._is_known(space):
            # The operator that sets the colour names the space as well.
            return b""
        return _joined(self._overprint(stroke=stroke, wanted=False), b"/%s %s" % (space, found["choose"]))

    @staticmethod
    def _is_known(space: bytes) -> bool:
        return space.startswith((b"Device", b"lab-"))

    def _painted(self, found: re.Match[bytes]) -> bytes:
        operator = found["paint"].decode()
        stroke = operator.isupper()
        chosen = self._state.stroke_space if stroke else self._state.fill_space
        space = _SPACES.get(operator.upper(), chosen)
        if not self._is_known(space):
            return found["numbers"] + found["paint"]
        values = [float(value) for value in found["numbers"].split()]
        if self._profile is None:
            return b"%g %s" % (_luminance(space, values), b"G" if stroke else b"g")
        inks = _inks(self._profile, space, values)
        colour = b"%g %g %g %g %s" % (*inks, b"K" if stroke else b"k")
        return _joined(self._overprint(stroke=stroke, wanted=inks == BLACK), colour)

    def _overprint(self, *, stroke: bool, wanted: bool) -> bytes:
        """Ask for overprint or its end, if that is not so already."""
        if self._profile is None or (self._state.stroke if stroke else self._state.fill) == wanted:
            return b""
        self._state = replace(self._state, stroke=wanted) if stroke else replace(self._state, fill=wanted)
        fill_now, stroke_now = bool(self._state.fill), bool(self._state.stroke)
        self._state = replace(self._state, fill=fill_now, stroke=stroke_now)
        return b"/%s gs" % _state_name(fill_now, stroke_now).removeprefix("/").encode()


def _joined(*operations: bytes) -> bytes:
    return b" ".join(filter(None, operations))


def _inks(profile: OutputProfile, space: bytes, values: list[float]) -> Cmyk:
    match (space, values):
        case (b"DeviceRGB", [red, green, blue]):
            return profile.colour(red, green, blue)
        case (b"DeviceGray", [grey]):
            return profile.colour(grey, grey, grey)
        case (b"DeviceCMYK", [cyan, magenta, yellow, black]):
            return (cyan, magenta, yellow, black)
        case (_, [lightness, a, b]):
            return profile.lab(lightness, a, b)
        case _:
            raise ValueError(f"a colour of {len(values)} numbers in {space.decode('latin-1')}")


def _luminance(space: bytes, values: list[float]) -> float:
    """Return how light a colour is, 0 to 1 (ISO 32000-2 §11.5.3)."""
    match values:
        case [red, green, blue] if space == b"DeviceRGB":
            return round(0.3 * red + 0.59 * green + 0.11 * blue, 4)
        case [cyan, magenta, yellow, black]:
            return round(max(0.0, 1 - min(1, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)), 4)
        case [first, *_]:
            return first if space == b"DeviceGray" else round(first / 100, 4)
        case _:
            return 0.0


def _state_name(fill: bool, stroke: bool) -> str:
    return f"/Overprint{int(fill)}{int(stroke)}"
