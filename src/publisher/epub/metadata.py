"""What the package document says of the book: Dublin Core and its refinements."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from publisher.book import Book, Identifiers
from publisher.text.pinyin import sort_name, sort_title

# MARC relators of those whose work the book is; all others contributed to it.
_MAIN_ROLES = frozenset({"aut", "com", "edt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One metadata element: `dc:<name>`, or `meta` if the name is `meta`."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


def prop(name: str, value: str, *, of: str | None = None, scheme: str | None = None) -> Meta:
    """Make a `meta` with a property, of the book or of the element with the id `of`."""
    attributes = {"refines": f"#{of}"} if of else {}
    attributes["property"] = name
    if scheme:
        attributes["scheme"] = scheme
    return Meta(name="meta", value=value, attributes=attributes)


def unique_identifier(identifiers: Identifiers) -> str:
    """Name the publication the way `unique-identifier` and the NCX want it."""
    return f"urn:uuid:{identifiers.uuid}"


def metadata(book: Book, *, printed: bool = False) -> tuple[Meta, ...]:
    """Describe the book; the unique identifier and the time of change are not among it.

    `printed` says that the pages of a printed edition are marked in it.
    """
    return (
        *_identifiers(book.identifiers),
        *_titles(book),
        Meta(name="language", value=book.language),
        *_people(book),
        *_facts(book),
        *_series(book),
        *(_source(book) if printed else ()),
    )


def _identifiers(identifiers: Identifiers) -> Iterator[Meta]:
    if identifiers.isbn:
        yield Meta(name="identifier", value=f"urn:isbn:{identifiers.isbn.replace('-', '')}", attributes={"id": "isbn"})
    if identifiers.issn:
        yield Meta(name="identifier", value=f"urn:issn:{identifiers.issn}", attributes={"id": "issn"})


def _titles(book: Book) -> Iterator[Meta]:
    yield Meta(name="title", value=book.title, attributes={"id": "title"})
    yield prop("title-type", "main", of="title")
    file_as = book.file_as or (sort_title(book.title) if _is_chinese(book) else None)
    if file_as:
        yield prop("file-as", file_as, of="title")
    if book.subtitle:
        yield prop("display-seq", "1", of="title")
        yield Meta(name="title", value=book.subtitle, attributes={"id": "subtitle"})
        yield prop("title-type", "subtitle", of="subtitle")
        yield prop("display-seq", "2", of="subtitle")


def _is_chinese(book: Book) -> bool:
    return book.language.lower().split("-")[0] in ("zh", "cmn")


def _people(book: Book) -> Iterator[Meta]:
    for number, person in enumerate(book.creators, start=1):
        identifier = f"person-{number}"
        name = "creator" if person.role in _MAIN_ROLES else "contributor"
        yield Meta(name=name, value=person.name, attributes={"id": identifier})
        yield prop("role", person.role, of=identifier, scheme="marc:relators")
        file_as = person.file_as or (sort_name(person.name) if _is_chinese(book) else None)
        if file_as:
            yield prop("file-as", file_as, of=identifier)
        yield prop("display-seq", str(number), of=identifier)


def _facts(book: Book) -> Iterator[Meta]:
    yield Meta(name="date", value=book.date.isoformat())
    given = {"publisher": book.publisher, "rights": book.rights, "description": book.description}
    for name, value in given.items():
        if value:
            yield Meta(name=name, value=value)
    for subject in book.subjects:
        yield Meta(name="subject", value=subject)


def _series(book: Book) -> Iterator[Meta]:
    if not book.series:
        return
    yield Meta(name="meta", value=book.series.name, attributes={"property": "belongs-to-collection", "id": "series"})
    yield prop("collection-type", "series", of="series")
    if book.series.number:
        yield prop("group-position", book.series.number, of="series")


def _source(book: Book) -> Iterator[Meta]:
    """Name the edition whose pages are marked (EPUB Accessibility 1.1, “Page source”), to old readers too."""
    if book.identifiers.isbn:
        edition = f"urn:isbn:{book.identifiers.isbn.replace('-', '')}"
    else:
        comma = "，" if _is_chinese(book) else ", "
        edition = comma.join(filter(None, (book.title, book.subtitle, book.publisher, book.date.isoformat(), "PDF")))
    yield Meta(name="source", value=edition, attributes={"id": "printed-edition"})
    yield prop("source-of", "pagination", of="printed-edition")
    yield prop("pageBreakSource", edition)
