"""On which page of a sheet parts and chapters begin (rule G2), and how far from the spine the text stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.manuscript import load
from publisher.pdf import Pages, lay_out
from publisher.rendering import DocumentKind, Medium, render, stylesheets
from publisher.themes import theme_names

MODIFIED = datetime(2026, 3, 5, tzinfo=UTC)


def pages_of(river: Path, lines: str) -> Pages:
    settings = river / "book.toml"
    settings.write_text(settings.read_text("utf-8").replace('size = "A5"\n', f'size = "A5"\n{lines}'), "utf-8")
    book = load(river).book
    return lay_out(render(book), stylesheets(book, Medium.PDF), modified=MODIFIED)


def first_pages(pages: Pages, *kinds: DocumentKind) -> list[str]:
    """List the folios on which documents of some kinds begin."""
    shown = list(zip(pages.sources, (None, *pages.sources), pages.labels, strict=False))
    return [label for source, before, label in shown if source and source is not before and source.kind in kinds]


def test_parts_may_begin_on_the_next_page(river: Path) -> None:
    pages = pages_of(river, 'parts-open = "any"\n')
    assert first_pages(pages, DocumentKind.PART)[0] == "1"
    assert pages.labels[pages.sources.index(next(one for one in pages.sources if one and one.id == "spring"))] == "2"


def test_a_part_that_opens_recto_has_a_leaf_of_its_own(river: Path) -> None:
    pages = pages_of(river, 'parts-open = "recto"\n')
    folios = [int(folio) for folio in first_pages(pages, DocumentKind.PART)]
    assert folios[0] == 1
    assert all(folio % 2 == 1 for folio in folios)
    body = {label: source for label, source in zip(pages.labels, pages.sources, strict=True) if label.isdigit()}
    assert body["2"] is None
    assert body["3"] is not None
    assert body["3"].id == "spring"


def test_chapters_open_recto_where_the_book_asks_for_it(river: Path) -> None:
    pages = pages_of(river, 'parts-open = "any"\nchapters-open = "recto"\n')
    arabic = [int(folio) for folio in first_pages(pages, DocumentKind.ARTICLE) if folio.isdigit()]
    assert len(arabic) == 2
    assert all(folio % 2 == 1 for folio in arabic)


@pytest.mark.parametrize("theme", theme_names())
def test_the_imprint_stands_on_the_back_of_the_title_page(river: Path, theme: str) -> None:
    settings = river / "book.toml"
    settings.write_text(settings.read_text("utf-8") + f'[style]\ntheme = "{theme}"\n', "utf-8")
    pages = pages_of(river, "")
    assert first_pages(pages, DocumentKind.TITLE_PAGE, DocumentKind.IMPRINT) == ["i", "ii"]


def margins(pages: Pages, folio: str) -> tuple[float, float]:
    """Return the margins of a page at its spine and its fore edge, in millimetres."""
    box = pages.document.pages[pages.labels.index(folio)]._page_box
    sides = (box.margin_left, box.margin_right) if int(folio) % 2 else (box.margin_right, box.margin_left)
    return sides[0] / 96 * 25.4, sides[1] / 96 * 25.4


def test_a_thick_book_stands_off_its_spine(river: Path) -> None:
    thin = pages_of(river, 'parts-open = "any"\nbody-size = 50\ngutter = 0\n')
    count = len(thin.labels)
    assert count > 100
    (river / "book.toml").write_text((river / "book.toml").read_text("utf-8").replace("gutter = 0\n", ""), "utf-8")
    thick = pages_of(river, "")
    assert len(thick.labels) == count
    wanted = -(-count // 100)
    for folio in ("6", "7"):
        inner, outer = margins(thin, folio)
        assert margins(thick, folio) == pytest.approx((inner + wanted, outer - wanted))
