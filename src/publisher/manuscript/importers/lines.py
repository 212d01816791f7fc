"""The lines of a page of plain text, each with what it looks like on its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from publisher.text.characters import HAN
from publisher.text.quotes import pair_quotes

LONGEST_SHORT = 40  # characters that a headline or subhead has at most
LONGEST_DECK = 60
_LONGEST_BYLINE = 60
_LONGEST_GROUP_HEAD = 25
_FEWEST_POINTS = 2
_SPACES = " \t\u3000\u00a0"
# White space of no width goes; line breaks that no editor counts as lines are spaces.
_WHITE_SPACE = str.maketrans(
    {**dict.fromkeys("\ufeff\u200b\u2060\u00ad"), **dict.fromkeys("\f\v\x85\u2028\u2029", " ")}
)


class Kind(Enum):
    """What a line looks like; SHORT may be any head, PROSE is text that reads on."""

    PROSE = auto()
    SHORT = auto()
    DECK = auto()
    BYLINE = auto()
    CREDIT = auto()
    OPENER = auto()  # 一图读懂
    BULLET = auto()
    NUMBERED = auto()
    GROUP_LEAD = auto()  # 总体来看，
    GROUP_TITLE = auto()  # 有四个特点：
    SEPARATOR = auto()


POINTS = (Kind.BULLET, Kind.NUMBERED)


class Ending(Enum):
    """How a piece of text ends: with a sentence, before a list, at a pause, or in the middle."""

    SENTENCE = auto()
    LIST = auto()
    PAUSE = auto()
    MIDDLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with something in it: `gap` blank lines stand before it, `marker` (`- `) is taken off its text."""

    number: int
    text: str
    kind: Kind
    gap: int
    marker: str = ""


_NAME = rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,8}})?"
_NAMES = rf"{_NAME}(?:[\s、,，]+{_NAME})*"
_PAPER = rf"(?:本报|[{HAN}]{{2,10}}(?:日报|晚报|早报|时报|周报|周刊|新闻|电视台|[报社网]))"
_ROLE = r"(?:全媒体|融媒体?)?(?:首席|见习|实习|特约|特派|驻地)?(?:记者|通讯员|评论员|实习生)"
_DUTY = r"(?:摄影报道|摄影|报道|供稿|整理|文[/／]图|图[/／]文|文图|[文图摄])"
_BYLINE = re.compile(
    rf"[□■◆◇○●▲△].{{2,{LONGEST_SHORT}}}"
    rf"|{_PAPER}{_ROLE}(?:[\s:：/／]*{_NAMES})?(?:\s+{_ROLE}[\s:：/／]*{_NAMES})*(?:[\s/／]*{_DUTY})?"
    rf"|{_ROLE}[\s:：/／]+{_NAMES}(?:[\s,，、]+{_ROLE}[\s:：/／]*{_NAMES})*(?:[\s/／]*{_DUTY})?"
    rf"|(?:文|撰文|采写|作者|文[/／]图|图[/／]文)\s*[/／:：]\s*{_NAMES}"
)
_CREDIT = re.compile(
    rf"(?:制图|绘图|图表|美编|漫画|设计|制作|数据整理|图)\s*[/／:：|｜]\s*{_NAMES}(?:\s+[{HAN}]{{1,4}}\s*[/／:：]\s*{_NAMES})*"
)
_OPENER = re.compile(r"(?:一图(?:读懂|看懂|了解|速览|速读)|一张图|图解|图说|图看|数读|数说).{0,30}")
_BULLET = re.compile(r"(?:[-–*＊+]\s+|[•·●■◆▪◦]\s*)(?=\S)")
_NUMBER = re.compile(r"(?:(\d{1,2})[.．、)）]|[（(](\d{1,2})[)）]|([①-⑳]))\s*(?=[^\s\d])")
_SEPARATOR = re.compile(r"[-=*_~—－＊※·•.#\s]{3,}")
_DECK = re.compile(r"(?:—{1,2}|-{2,}|―{1,2}|─{2,}|－{2})\s*[^\s\-—]")
_CLOSERS = "”’」』）)》〉】］]\"'"
_BRACKETS = (("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"), ("（(", "）)"), ("<＜≪", ">＞≫"))


def ending(text: str) -> Ending:
    """Tell how a piece of text ends, quotation marks and brackets that close there aside."""
    last = text.rstrip(_CLOSERS)[-1:]
    if last in "。．.！!？?…":
        return Ending.SENTENCE
    if last in "；;：:":
        return Ending.LIST
    return Ending.PAUSE if last in "，,、" else Ending.MIDDLE


def unclosed(text: str) -> int:
    """Count the quotations and brackets that a piece of text leaves open."""
    quotations = sum(each.end is None for each in pair_quotes(text).quotations)
    brackets = sum(max(0, _count(text, opening) - _count(text, closing)) for opening, closing in _BRACKETS)
    return quotations + brackets


def _count(text: str, characters: str) -> int:
    return sum(text.count(character) for character in characters)


def read_lines(text: str) -> tuple[Line, ...]:
    """Take a page apart into its lines; blank ones only count as gaps."""
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.translate(_WHITE_SPACE).strip(_SPACES)
        if stripped:
            kind = plain_kind(stripped)
            lines.append(Line(number=number, text=stripped, kind=kind, gap=gap))
            gap = 0
        else:
            gap += 1
    return _with_group_heads(_with_lists(tuple(lines)))


def plain_kind(text: str) -> Kind:
    """Tell what a line looks like, whatever stands around it; nothing is a list's point on its own."""
    if _SEPARATOR.fullmatch(text):
        return Kind.SEPARATOR
    if len(text) <= _LONGEST_BYLINE and _BYLINE.fullmatch(text) and ending(text) is Ending.MIDDLE:
        return Kind.BYLINE
    if _CREDIT.fullmatch(text):
        return Kind.CREDIT
    if not _may_be_head(text):
        return Kind.PROSE
    if _DECK.match(text):
        return Kind.DECK
    return Kind.OPENER if _OPENER.fullmatch(text) else Kind.SHORT


def _may_be_head(text: str) -> bool:
    asks = text[-1] in "？?！!"  # a sentence mark that a headline may end with
    longest = LONGEST_DECK if _DECK.match(text) else LONGEST_SHORT
    return (
        len(text) <= longest
        and (asks or ending(text) is Ending.MIDDLE)
        and "。" not in text
        and any(character.isalnum() for character in text)
        and not unclosed(text)
    )


def _with_lists(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the points of lists: two lines or more in a row that begin with bullets or count on from each other."""
    marked: list[Line] = []
    while len(marked) < len(lines):
        rest = lines[len(marked) :]
        run = tuple(_bullets(rest))
        if len(run) < _FEWEST_POINTS:
            run = tuple(_numbered(rest))
        marked += run if len(run) >= _FEWEST_POINTS else rest[:1]
    return tuple(marked)


def _bullets(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        match = _BULLET.match(line.text)
        if not match:
            return
        yield replace(line, kind=Kind.BULLET, marker=match[0], text=line.text[match.end() :])


def _numbered(lines: tuple[Line, ...]) -> Iterator[Line]:
    for count, line in enumerate(lines, start=1):
        match = _NUMBER.match(line.text)
        if not match or len(line.text) > LONGEST_DECK or _value(match) != count:
            return
        yield replace(line, kind=Kind.NUMBERED, marker=match[0], text=line.text[match.end() :])


def _value(match: re.Match[str]) -> int:
    digits = match[1] or match[2]
    return int(digits) if digits else ord(match[3]) - ord("①") + 1


def _with_group_heads(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the one or two short lines that stand before a list."""
    marked = list(lines)
    for index, line in enumerate(lines):
        if index and line.kind in POINTS and lines[index - 1].kind not in POINTS and _heads_group(lines[index - 1]):
            title = lines[index - 1]
            marked[index - 1] = replace(title, kind=Kind.GROUP_TITLE)
            lead = lines[index - 2] if index > 1 else None
            if lead and _heads_group(lead) and (ending(lead.text) is Ending.PAUSE or title.gap < lead.gap):
                marked[index - 2] = replace(lead, kind=Kind.GROUP_LEAD)
    return tuple(marked)


def _heads_group(line: Line) -> bool:
    finished = ending(line.text) is Ending.SENTENCE and line.text[-1] not in "？?！!"
    return line.kind in (Kind.SHORT, Kind.PROSE) and len(line.text) <= _LONGEST_GROUP_HEAD and not finished
