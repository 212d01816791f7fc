"""Finds the infographics of a page: a title, groups of points under their headings, a conclusion, a credit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.diagnostics import Diagnostic
from publisher.manuscript.importers.doubts import doubt, finding, quoted
from publisher.manuscript.importers.imported import Change, ImportedGroup, ImportedInfographic, Text
from publisher.manuscript.importers.lines import POINTS, Kind
from publisher.manuscript.importers.paragraphs import Passage

_MOST_GROUPS, _MOST_POINTS = 4, 12  # what an infographic of a book can hold
_LONGEST_POINT = 25  # characters, where nothing but the points shows that it is an infographic
_MOST_LEADS = 3  # paragraphs between a title and the first group
_HEADS = (Kind.GROUP_LEAD, Kind.GROUP_TITLE)
_UNNAMED = "要点"
_TRAILING = "，：；,:;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An infographic and where its passages are, from `start` up to `end`."""

    infographic: ImportedInfographic
    start: int
    end: int
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_infographics(passages: Sequence[Passage]) -> tuple[Found, ...]:
    """Find every infographic: after 一图读懂 or the like, before a credit, or by two groups of short points."""
    found: list[Found] = []
    position = 0
    while position < len(passages):
        end = _end(passages, position)
        if end:
            found.append(_read(passages, position, end))
        position = end or position + 1
    return tuple(found)


def _end(passages: Sequence[Passage], start: int) -> int | None:
    """Return where the infographic ends that starts here, if one does."""
    opens = passages[start].kind is Kind.OPENER
    if not opens and passages[start].kind is not Kind.SHORT:
        return None
    position = _skip(passages, start + 1, (Kind.SHORT,), most=1 if opens else 0)
    position = _skip(passages, position, (Kind.PROSE,), most=_MOST_LEADS)
    groups = 0
    while (after := _after_group(passages, position)) is not None:
        position, groups = after, groups + 1
    points = [each for each in passages[start:position] if each.kind in POINTS]
    end = _skip(passages, position, (Kind.PROSE,))
    credit = _skip(passages, end, (Kind.CREDIT,))
    short = groups > 1 and all(len(point.text) <= _LONGEST_POINT for point in points)
    return credit if groups and (opens or credit > end or short) else None


def _skip(passages: Sequence[Passage], start: int, kinds: tuple[Kind, ...], *, most: int | None = None) -> int:
    """Return the position after the passages of some kinds, which a separator ends too."""
    end = start
    last = len(passages) if most is None else min(len(passages), start + most)
    while end < last and passages[end].kind in kinds and not passages[end].apart:
        end += 1
    return end


def _after_group(passages: Sequence[Passage], start: int) -> int | None:
    """Return where the group ends that starts here, perhaps with a paragraph before its heading."""
    points = _skip(passages, _skip(passages, start, (Kind.PROSE,), most=1), _HEADS, most=2)
    end = _skip(passages, points, POINTS)
    return end if end > points else None


def _read(passages: Sequence[Passage], start: int, end: int) -> Found:
    position = start + (passages[start].kind is Kind.OPENER and passages[start + 1].kind is Kind.SHORT)
    title = passages[position]
    leads_end = _skip(passages, position + 1, (Kind.PROSE,), most=_MOST_LEADS)
    lead = _together(passages[position + 1 : leads_end])
    position = leads_end
    groups: list[ImportedGroup] = []
    changes: list[Change] = []
    while (after := _after_group(passages, position)) is not None:
        group, replaced = _group(passages[position:after])
        groups.append(group)
        changes += replaced
        position = after
    rest = passages[position:end]
    infographic = ImportedInfographic(
        kicker=None if title is passages[start] else passages[start].as_text,
        title=title.as_text,
        lead=lead,
        groups=tuple(groups),
        conclusion=_together([each for each in rest if each.kind is Kind.PROSE]),
        credit=_together([each for each in rest if each.kind is Kind.CREDIT]),
    )
    doubts = tuple(_doubts(infographic, named=passages[start].kind is Kind.OPENER))
    return Found(
        infographic=infographic,
        start=start,
        end=end,
        changes=tuple(changes),
        diagnostics=(_description(infographic), *doubts),
    )


def _group(passages: Sequence[Passage]) -> tuple[ImportedGroup, tuple[Change, ...]]:
    before = [each for each in passages if each.kind not in POINTS]
    points = [each for each in passages if each.kind in POINTS]
    stripped = [
        Text(text=each.text.rstrip(_TRAILING), line=each.line) if each.kind in _HEADS else each.as_text
        for each in before
    ]
    changes = [
        Change(kind="trailing-mark", line=each.line, before=each.text[len(kept.text) :], after="")
        for each, kept in zip(before, stripped, strict=True)
        if each.text != kept.text
    ]
    changes += [Change(kind="list-marker", line=each.line, before=each.marker, after="") for each in points]
    titled = bool(before) and before[-1].kind in _HEADS
    group = ImportedGroup(
        lead=_together(stripped[:-1] if titled else stripped),
        title=stripped[-1] if titled else Text(text=_UNNAMED, line=points[0].line),
        items=tuple(each.as_text for each in points),
    )
    return group, tuple(changes)


def _together(texts: Sequence[Passage] | Sequence[Text]) -> Text | None:
    if not texts:
        return None
    words = ""
    for each in texts:
        words += (" " if words[-1:].isalnum() else "") + each.text
    return Text(text=words, line=texts[0].line)


def _description(infographic: ImportedInfographic) -> Diagnostic:
    sizes = " + ".join(str(len(group.items)) for group in infographic.groups)
    parts = [name for name in ("kicker", "lead", "conclusion", "credit") if getattr(infographic, name)]
    return finding(
        "infographic-found",
        infographic.title.line,
        f"infographic {quoted(infographic.title.text)}: "
        + ", ".join([*parts, f"{len(infographic.groups)} group(s) of {sizes} points"]),
    )


def _doubts(infographic: ImportedInfographic, *, named: bool) -> Iterator[Diagnostic]:
    line = infographic.title.line
    if not named and infographic.credit is None:
        yield doubt(
            "infographic-unsure",
            line,
            f"taken for an infographic for its groups of points alone: {quoted(infographic.title.text)}",
            "if they are lists of an article, move them into its file and take the infographic out of book.toml",
        )
    if len(infographic.groups) > _MOST_GROUPS:
        yield doubt(
            "infographic-groups",
            line,
            f"an infographic holds at most {_MOST_GROUPS} groups, and here are {len(infographic.groups)}",
            "divide it into two infographics, or join groups, before you build",
        )
    for group in infographic.groups:
        if len(group.items) > _MOST_POINTS:
            yield doubt(
                "infographic-points",
                group.title.line,
                f"a group holds at most {_MOST_POINTS} points, and here are {len(group.items)}",
                "divide the group, or join points, before you build",
            )
        if group.title.text == _UNNAMED and group.title.line == group.items[0].line:
            yield doubt(
                "group-unnamed",
                group.title.line,
                f"these points have no heading of their own; it was set to “{_UNNAMED}”",
                "write the heading that they should have as the group's title",
            )
