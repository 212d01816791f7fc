"""Sets one page of Chinese with every engine and puts the pictures side by side."""

import re
from pathlib import Path

import pypdfium2
from engine import Engine, Setting
from PIL import Image, ImageDraw, ImageFont

DOTS_PER_INCH = 110
COLUMNS = 3
LABEL = 36
BLOCKS = (
    ("h", "渡口的图书馆"),
    (
        "p",
        "“河对岸的人要看书怎么办？！”去年春天，镇上的木匠·船工·邮差凑到一起，谈的就是这件事。"
        "有人说：“那就把书送过去——每周3次，不收钱。”于是有了这艘“书船”（旧渡轮改的，长18米），它载着《河边的磨坊》"
        "《新编农历》等1,200册书，沿着10 km的河道来来去去……",
    ),
    (
        "p",
        "船上的目录用EPUB和PDF两种格式；Wi-Fi信号不好的地方，读者就翻那本厚厚的卡片册。船长说：“我们不怕雨，怕的是没人来。”"
        "话虽如此，今年1—6月已有4,300人次上船，比去年同期多了35%，其中小学生、中学生和老人各占1/3左右。",
    ),
    (
        "p",
        "“我最爱这里的灯，”一位读者在留言簿上写道，“它照着水，也照着书。”下面有人用铅笔补了一句：“还有热茶（免费）！”"
        "翻过这一页，是孩子们画的地图：《书船到哪儿了？》——从石桥码头到柳树湾，再到25℃也不结冰的南塘。",
    ),
    (
        "p",
        "傍晚6:30，书船靠岸。岸边的“候船室”其实是一间竹棚，棚里有长凳、水缸和一块写着“轻声／慢走”的木牌。"
        "来还书的人排成一列，没有人说话；只听见河水，和翻书的声音。",
    ),
)  # fmt: skip


def set_pages(engines: tuple[Engine, ...], folder: Path, measure: int = 21, lines: int = 26) -> Path:
    """Set the page with all installed engines and return the picture of them side by side."""
    setting = Setting(blocks=BLOCKS, measure=measure, indent=2, lines=lines)
    pictures = []
    for engine in engines:
        version = engine.version()
        if not version:
            continue
        place = folder / engine.folder
        place.mkdir(parents=True, exist_ok=True)
        pdf = engine.make([setting], place, "page")
        picture = pypdfium2.PdfDocument(pdf)[0].render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
        picture.save(place / "page.png")
        number = re.match(r"[\d.]+", version)
        pictures.append((f"{engine.name} {number[0] if number else ''}", picture))
    width, height = pictures[0][1].size
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("L", (COLUMNS * width, rows * (height + LABEL)), 255)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=20)
    for index, (label, picture) in enumerate(pictures):
        x, y = index % COLUMNS * width, index // COLUMNS * (height + LABEL)
        draw.text((x + 36, y + 10), label, fill=90, font=font)
        sheet.paste(picture.resize((width, height)), (x, y + LABEL))
    target = folder / "engines.png"
    sheet.quantize(16).save(target, optimize=True)
    return target
