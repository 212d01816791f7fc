from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import epub_edition
import pytest

from publisher.book import EpubSetup, Series
from publisher.epub.accessibility import accessibility
from publisher.epub.addresses import pictures_of
from publisher.epub.metadata import Meta, metadata, unique_identifier


def values(metas: Iterable[Meta], name: str) -> list[str]:
    """Values of the Dublin Core elements, or of the metas with a property, of this name."""
    return [meta.value for meta in metas if name in (meta.name, meta.attributes.get("property"))]


def refinements(metas: tuple[Meta, ...], value: str) -> dict[str, str]:
    [identifier] = [meta.attributes["id"] for meta in metas if meta.value == value and "id" in meta.attributes]
    refining = (meta for meta in metas if meta.attributes.get("refines") == f"#{identifier}")
    return {meta.attributes["property"]: meta.value for meta in refining}


def test_numbers_are_urns(tmp_path: Path) -> None:
    book = epub_edition.book(tmp_path)
    assert unique_identifier(book.identifiers) == "urn:uuid:7a0c8f6e-52d1-5b5a-9a57-0f3f4f1f6d21"
    assert values(metadata(book), "identifier") == ["urn:isbn:9787500000006", "urn:issn:1000-0003"]


def test_the_subtitle_is_a_title_of_its_own(tmp_path: Path) -> None:
    metas = metadata(epub_edition.book(tmp_path))
    assert values(metas, "title") == ["雾桥书屋", "一间书屋的春天"]
    assert refinements(metas, "雾桥书屋") == {"title-type": "main", "file-as": "Wu qiao shu wu", "display-seq": "1"}
    assert refinements(metas, "一间书屋的春天") == {"title-type": "subtitle", "display-seq": "2"}


def test_people_have_roles_an_order_and_a_form_to_sort_by(tmp_path: Path) -> None:
    metas = metadata(epub_edition.book(tmp_path))
    assert values(metas, "creator") == ["某甲"]
    assert values(metas, "contributor") == ["某乙"]
    assert refinements(metas, "某甲") == {"role": "edt", "file-as": "Mou, Jia", "display-seq": "1"}
    assert refinements(metas, "某乙") == {"role": "dsr", "file-as": "Mou yi", "display-seq": "2"}
    assert {meta.attributes.get("scheme") for meta in metas if meta.value in ("edt", "dsr")} == {"marc:relators"}


def test_a_form_to_sort_by_that_is_given_is_kept(tmp_path: Path) -> None:
    book = replace(epub_edition.book(tmp_path), file_as="Wuqiao")
    assert refinements(metadata(book), "雾桥书屋")["file-as"] == "Wuqiao"


def test_characters_of_a_book_that_is_not_chinese_are_not_read_as_chinese(tmp_path: Path) -> None:
    metas = metadata(replace(epub_edition.book(tmp_path), language="ja"))
    assert values(metas, "file-as") == ["Mou, Jia"]


def test_the_series_is_a_collection_with_a_position(tmp_path: Path) -> None:
    book = epub_edition.book(tmp_path)
    metas = metadata(book)
    assert values(metas, "belongs-to-collection") == ["试排丛刊"]
    assert refinements(metas, "试排丛刊") == {"collection-type": "series", "group-position": "3"}
    unnumbered = metadata(replace(book, series=Series(name="试排丛刊")))
    assert refinements(unnumbered, "试排丛刊") == {"collection-type": "series"}


def test_plain_facts_are_told(tmp_path: Path) -> None:
    metas = metadata(epub_edition.book(tmp_path))
    assert values(metas, "language") == ["zh-Hans"]
    assert values(metas, "date") == ["2026-03-20"]
    assert values(metas, "publisher") == ["雾桥试排社"]
    assert values(metas, "rights") == ["© 2026 雾桥试排社"]
    assert values(metas, "description") == ["试排用的小册子。"]
    assert values(metas, "subject") == ["阅读", "地方新闻"]


def test_what_a_book_does_not_say_is_not_told(tmp_path: Path) -> None:
    metas = metadata(epub_edition.minimal(tmp_path).book)
    assert [(meta.name, meta.value) for meta in metas] == [
        ("title", "一篇"),
        ("meta", "main"),
        ("meta", "Yi pian"),
        ("language", "zh-Hans"),
        ("date", "2026-03-20"),
    ]


def test_accessibility_tells_what_the_book_has(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    metas = accessibility(rendition, pictures_of(rendition.book))
    assert values(metas, "schema:accessMode") == ["textual", "visual"]
    assert values(metas, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert values(metas, "schema:accessibilityFeature") == [
        "readingOrder",
        "tableOfContents",
        "structuralNavigation",
        "alternativeText",
        "rubyAnnotations",
    ]
    assert values(metas, "schema:accessibilityHazard") == ["none"]


def test_accessibility_of_plain_text_claims_no_more(tmp_path: Path) -> None:
    metas = accessibility(epub_edition.minimal(tmp_path), ())
    assert values(metas, "schema:accessMode") == ["textual"]
    assert values(metas, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in values(metas, "schema:accessibilityFeature")
    assert "displayTransformability" in values(metas, "schema:accessibilityFeature")


def test_a_picture_without_alternative_text_takes_the_claims_back(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    cover = rendition.documents[0].root
    next(cover.iter("{*}img")).set("alt", "")
    metas = accessibility(rendition, pictures_of(rendition.book))
    assert values(metas, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in values(metas, "schema:accessibilityFeature")


@pytest.mark.parametrize("media_type", ["image/gif", "image/webp"])
def test_a_picture_that_may_move_makes_the_hazard_unknown(tmp_path: Path, media_type: str) -> None:
    rendition = epub_edition.rendition(tmp_path)
    [first, *_] = pictures_of(rendition.book)
    metas = accessibility(rendition, (replace(first, media_type=media_type),))
    assert values(metas, "schema:accessibilityHazard") == ["unknown"]


def test_the_summary_says_to_people_what_the_features_say_to_machines(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    pictures = pictures_of(rendition.book)
    [summary] = values(accessibility(rendition, pictures), "schema:accessibilitySummary")
    assert summary == (
        "正文是文字，字号和字体可以改；图解各占一页，版式固定，图中的文字同样可以由屏幕阅读器读出。"
        "可以按目录和标题跳转。每幅图都有替代文字。有的字注了音。"
    )
    [printed] = values(accessibility(rendition, pictures, printed=True), "schema:accessibilitySummary")
    assert "印刷版的页码" in printed
    minimal = epub_edition.minimal(tmp_path)
    traditional = replace(minimal, book=replace(minimal.book, language="zh-Hant"))
    [plain] = values(accessibility(traditional, ()), "schema:accessibilitySummary")
    assert plain == "全書是文字，字號和字體可以改，也可以由螢幕閱讀器讀出。可以按目錄和標題跳轉。"


def test_conformance_is_not_claimed_by_a_machine(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    metas = accessibility(rendition, pictures_of(rendition.book), printed=True)
    assert values(metas, "dcterms:conformsTo") == []


def test_conformance_is_claimed_where_a_person_answers_for_it(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    certified = replace(rendition.book, epub=EpubSetup(certified_by="雾桥试排社"))
    metas = accessibility(replace(rendition, book=certified), pictures_of(certified))
    assert values(metas, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert refinements(metas, "EPUB Accessibility 1.1 - WCAG 2.1 Level AA") == {"a11y:certifiedBy": "雾桥试排社"}


def test_a_picture_that_only_decorates_needs_no_words(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    image = next(rendition.documents[0].root.iter("{*}img"))
    image.set("alt", "")
    image.set("role", "presentation")
    metas = accessibility(rendition, pictures_of(rendition.book))
    assert "alternativeText" in values(metas, "schema:accessibilityFeature")
