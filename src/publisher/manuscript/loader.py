"""A book folder to the book: what `book.toml` lists is read, checked and put together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TypeAlias

from pydantic import ValidationError

from publisher.book import (
    Article,
    Book,
    Chapter,
    Colophon,
    CoverSheetSetup,
    EmbeddedFonts,
    EpubSetup,
    FontFormat,
    HandoutForm,
    HandoutSetup,
    Identifiers,
    Imprint,
    Infographic,
    InfographicForm,
    Output,
    Part,
    Person,
    Picture,
    PrintSetup,
    Series,
    WritingMode,
)
from publisher.diagnostics import Diagnostic, PublisherError, has_errors
from publisher.manuscript.articles import Draft, read_article
from publisher.manuscript.findings import Findings
from publisher.manuscript.fonts import check_font
from publisher.manuscript.identifiers import default_slug, default_uuid, make_id
from publisher.manuscript.infographics import read_infographic
from publisher.manuscript.links import Target
from publisher.manuscript.page_setup import check_page, page_setup
from publisher.manuscript.paths import find_file, inside_files, real, relative
from publisher.manuscript.pictures import PictureReader
from publisher.manuscript.settings import BookFile, ColophonTable, ContentsTable, HandoutTable, ImprintTable
from publisher.manuscript.toml_file import TomlFile, read_toml
from publisher.manuscript.toml_lines import KeyPath

BOOK_FILE = "book.toml"
_KINDS = {".md": "article", ".toml": "infographic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A book, and what its editor should know about it: warnings and infos."""

    book: Book
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A file that `[contents]` names, at its place there."""

    place: KeyPath
    file: Path
    id: str


_Read: TypeAlias = Draft | Infographic


def load(folder: Path) -> Loaded:
    """Read a book folder.

    Raises `PublisherError` with everything that was found if any of it is an error.
    """
    findings = Findings(folder / BOOK_FILE)
    book_file = _read_book_file(folder, findings)
    if book_file is None:
        raise PublisherError(findings.by_line())
    contents = _contents(book_file)
    listed = tuple(_list(folder, contents, book_file, findings)) if contents else ()
    reader = PictureReader(folder)
    cover = _cover(book_file, reader, findings)
    profile = _profile(folder, book_file, findings)
    check_page(book_file, findings)
    fonts = inside_files(folder, "fonts", (".otf", ".ttf", ".ttc"), findings)
    stylesheets = inside_files(folder, "styles", (".css",), findings)
    read, found = _read_chapters(folder, listed, reader)
    chapters = _finish(folder, contents, read)
    diagnostics = (
        *findings.by_line(),
        *(diagnostic for one in (*_check_fonts(fonts), *found) for diagnostic in one.by_line()),
        *(_unlisted(folder, listed) if contents else ()),
    )
    if book_file.value is None or has_errors(diagnostics):
        raise PublisherError(diagnostics)
    book = _book(folder, book_file.value, chapters, cover=cover, profile=profile, fonts=fonts, stylesheets=stylesheets)
    return Loaded(book=book, diagnostics=diagnostics)


def _read_book_file(folder: Path, findings: Findings) -> TomlFile[BookFile] | None:
    try:
        (folder / BOOK_FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        findings.error(
            "book-file-missing",
            f"“{folder}” is no book folder: there is no {BOOK_FILE} in it",
            hint="make one with: publisher new DIR",
        )
        return None
    except OSError:
        # Reading it says what is wrong.
        pass
    return read_toml(folder / BOOK_FILE, BookFile, findings)


def _contents(book_file: TomlFile[BookFile]) -> ContentsTable | None:
    """Return `[contents]` even where other tables are wrong, so that the files' mistakes are found in the same run."""
    if book_file.value is not None:
        return book_file.value.contents
    try:
        return ContentsTable.model_validate(book_file.data.get("contents"))
    except ValidationError:
        return None


def _places(contents: ContentsTable) -> Iterator[tuple[KeyPath, str]]:
    """Yield the paths that the contents name in reading order, each with its own place in `book.toml`."""
    for number, written in enumerate(contents.front):
        yield ("contents", "front", number), written
    for part_number, part in enumerate(contents.parts):
        for number, written in enumerate(part.chapters):
            yield ("contents", "parts", part_number, "chapters", number), written
    for number, written in enumerate(contents.back):
        yield ("contents", "back", number), written


def _list(
    folder: Path, contents: ContentsTable, book_file: TomlFile[BookFile], findings: Findings
) -> Iterator[_Listed]:
    taken = {_part_id(number) for number, _ in enumerate(contents.parts)}
    places: dict[Path, tuple[int, str]] = {}
    for count, (place, written) in enumerate(_places(contents), start=1):
        line = book_file.line(*place)
        suffix = PurePosixPath(written).suffix
        kind = _KINDS.get(suffix)
        if kind is None or (kind == "infographic" and "chapters" not in place):
            findings.error(
                "chapter-kind",
                f"“{written}” cannot stand in this list",
                line=line,
                hint="articles (.md) may stand anywhere, infographics (.toml) in the chapters of a part",
            )
            continue
        file = find_file(folder, written, kind, findings, line=line)
        if file is None:
            continue
        here = (line or 0, written)
        if other := places.get(real(file)):
            # The order of the book is not that of the lines: `back` may stand above the parts.
            first, again = sorted((other, here))
            places[real(file)] = first
            findings.error(
                "chapter-twice",
                f"“{again[1]}” was listed before, in line {first[0]}",
                line=again[0],
                hint="delete one of the two",
            )
            continue
        places[real(file)] = here
        id_ = make_id(file.stem, kind, count, taken)
        taken.add(id_)
        yield _Listed(place=place, file=file, id=id_)


def _read_chapters(
    folder: Path, listed: Iterable[_Listed], reader: PictureReader
) -> tuple[Mapping[KeyPath, _Read], tuple[Findings, ...]]:
    read: dict[KeyPath, _Read] = {}
    found = []
    for one in listed:
        findings = Findings(one.file)
        found.append(findings)
        made: _Read | None
        if one.file.suffix == ".toml":
            made = read_infographic(one.file, one.id, findings)
        else:
            made = read_article(one.file, one.id, folder, reader, findings)
        if made is not None:
            read[one.place] = made
    return read, tuple(found)


def _finish(folder: Path, contents: ContentsTable | None, read: Mapping[KeyPath, _Read]) -> Mapping[KeyPath, Chapter]:
    # What is listed and could not be read has its error; links to it get none of their own.
    targets: dict[str, Target | None] = {}
    if contents:
        targets.update((normpath(written), None) for _, written in _places(contents))
    for one in read.values():
        if one.file is not None:
            target = one.target() if isinstance(one, Draft) else Target(id=one.id, anchors={})
            targets[relative(folder, one.file)] = target
    return {place: one.finish(targets) if isinstance(one, Draft) else one for place, one in read.items()}


def _cover(book_file: TomlFile[BookFile], reader: PictureReader, findings: Findings) -> Picture | None:
    written = book_file.value.book.cover if book_file.value else None
    if written is None:
        return None
    return reader.read(written, findings, line=book_file.line("book", "cover"))


def _profile(folder: Path, book_file: TomlFile[BookFile], findings: Findings) -> Path | None:
    written = book_file.value.print.profile if book_file.value else None
    if written is None:
        return None
    return find_file(folder, written, "profile", findings, line=book_file.line("print", "profile"))


def _check_fonts(files: Iterable[Path]) -> Iterator[Findings]:
    for file in files:
        findings = Findings(file)
        check_font(file, findings)
        yield findings


def _unlisted(folder: Path, listed: Iterable[_Listed]) -> Iterator[Diagnostic]:
    known = {real(one.file) for one in listed}
    for name, suffix in (("articles", ".md"), ("infographics", ".toml")):
        for file in sorted((folder / name).rglob(f"*{suffix}")):
            if real(file) not in known:
                findings = Findings(file)
                findings.warning(
                    "file-unlisted",
                    f"“{relative(folder, file)}” is in no list of {BOOK_FILE}, so it does not stand in the book",
                    hint="add it to [contents], or move it out of the folder",
                )
                yield from findings.by_line()


def _part_id(number: int) -> str:
    return f"part-{number + 1}"


def _book(
    folder: Path,
    written: BookFile,
    chapters: Mapping[KeyPath, Chapter],
    *,
    cover: Picture | None,
    profile: Path | None,
    fonts: tuple[Path, ...],
    stylesheets: tuple[Path, ...],
) -> Book:
    about = written.book
    uuid = about.uuid or default_uuid(about.title, about.publisher, about.date)
    return Book(
        folder=folder,
        slug=about.slug or default_slug(folder.resolve().name),
        title=about.title,
        file_as=about.file_as,
        language=about.language,
        identifiers=Identifiers(uuid=uuid, isbn=about.isbn, issn=about.issn),
        date=about.date,
        page=page_setup(written.page, written.style),
        parts=tuple(_parts(written.contents, chapters)),
        subtitle=about.subtitle,
        creators=tuple(Person(name=one.name, role=one.role, file_as=one.file_as) for one in written.creators),
        publisher=about.publisher,
        rights=about.rights,
        description=about.description,
        subjects=tuple(about.subjects),
        series=Series(name=about.series.name, number=about.series.number) if about.series else None,
        imprint=_imprint(written.imprint),
        colophon=_colophon(written.colophon) if written.colophon else None,
        theme=written.style.theme,
        handout=_handout(written.handout),
        cover_sheet=CoverSheetSetup(**written.cover_sheet.model_dump()),
        press=PrintSetup(profile=profile, ink_limit=written.print.ink_limit, fill=written.print.fill),
        epub=EpubSetup(
            fonts=EmbeddedFonts(written.epub.fonts),
            font_format=FontFormat(written.epub.font_format),
            writing_mode=WritingMode(written.epub.writing_mode),
            infographics=InfographicForm(written.epub.infographics),
            certified_by=written.epub.certified_by,
        ),
        outputs=tuple(Output(name) for name in written.output.formats),
        front=_articles("front", chapters),
        back=_articles("back", chapters),
        cover=cover,
        stylesheets=stylesheets,
        fonts=fonts,
    )


def _parts(contents: ContentsTable, chapters: Mapping[KeyPath, Chapter]) -> Iterator[Part]:
    for number, part in enumerate(contents.parts):
        places = [("contents", "parts", number, "chapters", count) for count, _ in enumerate(part.chapters)]
        yield Part(
            chapters=tuple(chapters[place] for place in places),
            title=part.title,
            id=_part_id(number) if part.title else None,
        )


def _articles(name: str, chapters: Mapping[KeyPath, Chapter]) -> tuple[Article, ...]:
    return tuple(chapter for place, chapter in chapters.items() if place[1] == name and isinstance(chapter, Article))


def _imprint(written: ImprintTable) -> Imprint:
    return Imprint(**written.model_dump(exclude={"lines"}), lines=_labelled(written.lines))


def _colophon(written: ColophonTable) -> Colophon:
    return Colophon(**written.model_dump(exclude={"lines"}), lines=_labelled(written.lines))


def _labelled(lines: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in lines)


def _handout(written: HandoutTable) -> HandoutSetup:
    return HandoutSetup(
        form=HandoutForm(written.form),
        fold_marks=written.fold_marks,
        staple_marks=written.staple_marks,
        black_and_white=written.black_and_white,
        paper_thickness=written.paper_thickness,
    )
