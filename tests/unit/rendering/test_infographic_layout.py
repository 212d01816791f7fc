from dataclasses import replace
from itertools import combinations, product

import pytest
from infographic_samples import PAGES, expected, group, infographic, words

from publisher.book import GroupForm, Infographic, InfographicGroup
from publisher.rendering.infographic_layout import Overflow, lay_out
from publisher.rendering.infographic_page import Box, Page, Text

POINTS_PER_MM = 72 / 25.4
FORMS = tuple(GroupForm)


def page_of(chart: Infographic, name: str = "16开") -> Page:
    width, height = (side * POINTS_PER_MM for side in PAGES[name])
    page = lay_out(chart, width, height)
    assert isinstance(page, Page)
    return page


def told(page: Page) -> list[str]:
    return ["".join(run.text for line in text.lines for run in line.runs) for text in page.texts]


def overlap(one: Text, other: Text) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return across > 0.01 and down > 0.01


def boxes_named(page: Page, name: str) -> list[Box]:
    return [box for box in page.boxes if box.name == name]


def assert_sound(page: Page, chart: Infographic) -> None:
    margin = 0.07 * page.width
    assert told(page) == expected(chart)
    for text in page.texts:
        assert text.size >= 7.875
        assert text.left >= margin - 0.01
        assert text.left + text.width <= page.width - margin + 0.01
        assert text.top >= margin * 0.9
        assert text.top + text.height <= page.height - 0.5 * margin
    assert not [pair for pair in combinations(page.texts, 2) if overlap(*pair)]


@pytest.mark.parametrize("name", ["16开", "A5"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", range(2, 13))
def test_one_group_of_any_number_fits(name: str, form: GroupForm, count: int) -> None:
    chart = infographic(group(form, count, text=24))
    assert_sound(page_of(chart, name), chart)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("groups", [2, 3, 4])
@pytest.mark.parametrize("count", [2, 5, 12])
def test_groups_of_all_forms_fit_together_or_it_is_said(name: str, groups: int, count: int) -> None:
    # Four groups of twelve are beyond A5 (595 pt) even at the smallest: 6 rows of fields of 21 pt, 4 rows of steps of
    # 23, 4 of points of 16, four headings of 41, a head of 77, a lead of 32, a foot of 80 are 635. The rest fits.
    chart = infographic(*(group(FORMS[index % 3], count) for index in range(groups)))
    page = lay_out(chart, *(side * POINTS_PER_MM for side in PAGES[name]))
    if (name, groups, count) == ("A5", 4, 12):
        assert isinstance(page, Overflow)
    else:
        assert isinstance(page, Page)
        assert_sound(page, chart)


@pytest.mark.parametrize("forms", tuple(product(FORMS, FORMS)))
@pytest.mark.parametrize("title", [4, 12, 30])
def test_long_titles_fit(forms: tuple[GroupForm, ...], title: int) -> None:
    chart = infographic(*(group(form, 6, title=title) for form in forms))
    assert_sound(page_of(chart), chart)


def test_less_text_is_set_in_bigger_type() -> None:
    little = page_of(infographic(group(GroupForm.STEPS, 3), lead=20, conclusion=20))
    much = page_of(infographic(group(GroupForm.STEPS, 12, text=30), group(GroupForm.LIST, 12), lead=90))
    sizes = [{text.name: text.size for text in page.texts} for page in (little, much)]
    assert all(sizes[0][name] > sizes[1][name] for name in ("lead", "group-title", "item-title", "conclusion"))


def test_only_a_title_and_two_points_fill_the_page() -> None:
    bare = InfographicGroup(title="两件事", items=group(GroupForm.LIST, 2).items, form=GroupForm.LIST)
    chart = Infographic(id="bare", title="夜读", groups=(bare,))
    page = page_of(chart)
    assert told(page) == ["夜读", "两件事", words(7), words(7, 3)]
    (foot,) = boxes_named(page, "foot")
    assert foot.y < page.height < foot.y + foot.height


def test_four_features_are_the_fields_of_a_square() -> None:
    page = page_of(infographic(group(GroupForm.QUADRANT, 4)))
    fields = [box for box in page.boxes if box.name.startswith("field")]
    lefts, tops = {box.x for box in fields}, {box.y for box in fields}
    assert (len(fields), len(lefts), len(tops)) == (4, 2, 2)
    assert len({round(box.width, 6) for box in fields}) == len({round(box.height, 6) for box in fields}) == 1
    # Like a chessboard: the two of a diagonal are alike.
    assert [box.name for box in fields] == ["field-dark", "field-light", "field-light", "field-dark"]


@pytest.mark.parametrize("count", [3, 5, 7, 11])
def test_fields_of_any_number_leave_no_hole(count: int) -> None:
    page = page_of(infographic(group(GroupForm.QUADRANT, count)))
    fields = [box for box in page.boxes if box.name.startswith("field")]
    assert len(fields) == count
    column = 0.86 * page.width
    for top in {box.y for box in fields}:
        row = [box for box in fields if box.y == top]
        assert row[0].x == pytest.approx(0.07 * page.width)
        assert row[-1].x + row[-1].width == pytest.approx(0.07 * page.width + column)


def test_text_of_a_field_stays_in_it() -> None:
    page = page_of(infographic(group(GroupForm.QUADRANT, 6, text=30)))
    fields = [box for box in page.boxes if box.name.startswith("field")]
    for field, item in zip(fields, page.groups[0].items, strict=True):
        for text in item:
            assert field.x <= text.left
            assert text.left + text.width <= field.x + field.width
            assert field.y <= text.top
            assert text.top + text.height <= field.y + field.height


def test_steps_carry_big_numbers_in_order() -> None:
    page = page_of(infographic(group(GroupForm.STEPS, 11)))
    numbers = [item[0] for item in page.groups[0].items]
    assert [line.runs[0].text for number in numbers for line in number.lines] == [str(n) for n in range(1, 12)]
    assert numbers[0].size > 2 * page.groups[0].items[0][1].size
    assert page.groups[0].ordered


def test_a_short_title_is_not_broken() -> None:
    # Ten characters in three columns would be broken; two columns hold them whole in type nearly as big.
    page = page_of(infographic(group(GroupForm.STEPS, 6, title=10)))
    assert all(len(text.lines) == 1 for item in page.groups[0].items for text in item)


def test_the_ground_and_the_bands_go_over_every_edge() -> None:
    page = page_of(infographic(group(GroupForm.LIST, 3)))
    for name in ("ground", "band", "foot"):
        (box,) = boxes_named(page, name)
        assert box.x < -page.width
        assert box.x + box.width > 2 * page.width
    (band,), (foot,) = boxes_named(page, "band"), boxes_named(page, "foot")
    assert band.y < -page.height
    assert foot.y + foot.height > 2 * page.height


def test_too_much_text_is_an_overflow_with_the_height_that_it_needs() -> None:
    chart = infographic(*(group(GroupForm.STEPS, 12, text=80) for _ in range(4)))
    width, height = (side * POINTS_PER_MM for side in PAGES["A5"])
    overflow = lay_out(chart, width, height)
    assert isinstance(overflow, Overflow)
    assert overflow.needed is not None
    assert overflow.needed > height


def test_a_title_of_any_length_fits_or_is_named() -> None:
    chart = infographic(group(GroupForm.LIST, 3))
    # 446 pt hold 22 characters of 20 pt, four lines of them 88.
    assert_sound(page_of(replace(chart, title=words(80))), replace(chart, title=words(80)))
    long = lay_out(replace(chart, title=words(100)), 524.4, 737.0)
    assert long == Overflow(needed=None)
