"""The body of an article: Markdown to the XHTML of the vocabulary."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from publisher.manuscript.inline import InlineWriter, caption_of
from publisher.manuscript.markdown import Definition, parse_markdown
from publisher.manuscript.parts import Parts, write_text
from publisher.xhtml import EPUB, XHTML, h, parse, text_of

_HEADING_ID = re.compile(r"\s*\{#([^{}]*)\}\s*$")
_RIGHT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*")
_OWN_ID = re.compile(r"(section|note|ref)-[0-9]+(-[0-9]+)?")
_DEEPEST = 4
_TABLE_CAPTION = ": "


def write_body(source: str, parts: Parts) -> etree._Element:
    """Write the body of an article: a `div` in the vocabulary; what is wrong is noted in `parts.findings`.

    Links are left as they were written, in `parts.links`.
    """
    parsed = parse_markdown(source)
    root = parse(f'<div xmlns="{XHTML}" xmlns:epub="{EPUB}"/>')
    writer = _BodyWriter(parts, source.split("\n"))
    writer.blocks(root, parsed.root.children)
    writer.notes(root)
    _report_definitions(parsed.definitions, parsed.root, parts)
    return root


class _BodyWriter:
    def __init__(self, parts: Parts, rows: Sequence[str]) -> None:
        self._parts = parts
        self._findings = parts.findings
        self._rows = rows
        self._inline = InlineWriter(parts)
        self._level = 1
        self._headings = 0
        self._notes: dict[str, SyntaxTreeNode] = {}

    def blocks(self, parent: etree._Element, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Write blocks at the end of an element."""
        for node in nodes:
            self._block(parent, node)

    def notes(self, root: etree._Element) -> None:
        """Write the notes in the order of their references; a note may refer to further ones."""
        for label in _growing(self._parts.notes.references):
            if label in self._notes:
                self._note(root, label, self._notes.pop(label))
            else:
                self._findings.error(
                    "note-missing",
                    f"the reference [^{label}] leads to no note",
                    line=self._parts.notes.references[label][0],
                    hint=f"write the note in a paragraph of its own: [^{label}]: …",
                )
        for label, node in self._notes.items():
            self._findings.error(
                "note-unused",
                f"no reference leads to the note [^{label}], so it has no place in the book",
                line=_line(node),
                hint=f"write [^{label}] where it belongs, or delete the note",
            )

    def _block(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(parent, node)
            case "heading":
                self._heading(parent, node)
            case "blockquote":
                self.blocks(etree.SubElement(parent, h("blockquote")), node.children)
            case "bullet_list":
                self._list(etree.SubElement(parent, h("ul")), node)
            case "ordered_list":
                start = {"start": str(node.attrs["start"])} if "start" in node.attrs else {}
                self._list(etree.SubElement(parent, h("ol"), start), node)
            case "table":
                self._table(parent, node)
            case "fence" | "code_block":
                self._code(parent, node)
            case "hr":
                etree.SubElement(parent, h("hr"))
            case "footnote_reference":
                self._define(node)
            case unknown:
                raise AssertionError(f"no rule makes {unknown}")

    def _paragraph(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        words = node.children[0].children
        if all(word.type in ("image", "softbreak") for word in words):
            for word in words:
                if word.type == "image":
                    self._figure(parent, word)
        elif _is_caption(parent, words):
            caption = etree.Element(h("caption"))
            parent[-1].insert(0, caption)
            self._inline.write(caption, words)
            caption.text = (caption.text or "").removeprefix(_TABLE_CAPTION).lstrip()
        else:
            # The paragraphs of a tight list are its items themselves.
            self._inline.write(parent if node.hidden else etree.SubElement(parent, h("p")), words)

    def _figure(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        figure = etree.SubElement(parent, h("figure"))
        self._inline.image(figure, node)
        caption, credit = caption_of(node)
        if not caption and not credit:
            return
        made = etree.SubElement(figure, h("figcaption"))
        write_text(made, caption)
        if credit:
            write_text(made, " " if caption else "")
            etree.SubElement(made, h("span"), {"class": "credit"}).text = credit

    def _heading(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        level, line = int(node.tag[1]), _line(node)
        if level == 1:
            self._findings.error(
                "heading-level-one",
                "a heading of the first level stands in the text, but that is the headline's",
                line=line,
                hint="write ## for a subhead; the headline stands in the front matter",
            )
        elif level > _DEEPEST:
            self._findings.error(
                "heading-too-deep",
                f"a heading of level {level} is deeper than a book shows",
                line=line,
                hint="use ##, ### and ####",
            )
        elif level > self._level + 1:
            self._findings.warning(
                "heading-skipped",
                f"a heading of level {level} follows one of level {self._level}, so the contents have a gap",
                line=line,
                hint=f"write {'#' * (self._level + 1)}",
            )
        self._level = level
        self._headings += 1
        words = node.children[0].children
        made = etree.SubElement(parent, h(node.tag), {"id": self._heading_id(words, line)})
        self._inline.write(made, words)
        if not text_of(made).strip():
            self._findings.error("heading-empty", "a heading has no words", line=line, hint="write or delete it")

    def _heading_id(self, words: Sequence[SyntaxTreeNode], line: int) -> str:
        """Return the id of a heading, and take the author's own off its words."""
        last = words[-1] if words else None
        match = _HEADING_ID.search(last.content) if last is not None and last.type == "text" else None
        if last is None or last.token is None or match is None:
            return self._parts.local_id(f"section-{self._headings}")
        last.token.content = last.content[: match.start()]
        name = match[1]
        if not _RIGHT_ID.fullmatch(name) or _OWN_ID.fullmatch(name):
            self._findings.error(
                "id-invalid",
                f"“{name}” cannot be the id of a heading",
                line=line,
                hint="use letters a–z, digits and single hyphens, a letter first; not section-1, note-1 or ref-1",
            )
        elif name in self._parts.anchors:
            self._findings.error("id-twice", f"the id “{name}” was given before", line=line, hint="choose another one")
        self._parts.anchors[name] = self._parts.local_id(name)
        return self._parts.anchors[name]

    def _list(self, made: etree._Element, node: SyntaxTreeNode) -> None:
        for item in node.children:
            self.blocks(etree.SubElement(made, h("li")), item.children)

    def _table(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        table = etree.SubElement(parent, h("table"))
        for group in node.children:
            made = etree.SubElement(table, h(group.type))
            for row in group.children:
                if group.type == "tbody":
                    self._check_row(row)
                self._row(etree.SubElement(made, h("tr")), row)

    def _row(self, made: etree._Element, row: SyntaxTreeNode) -> None:
        for cell in row.children:
            attributes = {"scope": "col"} if cell.type == "th" else {}
            if style := str(cell.attrs.get("style", "")):
                attributes["class"] = style.removeprefix("text-align:")
            self._inline.write(etree.SubElement(made, h(cell.type), attributes), cell.children[0].children)

    def _check_row(self, row: SyntaxTreeNode) -> None:
        """Note a row with more cells than the head of its table: Markdown would drop them unseen."""
        cells = escapedSplit(self._rows[_line(row) - 1].strip(" \t>"))
        for end in (0, -1):
            if cells and not cells[end]:
                cells.pop(end)
        if len(cells) > len(row.children):
            self._findings.error(
                "table-row-long",
                f"this row has {len(cells)} cells, but the head of its table has {len(row.children)}",
                line=_line(row),
                hint="add cells to the head and to the line below it; write \\| for a bar that parts no cells",
            )

    def _code(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        if node.type == "code_block":
            self._findings.warning(
                "code-indented",
                "text after four spaces is set as typed text, not as a paragraph",
                line=_line(node),
                hint="take the spaces away; put typed text between lines of ```",
            )
        pre = etree.SubElement(parent, h("pre"))
        etree.SubElement(pre, h("code")).text = node.content.removesuffix("\n")

    def _define(self, node: SyntaxTreeNode) -> None:
        label = node.meta["label"]
        if label in self._notes:
            self._findings.error(
                "note-twice",
                f"the note [^{label}] was written before, and only one can be shown",
                line=_line(node),
                hint="give it another label",
            )
        self._notes.setdefault(label, node)

    def _note(self, root: etree._Element, label: str, node: SyntaxTreeNode) -> None:
        name = f"note-{self._parts.notes.number(label)}"
        attributes = {
            "class": "note",
            f"{{{EPUB}}}type": "footnote",
            "role": "doc-footnote",
            "id": self._parts.local_id(name),
        }
        made = etree.SubElement(root, h("aside"), attributes)
        self.blocks(made, node.children)
        if not text_of(made).strip():
            self._findings.error(
                "note-empty", f"the note [^{label}] has no words", line=_line(node), hint="write or delete it"
            )


def _is_caption(parent: etree._Element, words: Sequence[SyntaxTreeNode]) -> bool:
    """Tell whether a paragraph is the caption of the table before it."""
    return (
        len(parent) > 0
        and parent[-1].tag == h("table")
        and parent[-1][0].tag != h("caption")
        and words[0].type == "text"
        and words[0].content.startswith(_TABLE_CAPTION)
    )


def _growing(labels: Mapping[str, object]) -> Iterable[str]:
    """Yield the keys of a dictionary, those too that are added meanwhile."""
    position = 0
    while position < len(labels):
        yield list(labels)[position]
        position += 1


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def _report_definitions(definitions: Sequence[Definition], root: SyntaxTreeNode, parts: Parts) -> None:
    """Note link definitions that no link uses: Markdown takes such lines away, though they may be meant as text."""
    used = {node.meta.get("label") for node in root.walk() if node.type in ("link", "image")}
    for found in definitions:
        if found.double:
            parts.findings.error(
                "link-definition-twice",
                "the address of this link was given before, so this line would be lost",
                line=found.line,
                hint="delete it, or give it another label",
            )
        elif found.label not in used:
            parts.findings.error(
                "link-definition-unused",
                "this line gives the address of a link, but no link uses it, so the line would be lost",
                line=found.line,
                hint="delete it; if it is text, begin it with \\[",
            )
