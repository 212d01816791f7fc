"""Measures how evenly each engine sets a long text (rule J4): the text of benchmarks/fit.py, read back from the PDF.

A gap is the step from one Han or mark to the next, less its natural width by W1 and A1 (1 em, or ½ em between two
marks). Steps beside Latin, spaces and inside dashes and ellipses are left out, since engines differ in what is natural
there. The last line of a paragraph is natural and not counted, but for a lone character.
"""

import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from engine import EM, MARGIN, Engine, Setting
from engines_html import Ours
from reader import Glyph, pages

sys.path.insert(0, str(Path(__file__).parent.parent))
from fit import VISIBLY_LOOSE, long_text

MEASURE = 30
LINES = 40
MARKS = "“‘（《〈「『【〖〔［｛”’）》〉」』】〗〕］｝，、；：。．！？"
CLOSING = "，、；：。！？”’）》"


class GreedyOurs(Ours):
    """This project, with lines broken one by one, for comparison only."""

    name = "publisher, line by line"
    module = (
        "from functools import partial; from publisher.typesetting import fitting; "
        "from publisher.typesetting.weasy import composition; "
        "composition.total_fit = partial(fitting.greedy, squeeze=True); " + Ours.module
    )


@dataclass(slots=True, kw_only=True)
class Evenness:
    """What the lines of a text show; changes of gaps in ems."""

    lines: int = 0
    means: list[float] = field(default_factory=list)
    loose: int = 0
    loose_pairs: int = 0
    lone: int = 0
    ragged: int = 0


def measure_engine(engine: Engine, folder: Path, characters: int) -> Evenness:
    """Set the text and add up what its lines show."""
    texts = long_text(characters)
    setting = Setting(blocks=tuple(("p", text) for text in texts), measure=MEASURE, indent=2, lines=LINES)
    target = engine.make([setting], folder, "long")
    sheets = pages(target, em=EM, left=MARGIN, top=MARGIN)
    lines = iter([line for page in sheets for line in page.lines])
    total = Evenness()
    for text in texts:
        own = list(_take(lines, text.replace(" ", "")))
        total.lines += len(own)
        last = [glyph for glyph in own[-1] if glyph.text not in MARKS]
        total.lone += len(own) > 1 and len(last) < 2
        loose = [_add(total, line) for line in own[:-1]]
        total.loose += sum(loose)
        total.loose_pairs += sum(above and below for above, below in pairwise(loose))
    return total


def _take(lines: Iterator[list[Glyph]], text: str) -> Iterator[list[Glyph]]:
    """Take the lines of a paragraph; anything but its text means that the PDF was not understood."""
    place = 0
    while place < len(text):
        line = next(lines)
        found = "".join(glyph.text for glyph in line)
        if text[place : place + len(found)] != found:
            raise ValueError(f"{text[place : place + len(found)]} came out as {found}")
        place += len(found)
        yield line


def _add(total: Evenness, line: list[Glyph]) -> bool:
    changes, between_han = [], []
    for left, right in pairwise(line):
        if not (_is_han(left) or left.text in MARKS) or not (_is_han(right) or right.text in MARKS + "—…"):
            continue
        natural = 0.5 if left.text in MARKS and right.text in MARKS else 1.0
        changes.append(right.x - left.x - natural)
        if _is_han(left) and _is_han(right):
            between_han.append(changes[-1])
    total.means.append(statistics.fmean(map(abs, changes)))
    # A whole mark at the end, and the gap that was put after it, are not a ragged line.
    end = line[-1].x + (0.5 if line[-1].text in CLOSING else 1.0)
    total.ragged += (_is_han(line[-1]) or line[-1].text in CLOSING) and end < MEASURE - 0.7
    return bool(between_han) and min(between_han) > VISIBLY_LOOSE


def _is_han(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.text <= "\u9fff"


def figures(engines: tuple[Engine, ...], folder: Path, characters: int = 20_000) -> tuple[str, dict[str, object]]:
    """Return the table of all engines, and the same as data."""
    rows = [
        "| engine | lines | mean | 95th percentile | visibly loose | loose pairs | lone last characters | not flush |",
        "|---|---|---|---|---|---|---|---|",
    ]
    data: dict[str, object] = {}
    for engine in (*engines, GreedyOurs()):
        if not engine.version():
            rows.append(f"| {engine.name} | not installed | | | | | | |")
            continue
        place = folder / engine.folder
        place.mkdir(parents=True, exist_ok=True)
        total = measure_engine(engine, place, characters)
        mean, high = statistics.fmean(total.means) * 1000, statistics.quantiles(total.means, n=20)[-1] * 1000
        values = (total.lines, f"{mean:.1f}", f"{high:.1f}", total.loose, total.loose_pairs, total.lone, total.ragged)
        rows.append(f"| {engine.name} | {' | '.join(map(str, values))} |")
        data[engine.name] = values
    return "\n".join(rows), data
