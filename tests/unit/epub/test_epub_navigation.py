from pathlib import Path

import epub_edition
from lxml import etree

from publisher.epub.addresses import addresses
from publisher.epub.documents import package_documents
from publisher.epub.navigation import ncx
from publisher.xhtml import EPUB, NAMESPACES, parse

NCX = {"n": "http://www.daisy.org/z3986/2005/ncx/"}
TYPE = f"{{{EPUB}}}type"
HIERARCHY = [
    ("前言", "text/foreword.xhtml", []),
    (
        "上篇",
        "text/part-1.xhtml",
        [
            ("书屋开门", "text/first.xhtml", [("书架", "text/first.xhtml#first-shelf", [])]),
            (
                "来书屋坐坐",
                "text/second.xhtml",
                [
                    ("开放时间", "text/second.xhtml#second-hours", []),
                    ("规矩", "text/second.xhtml#second-rules", []),
                ],
            ),
            ("一图读懂书屋", "text/graphic.xhtml", []),
        ],
    ),
]


def nav(tmp_path: Path, kind: str) -> etree._Element:
    rendition = epub_edition.rendition(tmp_path)
    items = package_documents(rendition, addresses(rendition), ()).items
    [contents] = [item for item in items if item.properties == ("nav",)]
    assert contents.path == "nav.xhtml"
    [found] = [nav for nav in parse(contents.content).iterfind(".//h:nav", NAMESPACES) if nav.get(TYPE) == kind]
    return found


def lines(node: etree._Element) -> list[tuple[str | None, str | None, list]]:
    return [(line[0].text, line[0].get("href"), lines(line)) for line in node.iterfind("h:ol/h:li", NAMESPACES)]


def points(node: etree._Element) -> list[tuple[str | None, str | None, list]]:
    return [
        (point.findtext("n:navLabel/n:text", None, NCX), point.find("n:content", NCX).get("src"), points(point))
        for point in node.iterfind("n:navPoint", NCX)
    ]


def test_the_contents_are_as_deep_as_the_book(tmp_path: Path) -> None:
    assert lines(nav(tmp_path, "toc")) == HIERARCHY


def test_landmarks_name_cover_contents_and_body_and_are_hidden(tmp_path: Path) -> None:
    landmarks = nav(tmp_path, "landmarks")
    found = [(link.get(TYPE), link.text, link.get("href")) for link in landmarks.iterfind(".//h:a", NAMESPACES)]
    assert found == [
        ("cover", "封面", "text/cover.xhtml"),
        ("toc", "目录", "nav.xhtml"),
        ("bodymatter", "正文", "text/part-1.xhtml"),
    ]
    assert landmarks.get("hidden") == "hidden"


def test_the_ncx_has_the_same_hierarchy(tmp_path: Path) -> None:
    rendition = epub_edition.rendition(tmp_path)
    root = etree.fromstring(ncx(rendition, addresses(rendition), "urn:uuid:1").content)
    assert points(root.find("n:navMap", NCX)) == HIERARCHY
    heads = {meta.get("name"): meta.get("content") for meta in root.iterfind("n:head/n:meta", NCX)}
    assert heads["dtb:uid"] == "urn:uuid:1"
    assert heads["dtb:depth"] == "3"
    assert root.findtext("n:docTitle/n:text", None, NCX) == "雾桥书屋"
    ids = [point.get("id") for point in root.iter(f"{{{NCX['n']}}}navPoint")]
    assert len(set(ids)) == len(ids) == 8
