"""Rule V1: two or three digits upright in one em, longer Latin rotated."""

import pytest

from publisher.epub.upright import set_numbers_upright
from publisher.xhtml import NAMESPACES, parse, text_of

HTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def upright(body: str) -> list[str]:
    """Set the numbers of a body upright, keep its text, return the numbers."""
    root = parse(HTML.format(body))
    before = text_of(root)
    set_numbers_upright(next(root.iterfind("h:body", NAMESPACES)))
    assert text_of(root) == before
    return [text_of(span) for span in root.iterfind(".//h:span[@class='upright']", NAMESPACES)]


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("<p>3月12日，来了128人。</p>", ["3", "12", "128"]),
        ("<p>12</p>", ["12"]),
        ("<p>第<em>12</em>天，<em>又</em>3天</p>", ["12", "3"]),
        ("<p>2026年</p>", []),
        ("<p>35%，1.5米，G20，20-30人，8:30，A4纸</p>", []),
        ("<p>见<code>12</code>，<span lang='en'>page 12 of</span></p><pre>12</pre>", []),
        ("<table><tr><td>12</td></tr></table>", []),
        # A long table is turned with the lines.
        ("<div class='table long'><table><tr><td>12</td></tr></table></div>", ["12"]),
        ("<p><ruby>字<rt>12</rt></ruby>后12</p>", ["12"]),
    ],
)
def test_short_numbers_stand_upright_and_longer_words_do_not(body: str, numbers: list[str]) -> None:
    assert upright(body) == numbers
