"""The cover in one piece: its sizes, its folds, its inks, and a book number that a scanner reads."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from book_folder import BOOK, article, write_book
from PIL import Image

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file

MM = 72 / 25.4
BLEED, MARGIN = 3, 10
# The prefix 7-00-000000 is one that no agency gives; weighted by 1 and 3, its digits add up to 59, so the last is 1.
ISBN = "978-7-00-000000-1"
HEAD = (
    BOOK.replace("date =", f'isbn = "{ISBN}"\npublisher = "河湾编辑部"\ndescription = "几句介绍的话。"\ndate =')
    + '\n[[creators]]\nname = "某某"\nrole = "edt"\n'
    + '\n[output]\nformats = ["print", "cover"]\n\n[page]\nsize = "A5"\n'
    + '\n[imprint]\neditor = "某某某"\nprice = "12.00元"\n'
)


def built(folder: Path, settings: str) -> tuple[Path, Path]:
    """Build the pages and the cover sheet of a small book with these settings of the sheet."""
    book = write_book(
        folder / "book", {"articles/first.md": article("一段。\n")}, head=f"{HEAD}\n[cover-sheet]\n{settings}\n\n"
    )
    pages, cover = build_book(book, target=folder / "out").files
    return pages, cover


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return built(tmp_path_factory.mktemp("plain"), "grammage = 200\nbulk = 2.5")


@pytest.fixture(scope="module")
def flapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("flapped"), "flaps = 70\nspine = 12")[1]


def trim_of(file: Path) -> tuple[float, float]:
    with pikepdf.open(file) as pdf:
        [page] = pdf.pages
        left, bottom, right, top = (float(edge) / MM for edge in page.trimbox)
    return right - left, top - bottom


def picture(file: Path, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(file) as pdf:
        return pdf[0].render(scale=dpi / 72).to_pil().convert("RGB")


def dashes(file: Path) -> list[float]:
    """Return where the fold marks at the foot stand, in mm from the left of the trim."""
    with pikepdf.open(file) as pdf:
        content = pdf.pages[0].Resources.XObject.Marks0.read_bytes().decode()
        left = float(pdf.pages[0].trimbox[0])
    marks = re.search(r"\[2 1.5\] 0 d (.*) S Q", content)
    assert marks
    starts = [(float(x), float(y)) for x, y in re.findall(r"([-.\d]+) ([-.\d]+) m", marks[1])]
    return sorted((x - left) / MM for x, y in starts if y < 0 or y < min(other for _, other in starts) + 1)


def test_the_spine_is_as_wide_as_the_leaves_are_thick(plain: tuple[Path, Path]) -> None:
    pages, cover = plain
    with pikepdf.open(pages) as pdf:
        count = len(pdf.pages)
    assert count % 4 == 0
    # 200 g/m² at 2.5 cm³/g are half a millimetre; a leaf has two pages.
    assert trim_of(cover) == pytest.approx((2 * 148 + count / 2 * 0.5, 210), abs=0.02)


def test_flaps_stand_at_both_sides_and_every_fold_is_marked(flapped: Path) -> None:
    assert trim_of(flapped) == pytest.approx((70 + 148 + 12 + 148 + 70, 210), abs=0.02)
    assert dashes(flapped) == pytest.approx([70, 218, 230, 378], abs=0.02)


def test_a_sheet_without_flaps_is_folded_at_the_spine_alone(plain: tuple[Path, Path]) -> None:
    width, _ = trim_of(plain[1])
    assert dashes(plain[1]) == pytest.approx([148, width - 148], abs=0.02)


@pytest.mark.parametrize("which", ["plain", "flapped"])
def test_preflight_finds_nothing(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    assert check_file(made[1] if isinstance(made, tuple) else made) == ()


def test_a_scanner_reads_the_book_number(plain: tuple[Path, Path]) -> None:
    [found] = zxingcpp.read_barcodes(picture(plain[1], 300), formats=zxingcpp.BarcodeFormat.EAN13)
    assert found.text == ISBN.replace("-", "")


def test_bars_are_black_ink_alone_and_exact(plain: tuple[Path, Path]) -> None:
    with pikepdf.open(plain[1]) as pdf:
        forms = [
            found for found in pdf.objects if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form"
        ]
        drawn = b"\n".join(
            [*(part.read_bytes() for part in pdf.pages[0].Contents), *(form.read_bytes() for form in forms)]
        ).decode()
    bars = re.findall(r"0 0 0 1 k\n[^f]*?([.\d]+) 4\.8 ([.\d]+) (18\.28|19\.6) re", drawn)
    # 3 guards of 2 bars and 12 digits of 2 bars each.
    assert len(bars) == 30
    assert sum(height == "19.6" for _, _, height in bars) == 6
    # A module is 0.33 mm × 0.8, and a bar has one to four.
    assert {round(float(width) / 0.264, 2) for _, width, _ in bars} <= {1, 2, 3, 4}
    first, last = float(bars[0][0]), float(bars[-1][0])
    assert last - first == pytest.approx(94 * 0.264, abs=0.01)


def test_the_number_stands_right_at_the_foot_of_the_back(plain: tuple[Path, Path]) -> None:
    [found] = zxingcpp.read_barcodes(picture(plain[1], 300), formats=zxingcpp.BarcodeFormat.EAN13)
    corner = found.position.bottom_right
    right, bottom = corner.x / 300 * 25.4 - MARGIN, corner.y / 300 * 25.4 - MARGIN
    # Seven modules of white stand beside the bars, and 15 mm to each edge (GB/T 12906-2008).
    assert 148 - 25 < right < 148 - 15 - 7 * 0.264
    assert 210 - 30 < bottom < 210 - 15


def test_the_spine_reads_from_head_to_foot(plain: tuple[Path, Path], flapped: Path) -> None:
    told = words_between(flapped, 70 + 148, 12)
    assert told == "河湾小镇某某编河湾编辑部"


def words_between(file: Path, left: float, width: float) -> str:
    area = ["-r", "254", "-x", str(round((left + MARGIN) * 10)), "-W", str(round(width * 10)), "-y", "0", "-H", "2300"]
    told = subprocess.run(["pdftotext", "-raw", *area, file, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", told)


def test_a_thin_spine_carries_nothing(tmp_path: Path) -> None:
    _, cover = built(tmp_path, "spine = 4.9")
    assert words_between(cover, 148, 4.9) == ""


def test_the_front_goes_on_into_the_bleed_and_ends_at_the_fold(flapped: Path) -> None:
    sheet = picture(flapped, 100)
    px = lambda mm: round((mm + MARGIN) / 25.4 * 100)  # noqa: E731
    # The sun of the front is lighter than its ground; right of the fold there is ground again.
    middle = px(210 * 0.45)
    assert sheet.getpixel((px(376), middle)) != sheet.getpixel((px(380), middle))
    ground = sheet.getpixel((px(380), middle))
    # Half-way out in the bleed there is ground on all sides.
    for place in ((px(-1.5), middle), (px(449.5), middle), (px(300), px(-1.5)), (px(300), px(211.5))):
        assert sheet.getpixel(place) == ground


def test_the_pages_come_without_the_cover(plain: tuple[Path, Path]) -> None:
    told = subprocess.run(["pdfinfo", plain[0]], capture_output=True, text=True, check=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]
    with pikepdf.open(plain[0]) as pdf:
        labels = pdf.Root.PageLabels.Nums
        # Title page, imprint, contents and a blank page in roman figures, then the text.
        assert str(labels[1].S) == "/r"
    assert pages == 8


def test_without_a_number_there_are_no_bars(tmp_path: Path) -> None:
    head = BOOK + '\n[page]\nsize = "A5"\n\n'
    book = write_book(tmp_path / "book", {"articles/first.md": article("一段。\n")}, head=head)
    [cover] = build_book(book, outputs=[Output.COVER], target=tmp_path / "out").files
    assert cover.name == "book-cover.pdf"
    assert zxingcpp.read_barcodes(picture(cover, 200)) == []
    assert check_file(cover) == ()
