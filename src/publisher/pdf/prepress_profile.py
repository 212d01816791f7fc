"""The output profile of a press: which ink each colour of the screen becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageCms, ImageMath

from publisher.diagnostics import Place, fail

Cmyk: TypeAlias = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each 0 to 1."""

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
PAPER: Cmyk = (0.0, 0.0, 0.0, 0.0)
REGISTRY = "http://www.color.org"
# By a part of a profile's description: the name of its printing condition in the registry of the ICC, and what it is.
_CONDITIONS = (
    ("ISO Coated v2", "FOGRA39", "Offset on coated paper, ISO 12647-2:2004"),
    ("PSO Coated v3", "FOGRA51", "Offset on coated paper, ISO 12647-2:2013"),
    ("PSO Uncoated v3", "FOGRA52", "Offset on uncoated paper, ISO 12647-2:2013"),
    ("PSO Uncoated ISO12647", "FOGRA47", "Offset on uncoated paper, ISO 12647-2:2004"),
    ("PSO LWC Improved", "FOGRA45", "Web offset on light coated paper, ISO 12647-2"),
    ("Japan Color 2011", "JC201103", "Sheet-fed offset on coated paper, Japan"),
    ("Japan Color 2001 Coated", "JC200103", "Sheet-fed offset on coated paper, Japan"),
    ("GRACoL2006", "CGATS TR 006", "Sheet-fed offset on coated paper, United States"),
    ("GRACoL2013", "CGATS21-2-CRPC6", "Sheet-fed offset on coated paper, United States"),
    ("Web Coated (SWOP)", "CGATS TR 001", "Web offset, United States"),
)
# Small type in four inks does not register, so CIE L* up to here is black alone. A dark or middling colour with little
# CIE chroma is meant as grey; with as little, a light one is meant as tinted paper.
_BLACK_LIGHTNESS = 20.0
_MIDDLE_LIGHTNESS = 65.0
_GREY_CHROMA = 9.0
_TINT_CHROMA = 1.5
_STEPS = 256
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A printing condition: its registered name, or the profile's own where there is none, and in words."""

    identifier: str
    registered: bool
    words: str


class OutputProfile:
    """Converts colours and pictures of the screen (sRGB) for one printing condition.

    `ink_limit` is the most that the four inks may add up to, where 4 is all of each.
    """

    def __init__(self, content: bytes, *, ink_limit: float) -> None:
        self.content = content
        self.ink_limit = ink_limit
        self._profile = ImageCms.getOpenProfile(BytesIO(content))
        self.description = str(self._profile.profile.profile_description or "").strip() or "CMYK"
        self._colours: dict[tuple[float, ...], Cmyk] = {}

    @property
    def condition(self) -> Condition:
        """Tell which printing condition the profile is made for."""
        for part, identifier, words in _CONDITIONS:
            if part.casefold() in self.description.casefold():
                return Condition(identifier=identifier, registered=True, words=words)
        return Condition(identifier=self.description, registered=False, words=self.description)

    def colour(self, red: float, green: float, blue: float) -> Cmyk:
        """Return the ink for a flat colour: black alone for what is nearly black or grey."""
        key = (red, green, blue)
        if key not in self._colours:
            self._colours[key] = self._flat(key)
        return self._colours[key]

    def lab(self, lightness: float, a: float, b: float) -> Cmyk:
        """Return the ink for a colour in CIE L*a*b* (D50): lightness 0 to 100, a and b about -128 to 127."""
        sample = bytes((round(lightness * 2.55) & 255, round(a) & 255, round(b) & 255))
        made = self._from_lab.apply(Image.frombytes("LAB", (1, 1), sample))
        return self._limited([value / 255 for value in made.tobytes()])

    def ramp(self, colours: Sequence[tuple[float, ...]]) -> bytes:
        """Return the steps of a blend, four bytes each; a blend of greys stays in black ink."""
        if all(max(colour) - min(colour) < 1 / 255 for colour in colours):
            return b"".join(bytes((0, 0, 0, self.grey[round(colour[0] * 255)])) for colour in colours)
        pixels = bytes(round(min(max(value, 0), 1) * 255) for colour in colours for value in colour)
        return self.picture(Image.frombytes("RGB", (len(colours), 1), pixels)).tobytes()

    def picture(self, image: Image.Image) -> Image.Image:
        """Convert an RGB picture to CMYK."""
        made = self._from_rgb.apply(image.convert("RGB"))
        return made if _most_ink(made) <= self.ink_limit * 255 else _scaled(made, self.ink_limit)

    def inks(self, image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image | None:
        """Convert a picture in the inks of another press, or return None for one that is meant for this."""
        if (source.profile.profile_description or "").strip() == self.description:
            return None
        made = transform(source, self._profile, "CMYK", "CMYK").apply(image)
        return made if _most_ink(made) <= self.ink_limit * 255 else _scaled(made, self.ink_limit)

    @cached_property
    def grey(self) -> bytes:
        """The black ink, 0 to 255, that looks as light on paper as each grey of the screen."""
        inks = Image.frombytes("CMYK", (_STEPS, 1), bytes(ink for step in range(_STEPS) for ink in (0, 0, 0, step)))
        lightness = self._lightness(inks, self._to_lab)
        greys = Image.frombytes("RGB", (_STEPS, 1), bytes(step for step in range(_STEPS) for _ in range(3)))
        wanted = self._lightness(greys, self._rgb_to_lab)
        paper, black = lightness[0], lightness[-1]
        scaled = [black + (paper - black) * value / 255 for value in wanted]
        return bytes(min(range(_STEPS), key=lambda step: abs(lightness[step] - value)) for value in scaled)

    def _flat(self, key: tuple[float, ...]) -> Cmyk:
        rgb = Image.frombytes("RGB", (1, 1), bytes(round(min(max(value, 0), 1) * 255) for value in key))
        level, a, b = self._rgb_to_lab.apply(rgb).tobytes()
        # Pillow has L* as 0 to 255, and a* and b* as bytes with a sign.
        lightness, chroma = level / 2.55, ((a - 256 * (a > 127)) ** 2 + (b - 256 * (b > 127)) ** 2) ** 0.5
        if min(key) >= 1:
            return PAPER
        if lightness < _BLACK_LIGHTNESS and chroma < 2 * _GREY_CHROMA:
            return BLACK
        if chroma < (_GREY_CHROMA if lightness < _MIDDLE_LIGHTNESS else _TINT_CHROMA):
            grey = round((0.299 * key[0] + 0.587 * key[1] + 0.114 * key[2]) * 255)
            return (0.0, 0.0, 0.0, round(self.grey[grey] / 255, 3))
        return self._limited([value / 255 for value in self._from_rgb.apply(rgb).tobytes()])

    def _limited(self, inks: Iterable[float]) -> Cmyk:
        cyan, magenta, yellow, black = inks
        colours = cyan + magenta + yellow
        share = min(1.0, max(0.0, self.ink_limit - black) / colours) if colours else 1.0
        return (round(cyan * share, 3), round(magenta * share, 3), round(yellow * share, 3), round(black, 3))

    @staticmethod
    def _lightness(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> list[int]:
        return list(transform.apply(image).tobytes()[::3])

    @cached_property
    def _from_rgb(self) -> ImageCms.ImageCmsTransform:
        return transform(SRGB, self._profile, "RGB", "CMYK")

    @cached_property
    def _from_lab(self) -> ImageCms.ImageCmsTransform:
        return transform(_LAB, self._profile, "LAB", "CMYK")

    @cached_property
    def _to_lab(self) -> ImageCms.ImageCmsTransform:
        return transform(self._profile, _LAB, "CMYK", "LAB")

    @cached_property
    def _rgb_to_lab(self) -> ImageCms.ImageCmsTransform:
        return transform(SRGB, _LAB, "RGB", "LAB")


def read_profile(file: Path, *, ink_limit: float) -> OutputProfile:
    """Read an ICC profile; raises `PublisherError` (`profile-unfit`) for one that is not for a CMYK press."""
    try:
        content = file.read_bytes()
        profile = ImageCms.getOpenProfile(BytesIO(content)).profile
        fits = profile.xcolor_space.strip() == "CMYK" and profile.device_class.strip() == "prtr"
    except (OSError, ImageCms.PyCMSError):
        fits = False
    if not fits:
        raise fail(
            "profile-unfit",
            f"{file.name} is no ICC profile of a CMYK press, so no colour can be converted with it",
            place=Place(file=file),
            hint="ask the printer for the profile of the paper and the press (a file that ends in .icc)",
        )
    return OutputProfile(content, ink_limit=ink_limit)


def transform(
    source: ImageCms.ImageCmsProfile, target: ImageCms.ImageCmsProfile, before: str, after: str
) -> ImageCms.ImageCmsTransform:
    """Return what converts pictures from one profile to another, each with the mode that Pillow has for it."""
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(source, target, before, after, intent, flags)


def _most_ink(image: Image.Image) -> int:
    """Return the largest sum of the four inks of a pixel, of 1020."""
    bands = dict(zip("cmyk", (band.convert("I") for band in image.split()), strict=True))
    total = ImageMath.lambda_eval(lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **bands)
    return int(total.getextrema()[1])


def _scaled(image: Image.Image, limit: float) -> Image.Image:
    """Take colour away wherever the inks add up to more than the limit."""
    *colours, black = (band.convert("F") for band in image.split())
    names = dict(zip("cmyk", (*colours, black), strict=True))
    share = ImageMath.lambda_eval(
        lambda inks: inks["min"]((limit * 255 - inks["k"]) / inks["max"](inks["c"] + inks["m"] + inks["y"], 1.0), 1.0),
        **names,
    )
    less = [
        ImageMath.lambda_eval(lambda inks: inks["band"] * inks["share"], band=each, share=share) for each in colours
    ]
    return Image.merge("CMYK", [band.convert("L") for band in (*less, black)])
