"""One XML file of an EPUB: parsed, or the reason why not."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from lxml import etree

from publisher.checks.epub.archive import Archive, inside
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic, PublisherError
from publisher.xhtml import EPUB, NAMESPACES, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A well-formed XML file of an EPUB, with every id in it.

    `path` is its name in the archive, `place` the same behind the file's.
    """

    path: str
    place: Path
    root: etree._Element
    ids: frozenset[str]


def read_xml(archive: Archive, path: str) -> Document:
    """Parse a readable entry; raises `PublisherError` if it is not well-formed or declares entities."""
    place = inside(archive.file, path)
    try:
        root = parse(archive.read(path))
    except etree.XMLSyntaxError as problem:
        raise PublisherError([_malformed(path, place, problem)]) from problem
    declared = root.getroottree().docinfo.internalDTD
    # The type stubs do not know entities().
    if declared is not None and declared.entities():  # type: ignore[attr-defined]
        raise PublisherError(
            [
                error(
                    "epub-xml-entities",
                    f"{path} declares entities of its own, which reading systems may refuse: nothing else in it "
                    "is checked",
                    file=place,
                    hint="write the characters themselves, and take the declarations out of the DOCTYPE",
                )
            ]
        )
    ids = frozenset(identifier for node in root.iter(etree.Element) if (identifier := node.get("id")))
    return Document(path=path, place=place, root=root, ids=ids)


def line_of(node: etree._Element) -> int | None:
    """Return the line that an element begins on, which the type stubs do not know."""
    line: object = node.sourceline
    return line if isinstance(line, int) else None


def select(node: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements that an XPath finds, which for lxml may be anything."""
    return cast("list[etree._Element]", node.xpath(path, namespaces=NAMESPACES))


def types_of(node: etree._Element) -> frozenset[str]:
    """Return the words in an element's `epub:type`."""
    return frozenset(node.get(f"{{{EPUB}}}type", "").split())


def _malformed(path: str, place: Path, problem: etree.XMLSyntaxError) -> Diagnostic:
    return error(
        "epub-xml-malformed",
        f"{path} is no well-formed XML ({problem.msg}): a reader shows an error in its place",
        file=place,
        line=problem.lineno or None,
        hint="mend it at this line: close every element, and write & as &amp; and < as &lt;",
    )
