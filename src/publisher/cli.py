"""The command line: argv to one call, its result to text and an exit code."""

import logging
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from publisher.book import Output
from publisher.build import build_book
from publisher.check import check_paths
from publisher.console import Console
from publisher.diagnostics import PublisherError, fail, has_errors
from publisher.manuscript.importers import import_file
from publisher.manuscript.starting import start_book
from publisher.manuscript.writer import write_book
from publisher.themes import STANDARD_THEME, read_theme, theme_names


def _themes() -> str:
    return ", ".join(f"{name} ({read_theme(name).title})" for name in theme_names())


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn the articles of a Chinese newspaper into an EPUB and a print-ready PDF.",
    epilog="Example: publisher new mybook && publisher build mybook",
)

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show the log.")]


def _tell_version(wanted: bool) -> None:
    if wanted:
        Console().say(f"publisher {metadata.version('publisher')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take what holds for every command."""


@app.command(epilog="Example: publisher new mybook --theme book")
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    theme: Annotated[str, typer.Option("--theme", metavar="NAME", help=f"Its look: {_themes()}.")] = STANDARD_THEME,
    verbose: Verbose = False,
) -> None:
    """Make a book folder to begin with. It has an article and an infographic to write over."""
    _log(verbose)
    console = Console()
    files = start_book(folder, today=datetime.now(UTC).astimezone().date(), theme=theme)
    console.files("Made", files)
    console.say(f"Next: write into {folder}, then: publisher build {folder}")


@app.command("import", epilog="Example: publisher import page.txt --into mybook")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Newspaper pages as plain text.")],
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="The book folder; made if it is not there.")],
    verbose: Verbose = False,
) -> None:
    """Turn newspaper pages into a book folder. Their articles and infographics are added if it is there.

    Prints what was changed and what is not certain, each with its line.
    """
    _log(verbose)
    console = Console()
    today = datetime.now(UTC).astimezone().date()
    imported = [import_file(file) for file in files]
    for file, page in zip(files, imported, strict=True):
        written = write_book(page, into, today=today)
        console.imported(file, page)
        console.diagnostics(written.diagnostics)
        console.files("Wrote", written.files)
    console.say(f"Next: publisher build {into}")


@app.command(epilog="Example: publisher build mybook --only epub --only pdf --output out")
def build(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The book folder; else book/, else the folder you are in."),
    ] = None,
    only: Annotated[
        list[Output] | None, typer.Option("--only", help="Make this file only; may be given several times.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the files go.")] = Path("build"),
    verbose: Verbose = False,
) -> None:
    """Build the e-book and the PDF files. Those are for the screen, for the press, and for an office printer."""
    _log(verbose)
    console = Console()
    with console.progress() as progress:
        built = build_book(_book_folder(folder), outputs=only or None, target=output, progress=progress)
    console.diagnostics(built.diagnostics)
    console.built(built)


@app.command(epilog="Example: publisher check mybook, or: publisher check build/mybook.epub build/mybook.pdf")
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DIR|FILE…", help="A book folder, or finished EPUB and PDF files."),
    ] = None,
    verbose: Verbose = False,
) -> None:
    """Look for mistakes, change nothing. Reads a book folder, or finished EPUB and PDF files."""
    _log(verbose)
    console = Console()
    found = check_paths(tuple(paths) if paths else (_book_folder(None),))
    console.diagnostics(found)
    console.checked(found)
    if has_errors(found):
        raise typer.Exit(1)


def run() -> int:
    """Run the command line and return its exit code: 0 done, 1 errors in input or output, 2 wrong usage."""
    try:
        app()
    except PublisherError as error:
        console = Console()
        console.diagnostics(error.diagnostics)
        console.failed(error.diagnostics)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _book_folder(given: Path | None) -> Path:
    if given is not None:
        return given
    for folder in (Path("book"), Path()):
        if (folder / "book.toml").is_file():
            return folder
    raise fail(
        "book-missing",
        "There is no book here: neither book/book.toml nor book.toml",
        hint="name a book folder (publisher build DIR), or make one (publisher new DIR)",
    )


def _log(verbose: bool) -> None:
    if verbose:
        logging.basicConfig(level=logging.INFO, format="%(relativeCreated)6d ms  %(name)s: %(message)s")
        logging.getLogger("weasyprint").setLevel(logging.INFO)
