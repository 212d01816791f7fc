"""What the imprint page says, worked out by hand from what the book folder says."""

from datetime import date
from pathlib import Path

import pytest

from publisher.book import Book, Identifiers, Imprint, PageSetup, PageSize
from publisher.rendering.imprint import Extent, imprint_lines, leaves_of_a_sheet
from publisher.rendering.labels import labels_for

ZH = labels_for("zh-Hans")


def book(**imprint: object) -> Book:
    return Book(
        folder=Path(),
        slug="river",
        title="河湾小镇",
        language="zh-Hans",
        identifiers=Identifiers(uuid="8d1f0f3a-0000-4000-8000-000000000000"),
        date=date(2026, 3, 20),
        page=PageSetup(size=PageSize(name="16开", width=185, height=260)),
        parts=(),
        publisher="河湾编辑部",
        imprint=Imprint(**imprint),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("width", "height", "leaves"),
    [(185, 260, 16), (210, 285, 16), (210, 297, 16), (176, 250, 16), (130, 184, 32), (140, 203, 32), (148, 210, 32)],
)
def test_a_full_sheet_has_as_many_leaves_as_the_size_is_called(width: float, height: float, leaves: int) -> None:
    assert leaves_of_a_sheet(PageSize(name="", width=width, height=height)) == leaves


def test_what_is_known_stands_in_the_order_of_the_trade() -> None:
    known = book(
        editor="某甲",
        designer="某乙",
        proofreader="某丙",
        address="河湾镇桥头1号",
        printer="河湾印务",
        distributor="河湾书店",
        edition=2,
        printing=3,
        copies=5000,
        price="12.00元",
        lines=(("字体", "宋体"),),
    )
    # 100 pages of 16 to a sheet are 6.25 sheets; 100 pages of 34 by 32 characters are 108,800.
    assert imprint_lines(known, ZH, Extent(pages=100, characters=100 * 34 * 32)) == (
        ("书名", "河湾小镇"),
        ("责任编辑", "某甲"),
        ("装帧设计", "某乙"),
        ("责任校对", "某丙"),
        ("出版", "河湾编辑部"),
        ("地址", "河湾镇桥头1号"),
        ("印刷", "河湾印务"),
        ("发行", "河湾书店"),
        ("开本", "185 mm × 260 mm　1/16"),
        ("印张", "6.25"),
        ("字数", "109千字"),
        ("版次", "2026年3月第2版"),
        ("印次", "2026年3月第3次印刷"),
        ("印数", "5000册"),
        ("定价", "12.00元"),
        ("字体", "宋体"),
    )


def test_an_edition_without_paper_says_nothing_of_it() -> None:
    told = imprint_lines(book(printer="河湾印务", copies=5000), ZH, None)
    assert told == (("书名", "河湾小镇"), ("出版", "河湾编辑部"), ("版次", "2026年3月第1版"))
