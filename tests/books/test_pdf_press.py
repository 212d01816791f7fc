"""The file for the press of a book of all that can be coloured, and what other programs say of it."""

import re
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from book_folder import BOOK, article, write_book
from PIL import Image, ImageMath

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file
from publisher.diagnostics import PublisherError, Severity

MM = 72 / 25.4
TRIM = (185 * MM, 260 * MM)
STYLES = """\
.body hr { border: 0; width: 40mm; height: 10mm; background: linear-gradient(to right, #ff0000, #0000ff) }
blockquote { background: #f3e4d0; color: black; opacity: 0.9 }
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<defs>
<linearGradient id="fade"><stop offset="0" stop-color="#d00000"/>
<stop offset="1" stop-color="#0060d0" stop-opacity="0.4"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#ffffff"/>
<stop offset="1" stop-color="#008040"/></radialGradient>
<mask id="half"><rect width="200" height="50" fill="white"/></mask>
</defs>
<rect width="200" height="50" fill="url(#fade)"/>
<circle cx="50" cy="75" r="20" fill="url(#glow)" stroke="#102030" stroke-width="2"/>
<rect x="100" y="40" width="50" height="50" fill="#008000" mask="url(#half)"/>
</svg>
"""
TEXT = """\
黑字印在纸上，只用黑墨。

***

> 底色上的黑字叠印，底下的颜色不挖空。

![一块颜色的图](assets/colour.png "彩色")

![一张照片](assets/photo.jpg "照片")

![一张灰色的图](assets/grey.png "灰色")

![画出来的图](assets/drawing.svg "图形")
"""


def encoded(image: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    image.save(written, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return written.getvalue()


def pictures() -> Mapping[str, str | bytes]:
    dark = Image.linear_gradient("L").resize((1800, 900))
    colour = Image.merge("RGB", (dark, dark.rotate(180), Image.new("L", dark.size, 30)))
    return {
        "assets/colour.png": encoded(colour, "PNG"),
        "assets/photo.jpg": encoded(colour.rotate(180), "JPEG"),
        "assets/grey.png": encoded(Image.merge("RGB", (dark,) * 3), "PNG"),
        "assets/drawing.svg": DRAWING,
        "styles/colours.css": STYLES,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"articles/first.md": article(TEXT), **pictures()}
    head = BOOK + "\n[print]\nfill = true\n\n"
    return write_book(tmp_path_factory.mktemp("colours") / "colours", files, head=head)


@pytest.fixture(scope="module")
def press(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    [file] = build_book(folder, outputs=[Output.PRINT], target=tmp_path_factory.mktemp("press")).files
    return file


@pytest.fixture(scope="module")
def plates(press: Path) -> tuple[tuple[Image.Image, ...], ...]:
    """Return what Ghostscript makes of each page: cyan, magenta, yellow and black, 255 for all of an ink."""
    target = press.parent / "plate-%d.tif"
    command = [
        "gs",
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-dSAFER",
        "-sDEVICE=tiffsep",
        "-r60",
        f"-sOutputFile={target}",
        press,
    ]
    subprocess.run(command, check=True, capture_output=True)
    with pikepdf.open(press) as pdf:
        count = len(pdf.pages)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return tuple(
        tuple(
            Image.open(press.parent / f"plate-{number}({name}).tif").convert("L").point(lambda x: 255 - x)
            for name in names
        )
        for number in range(1, count + 1)
    )


def bled(plate: Image.Image) -> Image.Image:
    """Cut away the marks: 7 mm on each side."""
    edge = round(7.5 * 60 / 25.4)
    return plate.crop((edge, edge, plate.width - edge, plate.height - edge))


def test_preflight_tells_only_of_the_gradient_that_fades(press: Path) -> None:
    """The drawing's gradient ends in an opacity of 0.4, which takes a soft mask; nothing else is to be told."""
    (found,) = check_file(press)
    assert found.code == "press-transparency"
    assert found.severity is Severity.INFO


def test_it_says_that_it_is_pdf_x_4(press: Path) -> None:
    told = subprocess.run(["pdfinfo", press], capture_output=True, text=True, check=True).stdout
    assert re.search(r"PDF subtype:\s+PDF/X-4", told)
    assert re.search(r"PDF version:\s+1\.6", told)
    assert re.search(r"Encrypted:\s+no", told)


def test_it_is_sound(press: Path) -> None:
    done = subprocess.run(["qpdf", "--check", press], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_fonts_are_embedded(press: Path) -> None:
    fonts = subprocess.run(["pdffonts", press], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(" yes yes yes " in line for line in fonts), fonts


def test_pictures_are_in_the_inks_of_the_press(press: Path) -> None:
    told = subprocess.run(["pdfimages", "-list", press], capture_output=True, text=True, check=True).stdout
    spaces = sorted(line.split()[5] for line in told.splitlines()[2:])
    assert spaces == ["cmyk", "cmyk", "gray"]


def test_its_printing_condition_is_registered(press: Path) -> None:
    with pikepdf.open(press) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_pages_have_trim_bleed_and_room_for_marks(press: Path) -> None:
    with pikepdf.open(press) as pdf:
        assert len(pdf.pages) % 4 == 0
        for one in pdf.pages:
            trim, bleed, media = ([float(edge) for edge in box] for box in (one.trimbox, one.bleedbox, one.mediabox))
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(TRIM, abs=0.01)
            assert [after - before for before, after in zip(trim, bleed, strict=True)] == pytest.approx(
                [-3 * MM, -3 * MM, 3 * MM, 3 * MM], abs=0.01
            )
            assert [after - before for before, after in zip(bleed, media, strict=True)] == pytest.approx(
                [-7 * MM, -7 * MM, 7 * MM, 7 * MM], abs=0.01
            )
            assert "/ArtBox" not in one.obj
            assert "/Annots" not in one.obj


def test_nowhere_is_more_ink_than_300_percent(plates: tuple[tuple[Image.Image, ...], ...]) -> None:
    for number, page_plates in enumerate(plates, 1):
        bands = {name: bled(plate).convert("I") for name, plate in zip("cmyk", page_plates, strict=True)}
        total = ImageMath.lambda_eval(lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **bands)
        # Ghostscript rounds each of the four inks to a step of 255.
        assert total.getextrema()[1] <= 3 * 255 + 4, f"page {number}"


def test_marks_are_on_every_plate(plates: tuple[tuple[Image.Image, ...], ...]) -> None:
    middle, reach = plates[0][0].width // 2, round(7 * 60 / 25.4)
    for plate in plates[0]:
        # The target at the middle of the head stands outside the bleed.
        assert plate.crop((middle - 6, 0, middle + 6, reach)).getextrema()[1] == 255


def test_a_page_of_text_is_on_the_black_plate_only(press: Path, plates: tuple[tuple[Image.Image, ...], ...]) -> None:
    index = _page_with(press, "河湾小镇", "2026")
    cyan, magenta, yellow, black = (bled(plate).getextrema()[1] for plate in plates[index])
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black == 255


def _page_with(file: Path, *words: str) -> int:
    """Find the imprint: the page with these words and no colour."""
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = told.split("\f")
    return next(
        index for index, text in enumerate(pages) if index > 1 and all(word in text.replace(" ", "") for word in words)
    )


def test_black_text_leaves_the_colour_below_it(press: Path, plates: tuple[tuple[Image.Image, ...], ...]) -> None:
    """The quotation stands on tinted ground: its letters are no holes in the plates of the colours."""
    index = _page_with(press, "叠印")
    yellow, black = bled(plates[index][2]), bled(plates[index][3])
    ground = [y for y in range(yellow.height) if yellow.getpixel((yellow.width // 2, y)) > 15]
    rows = range(ground[0] + 2, ground[0] + 10)
    letters = [(x, y) for y in rows for x in range(black.width // 4, black.width // 2) if black.getpixel((x, y)) > 200]
    assert letters
    assert all(yellow.getpixel(place) > 15 for place in letters)


def test_a_blend_is_mixed_of_inks_all_along(press: Path) -> None:
    with pikepdf.open(press) as pdf:
        blends = [
            found
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and "/ShadingType" in found and found.ColorSpace == "/DeviceCMYK"
        ]
        # The style sheet's, and two of the drawing.
        assert len(blends) == 3
        for blend in blends:
            pieces = list(blend.Function.Functions)
            assert len(pieces) == 16
            # One piece ends in the colour that the next begins with.
            assert [list(piece.C1) for piece in pieces[:-1]] == [list(piece.C0) for piece in pieces[1:]]


def test_no_operator_of_the_screen_is_left(press: Path) -> None:
    with pikepdf.open(press) as pdf:
        drawn = [stream for one in pdf.pages for stream in one.Contents]
        drawn += [
            found for found in pdf.objects if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form"
        ]
        for stream in drawn:
            assert not re.search(rb"\s(rg|RG)\s", stream.read_bytes())


def test_a_checker_of_pdf_a_finds_no_colour_of_a_device_but_the_press(press: Path) -> None:
    rules = {failure.rule_id for failure in page.validate_pdf(press, profile="2b").failures}
    assert not [rule for rule in rules if "DEVICE-RGB" in rule], rules


def test_two_builds_are_the_same(press: Path, folder: Path, tmp_path: Path) -> None:
    [again] = build_book(folder, outputs=[Output.PRINT], target=tmp_path).files
    assert again.read_bytes() == press.read_bytes()


def test_a_picture_of_too_few_pixels_stops_the_build(tmp_path: Path) -> None:
    files = {
        "articles/first.md": article('![一张小图](assets/small.png "小图")\n'),
        "assets/small.png": encoded(Image.new("RGB", (90, 90), (200, 0, 0)), "PNG"),
        "styles/large.css": "figure img { width: 60mm }",
    }
    with pytest.raises(PublisherError) as refused:
        build_book(write_book(tmp_path / "small", files), outputs=[Output.PRINT], target=tmp_path / "out")
    [found] = refused.value.diagnostics
    assert (found.code, found.severity) == ("press-resolution", Severity.ERROR)
    # 90 pixels on 60 mm are 38 to the inch.
    assert "38 ppi" in found.message
    assert not (tmp_path / "out").exists()


def test_a_profile_of_the_book_is_taken(tmp_path: Path) -> None:
    files = {"press.icc": b"nothing", "articles/first.md": article("一段。\n")}
    head = BOOK + '\n[print]\nprofile = "press.icc"\n\n'
    with pytest.raises(PublisherError) as refused:
        build_book(write_book(tmp_path / "own", files, head=head), outputs=[Output.PRINT], target=tmp_path / "out")
    assert [found.code for found in refused.value.diagnostics] == ["profile-unfit"]


def test_a_machine_without_a_profile_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    with pytest.raises(PublisherError) as refused:
        build_book(write_book(tmp_path / "bare"), outputs=[Output.PRINT], target=tmp_path / "out")
    [found] = refused.value.diagnostics
    assert found.code == "profile-missing"
    assert "scribus-data" in (found.hint or "")
