"""A figure that just does not fit on its page has its picture made smaller; one that is far too large goes to the next.

A page has ten lines of 20 pixels.
"""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from publisher.typesetting import render

CSS = """@page { size: 100px 200px; margin: 0 } body { margin: 0; font: 10px/20px "Noto Serif CJK SC" } p { margin: 0 }
    figure { margin: 0; break-inside: avoid; block-step-size: 20px; %s } img { display: block; max-width: 100% }
    figcaption { line-height: 20px }"""
SHRINKING = "figure-least-scale: 0.75"


def picture(height: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="{height}"/>'
    return f'<img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def pictures(body: str, rule: str = SHRINKING) -> list[tuple[int, float, float]]:
    """Return page, width and height of each picture."""
    document = render(f"<style>{CSS.replace('%s', rule)}</style>{body}")
    return [
        (number, round(box.width, 2), round(box.height, 2))
        for number, page in enumerate(document.pages, 1)
        for box in found(page._page_box)
    ]


def found(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ReplacedBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from found(child)


def lines(count: int) -> str:
    return "<p>水</p>" * count


def figure(height: int, caption: str = "") -> str:
    return f"<figure>{picture(height)}{caption}</figure>"


def test_it_takes_what_room_there_is() -> None:
    """Five lines of ten are left, 100 pixels."""
    assert pictures(lines(5) + figure(125)) == [(1, 40.0, 100.0)]


def test_a_caption_keeps_its_line() -> None:
    assert pictures(lines(4) + figure(125, "<figcaption>图</figcaption>")) == [(1, 40.0, 100.0)]


def test_one_that_fits_keeps_its_size() -> None:
    assert pictures(lines(5) + figure(100)) == [(1, 50.0, 100.0)]
    assert pictures(lines(5) + figure(90)) == [(1, 50.0, 90.0)]


def test_one_that_would_be_too_small_goes_to_the_next_page_as_it_is() -> None:
    """100 of 135 pixels are less than three quarters."""
    assert pictures(lines(5) + figure(135)) == [(2, 50.0, 135.0)]


def test_what_follows_stands_on_the_lines_of_the_page() -> None:
    assert pictures(lines(3) + figure(150) + lines(1) + figure(30)) == [(1, 46.67, 140.0), (2, 50.0, 30.0)]


def test_without_the_property_nothing_is_made_smaller() -> None:
    assert pictures(lines(5) + figure(125), "") == [(2, 50.0, 125.0)]


def test_several_pictures_in_a_figure_keep_their_size() -> None:
    assert pictures(lines(5) + f"<figure>{picture(60)}{picture(60)}</figure>") == [(2, 50.0, 60.0), (2, 50.0, 60.0)]


@pytest.mark.parametrize("value", ["none", "2", "-1", "75px"])
def test_other_values_are_told(value: str, caplog: pytest.LogCaptureFixture) -> None:
    assert pictures(lines(5) + figure(125), f"figure-least-scale: {value}") == [(2, 50.0, 125.0)]
    assert any("figure-least-scale" in message for message in caplog.messages)
