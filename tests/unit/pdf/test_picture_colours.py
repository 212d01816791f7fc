"""Pictures with profiles of their own, on the way to a screen and to a press."""

from io import BytesIO
from pathlib import Path

import pytest
from pdf_files import PROFILE
from PIL import Image, ImageCms

from publisher.pdf import read_profile
from publisher.pdf.picture_colours import page_picture

# Installed with Ghostscript: Adobe RGB (1998), and an offset press of the United States.
WIDE, OTHER_PRESS = (Path("/usr/share/color/icc/ghostscript") / name for name in ("a98.icc", "default_cmyk.icc"))
PRESS = read_profile(PROFILE, ink_limit=3.0)


def encoded(image: Image.Image, kind: str, profile: bytes | None = None) -> bytes:
    written = BytesIO()
    image.save(written, kind, **({"icc_profile": profile} if profile else {}))  # type: ignore[arg-type]
    return written.getvalue()


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content))


def test_a_picture_without_a_profile_is_left_alone() -> None:
    assert page_picture(encoded(Image.new("RGB", (8, 8), (0, 200, 0)), "PNG"), None) is None


def test_srgb_is_left_alone() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert page_picture(encoded(Image.new("RGB", (8, 8), (0, 200, 0)), "PNG", profile), None) is None


@pytest.mark.parametrize("press", [None, PRESS])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_wide_colour_is_as_strong_on_the_page(kind: str, press: object) -> None:
    # 170 0 0 of Adobe RGB (γ 2.2, a redder red) is about 200 0 0 of sRGB.
    content = encoded(Image.new("RGB", (16, 16), (170, 0, 0)), kind, WIDE.read_bytes())
    made = opened(page_picture(content, press))  # type: ignore[arg-type]
    assert (made.format, made.mode) == (kind, "RGB")
    red, green, blue = made.getpixel((8, 8))  # type: ignore[misc]
    assert 192 < red < 208
    assert max(green, blue) < 12


@pytest.mark.parametrize("press", [None, PRESS])
def test_greys_of_16_bits_become_as_light_ones_of_8(press: object) -> None:
    deep = Image.new("I;16", (3, 1))
    for x, light in enumerate((0, 0x8080, 0xFFFF)):
        deep.putpixel((x, 0), light)
    made = opened(page_picture(encoded(deep, "PNG"), press))  # type: ignore[arg-type]
    assert made.mode == "L"
    assert list(made.tobytes()) == [0, 0x80, 0xFF]


def test_what_is_transparent_stays_so() -> None:
    image = Image.new("RGBA", (8, 8), (170, 0, 0, 90))
    made = opened(page_picture(encoded(image, "PNG", WIDE.read_bytes()), None))
    assert made.getpixel((4, 4))[3] == 90  # type: ignore[index]


def test_inks_become_colours_on_a_screen() -> None:
    cyan = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    for profile in (None, OTHER_PRESS.read_bytes()):
        made = opened(page_picture(encoded(cyan, "JPEG", profile), None))
        red, green, blue = made.getpixel((8, 8))  # type: ignore[misc]
        assert made.mode == "RGB"
        assert red < 60 < green < blue + 1


def test_inks_of_this_press_or_of_no_known_one_go_through() -> None:
    inks = Image.new("CMYK", (16, 16), (0, 0, 0, 200))
    assert page_picture(encoded(inks, "JPEG"), PRESS) is None
    assert page_picture(encoded(inks, "JPEG", PROFILE.read_bytes()), PRESS) is None


def test_inks_of_another_press_are_converted_within_the_limit() -> None:
    inks = Image.new("CMYK", (16, 16), (250, 240, 240, 250))
    made = opened(page_picture(encoded(inks, "JPEG", OTHER_PRESS.read_bytes()), PRESS))
    assert made.mode == "CMYK"
    assert sum(made.getpixel((8, 8))) <= 3 * 255 + 8  # type: ignore[arg-type]


def test_a_damaged_profile_is_passed_over() -> None:
    assert page_picture(encoded(Image.new("RGB", (8, 8)), "PNG", b"nothing"), None) is None
