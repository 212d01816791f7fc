"""Colours of text in an e-book: those of the themes, and those of a book's own style sheets."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import cssselect2
import pytest
import tinycss2
import tinycss2.color3
from lxml import etree

from publisher.book import Output
from publisher.build import Built, build_book
from publisher.check import check_paths
from publisher.checks import check_file
from publisher.checks.epub.contrast import contrast
from publisher.diagnostics import PublisherError
from publisher.themes import theme_names

SVG = "{http://www.w3.org/2000/svg}"
RIVER = Path(__file__).parent / "river"


def built(folder: Path, settings: str, css: str = "") -> Built:
    source = Path(shutil.copytree(RIVER, folder / "river"))
    written = (source / "book.toml").read_text(encoding="utf-8").replace('fonts = "headings"\n', settings)
    (source / "book.toml").write_text(written, encoding="utf-8")
    if css:
        (source / "styles").mkdir()
        (source / "styles/own.css").write_text(css, encoding="utf-8")
    return build_book(source, outputs=[Output.EPUB], target=folder)


@pytest.mark.parametrize("theme", theme_names())
def test_every_colour_of_a_theme_is_read_well_infographics_on_what_is_drawn_behind_them(
    tmp_path: Path, theme: str
) -> None:
    book = built(tmp_path, f'[style]\ntheme = "{theme}"\n').files[0]
    assert check_file(book) == ()
    with zipfile.ZipFile(book) as archive:
        drawing = etree.fromstring(archive.read("EPUB/text/river.xhtml"))
        links = [link.get("href", "") for link in drawing.iter("{*}link")]
        sheets = [archive.read("EPUB/" + link.removeprefix("../")).decode() for link in links]
    pairs = set(text_on_ground(drawing, "".join(sheets)))
    assert len(pairs) > 4
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def text_on_ground(drawing: etree._Element, css: str) -> Iterator[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Yield the colour of every text of a drawing with that of the last rectangle that is drawn under its middle."""
    matcher = cssselect2.Matcher()
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        for declaration in tinycss2.parse_blocks_contents(rule.content) if rule.type == "qualified-rule" else ():
            if declaration.type == "declaration" and declaration.lower_name == "fill":
                colour = next(filter(None, map(tinycss2.color3.parse_color, declaration.value)))
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    matcher.add_selector(selector, tuple(colour[:3]))
    grounds: list[tuple[list[float], tuple[float, ...]]] = []
    for wrapped in cssselect2.ElementWrapper.from_xml_root(drawing).iter_subtree():
        node = wrapped.etree_element
        fills = [fill for *_, fill in matcher.match(wrapped)]
        if node.tag == SVG + "rect":
            grounds.append(([float(node.get(side)) for side in ("x", "y", "width", "height")], fills[-1]))
        elif node.tag == SVG + "text":
            left, top, width, leading = map(float, node.get("data-box").split())
            x, y = left + width / 2, top + leading / 2
            under = [fill for (a, b, w, h), fill in grounds if a <= x <= a + w and b <= y <= b + h]
            yield fills[-1], under[-1]


def test_a_faint_colour_of_the_books_own_is_told_with_its_line(tmp_path: Path) -> None:
    # #999999 on white is 2.85:1.
    diagnostics = built(tmp_path, "", "\n.headline { color: #999 }\n").diagnostics
    (found,) = (one for one in diagnostics if one.code == "epub-contrast-low")
    assert found.place is not None
    assert (found.place.file.parts[-2:], found.place.line) == (("styles", "own.css"), 2)
    (told,) = check_paths((tmp_path / "river",))
    assert (told.code, told.message) == (found.code, found.message)


def test_a_book_whose_colours_fail_is_not_certified(tmp_path: Path) -> None:
    with pytest.raises(PublisherError) as caught:
        built(tmp_path, 'certified-by = "青禾镇文化站"\n', ".headline { color: #999 }")
    assert {one.code for one in caught.value.diagnostics} >= {"epub-claim-false", "epub-contrast-low"}
    assert not list(tmp_path.glob("*.epub"))
