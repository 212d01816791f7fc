from publisher.typesetting import page_texts, render

SHEET = (
    "@page { size: 200px 100px; margin: 10px; @top-left { content: '眉' } } body { margin: 0; font: 20px/20px serif }"
)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/%3E"


def texts(body: str, style: str = "") -> tuple[str, ...]:
    html = f"<html lang='zh'><meta charset='utf-8'><style>{SHEET}{style}</style><body>{body}"
    return page_texts(render(html).pages)


def test_pages_hold_the_text_between_them_without_margins_and_white_space() -> None:
    assert texts("<p style='margin: 0'>春 天</p><p style='break-before: page'>来了</p>") == ("春天", "来了")


def test_a_picture_is_one_character() -> None:
    assert texts(f'<p>春<img src="{PICTURE}">天</p>') == ("春\ufffc天",)


def test_generated_content_notes_and_ruby_are_left_out() -> None:
    style = ".n { float: footnote } p::before { content: '引' } p::after { content: '尾' }"
    body = (
        "<p>春<ruby>天<rp>（</rp><rt>tiān</rt><rp>）</rp></ruby><span class='n'>注文</span>来</p><ul><li>了</li></ul>"
    )
    assert "".join(texts(body, style)) == "春天来了"


def test_the_head_of_a_table_counts_once() -> None:
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in "甲乙丙丁戊")
    style = "table { border-spacing: 0 } td, th { padding: 0 }"
    # Four lines a page: the head is said again on the second.
    assert texts(f"<table><thead><tr><th>项</th></tr></thead><tbody>{rows}</tbody></table>", style) == (
        "项甲乙丙",
        "丁戊",
    )
