"""Quotation marks find their partners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.text.quotes import Quotation, pair_quotes


def pairs(text: str) -> list[tuple[str, int]]:
    """Return what stands in each quotation, and how many are around it."""
    quotations = {each.start: each for each in pair_quotes(text).quotations}

    def depth(each: Quotation) -> int:
        return 0 if each.parent is None else 1 + depth(quotations[each.parent])

    return [(text[each.start + 1 : each.end], depth(each)) for each in quotations.values() if each.end is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“开春”之后", [("开春", 0)]),
        ("“一是‘水’，二是‘路’。”", [("一是‘水’，二是‘路’。", 0), ("水", 1), ("路", 1)]),
        ('"甲"和"乙"', [("甲", 0), ("乙", 0)]),
        ('"甲""乙"', [("甲", 0), ("乙", 0)]),
        ('他说："去。"她说："好。"', [("去。", 0), ("好。", 0)]),
        ('"这是"水",那是"路"。"他说', [('这是"水",那是"路"。', 0), ("水", 1), ("路", 1)]),
        ("\"'大学习'来了\"", [("'大学习'来了", 0), ("大学习", 1)]),
        ('"我们修路，把"一号路"接到村口。"他说', [('我们修路，把"一号路"接到村口。', 0), ("一号路", 1)]),
        ('“弯的配直的"', [("弯的配直的", 0)]),
    ],
)
def test_marks_are_paired(text: str, expected: list[tuple[str, int]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize("text", ["don't stop", "it’s", "rock'n'roll", '27"显示器'])
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert pair_quotes(text).quotations == ()


def test_a_quotation_that_goes_on_after_the_text_is_unclosed() -> None:
    (quotation,) = pair_quotes('他说，"路修到').quotations
    assert (quotation.start, quotation.end) == (3, None)


def test_a_quotation_that_began_before_the_text_is_unopened() -> None:
    assert pair_quotes("村口为止。”他说").unopened == (5,)


def test_each_line_is_read_on_its_own() -> None:
    assert [each.end for each in pair_quotes("“上行\n下行”").quotations] == [None]


@given(st.text(alphabet="中a1 ，。\"'“”‘’\n", max_size=24))
def test_every_mark_is_used_once_at_most_and_quotations_do_not_cross(text: str) -> None:
    pairing = pair_quotes(text)
    closed = [(each.start, each.end) for each in pairing.quotations if each.end is not None]
    used = [offset for pair in closed for offset in pair]
    used += [each.start for each in pairing.quotations if each.end is None]
    used += [*pairing.unopened, *pairing.doubtful]
    assert len(used) == len(set(used))
    assert all(text[offset] in "\"'“”‘’" for offset in used)
    assert not any(a < c < b < d for a, b in closed for c, d in closed)
