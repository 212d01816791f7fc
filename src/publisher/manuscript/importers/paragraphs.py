"""Lines to paragraphs: joins what was cut where a column ended, and puts the punctuation right."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from publisher.diagnostics import Diagnostic
from publisher.manuscript.importers.doubts import doubt, quoted
from publisher.manuscript.importers.imported import Change, Text
from publisher.manuscript.importers.lines import LONGEST_SHORT, Ending, Kind, Line, ending, unclosed
from publisher.text.characters import has_han
from publisher.text.punctuation import normalise
from publisher.text.quotes import pair_quotes

SIGNATURE = re.compile(r"[（(][^（()）]*(?:记者|通讯员|完|整理|摄|供稿|来源)[^（()）]*[)）]$")
_MOST_PIECES = 20  # no paragraph runs over more columns; a file of loose ends stays fast
_SHOWN = 8  # characters of the text that a message shows
_MARK_LEFT = re.compile(r"[A-Za-z0-9%][,;][A-Za-z]|[A-Za-z%][,;][0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One line of the source, or several that are one paragraph, with the punctuation right."""

    text: str
    line: int
    kind: Kind
    gap: int
    marker: str = ""
    apart: bool = False

    @property
    def as_text(self) -> Text:
        """Its words and line."""
        return Text(text=self.text, line=self.line)


class _Verdict(Enum):
    NO = auto()
    UNFINISHED = auto()  # it should go on, but what follows does not look like it
    LIKELY = auto()
    SURE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """The passages of a page, with what was changed to get them and what is unsure about them."""

    passages: tuple[Passage, ...]
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_paragraphs(lines: tuple[Line, ...]) -> Paragraphs:
    """Make the passages of a page from its lines."""
    passages: list[Passage] = []
    changes: list[Change] = []
    diagnostics: list[Diagnostic] = []
    apart = False
    for pieces, doubts in _joined(lines):
        diagnostics += doubts
        first = pieces[0]
        if first.kind is Kind.SEPARATOR:
            changes.append(Change(kind="separator", line=first.number, before=first.text, after=""))
            apart = True
            continue
        text, replaced = _normalised(pieces)
        kind = first.kind if len(pieces) == 1 else Kind.PROSE
        passages.append(
            Passage(text=text, line=first.number, kind=kind, gap=first.gap, marker=first.marker, apart=apart)
        )
        changes += replaced
        diagnostics += _doubtful_marks(passages[-1], replaced)
        apart = False
    for passage, following in zip_longest(passages, passages[1:]):
        diagnostics += _unmatched_quotes(passage, following)
    return Paragraphs(passages=tuple(passages), changes=tuple(changes), diagnostics=tuple(diagnostics))


def _joined(lines: tuple[Line, ...]) -> Iterator[tuple[tuple[Line, ...], tuple[Diagnostic, ...]]]:
    """Group the lines that are one passage."""
    pieces: list[Line] = []
    doubts: list[Diagnostic] = []
    for index, line in enumerate(lines):
        pieces.append(line)
        following, after = (*lines[index + 1 : index + 3], None, None)[:2]
        starts_head = after is not None and after.kind in (Kind.DECK, Kind.BYLINE)
        verdict = _goes_on(pieces, following, starts_head=starts_head)
        if verdict in (_Verdict.LIKELY, _Verdict.UNFINISHED):
            doubts.append(_join_doubt(verdict, line, following))
        if verdict in (_Verdict.NO, _Verdict.UNFINISHED):
            yield tuple(pieces), tuple(doubts)
            pieces, doubts = [], []


def _join_doubt(verdict: _Verdict, line: Line, following: Line | None) -> Diagnostic:
    end = f"“…{line.text[-_SHOWN:]}”"
    if verdict is _Verdict.LIKELY and following is not None:
        return doubt(
            "join-unsure",
            following.number,
            f"joined to line {line.number}: the text there ({end}) seems to go on here (“{following.text[:_SHOWN]}…”)",
            "if they are two paragraphs, put an empty line between them in the article",
        )
    return doubt(
        "paragraph-unfinished",
        line.number,
        f"this paragraph ({end}) ends without a mark, and no line after it looks like the rest; words may be missing",
        "compare it with the printed page; complete the paragraph in the article, or add the mark",
    )


def _goes_on(pieces: list[Line], following: Line | None, *, starts_head: bool) -> _Verdict:
    """Say whether a paragraph goes on in the next line.

    A quotation or bracket that is open here and closed there is proof. Otherwise text without an end goes on in text
    that is no head; it is certain only for a long paragraph that ends at a pause.
    """
    text = _glued(pieces)
    end = ending(text)
    if pieces[0].kind is not Kind.PROSE or SIGNATURE.search(text):
        return _Verdict.NO
    opened = unclosed(text)
    closes = following is not None and opened > 0 and unclosed(text + following.text) < opened
    reads_on = following is not None and following.kind is Kind.PROSE
    if end in (Ending.SENTENCE, Ending.LIST):
        again_opened = following is not None and following.text[0] in "“‘\"'"
        return _Verdict.LIKELY if closes and reads_on and not again_opened else _Verdict.NO
    if following is None or len(pieces) == _MOST_PIECES:
        return _Verdict.UNFINISHED
    if closes and (reads_on or (following.kind in (Kind.SHORT, Kind.GROUP_TITLE) and not starts_head)):
        return _Verdict.SURE
    if reads_on:
        return _Verdict.SURE if end is Ending.PAUSE and len(text) > LONGEST_SHORT else _Verdict.LIKELY
    return _Verdict.UNFINISHED


def _glued(pieces: Iterable[Line]) -> str:
    """Put cut text together again; only two Latin words need a space between them."""
    text = ""
    for piece in pieces:
        between_words = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", piece.text)
        text += (" " if between_words else "") + piece.text
    return text


def _normalised(pieces: tuple[Line, ...]) -> tuple[str, tuple[Change, ...]]:
    """Put the punctuation of a passage right, and say what was done in which line."""
    starts = tuple(len(_glued(pieces[:count])) for count in range(len(pieces)))
    result = normalise(_glued(pieces))
    changes = [Change(kind="paragraph-joined", line=piece.number, before="\n", after="") for piece in pieces[1:]]
    changes += [
        Change(
            kind=change.rule,
            line=pieces[bisect_right(starts, change.offset) - 1].number,
            before=change.before,
            after=change.after,
        )
        for change in result.changes
    ]
    return result.text, tuple(sorted(changes, key=lambda change: change.line))


def _doubtful_marks(passage: Passage, changes: Iterable[Change]) -> Iterator[Diagnostic]:
    for change in changes:
        if change.kind == "dash" and change.before == "—":
            yield doubt(
                "dash-unsure",
                change.line,
                "a single “—” was made a dash “——”; between two places or names it should stay single",
                "if it connects (甲地—乙地), put the single “—” back in the article",
            )
    if has_han(passage.text) and (left := _MARK_LEFT.search(passage.text)):
        yield doubt(
            "mark-left",
            passage.line,
            f"the mark in {quoted(left[0])} was left as it is: between Latin letters or digits it may belong to them",
            "if it is Chinese punctuation, write “，”, “；” or “、” in the article",
        )
    if "\ufffd" in passage.text:
        yield doubt(
            "character-lost",
            passage.line,
            "“\ufffd” stands for a character that was lost before the text came here",
            "compare it with the printed page and put the character in",
        )


def _unmatched_quotes(passage: Passage, following: Passage | None) -> Iterator[Diagnostic]:
    pairing = pair_quotes(passage.text)
    unclosed_at = [each.start for each in pairing.quotations if each.end is None]
    # A quotation of several paragraphs opens in each of them and closes once.
    if following is not None and following.text.startswith("“") and len(unclosed_at) == 1:
        unclosed_at = []
    for offset in sorted((*unclosed_at, *pairing.unopened, *pairing.doubtful)):
        yield doubt(
            "quote-unmatched",
            passage.line,
            f"the quotation mark in “{passage.text[max(0, offset - 4) : offset + _SHOWN]}” has no partner",
            "compare it with the printed page, and add or take out a mark in the article",
        )
