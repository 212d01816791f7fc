import pytest

from publisher.pdf.handout import booklet_order, reading_order


def test_one_sheet() -> None:
    # Four pages on one sheet: outside 4 and 1, inside 2 and 3.
    assert booklet_order(4) == ((3, 0), (1, 2))


def test_two_sheets() -> None:
    # The outer sheet carries 8, 1, 2, 7; the inner one 6, 3, 4, 5.
    assert booklet_order(8) == ((7, 0), (1, 6), (5, 2), (3, 4))


def test_missing_pages_are_blank_at_the_end() -> None:
    assert booklet_order(5) == ((None, 0), (1, None), (None, 2), (3, 4))


@pytest.mark.parametrize("count", range(1, 41))
def test_folded_sheets_read_in_order(count: int) -> None:
    sides = booklet_order(count)
    fronts, backs = sides[0::2], sides[1::2]
    # Leafing through: right of each front and left of each back going in, the rest going out.
    going_in = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    going_out = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    read = going_in + going_out[::-1]
    assert [page for page in read if page is not None] == list(range(count))


def test_blanks_stand_before_a_back_cover() -> None:
    # Six pages fill eight: the last, a back cover, stays outside, and the blanks are 6 and 7.
    assert booklet_order(6, back_cover=True) == ((5, 0), (1, None), (None, 2), (3, 4))


def test_pages_side_by_side_follow_each_other() -> None:
    assert reading_order(5) == ((0, 1), (2, 3), (4, None))
