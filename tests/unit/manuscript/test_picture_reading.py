import io

import pytest
from book_folder import article, write_book
from PIL import Image

from publisher.manuscript import load


def _bytes(kind, size=(30, 20), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "white").save(written, kind, **options)
    return written.getvalue()


def _read(folder, name, data):
    write_book(folder, {"articles/first.md": article(f"![图](assets/{name})"), f"assets/{name}": data})
    return load(folder).book.parts[0].chapters[0].pictures[0]


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [
        ("a.jpg", "JPEG", "image/jpeg"),
        ("a.JPEG", "JPEG", "image/jpeg"),
        ("a.png", "PNG", "image/png"),
        ("a.gif", "GIF", "image/gif"),
        ("a.webp", "WEBP", "image/webp"),
    ],
)
def test_type_and_size_are_read_from_the_bytes(tmp_path, name, kind, media_type):
    picture = _read(tmp_path, name, _bytes(kind))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 30, 20)
    assert (picture.source, picture.file) == (f"assets/{name}", tmp_path / "assets" / name)


def test_a_photograph_that_was_turned_has_the_size_that_is_seen(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = _read(tmp_path, "a.jpg", _bytes("JPEG", exif=exif))
    assert (picture.width, picture.height) == (20, 30)


def test_a_jpeg_of_several_pictures_is_a_jpeg(tmp_path):
    written = io.BytesIO()
    first, second = Image.new("RGB", (30, 20)), Image.new("RGB", (6, 4))
    first.save(written, "MPO", save_all=True, append_images=[second])
    assert _read(tmp_path, "a.jpg", written.getvalue()).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="10mm" height="1in"', (38, 96)),
        ('viewBox="0 0 200.4 100"', (200, 100)),
        ('viewBox="-5,-5,200,100" width="100%" height="100%"', (200, 100)),
        ('viewBox="0 0 200 100" width="50px"', (50, 25)),
        ('viewBox="0 0 200 100" height="50"', (100, 50)),
    ],
)
def test_the_size_of_an_svg_comes_from_its_lengths_or_its_view_box(tmp_path, attributes, size):
    source = f'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg" {attributes}><g/></svg>'
    picture = _read(tmp_path, "a.svg", source)
    assert (picture.width, picture.height) == size
    assert picture.media_type == "image/svg+xml"


def test_an_svg_may_refer_to_itself_and_hold_pictures(tmp_path):
    source = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 3">'
        '<style>.a { fill: url(#g) } .b { fill: url("#g") }</style><rect style="fill:url(#g)" clip-path="url(#c)"/>'
        '<use xlink:href="#a"/><image href="data:image/png;base64,AAAA"/></svg>'
    )
    assert _read(tmp_path, "a.svg", source).width == 4
