"""Single lines of paragraphs (rule P4), where the tags of a file tell what a paragraph is."""

import pytest

from publisher.checks.pdf.set_lines import Cell, Line
from publisher.checks.pdf.set_pages import page_faults
from publisher.checks.pdf.set_paragraphs import Body, Paragraph
from publisher.checks.pdf.set_tags import Role, Tag
from publisher.text.classes import CharClass

TAG = Tag(block=1, role=Role.TEXT)


def line(text: str, page: int, y: float, *, chinese: bool = True) -> Line:
    cells = tuple(
        Cell(text=character, left=place * 10, right=place * 10 + 10, kind=CharClass.HAN, spaced=False, annotated=False)
        for place, character in enumerate(text)
    )
    return Line(
        page=page, text=text, chinese=chinese, y=y, em=10, face="Serif", tag=TAG, cells=cells, ends=10.0 * len(text)
    )


@pytest.mark.parametrize(("last", "codes"), [((), ["pdf-paragraph-line-alone"]), (("GB/T",), [])])
def test_a_line_without_chinese_is_a_line_of_its_paragraph(last: tuple[str, ...], codes: list[str]) -> None:
    lines = (line("河边新修了桥", 1, 38), line("大家走了又走", 1, 20), line("舍不得回去了", 2, 200))
    others = tuple(line(text, 2, 182, chinese=False) for text in last)
    paragraph = Paragraph(lines=lines, left={1: 0.0, 2: 0.0}, indented=False, whole=True)
    body = Body(
        em=10, face="Serif", pitch=18, paragraphs=(paragraph,), lines=lines, read=lines + others, measures={}, widest={}
    )

    assert [fault.code for fault in page_faults(body)] == codes
