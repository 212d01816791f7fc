"""Tables that the measure hardly holds: they are told by classes, so that a style sheet sets them closer."""

import re
from collections.abc import Iterator

from lxml import etree

from publisher.xhtml import h, text_of

# In ems of the text, guessed: a column's edges as usual and set close, a letter, and a label that should stay whole.
_EDGES, _CLOSE_EDGES, _LETTER, _LABEL = 1.6, 0.5, 0.55, 4.0
# The type of a table against that of the text.
_TYPE = 0.86
_WORD = re.compile(r"[!-~]+")


def mark_wide_tables(body: etree._Element, measure: int) -> None:
    """Give a table the class `dense` if labels would be broken otherwise, and `crowded` if words would be.

    `measure` is in ems of the text.
    """
    room = measure / _TYPE
    for table in body.iter(h("table")):
        columns = tuple(_columns(table))
        words = sum(word for word, _ in columns)
        labels = sum(label for _, label in columns)
        names = [table.get("class", "")]
        if labels + len(columns) * _EDGES > room:
            names.append("dense")
        if words + len(columns) * _CLOSE_EDGES > room:
            names.append("crowded")
        if written := " ".join(filter(None, names)):
            table.set("class", written)


def _columns(table: etree._Element) -> Iterator[tuple[float, float]]:
    """Yield for each column the width of its longest word, and of its longest label, a word too."""
    rows = [[text_of(cell) for cell in row if cell.tag in (h("th"), h("td"))] for row in table.iter(h("tr"))]
    for number in range(max(map(len, rows), default=0)):
        texts = [row[number] for row in rows if number < len(row)]
        word = max((len(word) * _LETTER for text in texts for word in _WORD.findall(text)), default=1.0)
        label = max((min(_LABEL, _width(text)) for text in texts), default=1.0)
        yield word, max(word, label)


def _width(text: str) -> float:
    return sum(_LETTER if character.isascii() else 1.0 for character in text)
