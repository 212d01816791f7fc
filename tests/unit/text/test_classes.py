"""Marks that scripts share are Chinese or Latin by their neighbours."""

import pytest

from publisher.text.breaking import Strictness, opportunities
from publisher.text.characters import is_han
from publisher.text.classes import CharClass, classify, is_chinese

C = CharClass


def class_of(text: str, place: int) -> CharClass:
    return CharClass(classify(text)[place])


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("他说“好”。", 2, C.OPEN),
        ("他说“好”。", 4, C.CLOSE),
        ("“Hello”他说", 0, C.OPEN),
        ("He said “yes” twice", 8, C.LATIN),
        ("don’t", 3, C.LATIN),
        ("好don’t好", 4, C.LATIN),
        ("甲——乙", 1, C.DASH),
        ("甲—乙", 1, C.CONNECTOR),
        ("word—word", 4, C.LATIN),
        ("甲……乙", 1, C.ELLIPSIS),
        ("and so on…", 9, C.LATIN),
        ("约翰·怀特", 2, C.INTERPUNCT),
        ("a·b", 1, C.LATIN),
        ("甲-乙", 1, C.CONNECTOR),
        ("2024-03-12", 4, C.LATIN),
        ("他/她", 1, C.SOLIDUS),
        ("A/B", 1, C.LATIN),
        ("1–2", 1, C.CONNECTOR),
        ("①", 0, C.HAN),
        ("，", 0, C.PAUSE),
        ("。", 0, C.STOP),
        (" ", 0, C.SPACE),
    ],
)
def test_class_follows_the_neighbours(text: str, place: int, kind: CharClass) -> None:
    assert class_of(text, place) is kind


def test_a_foreign_run_keeps_its_quotes() -> None:
    text = "见“A”章"
    foreign = [0, 1, 1, 1, 0]
    assert classify(text, foreign)[1] == C.LATIN


@pytest.mark.parametrize(("text", "ours"), [("Latin “only”…", False), ("汉", True), ("a，b", True), ("①", False)])
def test_han_or_a_full_width_mark_makes_a_text_ours(text: str, ours: bool) -> None:
    assert is_chinese(text) is ours


def breaks(text: str, **options: object) -> str:
    allowed = opportunities(text, classify(text), **options)  # type: ignore[arg-type]
    return "".join(character + "|" * allowed[place] for place, character in enumerate(text))


@pytest.mark.parametrize(
    "wanted",
    [
        "甲|乙，|丙",
        "甲|“乙”|丙",
        "甲|（乙|丙）。|丁",
        "甲——|乙",
        "甲|word |and |乙",
        "甲|10 km|乙",
        "3|月",
        "甲|well-|known|乙",
        "甲|C919|乙",
        "甲／乙",
    ],
)
def test_break_places(wanted: str) -> None:
    assert breaks(wanted.replace("|", "")) == wanted


def test_line_break_normal_lets_a_dash_start_a_line() -> None:
    assert breaks("甲——乙", strictness=Strictness.NORMAL) == "甲|——|乙"


def test_keep_all_breaks_at_marks_only() -> None:
    assert breaks("甲乙，丙丁", keep_all=True) == "甲乙，|丙丁"


@pytest.mark.parametrize("character", [*"一龥々〇〡〺㐀⺀⼀𠀀", "\uf900", "\U000323af", "\U000323b0", "\U0003fffd"])
def test_han_is_one_thing_to_all_of_the_project(character: str) -> None:
    """Ideographs, radicals, numerals, and a place in plane 3 that is still free."""
    assert is_han(character)
    assert classify(character) == [CharClass.HAN]
    assert is_chinese(character)


@pytest.mark.parametrize("character", list("A1。，（あ한⿰ㄅ\u3000"))
def test_other_characters_are_no_han(character: str) -> None:
    assert not is_han(character)
