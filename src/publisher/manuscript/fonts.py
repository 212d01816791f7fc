"""The book's own font files: whether they can be opened, since a broken one would be passed over without a word."""

from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from publisher.manuscript.findings import Findings
from publisher.manuscript.reading import why


def check_font(file: Path, findings: Findings) -> None:
    """Note if a font file cannot be read or is damaged."""
    try:
        whole = _is_whole(file)
    except OSError as refusal:
        findings.error("file-unreadable", f"{file.name} cannot be read: {why(refusal)}", hint="check its rights")
        return
    except Exception:
        # What fontTools raises for junk depends on where in a table it is met: errors of its own, of struct, of lists.
        whole = False
    if not whole:
        findings.error(
            "font-damaged",
            f"{file.name} is damaged or no font, so the text set in it would come out in another typeface",
            hint="copy or download it again; fonts/ takes OpenType and TrueType: .otf .ttf .ttc",
        )


def _is_whole(file: Path) -> bool:
    # From memory: of a file that it refuses, fontTools leaves the handle open.
    data = file.read_bytes()
    if file.suffix.lower() == ".ttc":
        fonts = TTCollection(BytesIO(data), lazy=True).fonts
    else:
        fonts = [TTFont(BytesIO(data), lazy=True)]
    return bool(fonts) and all(_is_complete(font, len(data)) for font in fonts)


def _is_complete(font: TTFont, size: int) -> bool:
    """Tell whether all tables lie in the file, and those can be read that say what the font is and has."""
    ends = [table.offset + table.length for table in font.reader.tables.values()]
    return max(ends) <= size and bool(font["name"].names) and font.getBestCmap() is not None and "head" in font
