"""The PDF for the press: PDF/X-4 (ISO 15930-7), in the inks of its printing condition, with bleed and marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from uuid import UUID

import pikepdf
import pydyf
import weasyprint

from publisher.collector import collector_at_rest
from publisher.pdf.geometry import POINTS_PER_MM
from publisher.pdf.layout import Pages, filled
from publisher.pdf.marks import MARGIN, grown, marks_form
from publisher.pdf.prepress import separate
from publisher.pdf.prepress_profile import REGISTRY, OutputProfile
from publisher.pdf.screen import page_labels

# What a reader wants and a press refuses (ISO 15930-7 §6.16, §6.19).
_FOR_READERS = ("/PageMode", "/PageLayout", "/Names", "/Dests", "/OpenAction", "/AcroForm")


@dataclass(frozen=True, slots=True, kw_only=True)
class PressOptions:
    """What a press asks for: `bleed` in mm; `fill` adds blank pages up to a multiple of four, as stitching wants."""

    profile: OutputProfile
    bleed: float = 3.0
    fill: bool = True


def press_pdf(pages: Pages, options: PressOptions) -> bytes:
    """Write pages that were laid out with bleed as PDF/X-4; the same pages give the same bytes."""
    return finished(drawn(pages), pages, options)


def drawn(pages: Pages) -> bytes:
    """Write pages as a PDF in the colours of the screen, of the size of their bleed."""

    def finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        pdf.catalog["PageLabels"] = page_labels(pages.labels)

    # Compressing is left to the last step, since the contents are written anew before.
    with collector_at_rest():
        written: bytes = pages.document.write_pdf(finisher=finish, pdf_tags=False, uncompressed_pdf=True)
    return written


def finished(written: bytes, pages: Pages, options: PressOptions, *, folds: Sequence[float] = ()) -> bytes:
    """Make of such a PDF what a press takes: inks, boxes, marks, output intent, metadata.

    `folds` are where each page is folded, in pt from the left of its trim.
    """
    output = BytesIO()
    with collector_at_rest(), pikepdf.open(BytesIO(written)) as pdf:
        separate(pdf, options.profile)
        _drop_what_readers_want(pdf)
        if options.fill:
            _fill(pdf)
        _set_boxes_and_marks(pdf, options.bleed * POINTS_PER_MM, folds)
        _add_output_intent(pdf, options.profile)
        _add_metadata(pdf, _identifier(pages))
        pdf.save(
            output,
            force_version="1.6",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return output.getvalue()


def _drop_what_readers_want(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page:
            del page["/Annots"]
    for key in _FOR_READERS:
        if key in pdf.Root:
            del pdf.Root[key]


def _fill(pdf: pikepdf.Pdf) -> None:
    """Add blank pages at the end, as large as the last."""
    last = pdf.pages[-1]
    for _ in range(filled(len(pdf.pages)) - len(pdf.pages)):
        blank = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=last.mediabox,
            TrimBox=last.trimbox,
            Resources=last.obj.Resources,
            Contents=pdf.make_stream(b""),
        )
        pdf.pages.append(pikepdf.Page(blank))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surroundings:
    """What is around all pages of one size: boxes, the marks with their name, and what is drawn before and after."""

    bleed: pikepdf.Array
    sheet: pikepdf.Array
    name: str
    marks: pikepdf.Object
    before: pikepdf.Object
    after: pikepdf.Object


def _set_boxes_and_marks(pdf: pikepdf.Pdf, bleed: float, folds: Sequence[float]) -> None:
    """Put the bleed and the marks around the trim of each page (ISO 32000-2 §14.11.2)."""
    known: dict[tuple[float, ...], _Surroundings] = {}
    for page in pdf.pages:
        left, bottom, right, top = trim = tuple(round(float(edge), 3) for edge in page.obj.TrimBox)
        if trim not in known:
            name = f"/Marks{len(known)}"
            known[trim] = _surroundings(pdf, (left, bottom, right, top), name, bleed=bleed, folds=folds)
        around = known[trim]
        page.obj.TrimBox, page.obj.BleedBox, page.obj.MediaBox = pikepdf.Array(trim), around.bleed, around.sheet
        page.obj.Contents = pikepdf.Array([around.before, page.obj.Contents, around.after])
        drawn = page.obj.Resources.get("/XObject")
        if drawn is None or around.name not in drawn:
            page.add_resource(around.marks, pikepdf.Name.XObject, pikepdf.Name(around.name))


def _surroundings(
    pdf: pikepdf.Pdf, trim: tuple[float, float, float, float], name: str, *, bleed: float, folds: Sequence[float]
) -> _Surroundings:
    box = grown(trim, bleed)
    left, bottom, right, top = (float(edge) for edge in box)
    # What goes over the bleed would run under the marks, and what the page draws may leave its graphics state changed.
    clip = f"q\n{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
    return _Surroundings(
        bleed=box,
        sheet=grown(trim, bleed + MARGIN),
        name=name,
        marks=marks_form(pdf, trim, bleed=bleed, folds=folds),
        before=pdf.make_stream(clip.encode()),
        after=pdf.make_stream(f"Q\n{name} Do".encode()),
    )


def _add_output_intent(pdf: pikepdf.Pdf, profile: OutputProfile) -> None:
    embedded = pdf.make_stream(profile.content)
    embedded.N = 4
    condition = profile.condition
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(condition.identifier),
        OutputCondition=pikepdf.String(condition.words),
        Info=pikepdf.String(profile.description),
        DestOutputProfile=embedded,
    )
    if condition.registered:
        intent.RegistryName = pikepdf.String(REGISTRY)
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def _identifier(pages: Pages) -> UUID:
    return UUID(bytes=sha256("\n".join((*pages.labels, *pages.folios)).encode()).digest()[:16])


def _add_metadata(pdf: pikepdf.Pdf, identifier: UUID) -> None:
    """Say which standard the file keeps, in both places where programs look (ISO 15930-7 §6.2, §6.13)."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
        metadata.load_from_docinfo(pdf.docinfo)
        metadata["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        metadata["pdf:Trapped"] = "False"
        metadata["xmp:MetadataDate"] = metadata["xmp:ModifyDate"]
        metadata["xmpMM:DocumentID"] = f"uuid:{identifier}"
        metadata["xmpMM:VersionID"] = "1"
        metadata["xmpMM:RenditionClass"] = "proof:pdf"
    pdf.docinfo["/Trapped"] = pikepdf.Name("/False")
    pdf.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-4")
