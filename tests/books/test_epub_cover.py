"""The cover of a whole build: drawn from the book's data, or the one that the book brings."""

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image

from publisher.book import Output
from publisher.build import build_book
from publisher.xhtml import NAMESPACES, parse

OPF = {"o": "http://www.idpf.org/2007/opf"}


def cover_of(epub: Path) -> tuple[Image.Image, etree._Element]:
    """Return the picture that the manifest calls the cover, and the one that the cover page shows."""
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        [item] = package.iterfind(".//o:item[@properties='cover-image']", OPF)
        [shown] = parse(archive.read("EPUB/text/cover.xhtml")).iterfind(".//h:img", NAMESPACES)
        assert shown.get("src") == f"../{item.get('href')}"
        return Image.open(BytesIO(archive.read(f"EPUB/{item.get('href')}"))), shown


def test_a_cover_is_drawn_in_the_size_that_shops_ask_for(files: dict[str, Path]) -> None:
    picture, shown = cover_of(files[".epub"])
    assert (picture.format, picture.size) == ("JPEG", (1600, 2560))
    assert (shown.get("width"), shown.get("height")) == ("1600", "2560")
    red, green, blue = picture.convert("RGB").getpixel((20, 20))
    # #8f1d21, the theme's red, as far as JPEG keeps it.
    assert max(abs(red - 0x8F), abs(green - 0x1D), abs(blue - 0x21)) < 4
    # Letters stand on it.
    assert picture.convert("L").getextrema()[1] > 200


def test_the_words_of_a_drawn_cover_are_its_alternative_text(files: dict[str, Path]) -> None:
    _, shown = cover_of(files[".epub"])
    alternative = shown.get("alt", "")
    assert alternative.startswith("乡土小册　3，青禾河志，一条小河的四季，青禾镇文化站")
    assert alternative.endswith("2026年3月5日")


def test_a_cover_of_the_book_is_taken_as_it_is(river: Path, tmp_path: Path) -> None:
    given = river / "assets/own.png"
    Image.new("RGB", (300, 400), "#123456").save(given)
    settings = river / "book.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[book]\n", '[book]\ncover = "assets/own.png"\n'), encoding="utf-8"
    )
    [file] = build_book(river, outputs=[Output.EPUB], target=tmp_path / "out").files
    picture, shown = cover_of(file)
    assert (picture.format, picture.size) == ("PNG", (300, 400))
    assert shown.get("alt") == "青禾河志"
