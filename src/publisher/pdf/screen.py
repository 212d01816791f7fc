"""The PDF for the screen: tagged, linked, with bookmarks and page labels."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

import pydyf
import weasyprint

from publisher.pdf.layout import Pages


def screen_pdf(pages: Pages) -> bytes:
    """Write laid-out pages as a PDF; the same pages give the same bytes."""

    def finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        pdf.catalog["PageLabels"] = _page_labels(pages.labels)
        pdf.catalog["PageLayout"] = "/TwoPageRight"
        pdf.catalog["PageMode"] = "/UseOutlines"
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    identifier = sha256("\n".join((*pages.labels, *pages.folios)).encode()).digest()[:16]
    written: bytes = pages.document.write_pdf(finisher=finish, pdf_tags=True, pdf_identifier=identifier)
    return written


def _page_labels(labels: Sequence[str]) -> pydyf.Dictionary:
    """Make the number tree of page labels (ISO 32000-2 §12.4.2), one range for each run of counted pages."""
    numbers = pydyf.Array()
    for index, label in _range_starts(labels):
        entry = pydyf.Dictionary()
        if label.isdecimal():
            entry["S"] = "/D"
        elif label.isascii() and label:
            entry["S"] = "/r"
        elif label:
            entry["P"] = pydyf.String(label)
        numbers.extend([index, entry])
    return pydyf.Dictionary({"Nums": numbers})


def _range_starts(labels: Sequence[str]) -> list[tuple[int, str]]:
    def style(label: str) -> str:
        return "decimal" if label.isdecimal() else "roman" if label.isascii() and label else label

    if not labels:
        return []
    changes = [
        (index, after) for index, (before, after) in enumerate(pairwise(labels), 1) if style(before) != style(after)
    ]
    return [(0, labels[0]), *changes]
