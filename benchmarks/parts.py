"""Times one call of the engine beside plain WeasyPrint on the same HTML, in the same run, split into its parts.

    python benchmarks/parts.py [--pages 10 100 1000] [--runs 3]

Style is the cascade and the boxes' styles, layout the rest of `render`, fonts their subsetting and embedding, drawing
the rest of `write_pdf`. Each measurement is a process of its own; the ratios are what to quote, not the seconds.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from run import CHARACTERS_A_PAGE, sentence

PARTS = ("style", "layout", "drawing", "fonts")
CSS = """
@page { size: 185mm 260mm; margin: 20mm; @bottom-center { content: counter(page) } }
p { margin: 0; text-align: justify; text-indent: 2em; font: 11pt/1.7 "Noto Serif CJK SC" }
"""


def write_html(file: Path, pages: int) -> None:
    """Write one document of about so many pages, the same each time."""
    source, left, body = random.Random(pages), pages * CHARACTERS_A_PAGE, list[str]()
    while left > 0:
        text = "".join(sentence(source) for _ in range(5))
        body.append(f"<p>{text}</p>" if len(body) % 25 else f"<h2>{text[:10]}</h2><p>{text}</p>")
        left -= len(text)
    head = f"<meta charset=utf-8><title>测速</title><style>{CSS}</style>"
    file.write_text(f"<!doctype html><html lang=zh-Hans>{head}{''.join(body)}</html>", encoding="utf-8")


def timed(spent: dict[str, float], part: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its processor seconds added to a part."""

    def run(*arguments: Any, **options: Any) -> Any:
        before = time.process_time()
        try:
            return work(*arguments, **options)
        finally:
            spent[part] += time.process_time() - before

    return run


def measure(file: Path, ours: bool) -> dict[str, float]:
    """Make the PDF in this process; return its pages, the seconds of each part and the largest memory in MiB."""
    import weasyprint
    from weasyprint import document, pdf

    from publisher.typesetting import render

    html, spent = file.read_text(encoding="utf-8"), dict.fromkeys(PARTS, 0.0)
    render("<p>水</p>")
    document.get_all_computed_styles = timed(spent, "style", document.get_all_computed_styles)
    pdf.build_fonts_dictionary = timed(spent, "fonts", pdf.build_fonts_dictionary)
    before = time.process_time()
    made = render(html) if ours else weasyprint.HTML(string=html).render()
    laid_out = time.process_time()
    made.write_pdf()
    spent["layout"] = laid_out - before - spent["style"]
    spent["drawing"] = time.process_time() - laid_out - spent["fonts"]
    return {"pages": len(made.pages), **spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def apart(file: Path, name: str) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, str(file)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found | {"all": sum(found[part] for part in PARTS)}


def report(pages: int, pairs: list[tuple[dict[str, float], dict[str, float]]]) -> tuple[float, float]:
    """Print the medians of a size as a table; return the milliseconds a page of both."""
    middle = statistics.median
    print(f"\n{pages} pages: {pairs[0][0]['pages']} of ours, {pairs[0][1]['pages']} of plain WeasyPrint")
    for key in (*PARTS, "all", "memory"):
        ours, plain = (middle(pair[index][key] for pair in pairs) for index in (0, 1))
        ratio = middle(pair[0][key] / pair[1][key] for pair in pairs)
        print(f"{key:<8} {ours:9.2f} {plain:9.2f} {'MiB' if key == 'memory' else 's  '} ratio {ratio:5.2f}", flush=True)
    each = [middle(pair[index]["all"] / pair[index]["pages"] for pair in pairs) * 1000 for index in (0, 1)]
    print(f"a page   {each[0]:9.2f} {each[1]:9.2f} ms", flush=True)
    return each[0], each[1]


def main() -> None:
    """Measure both in turn, size by size, and tell how the time of a page grows from size to size."""
    parser = argparse.ArgumentParser(description="Time the parts of a layout beside plain WeasyPrint's.")
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        name, file = arguments.measure
        print(json.dumps(measure(Path(file), name == "ours")))
        return
    before: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for pages in arguments.pages:
            file = Path(folder) / f"{pages}.html"
            write_html(file, pages)
            pairs = [(apart(file, "ours"), apart(file, "plain")) for _ in range(arguments.runs)]
            each = report(pages, pairs)
            if before:
                print(f"growth   {each[0] / before[0]:9.2f} {each[1] / before[1]:9.2f} times the time of a page before")
            before = each


if __name__ == "__main__":
    main()
