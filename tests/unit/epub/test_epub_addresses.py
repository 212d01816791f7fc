from pathlib import Path

import epub_edition

from publisher.epub.addresses import addresses, free_path, relative


def test_every_document_has_a_file_of_its_own_and_the_contents_stand_at_the_top(tmp_path: Path) -> None:
    documents = addresses(epub_edition.rendition(tmp_path)).documents
    assert documents["contents"] == "nav.xhtml"
    assert documents["first"] == "text/first.xhtml"
    assert len(set(documents.values())) == 9


def test_the_id_of_a_document_leads_to_its_file_and_any_other_id_into_one(tmp_path: Path) -> None:
    anchors = addresses(epub_edition.rendition(tmp_path)).anchors
    assert anchors["second"] == "text/second.xhtml"
    assert anchors["second-hours"] == "text/second.xhtml#second-hours"


def test_pictures_get_names_that_every_file_system_can_hold(tmp_path: Path) -> None:
    pictures = addresses(epub_edition.rendition(tmp_path)).pictures
    assert pictures == {"assets/cover.jpg": "images/cover.jpg", "assets/书 架.png": "images/image.png"}


def test_a_name_that_differs_only_in_case_is_taken() -> None:
    taken = {"images/map.png"}
    assert free_path("images", "Map", ".png", taken) == "images/Map-2.png"
    assert free_path("images", "MAP", ".png", taken) == "images/MAP-3.png"


def test_a_link_is_relative_to_the_file_that_it_stands_in() -> None:
    assert relative("text/b.xhtml#x", "text/a.xhtml") == "b.xhtml#x"
    assert relative("text/b.xhtml", "nav.xhtml") == "text/b.xhtml"
    assert relative("nav.xhtml", "text/a.xhtml") == "../nav.xhtml"
    assert relative("text/a.xhtml#x", "text/a.xhtml") == "#x"
