"""Chinese numbers before headings, as GB/T 9704-2012 §7.3.3 has them."""

import pypdfium2

from publisher.typesetting import render, stylesheet


def test_numbers_are_written_as_chinese_says_them() -> None:
    css = stylesheet(
        string="""
        @page { size: 400pt 4000pt }
        li { display: block; counter-increment: n }
        li::before { content: counter(n, simp-chinese-informal) "、" }
        """
    )
    html = f"<html lang='zh-Hans'><ol style='counter-reset: n'>{'<li></li>' * 99}</ol></html>"
    document = pypdfium2.PdfDocument(render(html, stylesheets=[css]).write_pdf())
    numbers = document[0].get_textpage().get_text_bounded().replace("、", " ").split()
    document.close()
    assert [numbers[number - 1] for number in (1, 2, 9, 10, 11, 19, 20, 21, 90, 99)] == [
        "一", "二", "九", "十", "十一", "十九", "二十", "二十一", "九十", "九十九",
    ]  # fmt: skip
