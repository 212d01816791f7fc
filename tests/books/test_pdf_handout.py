"""Handouts of `river`, as an office would print them: the folded one is unfolded again."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file

MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM


def handout(river: Path, target: Path, **settings: object) -> Path:
    """Build the handout of a copy of `river` with these settings."""
    written = "".join(f"{key.replace('_', '-')} = {value}\n" for key, value in settings.items())
    with (river / "book.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[handout]\n{written}")
    return next(iter(build_book(river, outputs=[Output.HANDOUT], target=target).files))


def words_of(file: Path, *area: str) -> list[str]:
    """Return the words of each page, or of an area of each, in the order in which they are drawn."""
    command = ["pdftotext", "-raw", *area, file, "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s", "", words) for words in told.split("\f")[:-1]]


def halves(file: Path) -> list[tuple[str, str]]:
    """Return the words on the left and on the right half of each side."""
    half = str(round(WIDTH / 2))
    area = ("-r", "72", "-y", "0", "-W", half, "-H", str(round(HEIGHT)))
    return list(zip(words_of(file, "-x", "0", *area), words_of(file, "-x", half, *area), strict=True))


def drawn(file: Path) -> list[bytes]:
    """Return what each side draws itself, beside the pages on it."""
    with pikepdf.open(file) as pdf:
        return [b"\n".join(part.read_bytes() for part in contents(side)) for side in pdf.pages]


def contents(side: pikepdf.Page) -> list[pikepdf.Object]:
    found = side.obj.Contents
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def placements(file: Path) -> list[Mapping[str, float]]:
    """Return where each side puts its two pages: the shift to the right, by the name of the half."""
    pattern = re.compile(rb"([-.\d]+) [-.\d]+ cm\s*/(Left|Right) Do")
    return [{name.decode(): float(x) for x, name in pattern.findall(content)} for content in drawn(file)]


def test_folded_and_stapled_the_pages_come_in_order(river: Path, files: Mapping[str, Path], tmp_path: Path) -> None:
    sides = halves(handout(river, tmp_path, form='"booklet"'))
    fronts, backs = sides[0::2], sides[1::2]
    # Leafing through from the cover: right of a front, left of its back; the second half comes the other way.
    going_in = [words for front, back in zip(fronts, backs, strict=True) for words in (front[1], back[0])]
    going_out = [words for front, back in zip(fronts, backs, strict=True) for words in (front[0], back[1])]
    wanted = words_of(files[".pdf"])
    assert going_in + going_out[::-1] == wanted + [""] * (-len(wanted) % 4)


def test_side_by_side_the_pages_follow_each_other(river: Path, files: Mapping[str, Path], tmp_path: Path) -> None:
    sides = halves(handout(river, tmp_path, form='"side-by-side"'))
    wanted = words_of(files[".pdf"])
    assert [words for side in sides for words in side] == wanted + [""] * (len(wanted) % 2)


def test_four_pages_a_side_follow_each_other(river: Path, files: Mapping[str, Path], tmp_path: Path) -> None:
    file = handout(river, tmp_path, form='"four-up"')
    # A side is upright; its quarters are read row by row.
    width, height = round(HEIGHT / 2), round(WIDTH / 2)
    size = ("-r", "72", "-W", str(width), "-H", str(height))
    quarters = [words_of(file, "-x", str(x), "-y", str(y), *size) for y in (0, height) for x in (0, width)]
    wanted = words_of(files[".pdf"])
    assert [words for side in zip(*quarters, strict=True) for words in side] == wanted + [""] * (-len(wanted) % 4)


def test_inner_sheets_are_drawn_to_the_spine_by_the_paper_around_them(river: Path, tmp_path: Path) -> None:
    found = placements(handout(river, tmp_path, paper_thickness=0.2))
    for number, side in enumerate(found):
        # Sheet 2 lies under one sheet of 0.2 mm, sheet 3 under two.
        shift = number // 2 * 0.2 * MM
        # Half an A4 sheet is half a millimetre wider than A5.
        wanted = {"Left": 0.25 * MM + shift, "Right": (148.5 + 0.25) * MM - shift}
        assert side == pytest.approx({name: wanted[name] for name in side}, abs=0.02)
    assert len(found) > 4


def test_marks_are_drawn_only_if_asked_for_and_only_outside(river: Path, tmp_path: Path) -> None:
    file = handout(river, tmp_path, fold_marks="true", staple_marks="true")
    first, *others = drawn(file)
    middle = f"{WIDTH / 2:.2f}".encode()
    # Two dashes to fold by at head and foot, two staples at a quarter and three quarters of the height.
    assert first.count(middle + b" 0.00 m") == 1
    assert first.count(b" l ") == 4
    assert not any(b" l " in other for other in others)


def test_without_options_there_are_no_marks(files: Mapping[str, Path]) -> None:
    assert not any(b" l " in content for content in drawn(files["-handout.pdf"]))


def test_black_and_white_has_no_colour(river: Path, tmp_path: Path) -> None:
    file = handout(river, tmp_path, black_and_white="true")
    with pypdfium2.PdfDocument(file) as pdf:
        for side in pdf:
            red, green, blue = side.render(scale=0.3).to_pil().convert("RGB").split()
            assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_black_and_white_keeps_light_apart_from_dark(river: Path, tmp_path: Path) -> None:
    file = handout(river, tmp_path, black_and_white="true")
    with pypdfium2.PdfDocument(file) as pdf:
        cover = pdf[0].render(scale=0.3).to_pil().convert("L").crop((130, 0, 250, 178))
    # The red of the cover is about a quarter as light as paper, the letters nearly white.
    assert 40 < cover.getpixel((4, 4)) < 110
    assert cover.getextrema()[1] > 220


def test_large_type_has_a_side_for_each_page(river: Path, tmp_path: Path) -> None:
    file = handout(river, tmp_path, form='"large-type"')
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)", told)
    with pikepdf.open(file) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        sizes = re.findall(rb" ([.\d]+) Tf", b"".join(one.Contents.read_bytes() for one in pdf.pages))
    # 22 pt is what most of it is set in; WeasyPrint counts in pixels of ¾ pt.
    most = max(set(sizes), key=sizes.count)
    assert float(most) * 0.75 == pytest.approx(22, abs=0.1)


@pytest.mark.parametrize("form", ["booklet", "side-by-side", "four-up", "large-type"])
def test_every_form_passes_the_check(river: Path, tmp_path: Path, form: str) -> None:
    assert check_file(handout(river, tmp_path, form=f'"{form}"', black_and_white="true")) == ()
