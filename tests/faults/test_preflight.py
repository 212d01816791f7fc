"""A good file for the press, and one fault planted in it at a time: code, page, place, value and limit."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_files import MM, changed, check, press
from pikepdf import Array, Dictionary, Name
from PIL import Image

from publisher.diagnostics import Severity

Plant = Callable[[pikepdf.Pdf], None]
Make = Callable[[pikepdf.Pdf], Mapping[str, Mapping[str, pikepdf.Object]]]
# Faults are planted in page 2, which is 100 × 140 mm: 283.46 × 396.85 pt.
PAGE = 2
WIDTH, HEIGHT, BLEED = 100 * MM, 140 * MM, 3 * MM


def nothing(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
    return {}


def drawing(content: str, make: Make = nothing) -> Plant:
    """Draw over page 2, in points from the lower left corner of the trim; `make` makes resources, by kind and name."""

    def plant(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE - 1].obj
        for kind, entries in make(pdf).items():
            for name, entry in entries.items():
                if f"/{kind}" not in page.Resources:
                    page.Resources[f"/{kind}"] = Dictionary()
                page.Resources[f"/{kind}"][name] = entry
        page.Contents.append(pdf.make_stream(f"q\n{content}\nQ".encode()))

    return plant


def text(setting: str, *, x: float = 40, y: float = 200, codes: str = "0001000200030004") -> Plant:
    """Draw four characters of 10 pt; those of these codes have a width and no outline."""

    def plant(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[PAGE - 1].obj.Resources.Font.keys()))
        drawing(f"{setting} BT {font} 10 Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET")(pdf)

    return plant


def only(folder: Path, plant: Plant, code: str, severity: Severity, *told: str) -> None:
    """Find one fault, which tells all that is given."""
    found = check(folder, changed(press(), plant))
    assert [one.code for one in found] == [code], [one.message for one in found]
    [one] = found
    assert one.severity is severity
    assert one.hint
    assert [words for words in told if words not in one.message] == [], one.message
    assert one.place is not None
    about_pages = any(words in one.message for words in ("page 2", "Page 2", "pages 2"))
    assert one.place.page == (PAGE if about_pages else None)


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def test_a_good_file_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, press()) == ()


# Colour spaces, also in forms, blends, patterns, soft masks and inline pictures

WANTED = "DeviceCMYK or DeviceGray is wanted"
# 60 pt are 21.2 mm; the area ends 130 pt above the foot, 94.1 mm under the head.
AREA, PLACE = "60 100 30 30 re f", "page 2, 21.2 mm from the left and 94.1 mm from the top"


@pytest.mark.parametrize("setting", ["1 0 0 rg", "/DeviceRGB cs 1 0 0 scn"])
def test_an_area_in_rgb(tmp_path: Path, setting: str) -> None:
    told = ("An area that is not", "DeviceRGB", WANTED, PLACE)
    only(tmp_path, drawing(f"{setting} {AREA}"), "press-colour-space", ERROR, *told)


def test_a_line_in_rgb(tmp_path: Path) -> None:
    plant = drawing("0 0 1 RG 1 w 60 130 m 90 130 l S")
    only(tmp_path, plant, "press-colour-space", ERROR, "A line that is not", "DeviceRGB", WANTED, PLACE)


def test_text_in_rgb(tmp_path: Path) -> None:
    only(tmp_path, text("0.5 0 0 rg"), "press-colour-space", ERROR, "Text that is not", "DeviceRGB", "page 2, 14.1 mm")


def test_a_named_space_is_looked_up(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ColorSpace": {"/Cielab": Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])])}}

    plant = drawing(f"/Cielab cs 50 20 20 scn {AREA}", make)
    only(tmp_path, plant, "press-colour-space", ERROR, ": Lab,", WANTED, PLACE)


def test_a_spot_colour(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        gold = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.6, 0.2], N=1)
        return {"ColorSpace": {"/Gold": Array([Name.Separation, Name.Gold, Name.DeviceCMYK, gold])}}

    plant = drawing(f"/Gold cs 1 scn {AREA}", make)
    only(tmp_path, plant, "press-spot-colour", WARNING, "Gold", PLACE)


def picture(pdf: pikepdf.Pdf, mode: str, space: Name, *, pixels: int = 400, colour: object = 9) -> pikepdf.Object:
    stream = pdf.make_stream(Image.new(mode, (pixels, pixels), colour).tobytes())  # type: ignore[arg-type]
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width = stream.Height = pixels
    stream.ColorSpace, stream.BitsPerComponent = space, 8
    return stream


def test_a_picture_in_rgb(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"XObject": {"/Photo": picture(pdf, "RGB", Name.DeviceRGB, colour=(9, 9, 200))}}

    plant = drawing("30 0 0 30 60 100 cm /Photo Do", make)
    only(tmp_path, plant, "press-colour-space", ERROR, "A picture that is not", "DeviceRGB", WANTED, PLACE)


def test_an_inline_picture_in_rgb(tmp_path: Path) -> None:
    plant = drawing("30 0 0 30 60 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI")
    only(tmp_path, plant, "press-colour-space", ERROR, "A picture that is not", "DeviceRGB", WANTED, PLACE)


def form(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> pikepdf.Object:
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
    stream.Resources = Dictionary()
    for key, entry in entries.items():
        stream[f"/{key}"] = entry
    return stream


def test_rgb_inside_a_form(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"XObject": {"/Box": form(pdf, b"1 0 0 rg 0 0 30 30 re f")}}

    plant = drawing("1 0 0 1 60 100 cm /Box Do", make)
    only(tmp_path, plant, "press-colour-space", ERROR, "An area that is not", "DeviceRGB", PLACE)


def test_a_group_that_blends_in_rgb(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        group = Dictionary(S=Name.Transparency, I=True, CS=Name.DeviceRGB)
        return {"XObject": {"/Box": form(pdf, b"0 0 0 0.5 k 0 0 30 30 re f", Group=group)}}

    plant = drawing("1 0 0 1 60 100 cm /Box Do", make)
    only(tmp_path, plant, "press-colour-space", ERROR, "A transparency group", "DeviceRGB", WANTED)


def test_rgb_in_a_soft_mask(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        mask = Dictionary(S=Name.Luminosity, G=form(pdf, b"1 1 1 rg 0 0 30 30 re f"))
        return {"ExtGState": {"/Soft": Dictionary(SMask=mask)}}

    found = check(tmp_path, changed(press(), drawing(f"/Soft gs 0 0 0 0.5 k {AREA}", make)))
    assert [one.code for one in found] == ["press-transparency", "press-colour-space"]
    assert "A soft mask that is not in the inks of the press: DeviceRGB" in found[1].message


def test_rgb_in_a_pattern(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        tile = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
        tile.PatternType = tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 9, 9]), 9, 9, Dictionary()
        return {"Pattern": {"/Tiles": tile}}

    plant = drawing(f"/Pattern cs /Tiles scn {AREA}", make)
    only(tmp_path, plant, "press-colour-space", ERROR, "A pattern", "DeviceRGB", WANTED)


def blend(space: Name, first: list[float], last: list[float]) -> pikepdf.Dictionary:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=first, C1=last, N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[60, 100, 90, 130], Function=function)


def test_a_blend_in_rgb(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"Shading": {"/Fade": blend(Name.DeviceRGB, [1, 0, 0], [0, 0, 1])}}

    plant = drawing("60 100 30 30 re W n /Fade sh", make)
    only(tmp_path, plant, "press-colour-space", ERROR, "A blend that is not", "DeviceRGB", WANTED, PLACE)


# Transparency, which PDF/X-4 allows


def test_a_soft_mask(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        mask = Dictionary(S=Name.Luminosity, G=form(pdf, b"0.5 g 0 0 30 30 re f"))
        return {"ExtGState": {"/Soft": Dictionary(SMask=mask)}}

    plant = drawing(f"/Soft gs 0 0 0 0.5 k {AREA}", make)
    only(tmp_path, plant, "press-transparency", INFO, "A soft mask: Luminosity", "(page 2)")


def test_a_picture_with_a_soft_mask(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        photo = picture(pdf, "L", Name.DeviceGray)
        photo.SMask = pdf.make_indirect(picture(pdf, "L", Name.DeviceGray))
        return {"XObject": {"/Photo": photo}}

    plant = drawing("30 0 0 30 60 100 cm /Photo Do", make)
    only(tmp_path, plant, "press-transparency", INFO, "A picture with a soft mask: 400 × 400 pixels", "(page 2)")


@pytest.mark.parametrize("mode", [Name.Multiply, Array([Name.Multiply, Name.Normal])])
def test_a_blend_mode(tmp_path: Path, mode: pikepdf.Object) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ExtGState": {"/Darker": Dictionary(BM=mode), "/Usual": Dictionary(BM=Name.Normal)}}

    plant = drawing(f"/Usual gs /Darker gs 0 0 0 0.5 k {AREA}", make)
    only(tmp_path, plant, "press-transparency", INFO, "A blend mode: Multiply", "(page 2)")


@pytest.mark.parametrize(
    ("entries", "told"), [({}, "A group that is not isolated"), ({"I": True, "K": True}, "A knockout group")]
)
def test_a_group_that_mixes(tmp_path: Path, entries: dict[str, bool], told: str) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, **entries)
        return {"XObject": {"/Box": form(pdf, b"0 0 0 0.5 k 0 0 30 30 re f", Group=group)}}

    only(tmp_path, drawing("1 0 0 1 60 100 cm /Box Do", make), "press-transparency", WARNING, told, "(page 2)")


# Ink


def inked(folder: Path, plant: Plant) -> tuple[int, float, float]:
    """Find too much ink, and return how many per cent, and how many mm from the left and from the top it begins."""
    [found] = [one for one in check(folder, changed(press(), plant)) if one.code == "press-ink"]
    assert found.severity is ERROR
    told = re.search(
        r"(\d+) %, where at most 300 % are wanted \(page 2, ([\d.]+) mm from the left and ([\d.]+) mm", found.message
    )
    assert told, found.message
    return int(told[1]), float(told[2]), float(told[3])


# The plates have a pixel of 0.13 mm.
AT_AREA = (pytest.approx(21.2, abs=0.2), pytest.approx(94.1, abs=0.2))


def too_little(folder: Path, plant: Plant) -> bool:
    return "press-ink" not in {one.code for one in check(folder, changed(press(), plant))}


def test_a_colour_of_too_much_ink(tmp_path: Path) -> None:
    assert inked(tmp_path, drawing(f"0.9 0.8 0.8 0.7 k {AREA}")) == (320, *AT_AREA)


def outlined() -> str:
    """Return the code of a letter that the page sets in the font of `text`, four times."""
    with pikepdf.open(BytesIO(press())) as pdf:
        page = pdf.pages[PAGE - 1].obj
        font = next(iter(page.Resources.Font.keys()))
        content = b"".join(part.read_bytes() for part in page.Contents)
    found = re.search(rf"{font} \d+ Tf\s*\[<(\w{{4}})>".encode(), content)
    assert found
    return found[1].decode() * 4


def test_black_over_a_colour_that_is_full_already(tmp_path: Path) -> None:
    # 85 + 85 + 85 = 255 %, and 100 % of black on top.
    ground = "/DeviceCMYK cs 0.85 0.85 0.85 0 scn 30 190 120 40 re f"
    plant = text(f"{ground} /Overprint10 gs 0 0 0 1 k", codes=outlined())
    ink, across, down = inked(tmp_path, plant)
    assert ink == 355
    # The line begins at 14.1 mm, its em at 140 − 73.5 mm; the letters stand a little inside.
    assert 14.1 <= across <= 28.3
    assert 65.9 <= down <= 69.5


def test_black_that_knocks_out_what_is_below(tmp_path: Path) -> None:
    ground = "/DeviceCMYK cs 0.85 0.85 0.85 0 scn 30 190 120 40 re f"
    plant = text(f"{ground} /Overprint00 gs 0 0 0 1 k", codes=outlined())
    assert too_little(tmp_path, plant)


def test_colours_that_overprint_each_other(tmp_path: Path) -> None:
    """Mode 1 leaves a plate alone where the ink is nought (ISO 32000-2 §8.6.7): 100 + 100 below, 100 + 50 above."""

    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ExtGState": {"/Over": Dictionary(op=True, OPM=1), "/Whole": Dictionary(op=True, OPM=0)}}

    both = f"1 1 0 0 k {AREA} %s 0 0 1 0.5 k {AREA}"
    assert inked(tmp_path, drawing(both % "/Over gs", make)) == (350, *AT_AREA)
    assert too_little(tmp_path, drawing(both % "/Whole gs", make))
    assert too_little(tmp_path, drawing(both % "", make))


def test_a_spot_colour_leaves_the_four_plates_alone(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        gold = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.2, 0.6, 0.2], N=1)
        return {
            "ColorSpace": {"/Gold": Array([Name.Separation, Name.Gold, Name.DeviceCMYK, gold])},
            "ExtGState": {"/Over": Dictionary(op=True, OPM=1)},
        }

    # Under the gold the black would make 370 %, but the gold has removed the colours there.
    plant = drawing(f"0.9 0.9 0.9 0 k {AREA} /Gold cs 1 scn {AREA} /Over gs 0 0 0 1 k {AREA}", make)
    assert too_little(tmp_path, plant)


def test_a_blend_mode_that_adds_ink(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ExtGState": {"/Darker": Dictionary(BM=Name.Multiply)}}

    # 1 − 0.2 × 0.5 = 90 % of three inks, and 1 − 0.7 × 0.5 = 65 % of black.
    plant = drawing(f"0.8 0.8 0.8 0.3 k {AREA} /Darker gs 0.5 0.5 0.5 0.5 k {AREA}", make)
    assert inked(tmp_path, plant) == (pytest.approx(335, abs=2), *AT_AREA)


def test_text_in_a_blend_mode_that_adds_ink(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ExtGState": {"/Darker": Dictionary(BM=Name.Multiply)}}

    def plant(pdf: pikepdf.Pdf) -> None:
        drawing("1 1 0 0 k 60 100 50 20 re f", make)(pdf)
        text("/Darker gs 0 0 1 0.9 k", x=62, y=104, codes=outlined())(pdf)

    ink, *_ = inked(tmp_path, plant)
    assert ink == 390


def test_an_opacity_that_thins_ink(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"ExtGState": {"/Half": Dictionary(ca=0.5)}}

    # Half of 360 % over bare paper is 180 %; over 280 % it is 320 %.
    assert too_little(tmp_path, drawing(f"/Half gs 0.9 0.9 0.9 0.9 k {AREA}", make))
    over = drawing(f"0.7 0.7 0.7 0.7 k {AREA} /Half gs 0.9 0.9 0.9 0.9 k {AREA}", make)
    assert inked(tmp_path, over) == (pytest.approx(320, abs=2), *AT_AREA)


def dark_photo(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
    return {"XObject": {"/Photo": picture(pdf, "CMYK", Name.DeviceCMYK, colour=(255, 255, 255, 51))}}


def test_a_picture_of_too_much_ink(tmp_path: Path) -> None:
    assert inked(tmp_path, drawing("30 0 0 30 60 100 cm /Photo Do", dark_photo)) == (320, *AT_AREA)


def test_a_picture_of_too_much_ink_under_a_mask(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        found = dark_photo(pdf)
        found["XObject"]["/Photo"].SMask = pdf.make_indirect(picture(pdf, "L", Name.DeviceGray, colour=255))
        return found

    assert inked(tmp_path, drawing("30 0 0 30 60 100 cm /Photo Do", make)) == (320, *AT_AREA)


def test_a_picture_that_is_covered(tmp_path: Path) -> None:
    assert too_little(tmp_path, drawing(f"q 30 0 0 30 60 100 cm /Photo Do Q 0 0 0 0.1 k {AREA}", dark_photo))


def test_a_blend_of_too_much_ink(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"Shading": {"/Fade": blend(Name.DeviceCMYK, [0, 0, 0, 0], [1, 1, 1, 0.5])}}

    # It is 350 % in the upper right corner, and 300 % at six sevenths of the diagonal: 25.7 of the 30 pt on the left of
    # the corner's edge, in the uppermost line, are 21.4 pt: 21.2 + 7.6 mm.
    ink, across, down = inked(tmp_path, drawing("60 100 30 30 re W n /Fade sh", make))
    assert 344 <= ink <= 350
    assert (across, down) == (pytest.approx(28.8, abs=0.4), AT_AREA[1])


def test_too_much_ink_in_a_form_and_in_a_pattern(tmp_path: Path) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        tile = pdf.make_stream(b"0.9 0.9 0.9 0.9 k 0 0 5 5 re f")
        tile.PatternType = tile.PaintType = tile.TilingType = 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 9, 9]), 9, 9, Dictionary()
        box = form(pdf, b"0.9 0.8 0.8 0.7 k 0 0 30 30 re f")
        return {"Pattern": {"/Tiles": tile}, "XObject": {"/Box": box}}

    assert inked(tmp_path, drawing("1 0 0 1 60 100 cm /Box Do", make)) == (320, *AT_AREA)
    ink, across, down = inked(tmp_path, drawing(f"/Pattern cs /Tiles scn {AREA}", make))
    assert ink == pytest.approx(360, abs=1)
    assert 21 <= across <= 31.8
    assert 94 <= down <= 104.7


# Pictures and lines


@pytest.mark.parametrize(
    ("pixels", "severity", "value", "limit"),
    [
        (299, WARNING, "299 ppi", "at least 300"),
        (150, WARNING, "150 ppi", "at least 300"),
        (149, ERROR, "149 ppi", "150"),
    ],
)
def test_a_picture_of_too_few_pixels(tmp_path: Path, pixels: int, severity: Severity, value: str, limit: str) -> None:
    def make(pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        return {"XObject": {"/Photo": picture(pdf, "L", Name.DeviceGray, pixels=pixels)}}

    # An inch wide and high.
    plant = drawing("72 0 0 72 60 58 cm /Photo Do", make)
    only(tmp_path, plant, "press-resolution", severity, value, limit, PLACE)


@pytest.mark.parametrize("line", ["0.2 w 60 130 m 90 130 l S", "0.2 0 0 0.2 0 0 cm 1 w 300 650 m 450 650 l S"])
def test_a_hairline(tmp_path: Path, line: str) -> None:
    told = ("0.20 pt", "at least 0.25 pt", PLACE)
    only(tmp_path, drawing(f"/Overprint01 gs 0 0 0 1 K {line}"), "press-hairline", WARNING, *told)


def test_an_area_as_thin_as_a_hairline(tmp_path: Path) -> None:
    plant = drawing("/Overprint10 gs 0 0 0 1 k 60 129.9 30 0.1 re f")
    only(tmp_path, plant, "press-hairline", WARNING, "0.10 pt", "at least 0.25 pt", PLACE)


# Black and white


@pytest.mark.parametrize("inks", ["0.75 0.68 0.67 0.9", "0 0 0.1 1", "0.95 0.93 0.91 0"])
def test_black_text_in_several_inks(tmp_path: Path, inks: str) -> None:
    told = ("C M Y K " + " ".join(f"{float(ink) * 100:.0f}" for ink in inks.split()), "0 0 0 100", "page 2, 14.1 mm")
    plant = text(f"/Overprint00 gs {inks} k")
    found = [one.code for one in check(tmp_path, changed(press(), plant))]
    if "press-ink" not in found:
        only(tmp_path, plant, "press-black-text", ERROR, *told)


@pytest.mark.parametrize("inks", ["0.26 0.94 0.81 0.32", "0.47 0.5 0.61 0.41", "0 0 0 0.8"])
def test_text_in_colour_or_grey_is_no_black(tmp_path: Path, inks: str) -> None:
    assert check(tmp_path, changed(press(), text(f"/Overprint00 gs {inks} k"))) == ()


def test_black_text_that_knocks_out(tmp_path: Path) -> None:
    plant = text("/Overprint00 gs 0 0 0 1 k")
    only(tmp_path, plant, "press-knockout", WARNING, "overprint is off", "K 100", "page 2, 14.1 mm")


def test_a_black_area_may_knock_out(tmp_path: Path) -> None:
    assert check(tmp_path, changed(press(), drawing(f"/Overprint00 gs 0 0 0 1 k {AREA}"))) == ()


def test_white_that_overprints(tmp_path: Path) -> None:
    plant = drawing(f"/Overprint10 gs 0 0 0 0 k {AREA}")
    only(tmp_path, plant, "press-white-overprint", ERROR, "overprint is on", "white has to knock out", PLACE)


# Trim and bleed


@pytest.mark.parametrize(
    ("x", "y", "value"),
    [
        (4, 200, "1.4 mm inside it"),
        # Four characters of 10 pt are wider than 12 pt.
        (WIDTH - 20, 200, "mm "),
        (40, HEIGHT - 8.8 - 3, "1.1 mm inside it"),
        (40, 1.2 - 5, "1.8 mm over it"),
    ],
)
def test_text_near_the_trim(tmp_path: Path, x: float, y: float, value: str) -> None:
    plant = text("/Overprint10 gs 0 0 0 1 k", x=x, y=y)
    only(tmp_path, plant, "press-near-trim", WARNING, value, "at least 3 mm", "page 2")


def test_each_font_has_its_own_widths(tmp_path: Path) -> None:
    def make(_pdf: pikepdf.Pdf) -> Mapping[str, Mapping[str, pikepdf.Object]]:
        shared = {
            "Type": Name.Font,
            "Subtype": Name.Type3,
            "FontBBox": [0, 0, 0, 0],
            "FontMatrix": [0.001, 0, 0, 0.001, 0, 0],
        }
        drawn = {"CharProcs": Dictionary(), "Encoding": Dictionary(), "FirstChar": 65, "LastChar": 65}
        return {
            "Font": {f"/Em{width}": Dictionary(**shared, **drawn, Widths=[width]) for width in (100, 1000)},
        }

    # Four times 10 pt from 250 pt on end 6.54 pt beyond the trim, four times 1 pt far inside it.
    setting = "/Overprint10 gs 0 0 0 1 k BT /Em100 10 Tf 1 0 0 1 250 300 Tm (AAAA) Tj"
    plant = drawing(f"{setting} /Em1000 10 Tf 1 0 0 1 250 200 Tm (AAAA) Tj ET", make)
    only(tmp_path, plant, "press-near-trim", WARNING, "2.3 mm over it", "page 2")


@pytest.mark.parametrize(
    ("area", "side", "value"),
    [
        (f"0 100 {WIDTH / 2} 50", "left", "0.0 mm beyond"),
        (f"-4 100 {WIDTH / 2} 50", "left", "1.4 mm beyond"),
        (f"100 100 {WIDTH - 100} 50", "right", "0.0 mm beyond"),
        ("100 -2 50 50", "foot", "0.7 mm beyond"),
        (f"100 {HEIGHT - 50} 50 50", "head", "0.0 mm beyond"),
    ],
)
def test_an_area_without_bleed(tmp_path: Path, area: str, side: str, value: str) -> None:
    told = (f"at the {side}", value, "3.0 mm are wanted", "page 2")
    only(tmp_path, drawing(f"0 0.3 0.3 0 k {area} re f"), "press-bleed-short", ERROR, *told)


def test_an_area_may_end_on_a_ground_of_its_colour(tmp_path: Path) -> None:
    ground = f"{-BLEED} {-BLEED} {WIDTH + 2 * BLEED} {HEIGHT + 2 * BLEED} re f"
    assert check(tmp_path, changed(press(), drawing(f"0 0.3 0.3 0 k {ground} 0 0 {WIDTH} {HEIGHT} re f"))) == ()


def test_what_is_outside_the_bleed_does_not_matter(tmp_path: Path) -> None:
    assert check(tmp_path, changed(press(), drawing("1 0 0 rg -30 100 15 15 re f"))) == ()


# The file as a whole


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def screen_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def broken_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.write(b"no profile")


def nameless(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (no_intent, "has 0 output intents"),
        (no_profile, "without a profile"),
        (screen_profile, "of 3 colours, where 4"),
        (broken_profile, "no ICC profile"),
        (nameless, "without the name"),
    ],
)
def test_the_output_intent(tmp_path: Path, plant: Plant, told: str) -> None:
    only(tmp_path, plant, "press-output-intent", ERROR, told)


def no_version(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/A-4"))


def no_trapping(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(
        pdf.Root.Metadata.read_bytes().replace(b">False<", b">Perhaps<").replace(b'"False"', b'"Perhaps"')
    )


@pytest.mark.parametrize(
    ("plant", "told"), [(no_version, "the version of PDF/X"), (no_trapping, "whether it is trapped")]
)
def test_metadata(tmp_path: Path, plant: Plant, told: str) -> None:
    only(tmp_path, plant, "press-metadata", ERROR, told)


def link(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9])
    pdf.pages[PAGE - 1].obj.Annots = Array([pdf.make_indirect(note)])


def test_an_annotation(tmp_path: Path) -> None:
    only(tmp_path, link, "press-annotation", ERROR, "Text", "none are wanted", "page 2")


def test_an_action(tmp_path: Path) -> None:
    def act(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="1")

    only(tmp_path, act, "press-annotation", ERROR, "OpenAction")


def test_a_page_of_another_size(tmp_path: Path) -> None:
    def narrow(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[PAGE - 1]
        page.trimbox = Array([0, 0, 90 * MM, HEIGHT])

    only(tmp_path, narrow, "press-page-size", ERROR, "Page 2: 90.0 × 140.0 mm", "100.0 × 140.0 mm")


def test_pages_that_cannot_be_stitched(tmp_path: Path) -> None:
    def shorten(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[3]

    only(tmp_path, shorten, "press-page-count", WARNING, "3 pages", "a multiple of 4")


def test_the_same_fault_on_two_pages_is_told_once(tmp_path: Path) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        for index in (1, 2):
            pdf.pages[index].obj.Contents.append(pdf.make_stream(f"q 1 0 0 rg {AREA} Q".encode()))

    only(tmp_path, both, "press-colour-space", ERROR, "pages 2–3, 21.2 mm")


def test_text_may_be_set_piece_by_piece(tmp_path: Path) -> None:
    """A line in several operations, shifts and all, is as good as one."""

    def plant(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[PAGE - 1].obj.Resources.Font.keys()))
        pieces = "[ <0001> -30 <0002> ] TJ 0 -12 Td [<0003>12.5<0004>] TJ"
        drawing(f"/Overprint10 gs 0 0 0 1 k BT {font} 10 Tf 1 0 0 1 60 200 Tm 0 0 Td {pieces} ET")(pdf)

    assert check(tmp_path, changed(press(), plant)) == ()
