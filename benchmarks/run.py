"""Times whole commands: publisher beside plain WeasyPrint on the same HTML, in the same run.

    python benchmarks/run.py [--pages 10 100 1000] [--runs 3] [--book book]

Seconds differ between machines and days; the ratio of two commands run in turn is what to quote.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PUBLISHER = [sys.executable, "-m", "publisher"]
WORD_LIST = """
春天 清晨 河岸 树影 校园 图书 讲台 学员 小组 讨论 笔记 田野 工厂 车间 道路 桥梁 老人 孩子 邻居 市场
认真 安静 明亮 温和 长久 细致 热闹 从容 学习 记录 整理 比较 提出 回答 走访 观察 修改 完成 问题 办法
经验 方向 水稻 柑橘 茶园 竹林 2024年 35% EPUB 5G GB/T
"""
WORDS = WORD_LIST.split()
JOINTS = ("，", "，", "、", "；", "：“", "——", "的", "和", "在", "把")
ENDS = ("。", "。", "。", "？", "！", "。”")
CHARACTERS_A_PAGE = 900
PARAGRAPHS_A_CHAPTER = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took: wall and CPU seconds, and the largest resident set in MiB."""

    wall: float
    cpu: float
    peak: float


def sentence(source: random.Random) -> str:
    """Write a sentence of made-up prose with the marks that Chinese has."""
    pieces = [word + source.choice(JOINTS) for word in source.choices(WORDS, k=source.randint(5, 14))]
    return "".join(pieces).rstrip("，、；：“—的和在把") + source.choice(ENDS)


def write_book(folder: Path, pages: int) -> None:
    """Write a book folder of about so many pages, the same each time."""
    source = random.Random(pages)
    (folder / "articles").mkdir(parents=True)
    names: list[str] = []
    left = pages * CHARACTERS_A_PAGE
    while left > 0:
        paragraphs = ["".join(sentence(source) for _ in range(5)) for _ in range(PARAGRAPHS_A_CHAPTER)]
        paragraphs.insert(12, "## " + "".join(source.choices(WORDS[:40], k=4)))
        name = f"articles/chapter-{len(names) + 1:04}.md"
        headline = "".join(source.choices(WORDS[:40], k=5))
        text = "\n\n".join(paragraphs)
        (folder / name).write_text(f"---\nheadline: {headline}\n---\n\n{text}\n", encoding="utf-8")
        names.append(name)
        left -= len(text)
    listed = ",\n".join(f'  "{name}"' for name in names)
    (folder / "book.toml").write_text(
        '[book]\ntitle = "测速"\nslug = "speed"\ndate = 2026-01-01\n\n[contents]\n'
        f"[[contents.parts]]\nchapters = [\n{listed},\n]\n",
        encoding="utf-8",
    )


def run(command: list[str]) -> Cost:
    """Run a command and return what it cost, by the operating system's own account."""
    before = os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    messages = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{messages.decode()}")
    wall = os.times().elapsed - before.elapsed
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)


def compare(book: Path, label: str, runs: int, scratch: Path) -> None:
    """Time both commands in turn and print medians and ratios."""
    ours = [*PUBLISHER, "build", str(book), "--only", "pdf", "--output", str(scratch)]
    plain = [sys.executable, str(HERE / "plain_weasyprint.py"), str(book), str(scratch / "plain.pdf")]
    pairs = [(run(ours), run(plain)) for _ in range(runs)]
    for name, index in (("publisher", 0), ("plain WeasyPrint", 1)):
        costs = [pair[index] for pair in pairs]
        wall, cpu, peak = (statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu", "peak"))
        print(f"{label:>12}  {name:<18} {wall:8.2f} s wall {cpu:8.2f} s cpu {peak:8.0f} MiB")
    time_ratio = statistics.median(mine.cpu / theirs.cpu for mine, theirs in pairs)
    peak_ratio = statistics.median(mine.peak / theirs.peak for mine, theirs in pairs)
    print(f"{label:>12}  {'ratio':<18} {time_ratio:8.2f} of its cpu time, {peak_ratio:.2f} of its memory", flush=True)


def main() -> None:
    """Compare on the sample edition and on made-up books."""
    parser = argparse.ArgumentParser(description="Time publisher beside plain WeasyPrint.")
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--book", type=Path, default=HERE.parent / "book")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        compare(arguments.book, "sample", arguments.runs, scratch)
        for pages in arguments.pages:
            folder = scratch / f"book-{pages}"
            write_book(folder, pages)
            compare(folder, f"{pages} pages", arguments.runs, scratch)


if __name__ == "__main__":
    main()
