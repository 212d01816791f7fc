"""Writes what was imported into a book folder: Markdown, TOML, and its place in book.toml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import tomlkit
import yaml
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from publisher.diagnostics import Diagnostic, Place, Severity, fail
from publisher.manuscript.importers.imported import Bullets, Imported, ImportedArticle, ImportedInfographic, Subhead
from publisher.output_file import put_in_place
from publisher.text.characters import HAN
from publisher.text.decoding import UndecodableText, decode

_HEAD = ("kicker", "headline", "deck", "byline", "dateline")
_MARKUP = re.compile(r"[\\`*_\[\]<]|&(?=[#A-Za-z])")
_BLOCK_MARKUP = re.compile(r"#{1,6}(?!\S)|>|~{3}|[-+:](?!\S)|-(?=[ \t]*-[- \t]*$)")
_COUNT_MARKUP = re.compile(r"(\d{1,9})([.)])(?!\S)")
_HEADING_MARKUP = re.compile(r"\{|#(?=#*$)")
_NOT_IN_NAMES = re.compile(rf"[^{HAN}A-Za-z0-9]+")
_LONGEST_NAME = 24
_BOOK_COMMENT = "The edition. Everything that may stand here: docs/book-folder.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written or added to, `book.toml` last, and what there is to say about it."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def write_book(imported: Imported, into: Path, *, today: date, title: str | None = None) -> Written:
    """Write articles and infographics into a book folder and list them in its book.toml, in the order of the page.

    No file is written over: new ones are numbered on from those that are there. A book.toml that is there gets the
    new chapters at the end of its last part; a new one gets `today` as the date of the edition and `title`, which is
    the first headline unless given. Raises PublisherError where the folder cannot be written.
    """
    if into.exists() and not into.is_dir():
        raise fail(
            "import-no-folder",
            "this is a file, but a book is a folder",
            place=Place(file=into),
            hint="name another folder; it is made if it does not exist",
        )
    chapters = tuple(_chapters(imported, into))
    names = tuple(chapter.name for chapter in chapters)
    book = into / "book.toml"
    diagnostics = [*_seen_before(chapters, into)]
    if book.exists():
        settings, said = _extended(book, names)
        diagnostics.append(said)
    else:
        settings = _new_book(names, title=title or chapters[0].title, today=today)
    files = [(into / chapter.name, chapter.content) for chapter in chapters]
    files += [(book, settings)] if settings is not None else []
    for file, content in files:
        put_in_place({file: content.encode()})
    return Written(files=tuple(file for file, _ in files), diagnostics=tuple(diagnostics))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapter:
    """A file to be written; `name` is its path from the book folder, in POSIX form."""

    name: str
    title: str
    content: str


def _chapters(imported: Imported, into: Path) -> Iterator[_Chapter]:
    numbers = {folder: _last_number(into / folder) for folder in ("articles", "infographics")}
    pieces: list[ImportedArticle | ImportedInfographic] = [*imported.articles, *imported.infographics]
    for piece in sorted(pieces, key=_line):
        if isinstance(piece, ImportedArticle):
            folder, suffix, title, content = "articles", "md", piece.headline.text, article_text(piece)
        else:
            folder, suffix, title, content = "infographics", "toml", piece.title.text, infographic_text(piece)
        numbers[folder] += 1
        name = f"{folder}/{numbers[folder]:02}-{_slug(title)}.{suffix}"
        yield _Chapter(name=name, title=title, content=content)


def _line(piece: ImportedArticle | ImportedInfographic) -> int:
    return piece.headline.line if isinstance(piece, ImportedArticle) else piece.title.line


def _last_number(folder: Path) -> int:
    names = (file.name for file in folder.iterdir()) if folder.is_dir() else ()
    return max((int(match[1]) for name in names if (match := re.match(r"(\d{1,6})\D", name))), default=0)


def _slug(title: str) -> str:
    return _NOT_IN_NAMES.sub("-", title)[:_LONGEST_NAME].strip("-") or "untitled"


def _seen_before(chapters: Iterable[_Chapter], into: Path) -> Iterator[Diagnostic]:
    """Say which files have the name of a new one but for its number."""
    for chapter in chapters:
        path = into / chapter.name
        _, _, rest = path.name.partition("-")
        for other in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
            if re.fullmatch(rf"\d+-{re.escape(rest)}", other.name):
                yield Diagnostic(
                    code="import-again",
                    severity=Severity.WARNING,
                    message=f"{other.name} is there already and was left as it is; the new text is in {path.name}",
                    place=Place(file=path),
                    hint="if both are the same, delete one and its line in book.toml",
                )


def article_text(article: ImportedArticle) -> str:
    """Write an article as front matter and Markdown."""
    head = {key: text.text for key in _HEAD if (text := getattr(article, key)) is not None}
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=float("inf"))
    blocks: list[str] = []
    for block in article.blocks:
        match block:
            case Subhead(lines=lines):
                blocks.append(
                    "## " + "<br>".join(_HEADING_MARKUP.sub(r"\\\g<0>", _escaped(each.text)) for each in lines)
                )
            case Bullets(items=items):
                blocks.append("\n".join("- " + _paragraph(item.text) for item in items))
            case _:
                blocks.append(_paragraph(block.text))
    return "\n\n".join([f"---\n{front}---", *blocks]) + "\n"


def _paragraph(text: str) -> str:
    """Write a paragraph so that nothing in it is taken for markup."""
    escaped = _escaped(text)
    if _BLOCK_MARKUP.match(escaped):
        return "\\" + escaped
    return _COUNT_MARKUP.sub(r"\1\\\2", escaped, count=1) if _COUNT_MARKUP.match(escaped) else escaped


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def infographic_text(infographic: ImportedInfographic) -> str:
    """Write an infographic as TOML."""
    document = tomlkit.document()
    for key in ("kicker", "title", "lead", "conclusion", "credit"):
        text = getattr(infographic, key)
        if text is not None:
            document.add(key, tomlkit.item(text.text))
    groups = tomlkit.aot()
    for group in infographic.groups:
        table = tomlkit.table()
        if group.lead is not None:
            table.add("lead", group.lead.text)
        table.add("title", group.title.text)
        table.add("items", _array(item.text for item in group.items))
        groups.append(table)
    document.add("groups", groups)
    return tomlkit.dumps(document)


def _array(values: Iterable[str]) -> Array:
    array = tomlkit.array()
    array.extend(values)
    return array.multiline(True)


def _new_book(names: Iterable[str], *, title: str, today: date) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(_BOOK_COMMENT))
    book = tomlkit.table()
    book.add("title", title)
    book.add("date", today)
    document.add("book", book)
    part = tomlkit.table()
    part.add("chapters", _array(names))
    parts = tomlkit.aot()
    parts.append(part)
    contents = tomlkit.table()
    contents.add("parts", parts)
    document.add("contents", contents)
    return tomlkit.dumps(document)


def _extended(book: Path, names: tuple[str, ...]) -> tuple[str | None, Diagnostic]:
    """Add chapters to the last part of a book.toml, whose comments stay; None where it cannot be understood."""
    try:
        document = tomlkit.parse(decode(book.read_bytes()).text)
        chapters = _last_chapters(document)
    except (OSError, UndecodableText, TOMLKitError, _NoChaptersError) as error:
        lines = ", ".join(f'"{name}"' for name in names)
        return None, Diagnostic(
            code="book-not-extended",
            severity=Severity.WARNING,
            message=f"the new chapters could not be listed here, so they are not in the book yet: {error}",
            place=Place(file=book),
            hint=f"mend the file and add to the chapters of a part: {lines}",
        )
    for name in names:
        if "\n" in chapters.as_string():
            chapters.add_line(name)
        else:
            chapters.append(name)
    said = f"{len(names)} new chapter(s) were added at the end of the last part"
    return tomlkit.dumps(document), Diagnostic(
        code="book-extended", severity=Severity.INFO, message=said, place=Place(file=book)
    )


class _NoChaptersError(Exception):
    """A book.toml has something else where its chapters should be."""


def _last_chapters(document: tomlkit.TOMLDocument) -> Array:
    """Return the list of the last part's chapters, made if there is none."""
    contents = document.setdefault("contents", tomlkit.table())
    if not isinstance(contents, Table):
        raise _NoChaptersError("contents is no table")
    parts = contents.setdefault("parts", tomlkit.aot())
    if not isinstance(parts, AoT | Array):
        raise _NoChaptersError("contents.parts is no list")
    if not parts:
        parts.append(tomlkit.table())
    if not isinstance(parts[-1], dict):
        raise _NoChaptersError("the last part is no table")
    chapters = parts[-1].setdefault("chapters", _array(()))
    if not isinstance(chapters, Array):
        raise _NoChaptersError("the chapters of the last part are no list")
    return chapters
