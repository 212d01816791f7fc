"""Chinese punctuation put right: each rule on its own, what they leave alone, and all together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.text.punctuation import RULES, Change, normalise


def only(rule: str, text: str) -> str:
    """Put a text right by one rule."""
    return normalise(text, using=tuple(each for each in RULES if each.name == rule)).text


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("ellipsis", "后来...", "后来……"),
        ("ellipsis", "后来......他走了", "后来……他走了"),
        ("ellipsis", "后来…他走了", "后来……他走了"),
        ("ellipsis", "后来。。。", "后来……"),
        ("ellipsis", "后来。。。。。。", "后来……"),
        ("ellipsis", "后来⋯", "后来……"),
        ("dash", "春天--花开", "春天——花开"),
        ("dash", "春天 -- 花开", "春天——花开"),
        ("dash", "--记一所学校", "——记一所学校"),
        ("dash", "春天—花开", "春天——花开"),
        ("dash", "春天――花开", "春天——花开"),
        ("dash", "春天──花开", "春天——花开"),
        ("dash", "春天－－花开", "春天——花开"),
        ("book-title-marks", "读<<水乡杂记>>有感", "读《水乡杂记》有感"),
        ("book-title-marks", "读＜＜水乡杂记＞＞有感", "读《水乡杂记》有感"),
        ("book-title-marks", "读≪水乡杂记≫有感", "读《水乡杂记》有感"),
        ("quotes", '一间"书房"', "一间“书房”"),
        ("quotes", "一间'书房'", "一间“书房”"),
        ("quotes", "“我们叫它'书房'。”", "“我们叫它‘书房’。”"),
        ("quotes", '"我们叫它"书房"。"', "“我们叫它‘书房’。”"),
        ("quotes", "“我们叫它“书房”。”", "“我们叫它‘书房’。”"),
        ("quotes", '"第一段没有完。', "“第一段没有完。"),
        ("quotes", '他说："Hello"', "他说：“Hello”"),
        ("parentheses", "书单(第二版)", "书单（第二版）"),
        ("parentheses", "国内生产总值(GDP)", "国内生产总值（GDP）"),
        ("parentheses", "书单（第二版)", "书单（第二版）"),
        ("parentheses", "(1)总则", "（1）总则"),
        ("parentheses", "1)总则", "1）总则"),
        ("comma", "春天,花开", "春天，花开"),
        ("comma", "春天, 花开", "春天，花开"),
        ("comma", "增长3.5%,位居第二", "增长3.5%，位居第二"),
        ("comma", "“书房”,花开", "“书房”，花开"),
        ("comma", "用上AI,花开", "用上AI，花开"),
        ("semicolon", "春天;花开", "春天；花开"),
        ("colon", "他说:花开", "他说：花开"),
        ("colon", "时间:9:30", "时间：9:30"),
        ("full-stop", "花开.", "花开。"),
        ("full-stop", "花开.叶落", "花开。叶落"),
        ("full-stop", "增长3.5%.其中", "增长3.5%。其中"),
        ("full-stop", "大家都在用AI.", "大家都在用AI。"),
        ("question-and-exclamation", "花开?", "花开？"),
        ("question-and-exclamation", "花开!叶落?!", "花开！叶落？！"),
        ("question-and-exclamation", "谁来读? 读什么?", "谁来读？ 读什么？"),
    ],
)
def test_a_rule_replaces_what_it_says(rule: str, before: str, after: str) -> None:
    assert only(rule, before) == after


@pytest.mark.parametrize(
    "text",
    [
        "新到图书1,200册",
        "比去年多3.5%",
        "上午9:30开场",
        "比分是3:1",
        "“1+3”产业",
        "3,5,7月",
        "4月8日—15日",
        "2019—2023年",
        "河东—河西高速公路",
        "1.总则",
        "A.总则",
        "图1.总则",
        "函数f(x)的值",
        "公司叫Green Co., Ltd.",
        "U.S.经济",
        "网址http://qinghe.example/a,b?c=1;d=(2)!e",
        "见www.qinghe.example/a?b=1",
        "邮箱shu@qinghe.example",
        "附件书单(第二版).docx",
        "运行时加 --only 选项",
        'He said: "Well, don\'t." (Really?) And left...',
        "满镇书声 一路花香",
        "满镇书声　一路花香",
        "「书房」里的『灯』",
        "‘单引号’在最外",
        "两个省略号…………",
        "他说：“好！”",
        "&nbsp;",
    ],
)
def test_what_is_right_or_not_chinese_stays(text: str) -> None:
    assert normalise(text).changes == ()
    assert normalise(text).text == text


def test_no_space_is_put_between_chinese_and_latin() -> None:
    assert normalise("用AI读3本书,好吗?").text == "用AI读3本书，好吗？"


def test_a_sentence_in_latin_within_quotation_marks_keeps_its_marks() -> None:
    assert normalise('他说:"Hello, world!"然后走了.').text == "他说：“Hello, world!”然后走了。"


def test_a_sentence_that_ends_an_address_gets_its_mark() -> None:
    assert normalise("见http://qinghe.example/a,详情在内.").text == "见http://qinghe.example/a，详情在内。"


def test_changes_tell_rule_place_and_text_in_the_source() -> None:
    assert normalise('甲--乙说:"丙".').changes == (
        Change(rule="dash", offset=1, before="--", after="——"),
        Change(rule="quotes", offset=6, before='"', after="“"),
        Change(rule="quotes", offset=8, before='"', after="”"),
        Change(rule="colon", offset=5, before=":", after="："),
        Change(rule="full-stop", offset=9, before=".", after="。"),
    )


def test_a_rule_can_be_left_out() -> None:
    without_comma = tuple(rule for rule in RULES if rule.name != "comma")
    assert normalise("春天,花开.", using=without_comma).text == "春天,花开。"


MIXED = st.text(alphabet="中文城a1 2,.;:?!()\"'“”‘’。，、-—…<>《》\n%", max_size=24)


@given(MIXED)
def test_a_second_run_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text).changes == ()


@given(MIXED)
def test_no_letter_or_digit_is_lost_moved_or_added(text: str) -> None:
    assert [c for c in normalise(text).text if c.isalnum()] == [c for c in text if c.isalnum()]


RIGHT = st.lists(
    st.sampled_from(["春天", "书房", "AI", "3.5%", "1,200", "9:30", "《水乡》", "“书”", "“他说‘好’。”", "——", "……"]),
    min_size=1,
).flatmap(lambda words: st.tuples(*(st.tuples(st.just(word), st.sampled_from("，。；：？！、")) for word in words)))


@given(RIGHT)
def test_right_text_stays_as_it_is(pieces: tuple[tuple[str, str], ...]) -> None:
    text = "春天" + "".join(mark + word for word, mark in pieces)
    assert normalise(text).text == text
