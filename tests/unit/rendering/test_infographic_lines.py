import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.rendering.infographic_lines import Line, balance, in_lines, set_lines


def texts(lines: tuple[Line, ...] | None) -> list[str]:
    assert lines is not None
    return [line.text for line in lines]


def only(text: str) -> Line:
    (line,) = set_lines(text, 100.0)
    return line


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("渡口书屋", 4.0),
        ("渡口。", 2.5),  # A4: the mark at the end loses its right half.
        ("“渡口", 2.5),  # A2: the mark at the start loses its left half.
        ("读，写", 3.0),
        ("他说：“读。”", 5.5),  # A1: ：“ are 1.5 em together and 。” too, of which A4 takes another half.
        ("有12本", 2 + 0.25 + 2 * 0.65 + 0.25),  # L1 on both sides of the number.
        ("（12）本", 3 + 2 * 0.65 - 0.5),  # L1 stands beside Han only.
        ("读——写", 4.0),
    ],
)
def test_width_of_a_line(text: str, width: float) -> None:
    assert only(text).width == pytest.approx(width)


def test_gaps_and_squeezes_stand_before_the_character_that_they_move() -> None:
    runs = [(run.text, run.gap) for run in only("他说：“读5页”。").runs]
    assert runs == [("他说：", 0.0), ("“读", -0.5), ("5", 0.25), ("页”", 0.25), ("。", -0.5)]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("一二三四，五六", 4.0, ["一二三", "四，五六"]),  # K1: no comma at the start.
        ("一二三四，五六", 4.5, ["一二三四，", "五六"]),  # A4: half an em is enough for it at the end.
        ("一二三（四五）六七", 4.0, ["一二三", "（四五）", "六七"]),  # K2: no bracket at the end.
        ("一二三Canal五", 4.0, ["一二三", "Canal", "五"]),  # U2: a word stays whole.
        ("一二三——四五", 4.0, ["一二", "三——", "四五"]),  # U1 and K4: a dash is whole and starts no line.
        ("一二三四五六七", 3.0, ["一二三", "四五", "六七"]),  # P3: two characters at least in the last line.
        ("north gate of Greenfield", 6.5, ["north gate ", "of ", "Greenfield"]),
    ],
)
def test_where_lines_break(text: str, measure: float, lines: list[str]) -> None:
    assert texts(set_lines(text, measure)) == lines


def test_a_word_longer_than_a_line_is_cut_and_not_lost() -> None:
    lines = set_lines("见https://example.org/books", 6.0)
    assert "".join(texts(lines)) == "见https://example.org/books"
    assert all(line.width <= 6.0 for line in lines)


def test_flush_lines_reach_the_measure_but_the_last_does_not() -> None:
    # 十个字，十一个: with the comma pushed down the first line has 9 characters in 10 em: 8 gaps share 1 em.
    first, last = set_lines("一二三四五六七八九十，十一", 10.0, flush=True)
    assert first.text == "一二三四五六七八九"
    assert first.width == pytest.approx(10.0)
    assert first.flush
    assert first.runs[0].tracking == pytest.approx(0.125)
    assert not last.flush


def test_a_line_with_too_much_to_stretch_stays_ragged() -> None:
    first, *_ = set_lines("一二三Greenfield四五", 6.0, flush=True)
    assert first.width == pytest.approx(3.0)
    assert not first.flush


def test_a_dash_is_not_stretched_inside() -> None:
    first, *_ = set_lines("一二三——六七八九十一二，三四", 12.0, flush=True)
    # 12 characters would fill the line, but the comma may not begin the next: 11 do, and 9 of their 10 gaps stretch.
    gap = pytest.approx(1 / 9)
    assert [(run.text, run.tracking) for run in first.runs] == [("一二三", gap), ("——", 0.0), ("六七八九十一", gap)]
    assert [run.gap for run in first.runs] == [0.0, 0.0, gap]


def test_a_heading_is_balanced() -> None:
    assert texts(balance("渡口书屋夜读会", 6.0)) == ["渡口书屋", "夜读会"]


def test_a_heading_breaks_at_the_space_of_a_couplet() -> None:
    assert texts(in_lines("春来好读书 奋进", 2)) == ["春来好读书 ", "奋进"]


def test_no_line_of_a_heading_begins_with_a_particle() -> None:
    # Of three and three characters the second line would begin with 的.
    assert texts(in_lines("读书人的渡口", 2)) == ["读书人的", "渡口"]


def test_a_heading_that_cannot_be_divided_says_so() -> None:
    assert in_lines("Greenfield", 2) is None


def test_marks_that_both_scripts_have_go_by_the_text_around_them() -> None:
    # Between Latin letters the apostrophe does not forbid or squeeze anything; beside Han it is a quotation mark.
    assert texts(set_lines("they don’t read", 12.0)) == ["they don’t read"]
    assert only("读‘书’").width == pytest.approx(3.5)


MIXED = st.text(st.sampled_from("读书渡口青禾镇夜会的，。、：“”（）《》！—…·5GWi %. "), min_size=1, max_size=60).filter(
    str.strip
)


@given(MIXED, st.sampled_from([5.0, 7.5, 12.0, 20.0]), st.booleans())
def test_no_character_is_lost_and_no_line_is_too_long(text: str, measure: float, flush: bool) -> None:
    lines = set_lines(text, measure, flush=flush)
    assert "".join(texts(lines)) == " ".join(text.split())
    assert all(line.width <= measure + 1e-6 for line in lines)


@given(st.text(st.sampled_from("读书渡口青禾，。、（《”"), min_size=1, max_size=60))
def test_no_line_begins_with_a_mark_that_may_not(text: str) -> None:
    # Runs of marks longer than a line are cut anywhere: here they are taken apart.
    text = "".join(character + "书" if character in "，。、（《”" else character for character in text)
    for line in set_lines(text, 6.0)[1:]:
        assert line.text[0] not in "，。、”"
    for line in set_lines(text, 6.0)[:-1]:
        assert line.text[-1] not in "（《"
