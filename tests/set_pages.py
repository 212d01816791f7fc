"""Pages of Chinese whose characters stand where a test puts them, in ems, without a word on how they are set."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import weasyprint

from publisher.checks import check_file
from publisher.diagnostics import Diagnostic

Row: TypeAlias = tuple[tuple[float, str], ...]
"""Pieces of a line, each with its distance from the left edge, in ems of 10 pt."""

MEASURE = 20
EM, PITCH = 10, 18


def row(text: str, x: float = 0) -> Row:
    """Return a line of characters one em apart."""
    return ((x, text),)


def paragraphs() -> list[Row]:
    """Return two clean paragraphs, of six lines and of five, in a measure of twenty ems."""
    return [
        row("春天到了村里的人都到河边去看新修的桥", 2),
        row("桥不长只有三个孔可是大家走了又走舍不得回"),
        row("老人说从前过河要等船水大的时候一等就是半"),
        row("天孩子们上学得由大人背着走冬天河面结了冰"),
        row("才敢自己跑过去现在好了一出门抬脚就到对岸"),
        row("连下雨也不怕了"),
        row("桥头立着一块石头上面刻着修桥人的名字", 2),
        row("字是学校的老师写的一笔一画都很清楚远远看"),
        row("去像一排站得整整齐齐的人守着这座桥也守着"),
        row("桥下的水和水里的月亮到了晚上石头边总有人"),
        row("坐着说话"),
    ]


def pdf(*pages: Sequence[Row], tops: dict[tuple[int, int], float] | None = None) -> bytes:
    """Set pages of lines; `tops` moves the line of a page (both counted from 0) down by points."""
    body = ""
    for number, page in enumerate(pages):
        downs = ((tops or {}).get((number, place), 0.0) for place in range(len(page)))
        lines = (_line(line, place * PITCH + down) for place, (line, down) in enumerate(zip(page, downs, strict=True)))
        body += f'<div class="page">{"".join(lines)}</div>'
    html = f"""<!DOCTYPE html><html lang="zh-Hans"><title>桥</title><style>
        @page {{ size: {(MEASURE + 4) * EM}pt 260pt; margin: 20pt }}
        body {{ margin: 0; font: {EM}pt/{PITCH}pt "Noto Serif CJK SC"; font-feature-settings: "chws" 0, "halt" 0 }}
        .page {{ position: relative; height: 200pt; break-after: page }} .page:last-child {{ break-after: auto }}
        span {{ position: absolute; white-space: pre }}</style><body>{body}"""
    content: bytes = weasyprint.HTML(string=html).write_pdf()
    return content


def tagged(body: str) -> bytes:
    """Set HTML as plain WeasyPrint does, in the same measure, with tags and without indents."""
    html = f"""<!DOCTYPE html><html lang="zh-Hans"><title>桥</title><style>
        @page {{ size: {(MEASURE + 4) * EM}pt 460pt; margin: 20pt }}
        body, h2 {{ margin: 0; font: {EM}pt/{PITCH}pt "Noto Serif CJK SC" }} p {{ margin: 0 }}</style><body>{body}"""
    content: bytes = weasyprint.HTML(string=html).write_pdf(pdf_tags=True)
    return content


def found(folder: Path, content: bytes) -> list[Diagnostic]:
    """Check a PDF, and leave out that it has no tags."""
    file = folder / "book.pdf"
    file.write_bytes(content)
    return [finding for finding in check_file(file) if finding.code != "pdf-not-tagged"]


def _line(line: Row, top: float) -> str:
    return "".join(f'<span style="left: {x * EM}pt; top: {top}pt">{text}</span>' for x, text in line)
