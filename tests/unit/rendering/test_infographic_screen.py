import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from infographic_samples import expected, group, infographic, page_setup
from lxml import etree
from playwright.sync_api import Browser, sync_playwright

from publisher.book import GroupForm, PageSetup, PageSize
from publisher.rendering.infographic import draw_for_screen, render_infographic
from publisher.styles_folder import styles_folder
from publisher.xhtml import NAMESPACES, element, h, serialize

CHART = infographic(group(GroupForm.QUADRANT, 4, text=18), group(GroupForm.STEPS, 6))
SHORT = infographic(group(GroupForm.QUADRANT, 4), group(GroupForm.STEPS, 6, title=8))
SCREENS = ((360, 640), (768, 1024), (1200, 1600), (1280, 720))
# A text's room on the screen: across what it covers, down the ems of its lines (0.88 above, 0.12 below a baseline).
_BOXES = """() => [...document.querySelectorAll("text")].map(text => {
  const across = text.getBoundingClientRect(), scale = text.getScreenCTM();
  const size = parseFloat(text.getAttribute("font-size"));
  const baselines = [...text.querySelectorAll("tspan[y]")].map(line => parseFloat(line.getAttribute("y")));
  const top = Math.min(...baselines) - 0.88 * size, bottom = Math.max(...baselines) + 0.12 * size;
  return [across.left, scale.d * top + scale.f, across.right, scale.d * bottom + scale.f];
})"""

_SMALLEST = """() => Math.min(...[...document.querySelectorAll("text")].map(text =>
  text.getScreenCTM().d * parseFloat(text.getAttribute("font-size"))))"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _written(tmp_path_factory, render_infographic(CHART, language="zh-Hans", page=page_setup("16开")))


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _written(tmp_path_factory, draw_for_screen(CHART, language="zh-Hans", page=page_setup("16开")))


def _written(tmp_path_factory: pytest.TempPathFactory, root: etree._Element) -> str:
    sheet = (styles_folder() / "infographic.css").as_uri()
    root.find(h("head")).append(element("link", {"rel": "stylesheet", "href": sheet}))
    file: Path = tmp_path_factory.mktemp("screen") / "chart.xhtml"
    file.write_bytes(serialize(root))
    return file.as_uri()


@pytest.mark.parametrize("drawing", ["address", "phone"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_all_of_it_is_on_the_screen_and_no_text_on_another(
    chromium: Browser, request: pytest.FixtureRequest, drawing: str, width: int, height: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(request.getfixturevalue(drawing))
    boxes = page.evaluate(_BOXES)
    assert len(boxes) == len(expected(CHART))
    for left, top, right, bottom in boxes:
        assert 0 < left < right < width
        assert 0 < top < bottom < height
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 0 or down <= 0
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.close()


def test_what_is_drawn_for_screens_is_bigger_on_a_phone(chromium: Browser, address: str, phone: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    smallest = []
    for drawing in (address, phone):
        page.goto(drawing)
        smallest.append(page.evaluate(_SMALLEST))
    page.close()
    # Credits of 10 pt on a page of 524 pt are 7 px; no type is under 7.875 pt, so 9 px asks for a page of 315 pt.
    assert smallest[0] < 7
    assert smallest[1] >= 9


def test_a_page_for_screens_grows_a_little_to_keep_short_titles_on_one_line() -> None:
    """In three columns six titles of eight characters would be two lines each, on a page that is a little smaller."""
    root = draw_for_screen(SHORT, language="zh-Hans", page=page_setup("16开"))
    titles = [text for text in root.iter(f"{{{NAMESPACES['svg']}}}text") if "item-title" in text.get("class", "")]
    assert len(titles) == 6
    assert [len(text) for text in titles] == [1] * 6


def test_no_page_is_made_that_is_bigger_than_that_of_the_book() -> None:
    pocket = PageSetup(size=PageSize(name="80mm", width=80, height=180))
    little = infographic(group(GroupForm.LIST, 2), lead=20, conclusion=20)
    drawn = [serialize(draw(little, language="zh-Hans", page=pocket)) for draw in (render_infographic, draw_for_screen)]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_fill_the_screen_from_edge_to_edge(chromium: Browser, address: str, scheme: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page.goto(address)
    at = "([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).fill"
    # The page is 506 px high on this screen; 67 px above and below it are filled by what bleeds.
    red, sand = "rgb(143, 29, 33)", "rgb(240, 226, 200)"
    assert [page.evaluate(at, [x, 1]) for x in (1, 180, 358)] == [red] * 3
    assert [page.evaluate(at, [x, 638]) for x in (1, 180, 358)] == [sand] * 3
    page.close()


def test_what_is_selected_is_the_text_in_order(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    selected = page.evaluate("getSelection().selectAllChildren(document.body), getSelection().toString()")
    assert [line for line in selected.splitlines() if line.strip()] == expected(CHART)
    page.close()


def test_the_accessibility_tree_has_headings_and_lists(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    assert page.get_by_role("heading", level=1).all_text_contents() == [CHART.title]
    assert page.get_by_role("heading", level=2).all_text_contents() == [part.title for part in CHART.groups]
    assert [found.get_by_role("listitem").count() for found in page.get_by_role("list").all()] == [4, 6]
    page.close()
