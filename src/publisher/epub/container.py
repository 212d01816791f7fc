"""The ZIP file: from EbookLib's container to the bytes that are published."""

import io
import zipfile

from lxml import etree

from publisher.epub.item import Item
from publisher.xhtml import XML

_PACKAGE_DOCUMENT = "EPUB/content.opf"
_OPF = {"opf": "http://www.idpf.org/2007/opf"}
# The first instant that a ZIP file can tell: the same input makes the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_UNIX = 3


def repack(container: bytes, *, language: str, items: tuple[Item, ...], right_to_left: bool = False) -> bytes:
    """Write a container anew: mimetype first and stored, all else sorted and compressed, no times.

    The package document gets what EbookLib cannot say: its language, the direction in which pages turn and the
    properties of spine items.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as source, zipfile.ZipFile(result, "w") as target:
        names = sorted(set(source.namelist()) - {"mimetype"})
        _write(target, "mimetype", source.read("mimetype"), zipfile.ZIP_STORED)
        for name in names:
            content = source.read(name)
            if name == _PACKAGE_DOCUMENT:
                content = _finish_package(content, language, items, right_to_left=right_to_left)
            _write(target, name, content, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _finish_package(content: bytes, language: str, items: tuple[Item, ...], *, right_to_left: bool) -> bytes:
    package = etree.fromstring(content)
    package.set(f"{{{XML}}}lang", language)
    if right_to_left:
        next(package.iterfind("opf:spine", _OPF)).set("page-progression-direction", "rtl")
    for item in items:
        if item.spine_properties:
            itemref = next(package.iterfind(f"opf:spine/opf:itemref[@idref='{item.id}']", _OPF))
            itemref.set("properties", " ".join(item.spine_properties))
    return etree.tostring(package, encoding="utf-8", xml_declaration=True)


def _write(archive: zipfile.ZipFile, name: str, content: bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = compression
    entry.create_system = _UNIX
    entry.external_attr = _REGULAR_FILE
    archive.writestr(entry, content)
