"""The text of every file of an e-book beside its source: nothing lost, nothing twice, no stray space in Chinese."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from book_folder import write_book
from lxml import etree

from publisher.book import Output
from publisher.build import build_book
from publisher.checks import check_file

H = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
EDITION = Path(__file__).parents[2] / "book"

# Every line break and space that an editor may leave: between Han, at marks, in and around every kind of markup.
HEAD = """\
[book]
title = "河湾小镇"
subtitle = "一条街"
date = 2026-03-20
publisher = "青禾镇文化站"
description = \"\"\"
一本小书，
讲一条街。
A street.
\"\"\"
series = { name = "乡土小册", number = "第三种" }

[[creators]]
name = "某甲"
role = "edt"

[imprint]
lines = [["用字", "宋体，10.5磅"]]
note = \"\"\"
地名都是
虚构的。\"\"\"

"""
CONTENTS = """
[contents]
front = ["articles/foreword.md"]
[[contents.parts]]
title = "上篇　街"
chapters = ["articles/street.md", "infographics/lamps.toml"]
"""
FOREWORD = """\
---
headline: 开头　的话
kind: foreword
---

只有一段，
没有注。
"""
ARTICLE = """\
---
section: 街坊
kicker: 一条街　两条巷
headline: 河湾街上的人
deck: ——从桥头到码头
byline: □某报记者 某甲
dateline: 本报河湾3月20日电
date: 3月20日
source: 某报
---

桥头的第一家
是面馆。老板说：
“来了就坐”，
于是人人
——不论老小——
都坐下。店里有12张桌子，
3张靠窗；招牌上写着
NOODLES，
CHINA两个词\t
和一个数字，1
个也不少 \n（连灯都算上）
（那盏灯也算）。

二*要紧
的*三**更
要紧的**
四*五*
六**七**\t
八[^街]
九[^巷]。
[^街]十`book.toml`
十一<span class="name">某
甲</span>
<span class="title">河湾
志</span><ruby>静<rt>jìng</rt>
读<rt>dú</rt></ruby>
<ruby>
默<rt>mò</rt>写
<rt>xiě</rt>
</ruby>
十二[十三
十四](#quay)
十五![一盏
灯](assets/lamp.svg)
十六<br>
十七\\
十八<span lang="en">New
York</span>
十九H<sub>2</sub>
O。`命
令`。

全角　空格，留 一个空格。

上街
下街
---

### 桥头<br>码头<ruby>静<rt>jìng</rt></ruby>[^水]　近水 {#quay}

> 旧话
> 新说，
> “引文”
>
> ——某甲
《河湾志》

- 松的
  一项

- 又
一项

1. 紧的
   第一
2. 第
   二
   - 里面
     一层

| 店 | 几张桌子 |
| --- | --: |
| 面<br>馆 | 12 |
| *茶*馆 | **8** |

: 店和
桌子

![门口
有一盏灯](assets/lamp.svg "灯
亮着 | 摄影：
某乙")

```
一行
  又一行
```

[^街]: 注里
    也有
    换行，*也*
    有点。

    第二
    段。
[^巷]: 两行
注文。
[^水]: 只在
标题里。
"""
GRAPHIC = """\
kicker = "一图读懂"
title = "一条街：四家店，三盏灯"
lead = "从桥头走到码头，一共四家店，开了几十年；哪一家的灯先亮，街坊都知道，外地人走一遍也就知道了。"
conclusion = "街不长，灯不多，够用。"
credit = "制图：某乙"
source = "某报"
[[groups]]
lead = "总的来看"
title = "四家店"
items = ["面馆", { title = "茶馆", text = "八张桌子，靠窗的三张要早到。" }, "药铺", "书屋"]
"""
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"><path d="M0 0h4v3z"/></svg>'
FILES = {
    "articles/foreword.md": FOREWORD,
    "articles/street.md": ARTICLE,
    "infographics/lamps.toml": GRAPHIC,
    "assets/lamp.svg": LAMP,
}
# Worked out from the source: a line a block, `[…]` the words of a picture, ⏎ a line break that is meant.
COVER = "乡土小册　第三种，河湾小镇，一条街，某甲　编，青禾镇文化站，2026年3月20日"
EXPECTED = {
    "text/cover.xhtml": ["河湾小镇", f"[{COVER}]"],
    "text/title-page.xhtml": ["河湾小镇", "乡土小册第三种", "河湾小镇", "一条街", "某甲编", "青禾镇文化站"],
    "text/imprint.xhtml": [
        "版权页",
        "河湾小镇",
        "一本小书，讲一条街。A street.",
        *("书名", "河湾小镇——一条街", "编", "某甲", "丛书", "乡土小册　第三种", "出版", "青禾镇文化站"),
        *("版次", "2026年3月第1版", "用字", "宋体，10.5磅"),
        "地名都是虚构的。",
    ],
    "text/foreword.xhtml": ["开头　的话", "开头　的话", "只有一段，没有注。"],
    "nav.xhtml": [
        *("目录", "目录", "开头　的话", "上篇　街", "河湾街上的人", "上街下街", "桥头码头静　近水"),
        "一条街：四家店，三盏灯",
        *("封面", "目录", "正文"),
    ],
    "text/part-1.xhtml": ["上篇　街", "上篇　街"],
    "text/street.xhtml": [
        *("河湾街上的人", "街坊", "一条街　两条巷", "河湾街上的人", "——从桥头到码头", "□某报记者 某甲3月20日"),
        "本报河湾3月20日电"
        "桥头的第一家是面馆。老板说：“来了就坐”，于是人人——不论老小——都坐下。店里有12张桌子，3张靠窗；招牌上写着 "
        "NOODLES，CHINA两个词和一个数字，1 个也不少（连灯都算上）（那盏灯也算）。",
        "二要紧的三更要紧的四五六七八①九②。①十book.toml 十一某甲河湾志静jìng读dú默mò写xiě"
        "十二十三十四十五[一盏灯]十六⏎十七⏎十八New York 十九H2 O。命令。",
        "全角　空格，留 一个空格。",
        "上街下街",
        "桥头⏎码头静jìng③　近水",
        *("旧话新说，“引文”", "——某甲《河湾志》"),
        *("松的一项", "又一项", "紧的第一", "第二", "里面一层"),
        *("店和桌子", "店", "几张桌子", "面⏎馆", "12", "茶馆", "8"),
        *("[门口有一盏灯]", "灯亮着 摄影：某乙"),
        "一行\n  又一行",
        *("①注里也有换行，也有点。", "第二段。", "②两行注文。", "③只在标题里。"),
        "某报",
    ],
    "text/lamps.xhtml": [
        *("一条街：四家店，三盏灯", "一图读懂", "一条街：四家店，三盏灯"),
        "从桥头走到码头，一共四家店，开了几十年；哪一家的灯先亮，街坊都知道，外地人走一遍也就知道了。",
        *("总的来看", "四家店", "面馆", "茶馆", "八张桌子，靠窗的三张要早到。", "药铺", "书屋"),
        *("街不长，灯不多，够用。", "制图：某乙", "某报"),
    ],
}
PAGE = re.compile(r"[ivx]+|\d+")
CONTENTS_LABELS = EXPECTED["nav.xhtml"][2:8]
_INLINE_NAMES = ("a", "br", "code", "em", "img", "rt", "ruby", "span", "strong", "sub", "sup")
_INLINE = frozenset({*(H + name for name in _INLINE_NAMES), SVG + "tspan"})


def lines_of(root: etree._Element) -> list[str]:
    """Return the text of a document, every block by itself and every character as it stands."""
    lines = [""]

    def walk(node: etree._Element) -> None:
        block = node.tag not in _INLINE
        lines.extend([""] * block)
        lines[-1] += {H + "br": "⏎", H + "img": f"[{node.get('alt')}]"}.get(node.tag, node.text or "")
        for child in node.iterchildren(etree.Element):
            walk(child)
            lines[-1] += child.tail or ""
        lines.extend([""] * block)

    walk(root)
    return [line for line in lines if line.strip()]


def opened(book: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".ncx", ".opf"))]
        return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}


def built(folder: Path, settings: str, *outputs: Output) -> dict[str, etree._Element]:
    written = write_book(folder / "street", {**FILES, "book.toml": HEAD + settings + CONTENTS})
    (written / "articles/first.md").unlink()
    book = build_book(written, outputs=[Output.EPUB, *outputs], target=folder).files[0]
    assert check_file(book) == ()
    return opened(book)


def without_pages(files: dict[str, etree._Element]) -> dict[str, list[str]]:
    texts = {path: lines_of(root) for path, root in files.items() if path.endswith(".xhtml")}
    return {**texts, "nav.xhtml": [line for line in texts["nav.xhtml"] if not PAGE.fullmatch(line)]}


def test_every_file_has_the_text_of_its_source_and_no_space_more(tmp_path: Path) -> None:
    files = built(tmp_path, "", Output.PDF)
    assert without_pages(files) == EXPECTED
    pages = [line for line in lines_of(files["nav.xhtml"]) if PAGE.fullmatch(line)]
    assert len(pages) > 5
    assert lines_of(files["toc.ncx"]) == ["河湾小镇", *CONTENTS_LABELS, *pages]


def test_fonts_vertical_lines_and_pictures_of_infographics_change_no_text(tmp_path: Path) -> None:
    settings = '[epub]\nfonts = "all"\nwriting-mode = "vertical-rl"\ninfographics = "picture"\n'
    files = built(tmp_path, settings, Output.PDF)
    title, *words = EXPECTED["text/lamps.xhtml"]
    graphic = {"text/lamps.xhtml": [title, f"[{title}（图中的文字见下文）]", *words]}
    assert without_pages(files) == {**EXPECTED, **graphic}


def test_the_package_document_names_the_book_as_its_source_does(tmp_path: Path) -> None:
    metadata = next(built(tmp_path, "")["content.opf"].iter("{*}metadata"))
    said = {name: [node.text for node in metadata.iter(f"{{*}}{name}")] for name in ("title", "creator", "description")}
    assert said == {
        "title": ["河湾小镇", "一条街"],
        "creator": ["某甲"],
        "description": ["一本小书，讲一条街。A street."],
    }


@pytest.mark.parametrize("settings", ["", '\n[epub]\nwriting-mode = "vertical-rl"\n'])
def test_the_articles_of_the_edition_have_the_text_of_their_files(tmp_path: Path, settings: str) -> None:
    folder = Path(shutil.copytree(EDITION, tmp_path / "book"))
    with (folder / "book.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    files = opened(build_book(folder, outputs=[Output.EPUB], target=tmp_path).files[0])
    articles = sorted((folder / "articles").glob("*.md"))
    assert len(articles) == 6
    for article in articles:
        assert lines_of(files[f"text/{article.stem}.xhtml"]) == reduced(article.read_text(encoding="utf-8")), article


def reduced(source: str) -> list[str]:
    """Read an article of the edition, where every line of the file is a block, without any Markdown parser."""
    _, front, body = source.split("---\n", 2)
    head = dict(row.split(": ", 1) for row in front.splitlines())
    lines: list[str] = []
    notes: list[str] = []
    for row in body.splitlines():
        if note := re.match(r"\[\^(\d)\]: ", row):
            notes.append(circled(note[1]) + plain(row[note.end() :]))
        elif picture := re.fullmatch(r'!\[(.*)\]\(\S+ "(.*) \| (.*)"\)', row):
            lines += [f"[{picture[1]}]", f"{picture[2]} {picture[3]}"]
        elif row.startswith("|"):
            lines += [plain(cell.strip()) for cell in row.strip("|").split("|") if not re.fullmatch(r"[ :-]+", cell)]
        elif row not in ("", ">", "```"):
            lines.append(plain(re.sub(r"^(#+|>|-|\d+\.) ", "", row)))
    above = [head.get("section"), head.get("kicker"), head["headline"], head.get("deck")]
    byline = head.get("byline", "") + head.get("date", "")
    return [line for line in (head["headline"], *above, byline, *lines, *notes, head.get("source")) if line]


def plain(row: str) -> str:
    row = re.sub(r"\[\^(\d)\]", lambda note: circled(note[1]), row)
    row = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", row)
    return re.sub(r"<[^>]*>|[*`]", "", row)


def circled(number: str) -> str:
    return "⓪①②③④⑤⑥⑦⑧⑨"[int(number)]
