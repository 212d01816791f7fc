"""The Markdown of an article to markdown-it's tree: CommonMark, tables and notes, friendly to Chinese."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from publisher.manuscript.cjk import between_lines, is_cjk

_ANNOTATION = re.compile(r"<(/?)(rt|rp)\b", re.IGNORECASE)
# A picture in a line counts as a Chinese character: it asks for no space beside Chinese.
_PICTURE = "〓"
_GENERAL_VARIATION_SELECTORS = "".join(map(chr, range(0xFE00, 0xFE0F)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A link definition (`[label]: address`) and its line; `double` means that the label was taken."""

    label: str
    line: int
    double: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The tree of a text. An inline node has its line in `meta["line"]`, a break its text in `meta["text"]`."""

    root: SyntaxTreeNode
    definitions: tuple[Definition, ...]


def parse_markdown(source: str) -> Parsed:
    """Parse a text; lines are counted from 1 at its beginning."""
    environment: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _parser().parse(source, environment)
    for token in tokens:
        if token.type == "inline":
            _settle_breaks(token.children or [], (token.map or [0])[0] + 1)
    return Parsed(root=SyntaxTreeNode(tokens), definitions=tuple(_definitions(environment)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"store_labels": True, "maxNesting": 100}).enable("table")
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    # HTML is only allowed within a line; escaped characters must stay apart from text that looks like markup.
    parser.disable(["html_block", "text_join"])
    parser.inline.ruler.at("emphasis", _emphasis)
    # Bad addresses are reported with their line instead of becoming text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def _definitions(environment: dict) -> list[Definition]:  # type: ignore[type-arg]
    once = environment.get("references", {}).items()
    again = ((double["label"], double) for double in environment.get("duplicate_refs", ()))
    return [
        Definition(label=label, line=found["map"][0] + 1, double=double)
        for double, group in ((False, once), (True, again))
        for label, found in group
    ]


def _settle_breaks(tokens: Sequence[Token], line: int) -> None:
    """Give every token its line, and every line break in the source the text that it stands for."""
    before, in_annotation = "", False
    for number, token in enumerate(tokens):
        token.meta = {**token.meta, "line": line}
        if token.children:
            _settle_breaks(token.children, line)
        match token.type:
            case "softbreak" | "hardbreak":
                line += 1
                following = tokens[number + 1 :] if token.type == "softbreak" else ()
                token.meta["text"] = between_lines(before, _visible_start(following))
            case "html_inline":
                line += token.content.count("\n")
                if tag := _ANNOTATION.match(token.content):
                    in_annotation = not tag[1]
            case "text" | "text_special" | "code_inline" | "image" if not in_annotation:
                before = (before + (_PICTURE if token.type == "image" else token.content))[-16:]


def _visible_start(tokens: Sequence[Token]) -> str:
    """Return the text that a reader sees next."""
    for token in tokens:
        if token.type == "image":
            return _PICTURE
        if token.type in ("text", "text_special", "code_inline") and token.content:
            return token.content
    return ""


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Take `*` and `_` as markdown-it does, but by the CommonMark CJK-friendly Amendments, section 6.2.

    There a run of marks beside a Chinese character needs no space: `**“重点”**后面` and `**重点。**后面` are strong.
    """
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[max(0, start - 2) : start].rstrip(_GENERAL_VARIATION_SELECTORS)[-1:] or " "
    after = state.src[end] if end < state.posMax else " "
    left, right = _flanks(before, after), _flanks(after, before)
    for _ in range(end - start):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=left and (marker == "*" or not right or _is_mark(before)),
                close=right and (marker == "*" or not left or _is_mark(after)),
            )
        )
    state.pos = end
    return True


def _flanks(outside: str, inside: str) -> bool:
    """Tell whether a run of marks clings to the character inside: left-flanking, or mirrored right-flanking."""
    if isWhiteSpace(ord(inside)):
        return False
    foreign_mark = _is_mark(inside) and not is_cjk(inside)
    return not foreign_mark or isWhiteSpace(ord(outside)) or _is_mark(outside) or is_cjk(outside)


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
