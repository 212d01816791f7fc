"""The EPUB 3.3 package of a rendition; the only module that knows EbookLib."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ebooklib import epub

from publisher.book import EmbeddedFonts, Picture, WritingMode
from publisher.diagnostics import Diagnostic, PublisherError
from publisher.epub.accessibility import accessibility
from publisher.epub.addresses import Addresses, addresses, pictures_of
from publisher.epub.container import repack
from publisher.epub.cover import cover_item, show_cover
from publisher.epub.documents import package_documents
from publisher.epub.fonts import PackagedFonts, package_fonts
from publisher.epub.infographics import infographic_items, show_infographics
from publisher.epub.item import Item, read
from publisher.epub.metadata import Meta, metadata, unique_identifier
from publisher.epub.navigation import ncx
from publisher.epub.own_fonts import subset_own_fonts
from publisher.epub.stylesheets import package_stylesheets
from publisher.epub.ways_back import with_ways_back
from publisher.rendering.printed_page import PrintedPage
from publisher.rendering.rendition import Rendition
from publisher.xhtml import NAMESPACES


def package(
    rendition: Rendition,
    *,
    stylesheets: tuple[Path, ...],
    modified: datetime,
    page_list: tuple[PrintedPage, ...] = (),
    cover: bytes | None = None,
    infographics: Mapping[str, bytes] | None = None,
) -> bytes:
    """Make the bytes of an EPUB file.

    `stylesheets` are applied in their order; the fonts and pictures that they name go with them. `modified` is an
    aware time, told to the second. `page_list` has the pages of the printed edition, in their order, if there is one;
    `cover` is a JPEG of 1600 × 2560 pixels, taken where the book has no cover of its own;
    `infographics` are PNGs by the id of the document, which take the place of drawings. The same arguments give the
    same bytes. Raises a `PublisherError` with all that is missing, unreadable or unresolved.
    """
    book = rendition.book
    places = addresses(rendition)
    made_cover = cover if book.cover is None else None
    if made_cover is not None:
        rendition, places = show_cover(rendition, places)
    drawn = infographics or {}
    rendition, places = show_infographics(rendition, places, drawn)
    taken = {path.lower() for path in places.pictures.values()}
    styles = package_stylesheets(stylesheets, book, taken)
    fonts = _fonts(rendition, styles.sheets, taken)
    own_assets = subset_own_fonts(
        styles.assets,
        (document.root for document in rendition.documents),
        (sheet.content.decode() for sheet in styles.sheets),
    )
    sheets = (*fonts.stylesheets, *styles.sheets)
    documents = package_documents(rendition, places, sheets, page_list)
    pictures = _shown(rendition)
    items, unreadable = _picture_items(pictures, places, book.cover)
    errors = (*styles.errors, *documents.errors, *unreadable)
    if errors:
        raise PublisherError(errors)
    identifier = unique_identifier(book.identifiers)
    manifest = (
        *documents.items,
        ncx(rendition, places, identifier, page_list),
        *sheets,
        *own_assets,
        *fonts.files,
        *items,
        *infographic_items(places, drawn),
        *((cover_item(made_cover, places),) if made_cover is not None else ()),
    )
    printed = bool(page_list)
    described = (*metadata(book, printed=printed), *accessibility(rendition, pictures, printed=printed))
    container = _contain(manifest, documents.items, described, identifier, modified)
    vertical = book.epub.writing_mode is WritingMode.VERTICAL
    return repack(container, language=book.language, items=documents.items, right_to_left=vertical)


def _fonts(rendition: Rendition, stylesheets: tuple[Item, ...], taken: set[str]) -> PackagedFonts:
    wanted = rendition.book.epub
    if wanted.fonts is EmbeddedFonts.NONE:
        return PackagedFonts()
    return package_fonts(
        # Its number stands at a note too, perhaps in another face.
        (with_ways_back(document.root) for document in rendition.documents),
        tuple(sheet.content.decode() for sheet in stylesheets),
        form=wanted.font_format,
        taken=taken,
    )


def _shown(rendition: Rendition) -> tuple[Picture, ...]:
    """List the pictures that a document shows, and the cover."""
    sources = {
        image.get("src") for document in rendition.documents for image in document.root.iterfind(".//h:img", NAMESPACES)
    }
    cover = rendition.book.cover
    return tuple(picture for picture in pictures_of(rendition.book) if picture.source in sources or picture == cover)


def _picture_items(
    pictures: tuple[Picture, ...], places: Addresses, cover: Picture | None
) -> tuple[list[Item], list[Diagnostic]]:
    items: list[Item] = []
    errors: list[Diagnostic] = []
    for number, picture in enumerate(pictures, start=1):
        try:
            content = read(picture.file)
        except PublisherError as error:
            errors.extend(error.diagnostics)
            continue
        items.append(
            Item(
                id=f"image-{number}",
                path=places.pictures[picture.source],
                media_type=picture.media_type,
                content=content,
                properties=("cover-image",) * (picture == cover),
            )
        )
    return items, errors


def _contain(
    manifest: tuple[Item, ...],
    spine: tuple[Item, ...],
    described: tuple[Meta, ...],
    identifier: str,
    modified: datetime,
) -> bytes:
    book = epub.EpubBook()
    # Out with EbookLib's random identifier and its own name.
    book.metadata.clear()
    book.set_identifier(identifier)
    for meta in described:
        namespace = "OPF" if meta.name == "meta" else "DC"
        book.add_metadata(namespace, meta.name, meta.value, meta.attributes)
    for item in manifest:
        # EpubHtml would be parsed, lower-cased and pretty-printed; a plain item goes in byte for byte.
        raw = epub.EpubItem(item.id, item.path, item.media_type, item.content)
        raw.properties = list(item.properties)
        book.add_item(raw)
    book.spine = [item.id for item in spine]
    result = io.BytesIO()
    epub.write_epub(result, book, {"mtime": modified.astimezone(UTC), "raise_exceptions": True, "compresslevel": 0})
    return result.getvalue()
