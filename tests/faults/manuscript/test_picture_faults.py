import io
import struct
import zlib

import pytest
from book_folder import article, found_in, only, write_book
from PIL import Image

from publisher.diagnostics import Severity


def _bytes(kind, size=(300, 200), **options):
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind, **options)
    return written.getvalue()


def _png_head(width, height):
    """Return the beginning of a PNG that claims a size, with no picture behind it."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _svg(inside="", attributes='viewBox="0 0 4 3"', before=""):
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
        f"{inside}</svg>"
    ).encode()


def _of(folder, name, data):
    return write_book(folder, {"articles/first.md": article(f"文\n\n![图](assets/{name})"), f"assets/{name}": data})


def _thumbnail_and_no_end():
    exif = Image.Exif()
    whole = _bytes("JPEG")
    exif[0x010E] = "a"
    photo = _bytes("JPEG", exif=exif.tobytes() + _bytes("JPEG", (8, 8)))
    return photo[: len(whole) // 2]


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("a.jpg", _bytes("JPEG")[:-500], "image-damaged", ["assets/a.jpg", "cut off"]),
        ("a.jpg", _thumbnail_and_no_end(), "image-damaged", ["cut off"]),
        ("a.png", _bytes("PNG")[:-500], "image-damaged", ["cut off"]),
        ("a.gif", _bytes("GIF")[:-500], "image-damaged", ["cut off"]),
        ("a.webp", _bytes("WEBP")[:-500], "image-damaged", ["cut off"]),
        ("a.jpg", "春天".encode(), "image-format", ["no picture", "JPEG, PNG, GIF, WebP and SVG"]),
        ("a.jpg", b"", "image-format", ["no picture"]),
        ("a.tif", _bytes("TIFF"), "image-format", ["convert"]),
        ("a.bmp", _bytes("BMP"), "image-format", ["convert"]),
        ("a.png", _bytes("JPEG"), "image-suffix", ["JPEG by its content", "a.jpg"]),
        ("a.png", _svg(), "image-suffix", ["SVG by its content", "a.svg"]),
        ("a.png", _png_head(10_001, 10_000), "image-too-large", ["100 million pixels", "10001 × 10000"]),
        ("a.png", _png_head(60_000, 60_000), "image-too-large", ["100 million pixels"]),
        ("a.svg", b"<svg", "image-svg-unfit", ["well-formed"]),
        ("a.svg", b"<html/>", "image-svg-unfit", ["root"]),
        ("a.svg", _svg(attributes=""), "image-svg-unfit", ["no size", "viewBox"]),
        ("a.svg", _svg(attributes='viewBox="0 0 0 3"'), "image-svg-unfit", ["no size"]),
        ("a.svg", _svg("<script>x</script>"), "image-svg-unfit", ["<script>"]),
        ("a.svg", _svg('<rect onload="x()"/>'), "image-svg-unfit", ["onload"]),
        ("a.svg", _svg("<foreignObject/>"), "image-svg-unfit", ["<foreignObject>"]),
        ("a.svg", _svg('<image xlink:href="photo.jpg"/>'), "image-svg-unfit", ["photo.jpg", "outside"]),
        ("a.svg", _svg('<image href="https://example.org/a.png"/>'), "image-svg-unfit", ["https://example.org/a.png"]),
        ("a.svg", _svg('<a href="javascript:x()"/>'), "image-svg-unfit", ["javascript:x()"]),
        ("a.svg", _svg("<style>@import 'x.css'</style>"), "image-svg-unfit", ["style sheet"]),
        ("a.svg", _svg("<style>a { fill: url( 'x.svg#a' ) }</style>"), "image-svg-unfit", ["x.svg#a"]),
        ("a.svg", _svg('<rect style="fill: url(x.svg)"/>'), "image-svg-unfit", ["x.svg"]),
        ("a.svg", _svg('<rect fill="url(x.svg)"/>'), "image-svg-unfit", ["x.svg"]),
        ("a.svg", _svg(before='<?xml-stylesheet href="x.css"?>'), "image-svg-unfit", ["style sheet"]),
        ("a.svg", _svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "image-svg-unfit", ["entities"]),
        ("a.svg", _svg(before='<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>'), "image-svg-unfit", ["entities"]),
    ],
)
def test_a_picture_that_a_book_cannot_hold_is_an_error(tmp_path, name, data, code, words):
    found = only(_of(tmp_path, name, data), code)
    assert found.severity is Severity.ERROR
    assert (found.place.file, found.place.line) == (tmp_path / "articles/first.md", 7)
    assert f"assets/{name}" in found.message
    for word in words:
        assert word in f"{found.message} {found.hint}"


def test_a_picture_of_far_too_many_pixels_is_told_in_our_own_words(tmp_path):
    found = only(_of(tmp_path, "a.png", _png_head(60_000, 60_000)), "image-too-large")
    assert found.message == "the image “assets/a.png” has more than 100 million pixels"


def test_a_picture_file_may_not_be_huge(tmp_path):
    folder = _of(tmp_path, "a.png", b"")
    with (folder / "assets/a.png").open("wb") as file:
        file.truncate(65 * 1024**2)
    found = only(folder, "image-too-large")
    assert "65 MiB" in found.message
    assert "64" in found.message


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("assets/none.svg", "image-missing", ["assets/none.svg", "does not exist"]),
        ("assets/tre.svg", "image-missing", ["“assets/tree.svg”"]),
        ("../assets/tree.svg", "path-outside", ["../assets/tree.svg", "copy"]),
        ("assets/outside.svg", "path-outside", ["assets/outside.svg"]),
        ("/assets/tree.svg", "path-invalid", ["/assets/tree.svg", "assets/photo.jpg"]),
        ("assets/a%00b.svg", "path-invalid", ["no path"]),
        ("assets", "image-missing", ["is a folder"]),
        ("https://example.org/a.png", "image-remote", ["https://example.org/a.png", "save it"]),
        ("data:image/png;base64,AAAA", "image-remote", ["save it"]),
    ],
)
def test_a_picture_must_be_a_file_of_the_folder(tmp_path, address, code, words):
    folder = write_book(
        tmp_path / "book",
        {"articles/first.md": article(f"![图]({address})"), "assets/tree.svg": _svg()},
    )
    (tmp_path / "x.svg").write_bytes(_svg())
    (folder / "assets/outside.svg").symlink_to(tmp_path / "x.svg")
    found = only(folder, code)
    assert (found.severity, found.place.line) == (Severity.ERROR, 5)
    for word in words:
        assert word in f"{found.message} {found.hint}"


def test_a_picture_needs_words_for_those_who_cannot_see_it(tmp_path):
    folder = write_book(tmp_path, {"articles/first.md": article("文\n\n![ ](assets/a.svg)"), "assets/a.svg": _svg()})
    found = only(folder, "image-alt-missing")
    assert (found.severity, found.place.line) == (Severity.ERROR, 7)
    assert "assets/a.svg" in found.message
    assert "![两个人在读书]" in found.hint


def test_a_caption_has_no_place_among_words(tmp_path):
    text = article('文![图](assets/a.svg "说明")字')
    found = only(write_book(tmp_path, {"articles/first.md": text, "assets/a.svg": _svg()}), "image-caption-unplaced")
    assert "paragraph of its own" in found.hint


def test_a_bad_picture_is_reported_at_its_first_use_only_and_a_bad_cover_in_book_toml(tmp_path):
    head = '[book]\ntitle = "河湾"\ndate = 2026-03-20\ncover = "assets/a.svg"\n'
    text = article("![图](assets/a.svg)\n\n![图](assets/b.svg)\n\n![图](assets/b.svg)")
    folder = write_book(
        tmp_path, {"articles/first.md": text, "assets/a.svg": b"<a/>", "assets/b.svg": b"<b/>"}, head=head
    )
    assert [(one.place.file.name, one.place.line) for one in found_in(folder)] == [("book.toml", 4), ("first.md", 7)]
