import pytest

from publisher.epub.font_use import Face, characters_by_face
from publisher.xhtml import parse

HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>题</title></head><body>{}</body></html>'


def used(body: str, *sheets: str) -> dict[Face, str]:
    found = characters_by_face([parse(HTML.format(body))], sheets)
    return {face: "".join(sorted(characters)) for face, characters in found.items() if characters}


def test_text_without_a_face_is_the_readers() -> None:
    assert used("<p>春天</p>", "p { margin: 0 }") == {Face(): "天春"}


def test_headings_are_bold_and_faces_are_inherited() -> None:
    assert used("<h1>春<em>天</em></h1><p>来</p>", 'h1 { font-family: "甲", 乙 丙, serif }') == {
        Face(families=("甲", "乙 丙", "serif"), bold=True): "天春",
        Face(): "来",
    }


def test_text_behind_a_child_belongs_to_the_parent() -> None:
    assert used("<p>春<b>天</b>来</p>", "b { font-family: 甲 } p { font-family: 乙 }") == {
        Face(families=("乙",)): "春来",
        Face(families=("甲",), bold=True): "天",
    }


def test_what_is_hidden_is_in_no_face() -> None:
    body = '<p>春</p><nav hidden="hidden"><ol><li>天</li></ol></nav><p>来</p>'
    assert used(body, "body { font-family: 甲 }") == {Face(families=("甲",)): "春来"}


def test_the_more_specific_rule_wins_and_then_the_later() -> None:
    sheets = (".a { font-family: 甲 } p { font-family: 乙 }", "p { font-family: 丙 }")
    assert used('<p class="a">春</p><p>天</p>', *sheets) == {
        Face(families=("甲",)): "春",
        Face(families=("丙",)): "天",
    }


@pytest.mark.parametrize(
    ("value", "face"),
    [
        ('bold 4vmin "甲", serif', Face(families=("甲", "serif"), bold=True)),
        ('700 2em/1.5 "甲"', Face(families=("甲",), bold=True)),
        ('9pt "甲"', Face(families=("甲",))),
    ],
)
def test_the_shorthand_sets_family_and_weight(value: str, face: Face) -> None:
    assert used("<p>春</p>", f"p {{ font: {value} }}") == {face: "春"}


def test_what_is_generated_or_for_some_screens_only_is_not_counted() -> None:
    sheet = (
        "p::before { font-family: 甲 } @media print { p { font-family: 乙 } } p:unknown-thing(x) { font-family: 丙 }"
    )
    assert used("<p>春</p>", sheet) == {Face(): "春"}
