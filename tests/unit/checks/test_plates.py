"""The plates of a page beside those that Ghostscript separates: every way to paint, with and without overprint."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from publisher.checks.pdf.opened import Box
from publisher.checks.pdf.plates import INKS, plates_of

SIDE = 400
WHOLE = Box(left=0, bottom=0, right=SIDE, top=SIDE)
# Ghostscript forgets overprint on a page with transparency, so there is a page for each.
OVERPRINT = b"""
0.2 0.6 0.1 0 k 20 20 160 100 re f
q /Over gs 0 0 0 1 k 40 40 60 120 re f 0 0.9 0 0 k 120 10 40 60 re f Q
q /Whole gs 0 0 0.8 0 k 60 60 30 20 re f Q
q 0 0.3 0.8 0 k /Over gs 1 0 0 0 K 8 w 220 30 60 60 re B Q
q /Over gs 0 0 0 1 k 0 1 0 0 K 6 w 300 30 50 50 re b Q
q 0.4 0 0 0 k 210 60 160 10 re f /Over gs 0 0 0 0.6 k 210 50 160 30 re f Q
q 80 0 0 80 220 120 cm /Photo Do Q
q 80 0 0 80 310 120 cm /Grey Do Q
q /Over gs 0 0 0.5 0 k 240 140 40 40 re f 340 140 40 40 re f Q
q 220 220 80 80 re W n /Fade sh Q
q /Pattern cs /Tiles scn 310 220 80 80 re f Q
q /Pattern cs /Fading scn 20 230 80 60 re f Q
q /Gold cs 0.7 scn 110 230 60 60 re f /Over gs 0 0 1 0 k 130 250 60 60 re f 1 scn Q
q /Over gs /Gold cs 1 scn 30 30 20 20 re f Q
q /Registration cs 0.6 scn 180 180 20 20 re f Q
q 1 0 0 1 20 310 cm /Over gs 0 0 0 0.7 k /Box Do Q
q 60 0 0 60 120 320 cm 0 1 0 0 k BI /W 8 /H 8 /BPC 1 /IM true ID \xaa\x55\xaa\x55\xaa\x55\xaa\x55 EI Q
q 60 0 0 60 190 320 cm BI /W 4 /H 4 /CS /CMYK /BPC 8 /F /AHx ID %s> EI Q
q 0.4 g 260 320 40 60 re f /DeviceGray cs 0.8 sc 310 320 40 60 re f Q
""" % (b"4080c020" * 16)
TRANSPARENCY = b"""
0.2 0.6 0.1 0 k 20 20 160 100 re f
q 0 0 0 1 k 40 40 60 120 re f Q
q /Darker gs 0.5 0.5 0 0.2 k 150 80 60 60 re f Q
q /Half gs 0 0 1 0 k 30 100 30 60 re f Q
q /Soft gs 1 0 0 0 k 10 150 60 60 re f Q
q 80 0 0 80 220 120 cm /Darker gs /Photo Do Q
q 80 0 0 80 260 160 cm /Half gs /Photo Do Q
q 1 0 0 1 20 310 cm 0 0 0 0.7 k /Group Do Q
q 1 0 0 1 120 310 cm /Half gs /Group Do Q
"""


@pytest.fixture(scope="module")
def pages() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    gold = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.6, 0.2], N=1)
    nothing = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    pieces = [
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0.6, 0.2, 0, 0.1], N=1),
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.6, 0.2, 0, 0.1], C1=[0, 0.9, 0.9, 0], N=1),
    ]
    stitched = Dictionary(FunctionType=3, Domain=[0, 1], Functions=Array(pieces), Bounds=[0.4], Encode=[0, 1, 0, 1])
    sampled = pdf.make_stream(bytes([0, 40, 80, 0, 200, 20, 0, 60, 90, 255, 10, 0]))
    sampled.FunctionType, sampled.BitsPerSample = 0, 8
    sampled.Domain, sampled.Range, sampled.Size = Array([0, 1]), Array([0, 1] * 4), Array([3])
    photo = _picture(pdf, Image.merge("CMYK", [Image.linear_gradient("L").rotate(turn * 90) for turn in range(4)]))
    ends = {"ShadingType": 2, "ColorSpace": Name.DeviceCMYK, "Extend": [True, True]}
    tile = pdf.make_stream(b"0.3 0 0.9 0 k 0 0 8 8 re f /Over gs 0 0 0 0.5 k 4 4 8 8 re f")
    tile.PatternType = tile.PaintType = tile.TilingType = 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 16, 16]), 16, 16
    over = Dictionary(op=True, OP=True, OPM=1)
    tile.Resources = Dictionary(ExtGState=Dictionary(Over=over))
    opaque = Dictionary(
        ExtGState=Dictionary(Over=over, Whole=Dictionary(op=True, OPM=0)),
        ColorSpace=Dictionary(
            Gold=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, gold]),
            Registration=Array([Name.Separation, Name.All, Name.DeviceCMYK, nothing]),
        ),
        XObject=Dictionary(
            Photo=photo,
            Grey=_picture(pdf, Image.linear_gradient("L")),
            Box=_form(pdf, b"0 0 60 40 re f q 0.5 0 0 0 k 20 20 60 40 re f Q", 80),
        ),
        Shading=Dictionary(Fade=Dictionary(Coords=[220, 220, 300, 300], Function=stitched, **ends)),
        Pattern=Dictionary(
            Tiles=tile,
            Fading=Dictionary(PatternType=2, Shading=Dictionary(Coords=[20, 0, 100, 0], Function=sampled, **ends)),
        ),
    )
    group = _form(pdf, b"0.5 0 0 0.2 k 20 20 60 40 re f 0 0.7 0 0 k 40 0 30 30 re f", 80)
    mask = _form(pdf, b"0.7 g 0 140 50 60 re f", SIDE)
    group.Group = Dictionary(S=Name.Transparency, I=True, CS=Name.DeviceCMYK)
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    transparent = Dictionary(
        ExtGState=Dictionary(
            Darker=Dictionary(BM=Name.Multiply),
            Half=Dictionary(ca=0.5),
            Soft=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)),
        ),
        XObject=Dictionary(Photo=photo, Group=group),
    )
    for content, resources in ((OVERPRINT, opaque), (TRANSPARENCY, transparent)):
        pdf.add_blank_page(page_size=(SIDE, SIDE))
        pdf.pages[-1].obj.Contents, pdf.pages[-1].obj.Resources = pdf.make_stream(content), resources
    return pdf


def _form(pdf: pikepdf.Pdf, content: bytes, side: int) -> pikepdf.Object:
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox, stream.Resources = (
        Name.XObject,
        Name.Form,
        Array([0, 0, side, side]),
        Dictionary(),
    )
    return stream


def _picture(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Object:
    stream = pdf.make_stream(image.tobytes())
    stream.Type, stream.Subtype, stream.BitsPerComponent = Name.XObject, Name.Image, 8
    stream.Width, stream.Height = image.size
    stream.ColorSpace = Name.DeviceCMYK if image.mode == "CMYK" else Name.DeviceGray
    return stream


@pytest.fixture(scope="module")
def separated(pages: pikepdf.Pdf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("separations")
    pages.save(folder / "pages.pdf")
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r216"]
    command += [f"-sOutputFile={folder}/%d.tif", str(folder / "pages.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("number", [1, 2], ids=["overprint", "transparency"])
@pytest.mark.parametrize("ink", INKS)
def test_a_plate_is_that_of_ghostscript(pages: pikepdf.Pdf, separated: Path, number: int, ink: str) -> None:
    ours = plates_of(pages.pages[number - 1], WHOLE)[INKS.index(ink)]
    theirs = ImageChops.invert(Image.open(separated / f"{number}({ink}).tif").convert("L"))
    assert abs(ours.width - theirs.width) <= 1
    # Edges are smooth in one and not in the other: what counts is every square of 2 pt.
    size = (SIDE // 2, SIDE // 2)
    apart = ImageChops.difference(ours.resize(size, Image.Resampling.BOX), theirs.resize(size, Image.Resampling.BOX))
    far = apart.point(lambda value: 255 * (value > 12))
    assert ImageStat.Stat(far).mean[0] / 255 < 0.01, far.getbbox()


def test_a_part_of_a_page_is_drawn_alone(pages: pikepdf.Pdf) -> None:
    """It is 216 pixels to the inch; the black square fills its middle."""
    black = plates_of(pages.pages[0], Box(left=40, bottom=130, right=112, top=202))[3]
    assert black.size == (216, 216)


def test_a_page_of_many_metres_takes_no_more_memory_than_a_large_one() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    black = plates_of(pdf.pages[0], Box(left=0, bottom=0, right=14400, top=14400))[3]
    assert black.width * black.height <= 8_100_000


def test_nothing_is_changed_in_the_page(pages: pikepdf.Pdf) -> None:
    before = BytesIO()
    pages.save(before, static_id=True)
    plates_of(pages.pages[0], WHOLE)
    after = BytesIO()
    pages.save(after, static_id=True)
    assert before.getvalue() == after.getvalue()


def test_a_page_without_content_is_white(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    assert [plate.getextrema() for plate in plates_of(pdf.pages[0], Box(left=0, bottom=0, right=100, top=100))] == [
        (0, 0)
    ] * 4
