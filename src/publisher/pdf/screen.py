"""The PDF for the screen: PDF/UA-1 and PDF/A-2u, linked, with bookmarks and page labels."""

import zlib
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from itertools import pairwise

import pydyf
import weasyprint
from weasyprint.css import ColorProfile

from publisher.collector import collector_at_rest
from publisher.pdf.layout import Pages
from publisher.pdf.prepress_content import screen_content
from publisher.pdf.structure import own_structure

# PDF/A allows no property that it does not know, unless the metadata itself describes it (ISO 19005-2 §6.6.2.3).
_ACCESSIBILITY = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def screen_pdf(pages: Pages) -> bytes:
    """Write laid-out pages as a PDF; the same pages give the same bytes."""

    def finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        pdf.catalog["PageLabels"] = page_labels(pages.labels)
        pdf.catalog["PageLayout"] = "/TwoPageRight"
        pdf.catalog["PageMode"] = "/UseOutlines"
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        _complete_metadata(pdf)
        _forbid_guessing(pdf)
        _compress(pdf)

    document = pages.document.copy()
    document.color_profiles = {"srgb": _srgb()}
    with own_structure(), collector_at_rest():
        written: bytes = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-2u",
            pdf_tags=True,
            pdf_identifier=identifier(pages),
            output_intent="of the document",
        )
    return written


def _srgb() -> ColorProfile:
    """Read the profile that the colours of a screen are meant in; left to itself, WeasyPrint forgets to close it."""
    name = "sRGB2014.icc"
    content = files("weasyprint.pdf").joinpath(name).read_bytes()
    return ColorProfile(BytesIO(content), name, "relative-colorimetric", ("r", "g", "b"))


def identifier(pages: Pages) -> bytes:
    """Return 16 bytes that name the file, the same for the same book."""
    return sha256("\n".join((*pages.labels, *pages.folios)).encode()).digest()[:16]


def page_labels(labels: Sequence[str]) -> pydyf.Dictionary:
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


def _complete_metadata(pdf: pydyf.PDF) -> None:
    """Declare PDF/UA beside PDF/A, and leave the metadata uncompressed, as programs look for them in the bytes."""
    stream = next(entry for entry in pdf.objects if isinstance(entry, pydyf.Stream) and _is_metadata(entry))
    stream.stream = [stream.stream[0].replace(b"</rdf:RDF>", _ACCESSIBILITY)]
    stream.compress = False


def _forbid_guessing(pdf: pydyf.PDF) -> None:
    """Let no picture ask for pixels between its own (ISO 19005-2 §6.2.8): every reader would guess them otherwise."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and entry.extra.get("Subtype") == "/Image":
            entry.extra.pop("Interpolate", None)


def _compress(pdf: pydyf.PDF) -> None:
    """Compress streams here: one whose last byte is a carriage return looks a byte too long (ISO 19005-2 §6.1.7.1)."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream) and entry.compress:
            entry.compress = False
            content = entry.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            if b"/DeviceCMYK c" in content or b"/DeviceCMYK C" in content:
                content = screen_content(content)
            entry.stream = [_packed(content)]
            entry.extra["Filter"] = "/FlateDecode"


def _packed(content: bytes) -> bytes:
    packed = zlib.compress(content, level=9)
    # The last byte is one of the checksum's; white space at the end changes it and nothing else.
    return packed if not packed.endswith(b"\r") else _packed(content + b"\n")


def _is_metadata(stream: pydyf.Stream) -> bool:
    return bool(stream.extra.get("Type") == "/Metadata")
