import pytest

from publisher.text.pinyin import sort_name, sort_title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("张小明", "Zhang Xiaoming"),
        ("李安", "Li An"),
        # Surnames with a reading of their own.
        ("单小明", "Shan Xiaoming"),
        ("曾小明", "Zeng Xiaoming"),
        ("仇小明", "Qiu Xiaoming"),
        ("解小明", "Xie Xiaoming"),
        ("查小明", "Zha Xiaoming"),
        ("任小明", "Ren Xiaoming"),
        ("區小明", "Ou Xiaoming"),
        ("吕明", "Lü Ming"),
        # Surnames of two characters.
        ("欧阳小明", "Ouyang Xiaoming"),
        ("尉迟明", "Yuchi Ming"),
        ("單于明", "Chanyu Ming"),
        # The mark that parts a vowel from the syllable before.
        ("王建安", "Wang Jian'an"),
        # Bodies, by syllables, though 文 is a surname.
        ("文化局", "Wen hua ju"),
        ("编写组", "Bian xie zu"),
        ("新华通讯社", "Xin hua tong xun she"),
    ],
)
def test_a_name_is_written_as_it_is_sorted(name: str, expected: str) -> None:
    assert sort_name(name) == expected


@pytest.mark.parametrize("name", ["Lu Xun", "张 Wei", "卡尔·某某", ""])
def test_a_name_that_is_not_all_chinese_is_left_to_the_publisher(name: str) -> None:
    assert sort_name(name) is None


def test_a_title_is_written_by_syllables_without_marks() -> None:
    assert sort_title("开春一课") == "Kai chun yi ke"
    assert sort_title("《重庆》：2026年的春天！") == "Chong qing 2026 nian de chun tian"
    assert sort_title("A Spring") is None
