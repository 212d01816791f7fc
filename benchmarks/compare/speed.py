"""Times every engine on the same long text, whole processes, as ratios to plain WeasyPrint in the same run."""

import sys
from pathlib import Path

from engine import Engine, Setting
from figures import LINES, MEASURE

sys.path.insert(0, str(Path(__file__).parent.parent))
from fit import long_text
from run import Cost, run

CHARACTERS_A_PAGE = 1000
LIMIT = 240
"""Seconds after which an engine is given up."""


def speeds(engines: tuple[Engine, ...], folder: Path, pages: list[int]) -> str:
    """Return the table of all engines; CPU time, and the memory of the largest process."""
    rows = ["| engine | " + " | ".join(f"{count} pages: time | memory" for count in pages) + " |"]
    rows.append("|---" + "|---|---" * len(pages) + "|")
    costs = {
        engine.name: [_cost(engine, folder / engine.folder, count) for count in pages]
        for engine in engines
        if engine.version()
    }
    for engine in engines:
        cells = []
        for cost, base in zip(costs.get(engine.name, [None] * len(pages)), costs["WeasyPrint"], strict=True):
            if cost and base:
                cells.append(f"{cost.cpu / base.cpu:.2f} | {cost.peak / base.peak:.2f}")
            else:
                cells.append(f"over {LIMIT} s | –" if engine.name in costs else "not installed | –")
        rows.append(f"| {engine.name} | {' | '.join(cells)} |")
    seconds = ", ".join(f"{cost.cpu:.1f} s and {cost.peak:.0f} MiB" for cost in costs["WeasyPrint"] if cost)
    return "\n".join([*rows, "", f"Plain WeasyPrint took {seconds} in this run."])


def _cost(engine: Engine, folder: Path, pages: int) -> Cost | None:
    folder.mkdir(parents=True, exist_ok=True)
    blocks = tuple(("p", text) for text in long_text(pages * CHARACTERS_A_PAGE))
    setting = Setting(blocks=blocks, measure=MEASURE, indent=2, lines=LINES)
    source = folder / f"speed-{pages}{engine.suffix}"
    source.write_text(engine.write([setting]), encoding="utf-8")
    try:
        return run(["timeout", str(LIMIT), *engine.command(source, source.with_suffix(".pdf"))])
    except SystemExit:
        return None
