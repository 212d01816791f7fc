"""Breaking and adjustment as pure functions: no character lost, no line too long, no gap past its limits."""

from itertools import compress, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.text.breaking import counts_as_text, opportunities
from publisher.text.classes import CharClass, classify
from publisher.typesetting.adjustment import adjust
from publisher.typesetting.fitting import Line, Paragraph, balanced, cost_of, greedy, total_fit
from publisher.typesetting.spacing import (
    SHRINK_PAUSE,
    SHRINK_STOP,
    STRETCH_ANY,
    STRETCH_AUTOSPACE,
    STRETCH_SPACE,
    Measured,
    Spacing,
    SpacingOptions,
    space_paragraph,
)

EM = 10.0
TEXTS = st.text("甲乙丙丁戊己庚辛，。、；：？！“”（）《》—…·～／AbC12.5 -/", min_size=1, max_size=60).filter(
    lambda text: text.strip() == text
)


def spaced(text: str) -> Spacing:
    """Space a text in which Latin characters are half an em wide and all others one em."""
    classes = classify(text)
    latin = (CharClass.LATIN, CharClass.SPACE)
    size = len(text)
    measured = Measured(
        text=text,
        classes=classes,
        advance=[EM / 2 if kind in latin else EM for kind in classes],
        em=[EM] * size,
        outer=[0.0] * size,
        tracking=[0.0] * size,
        raised=[0] * size,
    )
    return space_paragraph(measured, SpacingOptions())


def paragraph(text: str, hanging: str = "") -> Paragraph:
    allowed = opportunities(text, classify(text))
    breaks = [*(place + 1 for place in range(len(text) - 1) if allowed[place]), len(text)]
    ends = [len(text[:place].rstrip(" ")) for place in breaks]
    hangs = [character in hanging for character in text] if hanging else ()
    return Paragraph(spaced(text), breaks, ends, [counts_as_text(character) for character in text], hangs)


def text_of(text: str, lines: list[Line]) -> str:
    return "".join(text[line.start : line.resume] for line in lines)


@given(TEXTS, st.integers(4, 30), st.booleans(), st.sampled_from(["", "、，。"]))
def test_no_way_of_breaking_loses_doubles_or_reorders_a_character(
    text: str, ems: int, squeeze: bool, hanging: str
) -> None:
    whole, width = paragraph(text, hanging), ems * EM
    for lines in (
        total_fit(whole, 0, width - 2 * EM, width),
        greedy(whole, 0, width - 2 * EM, width, squeeze=squeeze),
        balanced(whole, 0, width, width),
    ):
        assert text_of(text, lines) == text
        assert [line.start for line in lines[1:]] == [line.resume for line in lines[:-1]]


@given(TEXTS, st.integers(12, 30), st.sampled_from(["", "、，。"]))
def test_no_line_with_a_place_to_break_is_longer_than_the_measure(text: str, ems: int, hanging: str) -> None:
    whole, width = paragraph(text, hanging), ems * EM
    for line in total_fit(whole, 0, width, width):
        end = whole.inner_end(line.start, line.end, width)
        gaps = adjust(whole.spacing, line.start, end, width - whole.width(line.start, end))
        assert end == line.end or (end == line.end - 1 and text[end] in hanging)
        inside = [place for place in whole.breaks if line.start < place < line.resume]
        if inside:
            assert sum(whole.spacing.cell[line.start : end]) + sum(gaps) <= width + 1e-6


@given(TEXTS, st.integers(3, 30), st.sampled_from(["", "、，。"]))
def test_total_fit_never_costs_more_than_breaking_line_by_line(text: str, ems: int, hanging: str) -> None:
    whole, width = paragraph(text, hanging), ems * EM
    by_line = greedy(whole, 0, width - 2 * EM, width, squeeze=True)
    fitted = total_fit(whole, 0, width - 2 * EM, width)
    assert cost_of(whole, fitted, width - 2 * EM, width) <= cost_of(whole, by_line, width - 2 * EM, width) + 1e-9


@given(
    st.text("甲乙丙，。（）A ", min_size=2, max_size=14).filter(lambda text: text.strip() == text), st.integers(4, 7)
)
def test_total_fit_costs_no_more_than_any_other_way(text: str, ems: int) -> None:
    """All ways to break a short text, tried one after another, less those with a line of hardly any text."""
    whole, width = paragraph(text), ems * EM
    *inner, end = zip(whole.breaks, whole.ends, strict=True)
    costs = []
    for choice in product((False, True), repeat=len(inner)):
        places = [*compress(inner, choice), end]
        starts = [0, *(resume for resume, _ in places[:-1])]
        lines = [Line(start, stop, resume) for start, (resume, stop) in zip(starts, places, strict=True)]
        if all(width - whole.width(line.start, line.end) <= 2.4 * EM for line in lines[:-1]):
            costs.append(cost_of(whole, lines, width, width))
    fitted = cost_of(whole, total_fit(whole, 0, width, width), width, width)
    assert all(fitted <= cost + 1e-9 for cost in costs)


@given(TEXTS, st.floats(-30, 30))
def test_shrink_and_stretch_never_pass_their_limits(text: str, spare: float) -> None:
    spacing, size = spaced(text), len(text)
    gaps = adjust(spacing, 0, size, spare)
    for place in range(size - 1):
        natural = spacing.gap[place]
        if spare < 0:
            assert gaps[place] <= natural + 1e-9
            assert gaps[place] >= (spacing.least[place] if spacing.shrink[place] else natural) - 1e-9
        elif not spacing.stretch[place]:
            assert gaps[place] == natural
        else:
            assert gaps[place] >= natural - 1e-9


@given(TEXTS, st.floats(0, 30))
def test_word_spaces_and_han_latin_gaps_stretch_before_the_others(text: str, spare: float) -> None:
    spacing, last = spaced(text), len(text) - 1
    gaps = adjust(spacing, 0, len(text), spare)
    limited = [place for place in range(last) if spacing.stretch[place] in (STRETCH_SPACE, STRETCH_AUTOSPACE)]
    others = [place for place in range(last) if spacing.stretch[place] == STRETCH_ANY]
    if any(gaps[place] > spacing.gap[place] + 1e-9 for place in others):
        assert all(gaps[place] >= spacing.most[place] - 1e-9 for place in limited)


def test_a_comma_gives_half_an_em_before_a_stop_gives_anything() -> None:
    """甲，乙。丙: both marks have half an em; 5 pixels less are all the comma's."""
    spacing = spaced("甲，乙。丙")
    assert [spacing.shrink[1], spacing.shrink[3]] == [SHRINK_PAUSE, SHRINK_STOP]
    assert adjust(spacing, 0, 5, -5.0)[:4] == pytest.approx([0, 0, 0, 5])


def test_width_of_a_line_is_that_of_cells_and_inner_gaps() -> None:
    """“甲，乙”。: half an em of “, 1 of 甲, 1 of ，, 1 of 乙, half of ” and, squeezed, half of 。 at the end."""
    assert paragraph("“甲，乙”。").width(0, 6) == pytest.approx(4.5 * EM)
