"""Colours, blends and content for a press, each by itself."""

from pathlib import Path

import pikepdf
import pytest
from pdf_files import PROFILE
from pikepdf import Name
from PIL import Image

from publisher.diagnostics import PublisherError
from publisher.pdf.prepress import separate
from publisher.pdf.prepress_blends import convert_blend, flatten_to_grey
from publisher.pdf.prepress_content import grey_content, ink_content
from publisher.pdf.prepress_profile import OutputProfile, read_profile


@pytest.fixture(scope="module")
def profile() -> OutputProfile:
    return read_profile(PROFILE, ink_limit=3.0)


def rgb(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


@pytest.mark.parametrize("code", ["000000", "1c1a18", "2b2420", "101820"])
def test_black_and_nearly_black_is_black_ink_alone(profile: OutputProfile, code: str) -> None:
    assert profile.colour(*rgb(code)) == (0, 0, 0, 1)


def test_white_is_paper(profile: OutputProfile) -> None:
    assert profile.colour(1, 1, 1) == (0, 0, 0, 0)


@pytest.mark.parametrize("code", ["808080", "6b645e", "4a4541"])
def test_greys_are_black_ink_alone(profile: OutputProfile, code: str) -> None:
    cyan, magenta, yellow, black = profile.colour(*rgb(code))
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0.4 < black < 0.95


def test_a_darker_grey_takes_more_ink(profile: OutputProfile) -> None:
    inks = [profile.colour(grey, grey, grey)[3] for grey in (0.9, 0.7, 0.5, 0.3)]
    assert inks == sorted(inks)
    assert len(set(inks)) == 4


@pytest.mark.parametrize("code", ["faf4e8", "f0e2c8"])
def test_tinted_paper_keeps_its_tint(profile: OutputProfile, code: str) -> None:
    _, magenta, yellow, black = profile.colour(*rgb(code))
    assert yellow > magenta > 0
    assert black == 0


def test_red_is_magenta_and_yellow(profile: OutputProfile) -> None:
    cyan, magenta, yellow, black = profile.colour(1, 0, 0)
    assert magenta > 0.9
    assert yellow > 0.9
    assert cyan + black < 0.1


@pytest.mark.parametrize("limit", [2.4, 3.0])
def test_no_colour_takes_more_ink_than_the_limit(limit: float) -> None:
    strict = read_profile(PROFILE, ink_limit=limit)
    steps = [step / 5 for step in range(6)]
    for red in steps:
        for green in steps:
            for blue in steps:
                assert sum(strict.colour(red, green, blue)) <= limit + 0.003


def test_no_picture_takes_more_ink_than_the_limit() -> None:
    dark = Image.effect_noise((80, 80), 90)
    picture = Image.merge("RGB", (dark, dark.rotate(90), dark.rotate(180))).point(lambda value: value // 3)
    made = read_profile(PROFILE, ink_limit=2.4).picture(picture)
    content = made.tobytes()
    assert max(sum(content[place : place + 4]) for place in range(0, len(content), 4)) <= 2.4 * 255 + 1


def test_the_condition_is_known_by_the_profile(profile: OutputProfile) -> None:
    assert profile.condition.identifier == "FOGRA39"
    assert profile.condition.registered


@pytest.mark.parametrize("content", [b"", b"no profile at all"])
def test_what_is_no_profile_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "press.icc"
    file.write_bytes(content)
    with pytest.raises(PublisherError) as refused:
        read_profile(file, ink_limit=3.0)
    assert [found.code for found in refused.value.diagnostics] == ["profile-unfit"]


def words(content: bytes) -> list[str]:
    return content.decode().split()


def test_black_is_told_to_overprint_and_white_not_to(profile: OutputProfile) -> None:
    assert words(ink_content(b"0 0 0 rg (a) Tj 1 1 1 rg (b) Tj 0 0 0 rg (c) Tj", profile)) == words(
        b"/Overprint10 gs 0 0 0 1 k (a) Tj /Overprint00 gs 0 0 0 0 k (b) Tj /Overprint10 gs 0 0 0 1 k (c) Tj"
    )


def test_overprint_comes_back_with_the_state_that_had_it(profile: OutputProfile) -> None:
    # After Q the state is that of before q: black still overprints, so nothing has to be told.
    assert words(ink_content(b"0 0 0 rg q 1 1 1 rg f Q 0 0 0 rg f", profile)) == words(
        b"/Overprint10 gs 0 0 0 1 k q /Overprint00 gs 0 0 0 0 k f Q 0 0 0 1 k f"
    )


def test_lines_and_areas_overprint_apart(profile: OutputProfile) -> None:
    assert words(ink_content(b"0 0 0 RG 1 1 1 rg B", profile)) == words(b"/Overprint01 gs 0 0 0 1 K 0 0 0 0 k B")


def test_pictures_and_blends_do_not_overprint(profile: OutputProfile) -> None:
    assert words(ink_content(b"0 0 0 rg f /i0 Do /s0 sh", profile)) == words(
        b"/Overprint10 gs 0 0 0 1 k f /Overprint00 gs /i0 Do /s0 sh"
    )


def test_cmyk_that_was_chosen_stays(profile: OutputProfile) -> None:
    assert words(ink_content(b"/DeviceCMYK cs 0.1 0.2 0.3 0.4 scn f", profile)) == words(
        b"/Overprint00 gs 0.1 0.2 0.3 0.4 k f"
    )


def test_a_pattern_is_left_to_itself(profile: OutputProfile) -> None:
    assert words(ink_content(b"/Pattern cs /p0 scn f", profile)) == words(b"/Overprint00 gs /Pattern cs /p0 scn f")


def test_strings_are_no_operators(profile: OutputProfile) -> None:
    assert ink_content(b"(1 0 0 rg \\) 0 g) Tj <00> Tj", profile) == b"(1 0 0 rg \\) 0 g) Tj <00> Tj"


def test_a_soft_mask_has_light_and_no_ink() -> None:
    # 0.3 + 0.59 of the light of white, as ISO 32000-2 §11.5.3 weighs red and green.
    assert words(grey_content(b"1 1 0 rg f 0.5 g f 1 1 1 RG S")) == words(b"0.89 g f 0.5 g f 1 G S")


def test_no_picture_asks_for_pixels_between_its_own(profile: OutputProfile) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    picture = pdf.make_stream(bytes(4))
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 1, 1
    picture.ColorSpace, picture.BitsPerComponent, picture.Interpolate = Name.DeviceCMYK, 8, True
    page.obj.Resources = pdf.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=picture)))
    separate(pdf, profile)
    assert "/Interpolate" not in picture


def stitched(*parts: tuple[list[float], list[float]], bounds: list[float]) -> pikepdf.Dictionary:
    functions = [pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=first, C1=last, N=1) for first, last in parts]
    function = pikepdf.Dictionary(
        FunctionType=3, Domain=[0, 1], Functions=functions, Bounds=bounds, Encode=[0, 1] * len(parts)
    )
    return pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Function=function)


def test_a_blend_begins_and_ends_with_its_own_colours(profile: OutputProfile) -> None:
    blend = stitched(([1, 0, 0], [0, 0, 1]), bounds=[])
    convert_blend(blend, profile)
    pieces = list(blend.Function.Functions)
    for ends, colour in ((pieces[0].C0, (1, 0, 0)), (pieces[-1].C1, (0, 0, 1))):
        assert [float(ink) for ink in ends] == pytest.approx(profile.colour(*colour), abs=0.01)
    assert blend.ColorSpace == "/DeviceCMYK"


def test_a_blend_of_greys_is_of_black_ink(profile: OutputProfile) -> None:
    blend = stitched(([0, 0, 0], [1, 1, 1]), bounds=[])
    convert_blend(blend, profile)
    inks = [[float(ink) for ink in piece.C0] for piece in blend.Function.Functions]
    assert all(ink[:3] == [0, 0, 0] for ink in inks)
    assert inks[0][3] == 1


def test_a_hard_edge_stays_hard(profile: OutputProfile) -> None:
    blend = stitched(([1, 0, 0], [1, 0, 0]), ([0, 0, 1], [0, 0, 1]), bounds=[0.5])
    convert_blend(blend, profile)
    pieces = list(blend.Function.Functions)
    assert len(pieces) == 32
    assert list(pieces[15].C1) != list(pieces[16].C0)
    assert [float(bound) for bound in blend.Function.Bounds][15] == 0.5


def test_a_blend_in_a_soft_mask_says_how_light_it_is() -> None:
    blend = stitched(([1, 1, 1], [0, 1, 0]), bounds=[])
    flatten_to_grey(blend)
    assert [float(blend.Function.Functions[0][key][0]) for key in ("/C0", "/C1")] == [1, 0.59]
    assert blend.ColorSpace == "/DeviceGray"
