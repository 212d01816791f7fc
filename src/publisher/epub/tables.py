"""What a table needs to be seen whole on a narrow page: its least width in ems, told to the style sheet.

Only the document knows how wide its numbers are, and only the style sheet how wide the page is. So each table says how
many columns it has (`--columns`) and into how many ems of its type they can be pressed (`--ems`), numbers kept whole
and no word cut into single characters; the style sheet makes type and padding as small as the page asks for. One of
many lines is `long`: in a vertical book it would go over the foot of the page if its lines stayed horizontal.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from math import ceil

from lxml import etree

from publisher.epub.spans import put_in_spans
from publisher.text.characters import is_han
from publisher.xhtml import NAMESPACES, element, text_of

_NUMBER = r"(?<![A-Za-z\d.,])[+−±≈<>≤≥-]?\d[\d.,:]*[%‰℃°]?"
_RANGE = r"[-–—~～至/]\d[\d.,:]*[%‰℃°]?"
_UNIT = (
    "[百千万亿]*(?:个百分点|百分点|(?:平方|立方)?(?:公里|千米|厘米|毫米|米)|公顷|公斤|千克|小时|分钟|人次"
    "|[元人个年月日号天时分秒里亩吨克升台辆套件项家户名位次条座所间期岁倍度周页本册种])|[百千万亿]+"
)
# A number with its unit, and of those the ones that a line would be broken in.
_QUANTITY = re.compile(f"{_NUMBER}(?:{_RANGE})?(?:{_UNIT})?")
_BREAKABLE = re.compile(f"{_NUMBER}(?:{_RANGE}(?:{_UNIT})?|{_UNIT})")
_WORD = re.compile(r"[!-~\u00a1-\u024f]+")
_CHINESE = re.compile(r"[^\s!-~\u00a1-\u024f]+")
# No longer word is kept whole, nor a cell with figures; a column has 0.3 em before and behind it, and may have a line.
_LONGEST_WORD = 10.0
_LONGEST_CELL = 6.0
_PADDING = 0.7
# Chinese of so many characters is a name and kept whole, the more of them if the table still fits a phone, which shows
# so many ems of a table and some 25 lines, fewer in big type.
_LONGEST_NAME, _SHORTEST_NAME = 5, 3
_PHONE = 21.0
_MOST_LINES = 16


def fit_tables(root: etree._Element) -> None:
    """Put every table of a document into a frame (`div.table`) that says how narrow the table can be."""
    for table in list(root.iterfind(".//h:table", NAMESPACES)):
        rows = [row.findall("*") for row in table.iterfind(".//h:tr", NAMESPACES)]
        columns = [[cell for cell in column if cell is not None] for column in zip_longest(*rows)]
        texts = [[text_of(cell) for cell in column] for column in columns]
        longest = _LONGEST_NAME if _sum(_widths(texts, _LONGEST_NAME)) <= _PHONE else _SHORTEST_NAME
        widths = _widths(texts, longest)
        for column, words in zip(columns, texts, strict=True):
            _keep_words(column, words, longest)
        name = "table long" if _lines(texts, widths) > _MOST_LINES else "table"
        frame = element("div", {"class": name, "style": f"--columns:{len(widths)};--ems:{_sum(widths):.1f}"})
        frame.tail, table.tail = table.tail, None
        table.addprevious(frame)
        frame.append(table)
        put_in_spans(table.iter(etree.Element), _BREAKABLE, "whole")


def _widths(texts: list[list[str]], longest: int) -> list[float]:
    return [max(_ems(text, longest) for text in column) for column in texts]


def _sum(widths: list[float]) -> float:
    return sum(widths) + _PADDING * len(widths)


def _keep_words(column: list[etree._Element], texts: list[str], longest: int) -> None:
    """Let no line be broken in a short cell with figures, and no Chinese be broken into single characters."""
    for cell, text in zip(column, texts, strict=True):
        if _is_whole(text):
            cell.set("class", f"{cell.get('class', '')} whole".strip())
    chinese = max((_share(run, longest) for text in texts for run in _runs(text)), default=0)
    if chinese > 1:
        # On a wide page the text is wider by itself.
        column[0].set("style", f"min-inline-size:{chinese}em")


def _lines(texts: list[list[str]], widths: list[float]) -> int:
    """Count the lines on a phone, where what is left of the page is shared out by what the columns would like."""
    wanted = [max(map(_width, column)) for column in texts]
    missing = sum(max(0.0, wish - width) for wish, width in zip(wanted, widths, strict=True))
    part = min(1.0, max(0.0, _PHONE - _sum(widths)) / missing) if missing else 0.0
    given = [width + part * max(0.0, wish - width) for wish, width in zip(wanted, widths, strict=True)]
    lines = ([ceil(_width(text) / width) for text in column] for column, width in zip(texts, given, strict=True))
    return sum(max(row) for row in zip_longest(*lines, fillvalue=1))


def _is_whole(text: str) -> bool:
    return any(character.isdigit() for character in text) and _width(text) <= _LONGEST_CELL


def _ems(text: str, longest: int) -> float:
    """Return the ems of the narrowest column that a text looks well in."""
    if _is_whole(text):
        return _width(text)
    quantities = [_width(found.group()) for found in _QUANTITY.finditer(text)]
    words = [min(_width(found.group()), _LONGEST_WORD) for found in _WORD.finditer(text)]
    return max([1.0, *quantities, *words, *(_share(run, longest) for run in _runs(text))])


def _runs(text: str) -> Iterator[str]:
    return (found.group() for found in _CHINESE.finditer(_QUANTITY.sub(" ", text)))


def _share(run: str, longest: int) -> int:
    """Return the characters of Chinese that a line should have: all of a name, half of up to eight."""
    if len(run) <= longest:
        return len(run)
    return min(ceil(len(run) / 2), 4) if len(run) <= 24 else 6


def _width(word: str) -> float:
    """Return the width of an unbroken word, in ems of a broad face, with the gaps beside its Han."""
    gaps = sum(is_han(before) != is_han(after) for before, after in pairwise(word))
    return sum(map(_advance, word)) + 0.15 * gaps


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character in "!'(),-./:;I[\\]ijl{|}":
        return 0.36
    return 0.9 if character.isupper() or character in "%@mw" else 0.58
