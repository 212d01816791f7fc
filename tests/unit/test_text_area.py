import pytest

from publisher.book import PAPERS, PageSetup
from publisher.manuscript.page_setup import page_setup
from publisher.manuscript.settings import PageTable, StyleTable
from publisher.pdf.geometry import POINTS_PER_MM
from publisher.text_area import text_area
from publisher.themes import theme_names

# Characters of a line and lines of a page: the theme's shares of the paper in points, as whole ems of 10.5 pt and whole
# lines of 18 pt. 16开 is 524.4 by 737.0 pt: for newspaper 0.76 of the one are 37.96 ems, 0.79 of the other 32.3 lines.
AREAS = {
    "newspaper": {
        "A4": (40, 36),
        "A5": (30, 26),
        "B5": (36, 31),
        "大16开": (40, 35),
        "16开": (37, 32),
        "大32开": (28, 25),
        "32开": (26, 22),
    },
    "book": {
        "A4": (38, 36),
        "A5": (29, 25),
        "B5": (35, 30),
        "大16开": (38, 34),
        "16开": (36, 31),
        "大32开": (27, 24),
        "32开": (25, 22),
    },
    # GB/T 9704-2012 §5.2.2: 28 characters in 22 lines, on every paper.
    "training": dict.fromkeys(PAPERS, (28, 22)),
}


def setup(theme: str, paper: str) -> PageSetup:
    return page_setup(PageTable.model_validate({"size": paper}), StyleTable(theme=theme))


def test_every_theme_is_looked_at() -> None:
    assert tuple(sorted(AREAS)) == theme_names()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", AREAS)
def test_text_area_is_whole_ems_and_lines(theme: str, paper: str) -> None:
    page = setup(theme, paper)
    area = text_area(page)
    assert (area.ems, area.lines) == AREAS[theme][paper]
    assert area.inner + area.ems * page.body_size + area.outer == pytest.approx(page.size.width * POINTS_PER_MM)
    assert area.top + area.lines * page.line_height + area.bottom == pytest.approx(page.size.height * POINTS_PER_MM)
    # Nothing that is read stands nearer to the edge than a centimetre.
    assert min(area.inner, area.outer, area.top, area.bottom) > 10 * POINTS_PER_MM


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("theme", ["newspaper", "book"])
def test_fore_edge_and_foot_are_no_narrower_than_spine_and_head(theme: str, paper: str) -> None:
    area = text_area(setup(theme, paper))
    assert area.outer > area.inner
    assert area.bottom >= area.top


def test_the_training_theme_keeps_the_measures_of_official_documents_on_a4() -> None:
    page = setup("training", "A4")
    area = text_area(page)
    # GB/T 9704-2012 §5.2.1: 37 mm above the text, 28 mm at the spine, a text of 156 by 225 mm, each to a millimetre.
    # 28 × 15.75 pt are 441 pt or 155.6 mm, 22 × 29 pt are 638 pt or 225.1 mm.
    measures = (area.top, area.inner, area.ems * page.body_size, area.lines * page.line_height)
    assert [round(one / POINTS_PER_MM) for one in measures] == [37, 28, 156, 225]


@pytest.mark.parametrize(
    ("paper", "body"),
    # The smaller of the two sides' shares of A4, times 15.75 pt, down to a quarter of a point: 148/210 × 15.75 = 11.1.
    [("A4", 15.75), ("大16开", 15.0), ("16开", 13.75), ("B5", 13.0), ("A5", 11.0), ("大32开", 10.5), ("32开", 9.75)],
)
def test_type_of_the_training_theme_goes_with_the_paper(paper: str, body: float) -> None:
    page = setup("training", paper)
    assert page.body_size == body
    assert page.line_height / body == pytest.approx(29 / 15.75)
