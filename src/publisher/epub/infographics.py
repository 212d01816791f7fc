"""Infographics as pictures with their text below, for readers that lose or shrink a drawing's text (Kindle, phones)."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from PIL import Image

from publisher.book import Book, GroupForm, Infographic
from publisher.epub.addresses import Addresses, free_path
from publisher.epub.item import Item
from publisher.rendering.labels import labels_for
from publisher.rendering.rendition import Document, Rendition
from publisher.rendering.templates import environment
from publisher.xhtml import parse


def show_infographics(
    rendition: Rendition, places: Addresses, pictures: Mapping[str, bytes]
) -> tuple[Rendition, Addresses]:
    """Put a picture and the whole text in place of each drawing; `pictures` are PNGs by the id of the document."""
    taken = {path.lower() for path in places.pictures.values()}
    paths = {_source(found): free_path("images", found, ".png", taken) for found in pictures}
    drawn = {found.id: found for found in _infographics(rendition.book) if found.id in pictures}
    documents = tuple(
        _with_picture(document, drawn[document.id], rendition.book.language, pictures[document.id])
        if document.id in drawn
        else document
        for document in rendition.documents
    )
    return replace(rendition, documents=documents), replace(places, pictures={**places.pictures, **paths})


def infographic_items(places: Addresses, pictures: Mapping[str, bytes]) -> tuple[Item, ...]:
    """Make the files of the pictures."""
    return tuple(
        Item(
            id=f"image-infographic-{number}",
            path=places.pictures[_source(found)],
            media_type="image/png",
            content=content,
        )
        for number, (found, content) in enumerate(pictures.items(), start=1)
    )


def _source(identifier: str) -> str:
    # No picture of a book folder has this path: theirs do not begin with a slash.
    return f"/infographics/{identifier}"


def _infographics(book: Book) -> tuple[Infographic, ...]:
    chapters = (chapter for part in book.parts for chapter in part.chapters)
    return tuple(chapter for chapter in chapters if isinstance(chapter, Infographic))


def _with_picture(document: Document, infographic: Infographic, language: str, picture: bytes) -> Document:
    with Image.open(BytesIO(picture)) as image:
        width, height = image.size
    source = (
        environment()
        .get_template("infographic-picture.xhtml.j2")
        .render(
            language=language,
            id=infographic.id,
            title=infographic.title,
            infographic=infographic,
            numbered=GroupForm.STEPS,
            picture={"source": _source(infographic.id), "width": width, "height": height},
            text_below=labels_for(language).text_below,
        )
    )
    return replace(document, root=parse(source))
