"""Each test puts a font that is not embedded on page 2 of a good PDF, wherever a page can take it from."""

from pathlib import Path

import pikepdf
import pytest
from pdf_files import Change, changed, check, only, screen
from pikepdf import Array, Dictionary, Name, String


def font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def put(pdf: pikepdf.Pdf, key: str, resource: pikepdf.Object) -> None:
    """Add a resource to page 2 alone: WeasyPrint's pages share one dictionary."""
    page = pdf.pages[1]
    own = Dictionary(Font=Dictionary(dict(page.resources.Font)))
    own[key] = Dictionary({**dict(own.get(key, Dictionary())), "/Added": resource})
    page.obj.Resources = pdf.make_indirect(own)


def form(pdf: pikepdf.Pdf, resource: pikepdf.Object, key: str = "/Font") -> pikepdf.Stream:
    return pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources={key: Dictionary(Inner=resource)}
    )


def type0(descriptor: Dictionary) -> Dictionary:
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name.Helvetica,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=descriptor,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Helvetica,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[descendant],
    )


def on_page(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/Font", font())


def type0_on_page(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/Font", type0(Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=4)))


def in_form(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/XObject", form(pdf, font()))


def in_form_in_form(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/XObject", form(pdf, form(pdf, font()), "/XObject"))


def in_pattern(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/Pattern", pdf.make_stream(b"", PatternType=1, Resources={"/Font": Dictionary(F=font())}))


def in_soft_mask(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/ExtGState", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form(pdf, font()))))


def in_type3_font(pdf: pikepdf.Pdf) -> None:
    put(pdf, "/Font", Dictionary(Type=Name.Font, Subtype=Name.Type3, Resources=Dictionary(Font=Dictionary(F=font()))))


def in_annotation(pdf: pikepdf.Pdf) -> None:
    stamp = Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=form(pdf, font())))
    pdf.pages[1].obj.Annots = Array([stamp])


def in_annotation_state(pdf: pikepdf.Pdf) -> None:
    states = Dictionary(On=form(pdf, font()))
    pdf.pages[1].obj.Annots = Array([Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=states))])


@pytest.mark.parametrize(
    "add",
    [
        on_page,
        type0_on_page,
        in_form,
        in_form_in_form,
        in_pattern,
        in_soft_mask,
        in_type3_font,
        in_annotation,
        in_annotation_state,
    ],
)
def test_a_font_that_is_not_embedded_is_found(tmp_path: Path, add: Change) -> None:
    message = only(check(tmp_path, changed(screen(), add)), "pdf-font-not-embedded", page=2)
    assert "Helvetica" in message
    assert "(page 2)" in message


@pytest.mark.parametrize("key", ["/FontFile", "/FontFile2", "/FontFile3"])
def test_embedded_fonts_are_silent(tmp_path: Path, key: str) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        descriptor = Dictionary({"/Type": Name.FontDescriptor, key: pdf.make_stream(b"glyphs")})
        put(pdf, "/Font", type0(descriptor))

    assert check(tmp_path, changed(screen(), add)) == ()


def test_forms_that_contain_each_other_end(tmp_path: Path) -> None:
    def nest(pdf: pikepdf.Pdf) -> None:
        outer = form(pdf, font())
        outer.Resources.XObject = Dictionary(Again=outer)
        put(pdf, "/XObject", outer)

    only(check(tmp_path, changed(screen(), nest)), "pdf-font-not-embedded", page=2)


def test_the_pages_of_a_font_are_told_together(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        on_page(pdf)
        pdf.pages[2].obj.Resources = pdf.pages[1].obj.Resources

    message = only(check(tmp_path, changed(screen(), add)), "pdf-font-not-embedded", page=2)
    assert "(pages 2–3)" in message
