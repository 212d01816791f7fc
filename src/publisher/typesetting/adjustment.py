"""How one line reaches its measure: what shrinks and what stretches, in the order of rules J1 and J2."""

from publisher.typesetting.spacing import (
    SHRINK_SPACE,
    SHRINK_STOP,
    STRETCH_AUTOSPACE,
    STRETCH_SPACE,
    Spacing,
)


def adjust(spacing: Spacing, start: int, end: int, spare: float) -> list[float]:
    """Return the gaps of the line from `start` to before `end` after `spare` pixels are taken up (negative: given).

    The gap after the line's last character is 0. What no gap may take stays untaken, so the line ends early or late.
    """
    gaps = spacing.gap[start:end]
    if not gaps:
        return gaps
    gaps[-1] = 0.0
    if spare < 0:
        _shrink(spacing, start, gaps, -spare)
    elif spare > 0:
        _stretch(spacing, start, gaps, spare)
    return gaps


def _shrink(spacing: Spacing, start: int, gaps: list[float], need: float) -> None:
    kinds, least = spacing.shrink, spacing.least
    last = len(gaps) - 1
    for kind in range(SHRINK_SPACE, SHRINK_STOP + 1):
        places = [place for place in range(last) if kinds[start + place] == kind]
        room = sum(gaps[place] - least[start + place] for place in places)
        if room <= 0:
            continue
        share = min(1.0, need / room)
        for place in places:
            gaps[place] -= share * (gaps[place] - least[start + place])
        need -= share * room
        if need <= 1e-9:
            return


def _stretch(spacing: Spacing, start: int, gaps: list[float], need: float) -> None:
    kinds, most = spacing.stretch, spacing.most
    last = len(gaps) - 1
    for kind in (STRETCH_SPACE, STRETCH_AUTOSPACE):
        places = [place for place in range(last) if kinds[start + place] == kind]
        room = sum(most[start + place] - gaps[place] for place in places)
        if room <= 0:
            continue
        share = min(1.0, need / room)
        for place in places:
            gaps[place] += share * (most[start + place] - gaps[place])
        need -= share * room
        if need <= 1e-9:
            return
    places = [place for place in range(last) if kinds[start + place]]
    if places:
        each = need / len(places)
        for place in places:
            gaps[place] += each
