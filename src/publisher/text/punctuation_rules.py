"""The rules of `punctuation`: each finds in a text what it would replace."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.text.characters import HAN, has_han
from publisher.text.context import chinese_after, chinese_before, in_chinese, is_sure
from publisher.text.quotes import SINGLE, STRAIGHT, Pairing, pair_quotes

_NUMERAL = "0-9０-９一二三四五六七八九十百千万"
_CONNECTION = re.compile(
    rf"[{_NUMERAL}][年月日时分秒点度岁届期级号%％℃]?—第?[{_NUMERAL}]"
    rf"|—[{HAN}]{{2,4}}(?:高速|铁路|公路|城际|航线|航班|班列|列车|走廊|经济带|经济区|区间|[段线])"
)
_COUNT = re.compile(rf"(?:^|[^{HAN}A-Za-z0-9%]|[图表第])(?:[0-9]{{1,2}}|[A-Za-z])$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Corp|Dr|etc|Inc|Jr|Ltd|Mr|Mrs|Ms|No|St|Vol|vs)|(?:\b[A-Za-z]\.)+[A-Za-z])$", re.ASCII
)
_NEAR = 12  # how far a rule looks around a mark


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a text give way to `new`."""

    start: int
    end: int
    new: str


def ellipsis(text: str) -> Iterator[Edit]:
    """Replace `...` to `......`, `…`, `………`, `⋯`, `⋯⋯⋯` and `。。。` (or more) with `……`."""
    for match in re.finditer(r"(?<!\.)\.{3,6}(?!\.)|…+|⋯+|。{3,}", text):
        already_right = match[0][0] in "…⋯" and len(match[0]) % 2 == 0
        if not already_right and _beside_chinese(text, match):
            yield Edit(match.start(), match.end(), "……")


def dash(text: str) -> Iterator[Edit]:
    """Replace `--` to `----`, `—`, `———`, `――`, `──` and `－－` with `——`.

    A single `—` that connects stays: `12日—15日`, `甲城—乙城铁路`.
    """
    for match in re.finditer(r" ?(?<!-)-{2,4}(?!-) ?|(?<!—)(?:—|———)(?!—)|―{1,2}|─{2,4}|－{2}", text):
        connects = match[0] == "—" and _CONNECTION.search(text, max(0, match.start() - 2), match.end() + _NEAR)
        if _beside_chinese(text, match) and not connects:
            yield Edit(match.start(), match.end(), "——")


def book_title_marks(text: str) -> Iterator[Edit]:
    """Replace `<<…>>`, `＜＜…＞＞` and `≪…≫` around Chinese with `《…》`."""
    for match in re.finditer(r"(<<|＜＜|≪)([^<>＜＞≪≫《》\n]{1,80})(>>|＞＞|≫)", text):
        if has_han(match[2]) or _beside_chinese(text, match):
            yield Edit(match.start(1), match.end(1), "《")
            yield Edit(match.start(3), match.end(3), "》")


def quotes(text: str) -> Iterator[Edit]:
    """Replace `"…"` and `'…'` with `“…”`, inside another quotation with `‘…’`.

    Curly marks nested in their own kind (`“…“…”…”`) are set right as well; apostrophes and quotations in Latin stay.
    """
    pairing = pair_quotes(text)
    single = _levels(text, pairing)
    for quotation in pairing.quotations:
        start, end = quotation.start, quotation.end
        if end is None:
            if chinese_after(text, start + 1):
                yield from _quote(text, start, "‘" if single[start] else "“")
        elif has_han(text[start:end]) or chinese_before(text, start) or chinese_after(text, end + 1):
            yield from _quote(text, start, "‘" if single[start] else "“")
            yield from _quote(text, end, "’" if single[start] else "”")
    for offset in pairing.unopened:
        if text[offset] in STRAIGHT and chinese_before(text, offset):
            yield from _quote(text, offset, "’" if text[offset] in SINGLE else "”")


def _levels(text: str, pairing: Pairing) -> dict[int, bool]:
    """Say for each opening mark whether it is to be a single one: inside is the other kind of what is around."""
    closed = {quotation.start for quotation in pairing.quotations if quotation.end is not None}
    single: dict[int, bool] = {}
    for quotation in pairing.quotations:
        start, parent = quotation.start, quotation.parent
        if parent is None or (text[start] not in STRAIGHT and parent not in closed):
            single[start] = text[start] == "‘"
        else:
            single[start] = not single[parent]
    return single


def _quote(text: str, offset: int, new: str) -> Iterator[Edit]:
    if text[offset] != new:
        yield Edit(offset, offset + 1, new)


def parentheses(text: str) -> Iterator[Edit]:
    """Replace `(` and `)` with `（` and `）` around Chinese, after Chinese and in `(1)总则` or `1)总则`.

    `f(x)` and parentheses in Latin stay.
    """
    opened: list[int] = []
    for match in re.finditer("[()（）]", text):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            yield from _parenthesised(text, opened.pop(), match.start())
        else:
            yield from _parenthesis(text, match.start())
    for offset in opened:
        yield from _parenthesis(text, offset)


def _parenthesised(text: str, start: int, end: int) -> Iterator[Edit]:
    begins = text[max(0, start - 1) : start] in ("", "\n")
    chinese = (
        any(is_sure(character) for character in text[start : end + 1])
        or chinese_before(text, start)
        or (begins and chinese_after(text, end + 1))
    )
    if chinese and text[start] == "(":
        yield Edit(start, start + 1, "（")
    if chinese and text[end] == ")":
        yield Edit(end, end + 1, "）")


def _parenthesis(text: str, offset: int) -> Iterator[Edit]:
    if text[offset] in "()" and (chinese_before(text, offset) or chinese_after(text, offset + 1)):
        yield Edit(offset, offset + 1, "（" if text[offset] == "(" else "）")


def comma(text: str) -> Iterator[Edit]:
    """Replace `,` with `，`; not between two digits (`1,000`)."""
    return _mark(text, ",", "，")


def semicolon(text: str) -> Iterator[Edit]:
    """Replace `;` with `；`."""
    return _mark(text, ";", "；")


def colon(text: str) -> Iterator[Edit]:
    """Replace `:` with `：`; not between two digits (`9:30`, `3:1`)."""
    return _mark(text, ":", "：")


def full_stop(text: str) -> Iterator[Edit]:
    """Replace `.` with `。`; not between two digits, after a number or letter that counts (`1.总则`), in `Co.`."""
    for edit in _mark(text, r"(?<!\.)\.(?!\.)", "。"):
        before = text[max(0, edit.start - _NEAR) : edit.start]
        if not _ABBREVIATION.search(before) and not (_COUNT.search(before) and edit.end < len(text)):
            yield edit


def _mark(text: str, mark: str, new: str) -> Iterator[Edit]:
    # The space that an ASCII mark has beside it is in the width of the Chinese one.
    for match in re.finditer(rf"[ \t]{{0,3}}{mark}[ \t]{{0,3}}", text):
        start, end = match.span()
        between_digits = re.match(r"\d[^ \t]\d", text[max(0, start - 1) : end + 1], re.ASCII)
        if in_chinese(text, start, end) and not between_digits:
            yield Edit(start, end, new)


def question_and_exclamation(text: str) -> Iterator[Edit]:
    """Replace `?` and `!`, alone or several in a row, with `？` and `！`."""
    for match in re.finditer("[?!]+", text):
        if in_chinese(text, *match.span()):
            yield Edit(match.start(), match.end(), match[0].translate(str.maketrans("?!", "？！")))


def _beside_chinese(text: str, match: re.Match[str]) -> bool:
    return chinese_before(text, match.start()) or chinese_after(text, match.end())
