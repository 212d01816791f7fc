"""On a phone of 360 by 640 pixels what is drawn is read without a glass, and no table is cut off."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from book_folder import article, write_book
from playwright.sync_api import Browser
from readers import READERS, Reader, browser, opened

from publisher.book import Output
from publisher.build import build_book

# The town is invented.
TABLES = (
    """\
| 县区 | 常住人口 | 地区生产总值 | 同比增长 | 城镇化率 | 备注 |
| --- | --: | --: | --: | --: | --- |
| 青禾县 | 128,400人 | 1,234.56亿元 | +6.3% | 58.25% | 含开发区 |
| 雾桥区 | 96,010人 | 987.01亿元 | -0.8% | 71.04% | 另有说明，见附录第三节 |

: 六栏

表后面的话。

| 年份 | 一季度 | 二季度 | 三季度 | 四季度 | 全年合计 | 比上年 | 排位 |
| --- | --: | --: | --: | --: | --: | --: | :-: |
| 2021年 | 1,024.5 | 1,188.0 | 1,207.3 | 1,399.9 | 4,819.7 | 5.1% | 12 |
| 2022年 | 1,100.2 | 1,210.4 | 1,300.0 | 1,450.6 | 5,061.2 | 5.0% | 11 |

: 八栏

| 村名 | 人口 | 增长 | 做了什么 |
| --- | --: | --: | --- |
"""
    + "".join(f"| 第{n}村 | {1000 + 37 * n:,}人 | {n}.5% | 修渠{n}里，种树{n}00棵 |\n" for n in range(1, 31))
    + "\n末尾一段。\n"
)
WIDE = """
.table table { font-size: 0.86em !important; }
.table th, .table td { padding: 0 0.8em !important; }
"""
# Type and padding of a cell, in pixels.
_SIZES = """cells => cells.map(cell => getComputedStyle(cell))
  .map(({ fontSize, paddingInlineEnd }) => [fontSize, paddingInlineEnd].map(parseFloat))"""
EDITION = Path(__file__).parents[2] / "book"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=["newspaper", "book", "training"])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(EDITION, tmp_path_factory.mktemp("edition") / "book")
    settings = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(settings.replace('theme = "newspaper"', f'theme = "{request.param}"'), "utf-8")
    return build_book(folder, outputs=[Output.EPUB], target=folder / "build").files[0]


@pytest.fixture(scope="module")
def vertical_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(EDITION, tmp_path_factory.mktemp("vertical") / "book")
    with (folder / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[epub]\nwriting-mode = "vertical-rl"\n')
    return build_book(folder, outputs=[Output.EPUB], target=folder / "build").files[0]


@pytest.mark.parametrize("reader", READERS)
def test_the_smallest_type_of_an_infographic_is_read_and_all_of_it_is_seen(
    chromium: Browser, edition: Path, reader: str
) -> None:
    with opened(chromium, reader, edition) as found:
        found.call("goTo", "EPUB/text/four-and-six.xhtml" if reader == "foliate" else "text/four-and-six.xhtml")
        drawn = found.call("drawnType")
    assert drawn["outside"] == []
    # Of a phone's 360 pixels foliate-js leaves 280 between its margins.
    assert drawn["smallest"] >= 8.5


@pytest.mark.parametrize("reader", READERS)
def test_in_a_vertical_book_a_caption_stands_beside_its_picture(
    chromium: Browser, vertical_edition: Path, reader: str
) -> None:
    with opened(chromium, reader, vertical_edition) as found:
        found.call("goTo", "EPUB/text/afterword.xhtml" if reader == "foliate" else "text/afterword.xhtml")
        for _ in range(20):
            if found.call("shows", "figure img"):
                break
            found.call("turn")
        assert found.call("shows", "figure img")
        assert found.call("shows", "figcaption")
        caption, picture = found.call("boxOf", "figcaption"), found.call("boxOf", "figure img")
    assert caption["right"] <= picture["left"]


def tables(folder: Path, *, mode: str, theme: str, styles: str = "") -> Path:
    head = f'[book]\ntitle = "表格"\ndate = 2026-03-20\n[style]\ntheme = "{theme}"\n[epub]\nwriting-mode = "{mode}"\n'
    files = {"articles/first.md": article(TABLES), **({"styles/own.css": styles} if styles else {})}
    write_book(folder / "tables", files, head=head)
    return build_book(folder / "tables", outputs=[Output.EPUB], target=folder).files[0]


def table_faults(found: Reader) -> dict[str, list[str]]:
    """Read to the end; return what is wrong with the tables, page by page, and what was never seen."""
    faults: dict[str, list[str]] = {"cut": [], "broken": [], "thin": [], "covered": []}
    for _ in found.pages():
        for name, words in found.call("faultsOfTables").items():
            faults[name] += words
    return {**faults, "unseen": [section["unseen"] for section in found.call("report") if section["unseen"]]}


@pytest.fixture(
    scope="module",
    params=[("horizontal-tb", "newspaper", 0.8), ("horizontal-tb", "training", 0.5), ("vertical-rl", "newspaper", 0.8)],
)
def book_of_tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Build the tables in a theme; return with it the ems of padding that a cell has there."""
    mode, theme, padding = request.param
    return tables(tmp_path_factory.mktemp("tables"), mode=mode, theme=theme), padding


@pytest.mark.parametrize("reader", READERS)
def test_no_table_is_cut_and_no_number_is_broken(
    chromium: Browser, book_of_tables: tuple[Path, float], reader: str
) -> None:
    with opened(chromium, reader, book_of_tables[0]) as found:
        assert table_faults(found) == {name: [] for name in ("cut", "broken", "thin", "covered", "unseen")}


@pytest.mark.parametrize("reader", READERS)
def test_a_table_that_keeps_its_type_and_padding_is_cut(chromium: Browser, tmp_path: Path, reader: str) -> None:
    book = tables(tmp_path, mode="horizontal-tb", theme="newspaper", styles=WIDE)
    with opened(chromium, reader, book) as found:
        assert {"58.25%", "71.04%"} <= set(table_faults(found)["cut"])


@pytest.mark.parametrize("reader", READERS)
def test_on_a_wide_page_type_and_padding_are_those_of_the_theme(
    chromium: Browser, book_of_tables: tuple[Path, float], reader: str
) -> None:
    book, padding = book_of_tables
    with opened(chromium, reader, book, size=(1200, 900)) as found:
        found.call("goTo", "EPUB/text/first.xhtml" if reader == "foliate" else "text/first.xhtml")
        [frame] = [frame for frame in found.page.frames if frame.query_selector("table")]
        sizes = frame.eval_on_selector_all("td, th", _SIZES)
    assert len(sizes) == 6 * 3 + 8 * 3 + 4 * 31
    # 0.86 of the 16 pixels of a browser's text.
    assert [size for size, _ in sizes] == pytest.approx([13.76] * len(sizes))
    assert [after / size for size, after in sizes] == pytest.approx([padding] * len(sizes))
