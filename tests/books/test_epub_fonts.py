"""The fonts in a whole build: the typefaces that the styles name, with the characters that they show and no more."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from lxml import etree

from publisher.book import Output
from publisher.build import build_book
from publisher.xhtml import NAMESPACES, parse


def fonts_of(epub: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(epub) as archive:
        return {Path(name).name: archive.read(name) for name in archive.namelist() if "/fonts/" in name}


def characters_of(font: bytes) -> set[str]:
    return set(map(chr, TTFont(BytesIO(font)).getBestCmap()))


def words(epub: Path, path: str) -> set[str]:
    """Return the characters of all elements that an XPath finds in the documents."""
    with zipfile.ZipFile(epub) as archive:
        roots = [parse(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    return {
        character
        for root in roots
        for found in root.xpath(path, namespaces=NAMESPACES)
        for character in "".join(found.itertext())
        if character.strip()
    }


def build(river: Path, target: Path, keys: str) -> Path:
    settings = river / "book.toml"
    text = settings.read_text(encoding="utf-8").replace('[epub]\nfonts = "headings"\n', f"[epub]\n{keys}\n")
    settings.write_text(text, encoding="utf-8")
    return build_book(river, outputs=[Output.EPUB], target=target).files[0]


def test_headings_and_quotations_bring_their_typefaces_and_the_text_does_not(files: dict[str, Path]) -> None:
    names = set(fonts_of(files[".epub"]))
    assert {"Noto-Sans-CJK-SC-bold.woff2", "LXGW-WenKai.woff2"} <= names
    headings = words(files[".epub"], "//h:h1 | //h:h2")
    assert headings <= characters_of(fonts_of(files[".epub"])["Noto-Sans-CJK-SC-bold.woff2"])


def test_a_font_has_the_characters_that_it_shows_and_no_more(files: dict[str, Path]) -> None:
    kai = characters_of(fonts_of(files[".epub"])["LXGW-WenKai.woff2"])
    shown = words(files[".epub"], "//h:blockquote | //h:p[@class='deck' or @class='subtitle' or @class='byline']")
    # The marks are narrow in that face, so the next of the list draws them.
    assert {character for character in kai if character.strip()} == shown - set("—‘’“”…")


def test_a_font_keeps_its_licence(files: dict[str, Path]) -> None:
    for content in fonts_of(files[".epub"]).values():
        assert "SIL Open Font License" in TTFont(BytesIO(content))["name"].getDebugName(13)


def test_every_font_is_declared_and_in_the_manifest_with_its_type(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files[".epub"]) as archive:
        sheet = archive.read("EPUB/styles/fonts.css").decode()
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        cover = archive.read("EPUB/text/part-1.xhtml").decode()
    declared = set(re.findall(r'url\("\.\./fonts/([^"]+)"\) format\("woff2"\)', sheet))
    assert declared == set(fonts_of(files[".epub"]))
    types = {item.get("href"): item.get("media-type") for item in package.iter("{*}item")}
    assert {types[f"fonts/{name}"] for name in declared} == {"font/woff2"}
    assert cover.index("styles/fonts.css") < cover.index("styles/shared.css")


def test_all_brings_a_face_for_the_text_too(river: Path, tmp_path: Path) -> None:
    epub = build(river, tmp_path, 'fonts = "all"\nfont-format = "otf"')
    fonts = fonts_of(epub)
    text = words(epub, "//h:div[@class='body']/h:p[not(*)]")
    assert text <= characters_of(fonts["Noto-Serif-CJK-SC.otf"])
    assert fonts["Noto-Serif-CJK-SC.otf"].startswith(b"OTTO")


def test_none_brings_nothing(river: Path, tmp_path: Path) -> None:
    epub = build(river, tmp_path, 'fonts = "none"')
    assert fonts_of(epub) == {}
    with zipfile.ZipFile(epub) as archive:
        assert "EPUB/styles/fonts.css" not in archive.namelist()


def test_vertical_writing_turns_lines_and_pages(river: Path, tmp_path: Path) -> None:
    epub = build(river, tmp_path, 'writing-mode = "vertical-rl"')
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.endswith("vertical.css"))
    assert next(package.iter("{*}spine")).get("page-progression-direction") == "rtl"
    for prefix in (b"-epub-", b"-webkit-", b" "):
        assert prefix + b"writing-mode: vertical-rl" in sheets


def test_without_being_asked_pages_turn_as_the_reader_has_it(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files[".epub"]) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    assert next(package.iter("{*}spine")).get("page-progression-direction") is None
