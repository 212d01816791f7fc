from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.epub.item import Item
from publisher.epub.own_fonts import subset_own_fonts
from publisher.xhtml import parse

PAGE = parse('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>河湾b</p></body></html>')


def font(characters: str, *, fs_type: int = 0) -> bytes:
    names = [f"u{ord(character):04X}" for character in characters]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names])
    builder.setupCharacterMap({ord(character): name for character, name in zip(characters, names, strict=True)})
    builder.setupGlyf(dict.fromkeys([".notdef", *names], TTGlyphPen(None).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    output = BytesIO()
    builder.save(output)
    return output.getvalue()


def packaged(content: bytes, media_type: str = "font/ttf") -> bytes:
    item = Item(id="asset-1", path="fonts/own.ttf", media_type=media_type, content=content)
    [result] = subset_own_fonts((item,), (PAGE,), ('p::before { content: "★" }',))
    assert (result.id, result.path) == (item.id, item.path)
    return result.content


def test_a_font_keeps_what_the_book_shows_and_no_more() -> None:
    # B for `text-transform`, ★ from the style sheet, 一 for a numbered list.
    kept = TTFont(BytesIO(packaged(font("河湾山水bB★一")))).getBestCmap()
    assert set(map(chr, kept)) == set("河湾bB★一")


def test_what_cannot_or_must_not_be_cut_goes_in_whole() -> None:
    forbidden = font("河山", fs_type=0x0100)
    assert packaged(forbidden) == forbidden
    assert packaged(b"OTTO") == b"OTTO"
    assert packaged(b"ttcf", "font/collection") == b"ttcf"
    assert packaged(b"PNG", "image/png") == b"PNG"


def test_the_same_font_gives_the_same_bytes() -> None:
    assert packaged(font("河湾山")) == packaged(font("河湾山"))
