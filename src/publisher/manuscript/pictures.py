"""A picture file to its type and size, read from its bytes, or what is wrong with it."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

from publisher.book import Picture
from publisher.manuscript.findings import Findings
from publisher.manuscript.paths import find_file, relative
from publisher.manuscript.reading import why
from publisher.manuscript.svg import UnfitSvg, svg_size

# EPUB 3.3, section 3.2 (core media types), as far as WeasyPrint draws them. By the names of Pillow's formats.
_MEDIA_TYPES = {
    "JPEG": ("image/jpeg", (".jpg", ".jpeg")),
    "PNG": ("image/png", (".png",)),
    "GIF": ("image/gif", (".gif",)),
    "WEBP": ("image/webp", (".webp",)),
    "SVG": ("image/svg+xml", (".svg",)),
}
_RASTERS = ("JPEG", "PNG", "GIF", "WEBP")
_MAX_BYTES = 64 * 1024**2
_MAX_PIXELS = 100_000_000
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    format: str
    width: int
    height: int


class _Unfit(Exception):  # noqa: N818 - what was found, not what went wrong in the program
    def __init__(self, code: str, reason: str, hint: str) -> None:
        self.code, self.reason, self.hint = code, reason, hint
        super().__init__(reason)


class PictureReader:
    """Read the pictures of a book, each once, however often it is shown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, Picture | None] = {}

    def read(self, written: str, findings: Findings, *, line: int | None) -> Picture | None:
        """Return the picture that an address means, or note what is wrong with it at its first use."""
        if "://" in written or written.startswith(("//", "data:")):
            findings.error(
                "image-remote",
                f"the image “{written}” is not in the book folder, and a book is built without the network",
                line=line,
                hint="save it in assets/ and write assets/… instead",
            )
            return None
        file = find_file(self._folder, unquote(written), "image", findings, line=line)
        if file is None:
            return None
        if file not in self._read:
            self._read[file] = self._measure(file, findings, line)
        return self._read[file]

    def _measure(self, file: Path, findings: Findings, line: int | None) -> Picture | None:
        name = relative(self._folder, file)
        try:
            measured = _measure(file)
        except _Unfit as unfit:
            findings.error(unfit.code, f"the image “{name}” {unfit.reason}", line=line, hint=unfit.hint)
            return None
        media_type, suffixes = _MEDIA_TYPES[measured.format]
        if file.suffix.lower() not in suffixes:
            findings.error(
                "image-suffix",
                f"the image “{name}” is {measured.format} by its content, and readers go by its name",
                line=line,
                hint=f"rename it to {file.stem}{suffixes[0]}",
            )
        return Picture(source=name, file=file, media_type=media_type, width=measured.width, height=measured.height)


def _measure(file: Path) -> _Measured:
    try:
        size = file.stat().st_size
        if size > _MAX_BYTES:
            raise _Unfit(
                "image-too-large",
                f"has {size // 1024**2} MiB, but at most {_MAX_BYTES // 1024**2} are taken",
                "make it smaller: 300 pixels an inch at the printed size are enough",
            )
        data = file.read_bytes()
    except OSError as problem:
        raise _Unfit("image-unreadable", f"cannot be read: {why(problem)}", "check its rights") from problem
    if _looks_like_xml(data):
        return _measure_svg(data)
    return _measure_raster(data)


def _looks_like_xml(data: bytes) -> bool:
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _measure_svg(data: bytes) -> _Measured:
    try:
        width, height = svg_size(data)
    except UnfitSvg as unfit:
        hint = "save it as plain SVG, with pictures embedded and text as text or paths"
        raise _Unfit("image-svg-unfit", f"is no SVG for a book: {unfit}", hint) from unfit
    return _Measured(format="SVG", width=max(1, round(width)), height=max(1, round(height)))


def _measure_raster(data: bytes) -> _Measured:
    damaged = _Unfit(
        "image-damaged", "is damaged or cut off, so part of it would be missing", "export or copy it again"
    )
    try:
        with warnings.catch_warnings():
            # Pillow's own limit is lower than ours, which is checked below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_RASTERS) as image:
                # Pillow calls a JPEG with several pictures in it (of many phones) MPO.
                kind = "JPEG" if image.format == "MPO" else str(image.format)
                width, height = image.size
                # Asked for metadata that is not in its head, a PNG is decoded whole.
                turned = "exif" in image.info and image.getexif().get(_ORIENTATION) in _TURNED
                if width * height <= _MAX_PIXELS:
                    image.verify()
    except Image.DecompressionBombError as bomb:
        # Pillow stops before it tells the size.
        raise _too_many_pixels("") from bomb
    except UnidentifiedImageError as unknown:
        raise _Unfit(
            "image-format",
            "is no picture that a book can hold",
            "allowed: JPEG, PNG, GIF, WebP and SVG; convert it, a new name alone does not change it",
        ) from unknown
    except (OSError, SyntaxError, ValueError) as problem:
        raise damaged from problem
    if width * height > _MAX_PIXELS:
        raise _too_many_pixels(f" ({width} × {height})")
    if not _is_whole(kind, data):
        raise damaged
    return _Measured(format=kind, width=height if turned else width, height=width if turned else height)


def _too_many_pixels(size: str) -> _Unfit:
    return _Unfit(
        "image-too-large",
        f"has more than {_MAX_PIXELS // 1_000_000} million pixels{size}",
        "make it smaller: 300 pixels an inch at the printed size are enough",
    )


def _is_whole(kind: str, data: bytes) -> bool:
    """Tell whether a picture goes on to its end; for PNG Pillow's `verify` has seen to it."""
    match kind:
        case "JPEG":
            return data.find(b"\xff\xd9", _scan_start(data)) != -1
        case "GIF":
            return data.rstrip(b"\0").endswith(b";")
        case "WEBP":
            return int.from_bytes(data[4:8], "little") + 8 <= len(data)
        case _:
            return True


def _scan_start(data: bytes) -> int:
    """Return where the picture of a JPEG begins behind its headers, which may hold a small JPEG of their own."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF and data[position + 1] != 0xDA:
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return position
