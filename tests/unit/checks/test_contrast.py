import pytest

from publisher.checks.epub.contrast import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # WCAG 2.1: black on white is the most there is; a colour on itself the least.
        ((0, 0, 0), (255, 255, 255), 21),
        ((9, 90, 200), (9, 90, 200), 1),
        # The greys that the guidelines' techniques name as just enough and just too light.
        ((118, 118, 118), (255, 255, 255), 4.54),
        ((119, 119, 119), (255, 255, 255), 4.48),
        # Pure red has the luminance 0.2126: 1.05 / 0.2626.
        ((255, 255, 255), (255, 0, 0), 4.00),
    ],
)
def test_the_contrast_of_two_colours(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float) -> None:
    first, second = ((red / 255, green / 255, blue / 255) for red, green, blue in (one, other))
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
