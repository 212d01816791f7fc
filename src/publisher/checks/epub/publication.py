"""The book in an EPUB, opened: package document, manifest, spine, and the documents parsed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.checks.epub.addresses import resolve
from publisher.checks.epub.archive import Archive
from publisher.checks.epub.xml import Document, line_of, read_xml
from publisher.checks.findings import error
from publisher.diagnostics import Diagnostic, Place, PublisherError, fail

_CONTAINER = "META-INF/container.xml"
_PACKAGE_TYPE = "application/oebps-package+xml"
_XML_TYPES = frozenset({"application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"})
OPF = {
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestItem:
    """A line of the manifest; `path` is a name in the archive, or None for what stays on the network."""

    id: str
    href: str
    path: str | None
    media_type: str
    properties: frozenset[str]
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineItem:
    """A line of the spine."""

    idref: str
    linear: bool
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A book in an EPUB file.

    `names` are all files in the archive, `documents` the well-formed XHTML, SVG and NCX files of the manifest by
    their path, `stylesheets` the text of its style sheets by theirs, `items` the lines of the manifest by their id;
    `findings` say which XML could not be read.
    """

    file: Path
    names: frozenset[str]
    package: Document
    manifest: tuple[ManifestItem, ...]
    items: Mapping[str, ManifestItem]
    spine: tuple[SpineItem, ...]
    documents: Mapping[str, Document]
    stylesheets: Mapping[str, str]
    findings: tuple[Diagnostic, ...]


def open_publication(archive: Archive) -> Publication:
    """Follow an EPUB from its container to its documents; raises `PublisherError` if there is no way."""
    package = read_xml(archive, _package_path(archive))
    manifest = tuple(_manifest(package))
    documents: dict[str, Document] = {}
    findings: list[Diagnostic] = []
    for item in manifest:
        if item.path in archive.readable and item.path not in documents and item.media_type in _XML_TYPES:
            try:
                documents[item.path] = read_xml(archive, item.path)
            except PublisherError as problem:
                findings += problem.diagnostics
    return Publication(
        file=archive.file,
        names=frozenset(entry.filename for entry in archive.entries),
        package=package,
        manifest=manifest,
        items={item.id: item for item in manifest},
        spine=tuple(_spine(package)),
        documents=documents,
        stylesheets=_stylesheets(archive, manifest),
        findings=tuple(findings),
    )


def _stylesheets(archive: Archive, manifest: tuple[ManifestItem, ...]) -> dict[str, str]:
    paths = [item.path for item in manifest if item.media_type == "text/css" and item.path in archive.readable]
    return {path: archive.read(path).decode("utf-8", "replace") for path in paths if path is not None}


def _package_path(archive: Archive) -> str:
    if _CONTAINER not in archive.readable:
        raise fail(
            "epub-container-missing",
            f"There is no readable {_CONTAINER}, which tells readers where the book begins",
            place=Place(file=archive.file),
            hint="pack the folder META-INF with its container.xml into the file",
        )
    container = read_xml(archive, _CONTAINER)
    rootfiles = container.root.iterfind("c:rootfiles/c:rootfile", OPF)
    paths = [file.get("full-path", "") for file in rootfiles if file.get("media-type") == _PACKAGE_TYPE]
    if paths and paths[0] in archive.readable:
        return paths[0]
    what = f"names {paths[0]}, which is not there or cannot be read" if paths else f"names no {_PACKAGE_TYPE}"
    raise PublisherError(
        [
            error(
                "epub-package-missing",
                f"{_CONTAINER} {what}: without a package document there is no book",
                file=container.place,
                hint="give a rootfile the full-path of the .opf file in the archive",
            )
        ]
    )


def _manifest(package: Document) -> Iterator[ManifestItem]:
    for item in package.root.iterfind("o:manifest/o:item", OPF):
        href = item.get("href", "")
        target = resolve(href, package.path)
        yield ManifestItem(
            id=item.get("id", ""),
            href=href,
            path=target.path if target else None,
            media_type=item.get("media-type", ""),
            properties=frozenset(item.get("properties", "").split()),
            line=line_of(item),
        )


def _spine(package: Document) -> Iterator[SpineItem]:
    for itemref in package.root.iterfind("o:spine/o:itemref", OPF):
        yield SpineItem(idref=itemref.get("idref", ""), linear=itemref.get("linear") != "no", line=line_of(itemref))
