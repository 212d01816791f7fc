import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import epub_edition
import pytest
from lxml import etree
from validators import epubcheck_prints

from publisher.diagnostics import PublisherError
from publisher.epub import package
from publisher.rendering.rendition import Rendition
from publisher.styles_folder import styles_folder
from publisher.xhtml import NAMESPACES, XML, h, parse

SHEETS = (styles_folder() / "shared.css", styles_folder() / "epub.css")
MODIFIED = datetime(2026, 3, 20, 8, 30, 15, tzinfo=UTC)
OPF = {"o": "http://www.idpf.org/2007/opf"}


def packed(rendition: Rendition) -> bytes:
    return package(rendition, stylesheets=SHEETS, modified=MODIFIED)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return epub_edition.unpacked(packed(epub_edition.rendition(tmp_path_factory.mktemp("edition"))))


@pytest.mark.parametrize("edition", [epub_edition.rendition, epub_edition.minimal])
def test_epubcheck_prints_nothing(tmp_path: Path, edition) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(packed(edition(tmp_path)))
    assert epubcheck_prints(book, tmp_path) == ""


def test_the_mimetype_is_first_and_stored(tmp_path: Path) -> None:
    content = packed(epub_edition.minimal(tmp_path))
    # OCF 3.3: with nothing before it and no extra field its text stands at byte 38.
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None


def test_the_same_book_gives_the_same_bytes_at_another_time_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    results = []
    for folder, zone in zip(folders, ("Asia/Shanghai", "America/New_York"), strict=True):
        folder.mkdir()
        rendition = epub_edition.rendition(folder)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        results.append(packed(rendition))
    monkeypatch.undo()
    time.tzset()
    assert results[0] == results[1]


def test_the_time_of_change_is_told_in_utc(tmp_path: Path) -> None:
    local = MODIFIED.astimezone(timezone(timedelta(hours=8)))
    content = package(epub_edition.minimal(tmp_path), stylesheets=SHEETS, modified=local)
    opf = etree.fromstring(epub_edition.unpacked(content)["content.opf"])
    assert opf.findtext(".//o:meta[@property='dcterms:modified']", None, OPF) == "2026-03-20T08:30:15Z"


def test_the_text_of_every_document_is_that_of_its_source(tmp_path: Path, files: dict[str, bytes]) -> None:
    rendition = epub_edition.rendition(tmp_path)
    for document in rendition.documents:
        path = "nav.xhtml" if document.id == "contents" else f"text/{document.id}.xhtml"
        root = parse(files[path])
        for added in root.xpath("//*[@role='doc-backlink'] | //*[@hidden]"):
            added.tag = "added"
        etree.strip_elements(root, "added", with_tail=False)
        source = etree.fromstring(etree.tostring(document.root))
        etree.strip_elements(source, h("rp"), with_tail=False)
        assert "".join(root.itertext()) == "".join(source.itertext()), path


def test_every_link_leads_to_something_in_the_package(files: dict[str, bytes]) -> None:
    documents = {path: parse(content) for path, content in files.items() if path.endswith(".xhtml")}
    followed = 0
    for path, root in documents.items():
        for address in root.xpath("//@href | //@src"):
            target, _, fragment = address.partition("#")
            file = normpath(join(dirname(path), unquote(target))) if target else path
            assert file in files, address
            if fragment:
                assert documents[file].xpath("//*[@id=$id]", id=fragment), address
            followed += 1
    assert followed > 30


def test_the_manifest_lists_every_file_and_the_spine_every_document(files: dict[str, bytes]) -> None:
    opf = etree.fromstring(files["content.opf"])
    manifest = {item.get("href"): item for item in opf.iterfind("o:manifest/o:item", OPF)}
    assert set(manifest) == set(files) - {"mimetype", "META-INF/container.xml", "content.opf"}
    assert manifest["nav.xhtml"].get("properties") == "nav"
    assert manifest["images/cover.jpg"].get("properties") == "cover-image"
    spine = [item.get("idref") for item in opf.iterfind("o:spine/o:itemref", OPF)]
    assert [idref.removeprefix("text-") for idref in spine] == [
        "cover",
        "title-page",
        "imprint",
        "foreword",
        "contents",
        "part-1",
        "first",
        "second",
        "graphic",
    ]


def test_the_package_document_knows_its_language_and_the_page_of_fixed_layout(files: dict[str, bytes]) -> None:
    opf = etree.fromstring(files["content.opf"])
    assert opf.get("version") == "3.0"
    assert opf.get(f"{{{XML}}}lang") == "zh-Hans"
    fixed = [item.get("idref") for item in opf.iterfind("o:spine/o:itemref", OPF) if item.get("properties")]
    assert fixed == ["text-graphic"]
    [identifier] = [node for node in opf.iter("{*}identifier") if node.get("id") == opf.get("unique-identifier")]
    assert identifier.text == f"urn:uuid:{epub_edition.UUID}"


def test_pictures_go_in_byte_for_byte_and_only_those_that_are_shown(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    without = replace(rendition, documents=tuple(page for page in rendition.documents if page.id != "first"))
    second = next(page for page in without.documents if page.id == "second")
    next(second.root.iter(h("a"))).set("href", "#second")
    contents = next(page for page in without.documents if page.id == "contents")
    for link in contents.root.iter(h("a")):
        link.set("href", "#second")
    files = epub_edition.unpacked(packed(replace(without, contents=())))
    assert [path for path in files if path.startswith("images/")] == ["images/cover.jpg"]
    assert files["images/cover.jpg"] == (tmp_path / "assets/cover.jpg").read_bytes()


def test_a_picture_that_is_gone_and_a_bad_style_sheet_are_told_together(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    (tmp_path / "assets/cover.jpg").unlink()
    bad = tmp_path / "bad.css"
    bad.write_text("@import 'x.css';")
    with pytest.raises(PublisherError) as caught:
        package(rendition, stylesheets=(*SHEETS, bad), modified=MODIFIED)
    assert [found.code for found in caught.value.diagnostics] == ["stylesheet-import", "file-unreadable"]
    assert "cover.jpg" in caught.value.diagnostics[1].message


def test_nav_and_documents_use_no_namespace_prefix_but_epub(files: dict[str, bytes]) -> None:
    for path in (path for path in files if path.endswith(".xhtml")):
        prefixes = {prefix for node in parse(files[path]).iter(etree.Element) for prefix in node.nsmap}
        assert prefixes <= {None, "epub"}, (path, prefixes)


def test_documents_are_in_the_namespaces_that_they_came_in(files: dict[str, bytes]) -> None:
    assert parse(files["text/graphic.xhtml"]).find(".//svg:svg[@viewBox]", NAMESPACES) is not None
