"""Compares this project with other engines, rule by rule.

    python benchmarks/compare [--out build/compare] [--engines publisher Typst …] [--pages 100 1000]

Writes and prints the table of rules, the figures of total fit and, with --pages, the costs; draws engines.png and
keeps every case with its verdict and, where it breaks, what was seen in cases.json. docs/comparison.md says what to
install.
"""

import argparse
import json
from pathlib import Path

from engines_html import Chromium, Ours, PlainWeasyPrint, Vivliostyle
from engines_tex import Typst, XeLatex
from figures import figures
from pictures import set_pages
from speed import speeds
from table import judge, markdown

ENGINES = (Ours(), Typst(), XeLatex(), Chromium(), Vivliostyle(), PlainWeasyPrint())


def main() -> None:
    """Run every engine that is installed."""
    parser = argparse.ArgumentParser(description="Compare engines, rule by rule.")
    parser.add_argument("--out", type=Path, default=Path("build/compare"))
    parser.add_argument("--engines", nargs="*")
    parser.add_argument("--pages", type=int, nargs="*", default=[])
    arguments = parser.parse_args()
    folder = arguments.out.resolve()
    chosen = tuple(engine for engine in ENGINES if not arguments.engines or engine.name in arguments.engines)
    installed = {engine.name: engine.version() for engine in chosen}
    results = {engine.name: judge(engine, folder / engine.folder) for engine in chosen if installed[engine.name]}
    evenness, data = figures(chosen, folder)
    versions = "\n".join(
        f"| {engine.name} | {installed[engine.name] or 'not installed'} | {engine.configured} |" for engine in chosen
    )
    parts = ["| engine | version | configured |\n|---|---|---|\n" + versions, markdown(results, installed), evenness]
    if arguments.pages:
        parts.append(speeds(chosen, folder, arguments.pages))
    text = "\n\n".join(parts)
    print(text)
    (folder / "tables.md").write_text(text + "\n", encoding="utf-8")
    found = {"versions": installed, "evenness": data, "cases": results}
    (folder / "cases.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\n{set_pages(chosen, folder)}")


if __name__ == "__main__":
    main()
