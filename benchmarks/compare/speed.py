"""Times every engine on the same long text, whole processes, as ratios to plain WeasyPrint in the same run."""

import sys
from pathlib import Path

from engine import Engine, Setting
from figures import LINES, MEASURE

sys.path.insert(0, str(Path(__file__).parent.parent))
from fit import long_text
from run import run

CHARACTERS_A_PAGE = 1000


def speeds(engines: tuple[Engine, ...], folder: Path, pages: list[int]) -> str:
    """Return the table of all engines; CPU time, and the memory of the largest process."""
    rows = ["| engine | " + " | ".join(f"{count} pages: time | memory" for count in pages) + " |"]
    rows.append("|---" + "|---|---" * len(pages) + "|")
    costs: dict[str, list[tuple[float, float]]] = {}
    for engine in engines:
        if engine.version():
            costs[engine.name] = [_cost(engine, folder / engine.folder, count) for count in pages]
    base = costs["WeasyPrint"]
    for engine in engines:
        cells = [
            f"{time / base_time:.2f} | {peak / base_peak:.2f}"
            for (time, peak), (base_time, base_peak) in zip(costs.get(engine.name, []), base, strict=False)
        ]
        rows.append(f"| {engine.name} | {' | '.join(cells or ['not installed' + ' | ' * (2 * len(pages) - 1)])} |")
    seconds = ", ".join(f"{time:.1f} s and {peak:.0f} MiB" for time, peak in base)
    return "\n".join([*rows, "", f"Plain WeasyPrint took {seconds} in this run."])


def _cost(engine: Engine, folder: Path, pages: int) -> tuple[float, float]:
    folder.mkdir(parents=True, exist_ok=True)
    blocks = tuple(("p", text) for text in long_text(pages * CHARACTERS_A_PAGE))
    setting = Setting(blocks=blocks, measure=MEASURE, indent=2, lines=LINES)
    source = folder / f"speed-{pages}{engine.suffix}"
    source.write_text(engine.write([setting]), encoding="utf-8")
    cost = run(engine.command(source, source.with_suffix(".pdf")))
    return cost.cpu, cost.peak
