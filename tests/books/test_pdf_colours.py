"""Inks chosen by an editor: they reach the press as they are, and the file for the screen is none the worse."""

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from book_folder import article, write_book
from PIL import Image

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file

INKS = (25, 230, 200, 50)


def jpeg() -> bytes:
    written = BytesIO()
    Image.new("CMYK", (2000, 800), INKS).save(written, "JPEG", quality=95)
    return written.getvalue()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("inks")
    book = write_book(
        folder / "book",
        {
            "articles/first.md": article('## 选定的墨\n\n![一块颜色](assets/inks.jpg "颜色")\n'),
            "assets/inks.jpg": jpeg(),
            "styles/inks.css": ".body h2 { color: device-cmyk(0 1 1 0.2); border-top: 2pt solid }",
        },
    )
    screen, press = build_book(book, outputs=[Output.PDF, Output.PRINT], target=folder / "out").files
    return screen, press


def pictures(file: Path) -> list[tuple[str, Image.Image]]:
    with pikepdf.open(file) as pdf:
        found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        return [(str(one.ColorSpace), pikepdf.PdfImage(one).as_pil_image()) for one in found]


def drawn(file: Path) -> bytes:
    with pikepdf.open(file) as pdf:
        pages = [one.obj.Contents for one in pdf.pages]
        streams = [part for one in pages for part in (one if isinstance(one, pikepdf.Array) else [one])]
        return b"\n".join(stream.read_bytes() for stream in streams)


def test_the_press_gets_the_inks_as_they_were_chosen(files: tuple[Path, Path]) -> None:
    assert b"0 1 1 0.2 k" in drawn(files[1])
    [(space, picture)] = pictures(files[1])
    assert space == "/DeviceCMYK"
    assert picture.getpixel((1000, 400)) == pytest.approx(INKS, abs=3)
    assert check_file(files[1]) == ()


def test_the_screen_gets_no_inks(files: tuple[Path, Path]) -> None:
    # A naive conversion (CSS Color 5): 1 - (1 × 0.8 + 0.2) is no green, 1 - 0.2 is four fifths of red.
    assert b"0.8 0 0 rg" in drawn(files[0])
    assert b"DeviceCMYK" not in drawn(files[0])
    assert [space for space, _ in pictures(files[0])] == ["/DeviceRGB"]
    assert not [one.rule_id for one in page.validate_pdf(files[0], profile="2u").failures]


def test_a_line_of_the_contents_is_one_link(files: tuple[Path, Path]) -> None:
    with pikepdf.open(files[0]) as pdf:
        [targets] = [
            [str(link.Dest) for link in one.obj.Annots] for one in pdf.pages if len(one.obj.get("/Annots", ())) > 0
        ]
    assert len(targets) == len(set(targets)) == 1
