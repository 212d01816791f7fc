"""Times what comes after the layout of a file for the press, as shares of the time that the layout takes.

    python benchmarks/press.py [--pages 100 1000] [--runs 3] [--profile FILE.icc]

Processor seconds of one process; the shares are what to quote, since seconds differ between machines and days.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from run import write_book

from publisher.checks import check_pdf_content
from publisher.manuscript import load
from publisher.pdf import Pages, PressOptions, lay_out, read_profile
from publisher.pdf.press import drawn, finished
from publisher.rendering import Medium, render, stylesheets

PROFILE = Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")
STEPS = ("layout", "drawing", "finishing", "preflight")
Value = TypeVar("Value")


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """Do something and return what it made and how long the processor took."""
    before = time.process_time()
    made = work()
    return made, time.process_time() - before


def measure(folder: Path, profile: Path) -> tuple[int, tuple[float, ...]]:
    """Make and check the file for the press of a book; return its pages and the seconds of each step."""
    book = load(folder).book
    rendition, sheets = render(book), stylesheets(book, Medium.PDF)
    modified = datetime(2026, 1, 1, tzinfo=UTC)
    options = PressOptions(profile=read_profile(profile, ink_limit=3.0), bleed=book.page.bleed)
    pages: Pages
    pages, layout = timed(lambda: lay_out(rendition, sheets, modified=modified, bleeds=True))
    written, drawing = timed(lambda: drawn(pages))
    content, finishing = timed(lambda: finished(written, pages, options))
    found, preflight = timed(lambda: check_pdf_content(content, Path("speed-print.pdf")))
    if found:
        raise SystemExit(f"the file has faults: {found[0].message}")
    return len(pages.labels), (layout, drawing, finishing, preflight)


def main() -> None:
    """Print seconds and shares for made-up books."""
    parser = argparse.ArgumentParser(description="Time the finishing and the preflight of a file for the press.")
    parser.add_argument("--pages", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", type=Path, default=PROFILE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for wanted in arguments.pages:
            folder = Path(name) / f"book-{wanted}"
            write_book(folder, wanted)
            runs = [measure(folder, arguments.profile) for _ in range(arguments.runs)]
            for index, step in enumerate(STEPS):
                seconds = statistics.median(costs[index] for _, costs in runs)
                share = statistics.median(costs[index] / costs[0] for _, costs in runs)
                print(f"{runs[0][0]:>6} pages  {step:<10} {seconds:8.2f} s cpu  {share:6.1%} of the layout", flush=True)


if __name__ == "__main__":
    main()
