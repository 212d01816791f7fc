"""Names and titles in pinyin without tones, as catalogues sort them (GB/T 28039-2011, GB/T 16159-2012)."""

# Surnames that are read otherwise than the character usually is.
_READINGS = {
    "单": "shan",
    "單": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "朴": "piao",
    "区": "ou",
    "區": "ou",
    "任": "ren",
    "华": "hua",
    "華": "hua",
    "翟": "zhai",
    "盖": "ge",
    "蓋": "ge",
    "洗": "xian",
    "员": "yun",
    "員": "yun",
    "种": "chong",
    "缪": "miao",
    "繆": "miao",
    "乐": "yue",
    "樂": "yue",
    "秘": "bi",
    "折": "she",
    "黑": "he",
    "召": "shao",
    "长孙": "zhangsun",
    "長孫": "zhangsun",
    "尉迟": "yuchi",
    "尉遲": "yuchi",
    "万俟": "moqi",
    "澹台": "tantai",
    "澹臺": "tantai",
    "令狐": "linghu",
    "宰父": "zaifu",
    "单于": "chanyu",
    "單于": "chanyu",
}
_OF_TWO_CHARACTERS = (
    "欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 司徒 司空 夏侯 皇甫 公孙 公孫 慕容 东方 東方 轩辕 軒轅 端木 百里 "
    "南宫 南宮 西门 西門 申屠 太史 宇文 呼延 独孤 獨孤 拓跋 闻人 聞人 钟离 鍾離 东郭 東郭 公冶 "
    "濮阳 濮陽 淳于 赫连 赫連 第五 公羊 长孙 長孫 尉迟 尉遲 万俟 澹台 澹臺 令狐 宰父 单于 單于"
)
_DOUBLE = frozenset(_OF_TWO_CHARACTERS.split())
_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞"
    "任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏"
    "成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘"
    "缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷"
    "车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能"
    "苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终"
    "暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺"
    "权逯盖益桓公岳肖覃原佟仝区朴洗员种秘折黑召阳闫付代邸苑苟冼辜卿练楚蹇税庹禤揭邝麦区涂晋乃粟瓮但官滑"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳賀倪湯羅畢鄔樂時齊顧黃蕭談龐紀項藍閔賈婁顏鍾駱盧繆應鄧單諸鈕龔"
    "陸榮儲靳烏車寧欒厲劉龍葉黎薊懷賴藺喬陰蒼雙聞黨譚貢勞酈壽邊農溫莊閻連習魚終滿國廣祿闕東歐師鞏聶簡饒養須豐關區員閆鄺麥"
)
_BODIES = frozenset("社组組部局室会會院处處馆館台臺报報委办辦团團队隊司校班署所厅廳网網")
_LONGEST_GIVEN_NAME = 2
_VOWELS = ("a", "o", "e")


def sort_name(name: str) -> str | None:
    """Write a Chinese name to sort by: a person's surname first (`Zhang Xiaoming`), a body's by syllables.

    None if it has other than Chinese characters: only its bearer knows how that is sorted.
    """
    if not all(map(_is_han, name)) or not name:
        return None
    surname = name[:2] if name[:2] in _DOUBLE else name[:1]
    given = name[len(surname) :]
    known = surname in _DOUBLE or surname in _SINGLE
    if not known or not 1 <= len(given) <= _LONGEST_GIVEN_NAME or (len(name) > 2 and name[-1] in _BODIES):
        return sort_title(name)
    first = _READINGS.get(surname) or _joined(_syllables(surname))
    return f"{first.capitalize()} {_joined(_syllables(given)).capitalize()}"


def sort_title(title: str) -> str | None:
    """Write a title to sort by, syllable by syllable, without its marks; None if it has no Chinese character."""
    if not any(map(_is_han, title)):
        return None
    words = " ".join("".join(filter(_is_sorted_by, syllable)) or " " for syllable in _syllables(title)).split()
    written = " ".join(words)
    return written[:1].upper() + written[1:]


def _is_sorted_by(character: str) -> bool:
    return character.isalnum() or character in " -'&"


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


def _syllables(text: str) -> list[str]:
    # Its dictionaries take half a second to load, which only a build of an e-book needs.
    from pypinyin import lazy_pinyin

    return [str(syllable) for syllable in lazy_pinyin(text, v_to_u=True)]


def _joined(syllables: list[str]) -> str:
    """Write syllables as one word, with the mark that parts a vowel from the syllable before (GB/T 16159, 隔音符号)."""
    return "".join(f"'{one}" if number and one.startswith(_VOWELS) else one for number, one in enumerate(syllables))
