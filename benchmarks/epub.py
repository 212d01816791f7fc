"""Times the packaging of a long e-book: publisher beside pandoc's EPUB writer on the same text, in the same run.

    python benchmarks/epub.py [--chapters 1000] [--runs 3]

Needs the command pandoc. Seconds differ between machines and days; quote the ratio of two commands run in turn.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from run import CHARACTERS_A_PAGE, PUBLISHER, Cost, run, write_book

# What `write_book` puts into a chapter, in pages of its measure.
PAGES_A_CHAPTER = 5


def write_markdown(book: Path, chapters: int) -> Path:
    """Keep so many chapters of a book folder, and write them as one Markdown file for pandoc."""
    articles = sorted((book / "articles").iterdir())[:chapters]
    names = ",\n".join(f'  "articles/{article.name}"' for article in articles)
    settings = (book / "book.toml").read_text(encoding="utf-8")
    (book / "book.toml").write_text(f"{settings.split('chapters = [')[0]}chapters = [\n{names},\n]\n", encoding="utf-8")
    pieces = []
    for article in articles:
        _, headline, _, *body = article.read_text(encoding="utf-8").split("\n")
        pieces.append("\n".join((f"# {headline.removeprefix('headline: ')}", *body)))
    file = book / "book.md"
    file.write_text("\n\n".join(pieces), encoding="utf-8")
    return file


def report(name: str, costs: list[Cost], file: Path) -> None:
    """Print the medians of a command and the size of what it made."""
    wall, cpu, peak = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu", "peak"))
    size = file.stat().st_size / 1024**2
    print(f"{name:<22} {wall:7.1f} s wall {cpu:7.1f} s cpu {peak:7.0f} MiB memory {size:7.2f} MiB file", flush=True)


def main() -> None:
    """Package the same chapters with both, in turn."""
    parser = argparse.ArgumentParser(description="Time the EPUB of a long book beside pandoc's.")
    parser.add_argument("--chapters", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        raise SystemExit("pandoc is not installed: apt install pandoc")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        book = scratch / "book"
        write_book(book, arguments.chapters * PAGES_A_CHAPTER)
        markdown = write_markdown(book, arguments.chapters)
        characters = len(markdown.read_text(encoding="utf-8"))
        print(f"{arguments.chapters} chapters, {characters} characters, {characters // CHARACTERS_A_PAGE} pages or so")
        with_fonts = scratch / "with_fonts"
        shutil.copytree(book, with_fonts)
        with (with_fonts / "book.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[epub]\nfonts = "headings"\n')
        theirs = scratch / "pandoc.epub"
        commands = {
            "publisher": (
                [*PUBLISHER, "build", str(book), "--only", "epub", "-o", str(scratch)],
                scratch / "speed.epub",
            ),
            "publisher, with fonts": (
                [*PUBLISHER, "build", str(with_fonts), "--only", "epub", "-o", str(scratch / "out")],
                scratch / "out/speed.epub",
            ),
            "pandoc": (
                [pandoc, str(markdown), "-f", "commonmark_x", "--toc", "-M", "title=测速", "-o", str(theirs)],
                theirs,
            ),
        }
        costs: dict[str, list[Cost]] = {name: [] for name in commands}
        for _ in range(arguments.runs):
            for name, (command, _) in commands.items():
                costs[name].append(run(command))
        for name, (_, file) in commands.items():
            report(name, costs[name], file)


if __name__ == "__main__":
    main()
