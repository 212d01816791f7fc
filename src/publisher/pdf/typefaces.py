"""The typefaces of laid-out pages, by the names that people know them by."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pydyf
import weasyprint
from fontTools.ttLib import TTFont, TTLibError
from weasyprint.document import Page
from weasyprint.pdf.stream import Stream

from publisher.collector import collector_at_rest

# In the table `name` of OpenType: for Windows, the family as designers group it, else in groups of four faces; in
# simplified Chinese, traditional Chinese, English.
_WINDOWS, _NAMES, _LANGUAGES = 3, (16, 1), (0x0804, 0x0404, 0x0409)
_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")


def typefaces_of(document: weasyprint.Document, pages: Iterable[Page]) -> tuple[str, ...]:
    """Name the families that pages are drawn in, pictures too, in the order of their names.

    They are drawn for it, since nothing else tells which faces stand in for one that has not all the characters.
    """
    fonts: dict[Any, Any] = {}
    resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in _RESOURCES})
    with collector_at_rest():
        for page in pages:
            area = (0, 0, page.width, page.height)
            page.paint(Stream(fonts, area, resources, {}, None, document.color_profiles, document.output_intent))
    return tuple(sorted({_family(font.file_content, font.index) or font.family for font in fonts.values()}))


def _family(content: bytes, index: int) -> str | None:
    """Read the family from the font itself: a style sheet may call it by another name."""
    try:
        names = TTFont(BytesIO(content), fontNumber=index, lazy=True)["name"]
    except TTLibError:
        return None
    written = [names.getName(name, _WINDOWS, 1, language) for language in _LANGUAGES for name in _NAMES]
    return next((str(found) for found in written if found), None)
