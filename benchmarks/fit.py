"""Compares breaking line by line with total fit (rule J4): how much the lines of a long text have to give.

    python benchmarks/fit.py [--characters 20000] [--measures 18 24 30 36]

No font is needed: Han and their marks are one em wide, Latin letters and digits half an em, a space a quarter.
All ways obey the same limits of shrinking and stretching; "stretch only" goes line by line and never shrinks.
A gap is what stands between two characters; its change is how far it is from its natural width on the line as it is
set. Last lines of paragraphs are natural and not counted.
"""

import argparse
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from run import sentence

from publisher.text.breaking import counts_as_text, opportunities
from publisher.text.classes import CharClass, classify
from publisher.typesetting.adjustment import adjust
from publisher.typesetting.fitting import Line, Paragraph, greedy, total_fit
from publisher.typesetting.spacing import Measured, SpacingOptions, space_paragraph

INDENT = 2.0
VISIBLY_LOOSE = 0.045
"""A line whose gaps between Han grow by more than this many ems."""
Breaker = Callable[[Paragraph, float], list[Line]]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one way of breaking made of a text; changes are in ems, the mean and the largest of each line."""

    lines: int = 0
    means: list[float] = field(default_factory=list)
    largest: list[float] = field(default_factory=list)
    loose: int = 0
    loose_pairs: int = 0
    lone: int = 0


def long_text(characters: int) -> list[str]:
    """Write paragraphs of made-up prose until they have so many characters, the same each time."""
    source = random.Random(characters)
    texts: list[str] = []
    while sum(map(len, texts)) < characters:
        texts.append("".join(sentence(source) for _ in range(source.randint(2, 6))))
    return texts


def prepare(text: str) -> Paragraph:
    """Measure a paragraph, in ems, and find its break places."""
    classes, size = classify(text), len(text)
    widths = {CharClass.LATIN: 0.5, CharClass.SPACE: 0.25}
    measured = Measured(
        text=text, classes=classes, advance=[widths.get(CharClass(kind), 1.0) for kind in classes], em=[1.0] * size,
        outer=[0.0] * size, tracking=[0.0] * size, raised=[0] * size,
    )  # fmt: skip
    allowed = opportunities(text, classes)
    breaks = [*(place + 1 for place in range(size - 1) if allowed[place]), size]
    ends = [len(text[:place].rstrip(" ")) for place in breaks]
    return Paragraph(space_paragraph(measured, SpacingOptions()), breaks, ends, [counts_as_text(char) for char in text])


def stretching(paragraph: Paragraph, measure: float) -> list[Line]:
    """Take as much on each line as it holds without shrinking."""
    return greedy(paragraph, 0, measure - INDENT, measure, squeeze=False)


def line_by_line(paragraph: Paragraph, measure: float) -> list[Line]:
    """Take as much on each line as it can hold."""
    return greedy(paragraph, 0, measure - INDENT, measure, squeeze=True)


def as_a_whole(paragraph: Paragraph, measure: float) -> list[Line]:
    """Take the lines that together have to give least."""
    return total_fit(paragraph, 0, measure - INDENT, measure)


def tally(paragraphs: list[Paragraph], measure: float, breaker: Breaker) -> Tally:
    """Set all paragraphs one way and add up what their lines show."""
    total = Tally()
    for paragraph in paragraphs:
        lines = breaker(paragraph, measure)
        last = lines[-1]
        total.lines += len(lines)
        total.lone += len(lines) > 1 and paragraph.texts[last.end] - paragraph.texts[last.start] < 2
        growth = [add_line(total, paragraph, line, measure - INDENT * (line is lines[0])) for line in lines[:-1]]
        total.loose += sum(growth)
        total.loose_pairs += sum(above and below for above, below in pairwise(growth))
    return total


def add_line(total: Tally, paragraph: Paragraph, line: Line, measure: float) -> bool:
    """Set a line and note what its gaps give; tell whether it is visibly loose."""
    spacing = paragraph.spacing
    spare = measure - paragraph.width(line.start, line.end)
    gaps = adjust(spacing, line.start, line.end, spare)[:-1]
    changes = [gap - natural for gap, natural in zip(gaps, spacing.gap[line.start :], strict=False)]
    total.means.append(statistics.fmean(map(abs, changes)))
    total.largest.append(max(map(abs, changes)))
    between_han = [
        change
        for place, change in enumerate(changes, line.start)
        if spacing.stretch[place] and not spacing.shrink[place]
    ]
    return bool(between_han) and min(between_han) > VISIBLY_LOOSE


def report(name: str, total: Tally) -> str:
    """Return a row of the table; changes in thousandths of an em."""
    figures = [
        f"{statistics.fmean(values) * 1000:6.1f} {statistics.quantiles(values, n=20)[-1] * 1000:6.1f}"
        for values in (total.means, total.largest)
    ]
    return f"{name:<14} {total.lines:6} {figures[0]} {figures[1]} {total.loose:6} {total.loose_pairs:6} {total.lone:6}"


def main() -> None:
    """Write a text, set it every way in several measures, and print a table of each."""
    parser = argparse.ArgumentParser(description="Compare breaking line by line with total fit.")
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--measures", type=int, nargs="*", default=[18, 24, 30, 36])
    arguments = parser.parse_args()
    texts = long_text(arguments.characters)
    paragraphs = [prepare(text) for text in texts]
    print(f"{sum(map(len, texts))} characters in {len(texts)} paragraphs; changes of gaps in thousandths of an em:")
    print("the mean of a line's gaps, and the largest, each as mean and 95th percentile of all lines")
    for measure in arguments.measures:
        print(f"\n{f'{measure} em':<14}  lines   mean   95th   mean   95th  loose  pairs   lone")
        for name, breaker in (("stretch only", stretching), ("line by line", line_by_line), ("total fit", as_a_whole)):
            print(report(name, tally(paragraphs, measure, breaker)))


if __name__ == "__main__":
    main()
