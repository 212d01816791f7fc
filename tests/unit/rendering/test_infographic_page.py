import re
from dataclasses import replace
from pathlib import Path

import pytest
from infographic_samples import expected, group, infographic, page_setup, words
from lxml import etree

from publisher.book import GroupForm, Infographic, InfographicGroup, InfographicItem
from publisher.diagnostics import PublisherError
from publisher.rendering.infographic import render_infographic
from publisher.xhtml import NAMESPACES, h, serialize, text_of

CHART = infographic(group(GroupForm.QUADRANT, 4), group(GroupForm.STEPS, 6, text=20))


def rendered(chart: Infographic = CHART, page: str = "16开") -> etree._Element:
    return render_infographic(chart, language="zh-Hans", page=page_setup(page))


def texts(root: etree._Element) -> list[str]:
    return [text_of(node) for node in root.iterfind(".//svg:text", NAMESPACES)]


def roles(root: etree._Element, role: str) -> list[etree._Element]:
    return [node for node in root.iter() if isinstance(node.tag, str) and node.get("role") == role]


def test_body_carries_id_and_class() -> None:
    root = rendered()
    body = root.find("h:body", NAMESPACES)
    assert root.tag == h("html")
    assert root.get("lang") == "zh-Hans"
    assert body is not None
    assert (body.get("id"), body.get("class")) == ("chart", "infographic")


def test_all_words_of_the_data_are_text_in_reading_order() -> None:
    assert texts(rendered()) == expected(CHART)


def test_the_view_box_is_the_page_in_points_and_scales() -> None:
    drawing = rendered(page="A5").find(".//svg:svg", NAMESPACES)
    assert drawing is not None
    # 148 mm are 419.53 pt, 210 mm are 595.28 pt.
    assert drawing.get("viewBox") == "0 0 419.53 595.28"
    assert drawing.get("width") is None
    assert drawing.get("height") is None


def test_a_screen_reader_finds_headings_and_lists() -> None:
    root = rendered()
    assert [(node.get("aria-level"), text_of(node)) for node in roles(root, "heading")] == [
        ("1", "渡口书屋这一年"),
        ("2", "几件要紧的事"),
        ("2", "几件要紧的事"),
    ]
    assert [len(node) for node in roles(root, "list")] == [4, 6]
    assert {node.getparent().get("role") for node in roles(root, "listitem")} == {"list"}
    ids = {node.get("id") for node in root.iter() if isinstance(node.tag, str)}
    assert all(node.get("aria-labelledby") in ids for node in roles(root, "group"))


def test_shapes_are_hidden_from_it() -> None:
    for rectangle in rendered().iterfind(".//svg:rect", NAMESPACES):
        assert rectangle.getparent().get("aria-hidden") == "true"


def test_nothing_in_it_that_readers_choke_on() -> None:
    names = {etree.QName(node).localname for node in rendered().iter() if isinstance(node.tag, str)}
    assert names == {"html", "head", "meta", "title", "body", "svg", "g", "rect", "text", "tspan"}


def test_no_colour_and_no_font_is_in_it() -> None:
    source = serialize(rendered()).decode()
    assert not re.search(r"fill|stroke|style=|font-family|#[0-9a-f]{3}", source)


def test_text_of_the_data_is_escaped() -> None:
    chart = replace(CHART, title="甲<乙&丙", credit='制图："A&B"')
    assert texts(rendered(chart)) == expected(chart)


def test_each_line_says_where_it_begins_once() -> None:
    for node in rendered().iterfind(".//svg:text", NAMESPACES):
        assert node[0].get("x") is not None
        for run in node:
            assert (run.get("x") is None) == (run.get("y") is None)
            assert not run.tail


def test_what_is_left_out_leaves_no_trace() -> None:
    points = (InfographicItem(title="带灯"), InfographicItem(title="带书"))
    bare = Infographic(
        id="bare", title="夜读", groups=(InfographicGroup(title="两件事", items=points, form=GroupForm.LIST),)
    )
    assert texts(rendered(bare)) == ["夜读", "两件事", "带灯", "带书"]


def test_too_much_of_it_says_what_to_cut() -> None:
    chart = replace(
        infographic(*(group(GroupForm.STEPS, 12, text=60) for _ in range(4)), conclusion=300),
        file=Path("infographics/one.toml"),
    )
    with pytest.raises(PublisherError) as raised:
        rendered(chart, "A5")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "infographic-overfull"
    assert diagnostic.place is not None
    assert diagnostic.place.file == Path("infographics/one.toml")
    assert "渡口书屋这一年" in diagnostic.message
    assert "A5" in diagnostic.message
    assert "7.875 pt" in diagnostic.message
    assert diagnostic.hint is not None
    # “慢慢读。” and 。 around 300 characters.
    assert "the conclusion, 307 characters" in diagnostic.hint


def test_a_title_too_long_is_named() -> None:
    with pytest.raises(PublisherError) as raised:
        rendered(replace(CHART, title=words(150)))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "infographic-overfull"
    assert "title of 150 characters" in diagnostic.message
    assert diagnostic.hint == "Shorten the title"
