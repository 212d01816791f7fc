"""Finds the articles of a page: where each begins, its head, its subheads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from publisher.diagnostics import Diagnostic
from publisher.manuscript.importers import article_doubts as doubts
from publisher.manuscript.importers.doubts import finding, quoted
from publisher.manuscript.importers.imported import Block, Bullets, Change, ImportedArticle, Subhead, Text
from publisher.manuscript.importers.lines import Kind, plain_kind
from publisher.manuscript.importers.paragraphs import SIGNATURE, Passage
from publisher.text.characters import HAN

_LONGEST_SUBHEAD = 24  # longer ones are doubtful
_LONGEST_COUPLET = 12
_MOST_SUBHEADS = 2  # in a row
_DATELINE = re.compile(
    rf"(?:本报讯|(?:本报|新华社|中新社|[{HAN}]{{2,8}}[报社网])[{HAN}]{{0,8}}\d{{1,2}}月\d{{1,2}}日[电讯])"
    r"(?:\s*（[^（）]*(?:记者|通讯员|作者)[^（）]*）)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The articles of a page, with what was changed to get them and what is unsure about them."""

    articles: tuple[ImportedArticle, ...]
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An article while its lines are read."""

    headline: Text
    kicker: Text | None = None
    deck: Text | None = None
    byline: Text | None = None
    dateline: Text | None = None
    blocks: list[Block] = field(default_factory=list)


def find_articles(passages: Sequence[Passage], *, unnamed: str) -> Articles:
    """Divide passages that belong to no infographic into articles; `unnamed` is the headline of one that has none."""
    reader = _Reader(passages=tuple(_for_article(passage) for passage in passages), unnamed=unnamed)
    reader.read()
    markers = tuple(
        Change(kind="list-marker", line=each.line, before=each.marker, after="- ")
        for each in reader.passages
        if each.kind is Kind.BULLET and each.marker != "- "
    )
    articles = tuple(
        ImportedArticle(
            headline=draft.headline,
            kicker=draft.kicker,
            deck=draft.deck,
            byline=draft.byline,
            dateline=draft.dateline,
            blocks=tuple(draft.blocks),
        )
        for draft in reader.settled()
    )
    found = tuple(_description(article) for article in articles)
    return Articles(articles=articles, changes=markers, diagnostics=(*found, *reader.found))


def _for_article(passage: Passage) -> Passage:
    """See a passage as a line of an article: what only an infographic has is plain text there."""
    match passage.kind:
        case Kind.NUMBERED:
            return replace(passage, kind=Kind.PROSE, text=passage.marker + passage.text, marker="")
        case Kind.CREDIT:
            return replace(passage, kind=Kind.PROSE)
        case Kind.OPENER:
            return replace(passage, kind=Kind.SHORT)
        case Kind.GROUP_LEAD | Kind.GROUP_TITLE:
            return replace(passage, kind=plain_kind(passage.text))
        case _:
            return passage


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads passages one after the other into drafts; each method takes a position and returns the next one."""

    passages: tuple[Passage, ...]
    unnamed: str
    drafts: list[_Draft] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    invented: Text | None = None

    def read(self) -> None:
        position = 0
        while position < len(self.passages):
            match self.passages[position].kind:
                case Kind.SHORT if self._begins_article(position):
                    position = self._head(position)
                case Kind.SHORT:
                    position = self._subheads(position)
                case Kind.DECK:
                    position = self._deck(position)
                case Kind.BYLINE:
                    position = self._byline(position)
                case Kind.BULLET:
                    position = self._bullets(position)
                case _:
                    position = self._paragraph(position)

    def _at(self, position: int) -> Passage | None:
        return self.passages[position] if position < len(self.passages) else None

    def _after(self, position: int, kind: Kind) -> int:
        """Return the position after passages of one kind that nothing sets apart."""
        end = position + 1
        while (passage := self._at(end)) and passage.kind is kind and not passage.apart:
            end += 1
        return end

    def _current(self, position: int) -> _Draft:
        if not self.drafts:
            self.invented = Text(text=self.unnamed, line=self.passages[position].line)
            self.drafts.append(_Draft(headline=self.invented))
            self.found.append(doubts.headline_missing(self.invented))
        return self.drafts[-1]

    def _begins_article(self, position: int) -> bool:
        """Tell whether short lines are the head of an article, by what stands before and after them."""
        if not self.drafts or self.passages[position].apart:
            return True
        if not self.drafts[-1].blocks:
            return False
        following = self._at(self._after(position, Kind.SHORT))
        return SIGNATURE.search(self.passages[position - 1].text) is not None or (
            following is not None
            and (following.kind in (Kind.DECK, Kind.BYLINE) or _DATELINE.match(following.text) is not None)
        )

    def _head(self, position: int) -> int:
        end = self._after(position, Kind.SHORT)
        lines = self.passages[position:end]
        following = self._at(end)
        if len(lines) == 1 or _is_couplet(lines):
            self.drafts.append(_Draft(headline=_spaced(lines)))
        elif len(lines) == 2 or (following and following.kind is Kind.DECK):
            self.drafts.append(_Draft(kicker=_spaced(lines[:-1]), headline=lines[-1].as_text))
        else:
            kicker, headline, *deck = lines
            self.drafts.append(_Draft(kicker=kicker.as_text, headline=headline.as_text, deck=_spaced(deck)))
        if len(lines) > 2:
            self.found.append(doubts.head_unsure(lines, self.drafts[-1].headline))
        return end

    def _deck(self, position: int) -> int:
        draft = self._current(position)
        if draft.blocks or draft.deck:
            return self._paragraph(position)
        end = self._after(position, Kind.DECK)
        draft.deck = _spaced(self.passages[position:end])
        return end

    def _byline(self, position: int) -> int:
        end = self._after(position, Kind.BYLINE)
        byline = _spaced(self.passages[position:end])
        draft = self._current(position)
        subheads = [index for index, block in enumerate(draft.blocks) if isinstance(block, Subhead)]
        following = self._at(end)
        ends_article = (
            following is None or following.apart or (following.kind is Kind.SHORT and self._begins_article(end))
        )
        if draft.byline is None and (not subheads or ends_article):
            draft.byline = byline
        elif subheads:
            self._divide(draft, subheads[-1]).byline = byline
        else:
            draft.blocks.append(byline)
            self.found.append(doubts.byline_unsure(byline))
        return end

    def _divide(self, draft: _Draft, subhead: int) -> _Draft:
        """Begin an article at a subhead that was its headline."""
        block = draft.blocks[subhead]
        lines = block.lines if isinstance(block, Subhead) else ()
        divided = _Draft(
            kicker=lines[0] if len(lines) > 1 else None, headline=lines[-1], blocks=draft.blocks[subhead + 1 :]
        )
        del draft.blocks[subhead:]
        self.drafts.append(divided)
        self.found.append(doubts.article_unsure(divided.headline))
        return divided

    def _bullets(self, position: int) -> int:
        end = self._after(position, Kind.BULLET)
        items = tuple(each.as_text for each in self.passages[position:end])
        self._current(position).blocks.append(Bullets(items=items))
        return end

    def _subheads(self, position: int) -> int:
        end = self._after(position, Kind.SHORT)
        lines = self.passages[position:end]
        blocks = self._current(position).blocks
        following = self._at(end)
        if following is None or following.apart or len(lines) > _MOST_SUBHEADS:
            blocks += [each.as_text for each in lines]
            self.found.append(doubts.lines_unsure(lines))
        elif len(lines) > 1 and lines[1].gap == 0:
            blocks.append(Subhead(lines=tuple(each.as_text for each in lines)))
        else:
            blocks += [Subhead(lines=(each.as_text,)) for each in lines]
            self.found += [doubts.subhead_unsure(each) for each in lines if len(each.text) > _LONGEST_SUBHEAD]
        return end

    def _paragraph(self, position: int) -> int:
        passage = self.passages[position]
        draft = self._current(position)
        if passage.apart and draft.blocks:
            self.found.append(doubts.text_apart(passage.line, draft.headline))
        match = None if draft.dateline or draft.blocks else _DATELINE.match(passage.text)
        if match:
            draft.dateline = Text(text=match[0], line=passage.line)
        text = passage.text[match.end() :].lstrip() if match else passage.text
        if text:
            draft.blocks.append(Text(text=text, line=passage.line))
        return position + 1

    def settled(self) -> tuple[_Draft, ...]:
        """Return the drafts; one without a body gives its lines to the one before it, the first to the one after."""
        if len(self.drafts) == 1 and not self.drafts[0].blocks:
            self.found.append(doubts.article_empty(self.drafts[0].headline))
        if not any(draft.blocks for draft in self.drafts):
            return self._one_of_heads()
        settled: list[_Draft] = []
        waiting: list[Text] = []
        for draft in self.drafts:
            if draft.blocks:
                draft.blocks[:0] = waiting
                waiting = []
                settled.append(draft)
            elif settled:
                settled[-1].blocks += self._lines_of(draft)
            else:
                waiting += self._lines_of(draft)
        return tuple(settled)

    def _one_of_heads(self) -> tuple[_Draft, ...]:
        for draft in self.drafts[1:]:
            self.drafts[0].blocks += self._lines_of(draft)
        return tuple(self.drafts[:1])

    def _lines_of(self, draft: _Draft) -> list[Text]:
        self.found.append(doubts.head_without_text(draft.headline))
        head = (draft.kicker, draft.headline, draft.deck, draft.byline, draft.dateline)
        return [line for line in head if line is not None and line is not self.invented]


def _is_couplet(lines: Sequence[Passage]) -> bool:
    """Tell whether two lines are the halves of one headline: equally long, short, nothing between them."""
    if len(lines) != 2 or lines[1].gap:
        return False
    return len(lines[0].text) == len(lines[1].text) <= _LONGEST_COUPLET


def _spaced(lines: Sequence[Passage]) -> Text:
    return Text(text=" ".join(each.text for each in lines), line=lines[0].line)


def _description(article: ImportedArticle) -> Diagnostic:
    parts = [name for name in ("kicker", "deck", "byline", "dateline") if getattr(article, name)]
    paragraphs = sum(isinstance(block, Text) for block in article.blocks)
    subheads = [block.lines[0].line for block in article.blocks if isinstance(block, Subhead)]
    parts.append(f"{paragraphs} paragraph(s)")
    if subheads:
        parts.append(f"{len(subheads)} subhead(s) in line " + ", ".join(map(str, subheads)))
    return finding(
        "article-found", article.headline.line, f"article {quoted(article.headline.text)}: " + ", ".join(parts)
    )
