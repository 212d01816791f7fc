import pytest

from publisher.manuscript.cjk import between_lines, is_cjk, join_lines


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("河", "湾", ""),
        ("河，", "湾", ""),
        ("河", "《", ""),
        ("他说：", "“好", ""),
        ("“好”", "他说", ""),
        ("春天……", "“好", ""),
        ("河", "——", ""),
        ("say “yes”", "“no", " "),
        ("word", "word", " "),
        ("河", "word", " "),
        ("河，", "word", ""),
        ("word。", "3", ""),
        ("word", "（河", ""),
        ("河\u3000", "word", ""),
        ("3", "月", " "),
        ("한국", "말", " "),
        ("", "湾", ""),
        ("河", "", ""),
    ],
)
def test_a_line_break_is_a_space_only_where_words_need_one(before, after, between):
    assert between_lines(before, after) == between


def test_lines_are_joined_without_the_space_that_indents_them():
    assert join_lines("河湾\n  小镇\n\tin spring\n  again") == "河湾小镇 in spring again"


def test_wide_and_half_width_characters_are_cjk_and_curly_quotes_are_not():
    assert all(map(is_cjk, "河，（ア𠮷"))
    assert not any(map(is_cjk, "“”—…·aé1"))
