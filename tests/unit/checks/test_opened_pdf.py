import pikepdf
import pytest

from publisher.checks.pdf.opened import Box, box, told


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([4], "page 4"),
        ([1, 2, 3], "pages 1–3"),
        ([1, 3], "pages 1, 3"),
        ([1, 2, 5, 7, 8, 9], "pages 1–2, 5, 7–9"),
        ([*range(1, 24, 2)], "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23"),
        ([*range(1, 26, 2), 26, 30], "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 3 more"),
    ],
)
def test_page_numbers_are_told_in_runs(pages: list[int], text: str) -> None:
    assert told(pages) == text


def test_a_rectangle_may_be_written_from_any_corner() -> None:
    assert box(pikepdf.Array([30, 5, 10, 20])) == Box(left=10, bottom=5, right=30, top=20)


@pytest.mark.parametrize(("left", "inside"), [(0, True), (-0.005, True), (-0.02, False), (3, True)])
def test_a_hundredth_of_a_point_is_no_difference(left: float, inside: bool) -> None:
    assert Box(left=left, bottom=0, right=9, top=9).within(Box(left=0, bottom=0, right=9, top=9)) is inside
