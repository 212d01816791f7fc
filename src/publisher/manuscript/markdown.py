"""The Markdown of an article to markdown-it's tree: CommonMark, tables and notes, friendly to Chinese."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.backticks import backtick
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from publisher.manuscript.cjk import between_lines, is_cjk, join_lines

_ANNOTATION = re.compile(r"<(/?)(rt|rp)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_BLANKS = " \t"
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
    parser.inline.ruler.at("backticks", _code)
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
    before, annotated = "", ""
    for number, token in enumerate(tokens):
        token.meta = {**token.meta, "line": line}
        if token.children:
            _settle_breaks(token.children, line)
        match token.type:
            case "softbreak" | "hardbreak":
                line += 1
                if number and tokens[number - 1].type == "text":
                    tokens[number - 1].content = tokens[number - 1].content.rstrip(_BLANKS)
                token.meta["text"] = between_lines(before.rstrip(_BLANKS), _visible_start(tokens[number + 1 :]))
            case "html_inline":
                line += token.content.count("\n")
                if tag := _ANNOTATION.match(token.content):
                    # An annotation is a text of its own, and the line goes on behind what it annotates.
                    before, annotated = (annotated, "") if tag[1] else ("", before)
            case "text" | "text_special" | "code_inline" | "image":
                before = (before + (_PICTURE if token.type == "image" else token.content))[-16:]
                line += token.meta.get("breaks", 0)
        if _ends_line(token):
            before = ""


def _visible_start(tokens: Sequence[Token]) -> str:
    """Return the text that a reader sees next in the same line and at the same height."""
    in_annotation = False
    for token in tokens:
        tag = _ANNOTATION.match(token.content) if token.type == "html_inline" else None
        if _ends_line(token) or (tag and tag[1] and not in_annotation):
            return ""
        if tag:
            in_annotation = not tag[1]
        elif in_annotation:
            continue
        elif token.type == "image":
            return _PICTURE
        elif token.type in ("text", "text_special", "code_inline") and token.content:
            return token.content
    return ""


def _ends_line(token: Token) -> bool:
    return token.type == "hardbreak" or (token.type == "html_inline" and bool(_BREAK.match(token.content)))


def _code(state: StateInline, silent: bool) -> bool:
    """Take typed text as markdown-it does, but join its lines as those of any other text."""
    start = state.pos
    found = backtick(state, silent)
    written = state.src[start : state.pos].strip("`")
    if found and not silent and "\n" in written and state.tokens and state.tokens[-1].type == "code_inline":
        state.tokens[-1].content = join_lines(written)
        state.tokens[-1].meta = {"breaks": written.count("\n")}
    return found


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
