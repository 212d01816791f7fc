"""What CSS asks of the marks at a paragraph's edges and of what may give, as changes to finished spacing."""

from collections.abc import Iterable, Sequence

from publisher.text.classes import CharClass
from publisher.typesetting.spacing import SHRINK_SPACE, STRETCH_ANY, STRETCH_SPACE, Spacing


def keep_opening_space(spacing: Spacing, classes: Sequence[int], starts: Iterable[int]) -> None:
    """Give an opening mark that begins a part of the text its whole em (`text-spacing-trim: space-first`)."""
    for place in starts:
        if place < len(classes) and classes[place] == CharClass.OPEN:
            spacing.cell[place] += spacing.em[place] / 2
            spacing.bearing[place] += spacing.em[place] / 2


def hang(spacing: Spacing, classes: Sequence[int], keywords: Sequence[str]) -> None:
    """Let the first opening mark and the last closing mark of a paragraph stand outside (`hanging-punctuation`)."""
    if "first" in keywords and classes[0] == CharClass.OPEN:
        spacing.bearing[0] -= spacing.cell[0]
        spacing.cell[0] = 0.0
    if "last" in keywords and classes[-1] == CharClass.CLOSE:
        spacing.cell[-1] = 0.0


def restrict(spacing: Spacing, justify: str) -> None:
    """Let only spaces between words give (`text-justify: inter-word`), or all gaps alike (`inter-character`)."""
    if justify == "inter-word":
        spacing.shrink[:] = [kind if kind == SHRINK_SPACE else 0 for kind in spacing.shrink]
        spacing.stretch[:] = [STRETCH_ANY if kind == STRETCH_SPACE else 0 for kind in spacing.stretch]
    elif justify in ("inter-character", "distribute"):
        spacing.stretch[:] = [STRETCH_ANY if kind else 0 for kind in spacing.stretch]


def add_hyphen(spacing: Spacing, place: int, width: float) -> None:
    """Make room for a hyphen after a character where a line ends there, and none where it goes on.

    The gap that is given back is negative, which marks the place: no other gap is.
    """
    spacing.cell[place] += width
    spacing.gap[place] -= width
    spacing.least[place] -= width
    spacing.most[place] -= width


def has_hyphen(spacing: Spacing, place: int) -> bool:
    """Tell whether a line that ends after a character ends with a hyphen."""
    return spacing.gap[place] < 0
