"""Infographics as pictures in a whole build: for readers that lose the text of a drawing."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from book_folder import write_book
from lxml import etree
from PIL import Image
from validators import epubcheck_prints

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file
from publisher.diagnostics import PublisherError
from publisher.manuscript import load
from publisher.xhtml import NAMESPACES, parse


@pytest.fixture
def epub(river: Path, tmp_path: Path) -> Path:
    settings = river / "book.toml"
    asked = settings.read_text(encoding="utf-8").replace('fonts = "headings"', 'infographics = "picture"')
    settings.write_text(asked, encoding="utf-8")
    return build_book(river, outputs=[Output.EPUB, Output.PDF], target=tmp_path / "out").files[0]


def document(epub: Path) -> etree._Element:
    with zipfile.ZipFile(epub) as archive:
        return parse(archive.read("EPUB/text/river.xhtml"))


def test_the_picture_is_the_whole_page_and_says_where_its_text_is(epub: Path) -> None:
    [image] = document(epub).iterfind(".//h:img", NAMESPACES)
    with zipfile.ZipFile(epub) as archive:
        picture = Image.open(BytesIO(archive.read("EPUB/" + image.get("src", "").removeprefix("../"))))
    assert (picture.format, picture.width) == ("PNG", 1600)
    # A5 is 148 × 210 mm.
    assert picture.width / picture.height == pytest.approx(148 / 210, rel=0.002)
    assert (image.get("width"), image.get("height")) == (str(picture.width), str(picture.height))
    assert image.get("alt") == "河边的人做什么（图中的文字见下文）"


def test_the_text_below_is_all_of_the_infographic_in_order(epub: Path) -> None:
    root = document(epub)
    shown = re.sub(r"\s", "", "".join(next(root.iterfind("h:body", NAMESPACES)).itertext()))
    assert shown == (
        "一图看懂河边的人做什么四件常做的事，六条老规矩。四件事量水位修堤岸清河道记河志"
        "六条规矩上游先用水夜里不放闸大雨要上堤春天不打鱼桥下不停船水牌天天写河在，镇就在。制图/文化站"
    )
    assert [heading.text for heading in root.iterfind(".//h:h2", NAMESPACES)] == ["四件事", "六条规矩"]


def test_the_book_says_that_its_text_can_be_reshaped(epub: Path) -> None:
    with zipfile.ZipFile(epub) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    features = [meta.text for meta in package.iter("{*}meta") if meta.get("property") == "schema:accessibilityFeature"]
    assert {"alternativeText", "displayTransformability"} <= set(features)


def test_no_checker_faults_it(epub: Path, tmp_path: Path) -> None:
    assert epubcheck_prints(epub, tmp_path) == ""
    assert check_file(epub) == ()


def test_another_form_is_a_mistake_of_the_book_file(tmp_path: Path) -> None:
    head = "[book]\ntitle = '河湾小镇'\ndate = 2026-03-20\n[epub]\ninfographics = 'photo'\n"
    with pytest.raises(PublisherError) as caught:
        load(write_book(tmp_path, head=head))
    [found] = caught.value.diagnostics
    assert found.place is not None
    assert found.place.line == 5
    assert "picture" in found.message + (found.hint or "")
