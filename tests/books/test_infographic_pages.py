"""Infographics and covers as they are printed, in every theme on every paper: nothing clipped, nothing over another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure.boxes import TextBox

from publisher.book import (
    PAPERS,
    Book,
    GroupForm,
    Identifiers,
    Infographic,
    InfographicGroup,
    InfographicItem,
    Part,
    Person,
    Series,
)
from publisher.manuscript.page_setup import page_setup
from publisher.manuscript.settings import PageTable, StyleTable
from publisher.pdf import lay_out
from publisher.rendering import DocumentKind, Medium, render, stylesheets
from publisher.themes import theme_names

PIXELS_PER_MM = 96 / 25.4
SAFE = 3.0


def group(form: GroupForm, titles: str, text: str | None = None) -> InfographicGroup:
    items = tuple(InfographicItem(title=title, text=text) for title in titles.split())
    return InfographicGroup(title="几件要紧的事", items=items, form=form, lead="先看总的情形")


CHART = Infographic(
    id="chart",
    kicker="一张图",
    title="渡口书屋这一年办成的几件事",
    lead="青禾镇把书屋开到渡口和集市旁边，让赶船的人与卖菜的人都能坐下来读上几页再走。",
    groups=(
        group(GroupForm.QUADRANT, "书架添了三排 灯光换了新的 座位多了一半 夜里晚关一时", "账目贴在门口"),
        group(GroupForm.STEPS, "先问大家想读什么 再到县里去借 每月换一批新书 读完写上一句话 年底办一次展"),
        group(GroupForm.LIST, "孩子来得最多 老人来得最早 船工来得最晚"),
    ),
    conclusion="“慢慢读。”守书屋的人说，门一直开着，谁来都有热水喝。",
    credit="制图：编辑部",
    source="镇志办",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words and the area of its ink, in millimetres from the upper left corner of the trim."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def book(theme: str, paper: str) -> Book:
    return Book(
        folder=Path(),
        slug="ferry",
        title="渡口书屋",
        subtitle="一间小书屋的四季",
        language="zh-Hans",
        identifiers=Identifiers(uuid="12345678-1234-5678-1234-567812345678"),
        date=date(2026, 3, 1),
        page=page_setup(PageTable.model_validate({"size": paper}), StyleTable(theme=theme)),
        publisher="青禾镇文化站",
        series=Series(name="乡土小册", number="3"),
        creators=(Person(name="某甲", role="edt"), Person(name="某乙", role="pht")),
        parts=(Part(chapters=(CHART,)),),
        theme=theme,
    )


@cache
def printed(theme: str, paper: str, kind: DocumentKind) -> Any:
    """Lay out one page for the press."""
    made = book(theme, paper)
    rendition = render(made)
    only = replace(rendition, documents=tuple(one for one in rendition.documents if one.kind is kind))
    pages = lay_out(only, stylesheets(made, Medium.PDF), modified=datetime(2026, 3, 1, tzinfo=UTC), bleeds=True)
    # A cover has a blank back.
    return pages.document.pages[0]._page_box


def lines_of(page: Any) -> Iterator[Line]:
    """Yield the lines; ideographs are as high as their size, around the middle of ascent and descent."""
    for box in page.descendants(placeholders=True):
        if isinstance(box, TextBox) and box.text.strip():
            size = box.style["font_size"]
            middle = box.position_y + box.height / 2
            area = (box.position_x, middle - size / 2, box.position_x + box.width, middle + size / 2)
            yield Line(box.text, *(edge / PIXELS_PER_MM for edge in area))


def overlap(one: Line, other: Line) -> bool:
    # Marks hang over by their blank half, and so much may two lines that are set solid touch.
    slack = 0.15
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > slack and down > slack


@pytest.mark.parametrize("kind", [DocumentKind.INFOGRAPHIC, DocumentKind.COVER])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", theme_names())
def test_no_text_is_clipped_or_lies_over_another(theme: str, paper: str, kind: DocumentKind) -> None:
    page = printed(theme, paper, kind)
    lines = list(lines_of(page))
    assert len(lines) > (20 if kind is DocumentKind.INFOGRAPHIC else 5)
    size = PAPERS[paper]
    for line in lines:
        assert line.left > SAFE, line
        assert line.top > SAFE, line
        assert line.right < size.width - SAFE, line
        assert line.bottom < size.height - SAFE, line
    for one, other in combinations(lines, 2):
        assert not overlap(one, other), (one, other)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", theme_names())
def test_grounds_go_on_to_the_end_of_the_bleed(theme: str, paper: str) -> None:
    page = printed(theme, paper, DocumentKind.INFOGRAPHIC)
    areas = {}
    for box in page.descendants(placeholders=True):
        name = box.element.get("class") if box.element is not None and box.element_tag == "div" else None
        if name in ("ground", "band", "foot", "foot-edge"):
            x, y = box.position_x / PIXELS_PER_MM, box.position_y / PIXELS_PER_MM
            areas[name] = (x, y, x + box.width / PIXELS_PER_MM, y + box.height / PIXELS_PER_MM)
    right, foot = PAPERS[paper].width + 3, PAPERS[paper].height + 3
    assert areas["ground"] == pytest.approx((-3, -3, right, foot), abs=0.02)
    assert areas["band"][:3] == pytest.approx((-3, -3, right), abs=0.02)
    assert (areas["foot"][0], *areas["foot"][2:]) == pytest.approx((-3, right, foot), abs=0.02)
    assert (areas["foot-edge"][0], areas["foot-edge"][2]) == pytest.approx((-3, right), abs=0.02)
