"""Text on a spine: what stands upright, what lies on its side, how long it is."""

import pytest

from publisher.rendering.spine import spine_text


def test_chinese_stands_upright_one_under_the_other() -> None:
    pieces, length = spine_text("河湾")
    assert [(piece.text, piece.middle, piece.turned) for piece in pieces] == [("河", 0.5, False), ("湾", 1.5, False)]
    assert length == 2


@pytest.mark.parametrize("word", ["Notes", "2026"])
def test_letters_and_long_numbers_lie_on_their_side(word: str) -> None:
    pieces, length = spine_text(f"河{word}湾")
    assert [(piece.text, piece.turned) for piece in pieces] == [("河", False), (word, True), ("湾", False)]
    assert length == pytest.approx(2 + 0.62 * len(word))


@pytest.mark.parametrize("number", ["1", "12"])
def test_two_figures_stand_side_by_side(number: str) -> None:
    pieces, length = spine_text(f"第{number}期")
    assert [(piece.text, piece.turned) for piece in pieces] == [("第", False), (number, False), ("期", False)]
    assert length == 3


@pytest.mark.parametrize("mark", "《》（）—…：")
def test_brackets_and_dashes_turn_with_the_line(mark: str) -> None:
    pieces, _ = spine_text(f"河{mark}")
    assert pieces[-1].turned


def test_a_comma_stands_in_the_upper_right_corner() -> None:
    _, comma = spine_text("河，")[0]
    assert (comma.middle, comma.shift, comma.turned) == (1.0, 0.5, False)


def test_a_space_is_half_a_character() -> None:
    assert spine_text("河 湾")[1] == 2.5


def test_no_words_take_no_room() -> None:
    assert spine_text("") == ((), 0.0)
