"""What stands within a line: Markdown's inline nodes to XHTML."""

import re
from collections.abc import Sequence

from lxml import etree
from markdown_it.tree import SyntaxTreeNode

from publisher.manuscript.cjk import join_lines
from publisher.manuscript.findings import Findings
from publisher.manuscript.parts import Link, Parts, inside, write_text
from publisher.manuscript.raw_html import Tag, TagForm, read_tag
from publisher.xhtml import EPUB, h, text_of

# Between the brackets of a picture that only decorates.
_DECORATION = "-"
_EMPHASIS_LEFT = re.compile(r"\*\*")
_LINK_LEFT = re.compile(r"!?\[[^\[\]]*\]\([^)]*\)|!\[[^\[\]]*\]（[^）]*）")
_TAG_LEFT = re.compile(r"<[A-Za-z/!?][^<>\s]{0,20}")


class InlineWriter:
    """Write inline nodes into elements."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._findings = parts.findings

    def write(self, parent: etree._Element, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Write nodes at the end of an element."""
        self._warn_of_markup(nodes)
        position = 0
        while position < len(nodes):
            node = nodes[position]
            if node.type == "html_inline":
                position = self._html(parent, nodes, position)
            else:
                self._node(parent, node)
                position += 1

    def image(self, parent: etree._Element, node: SyntaxTreeNode) -> etree._Element | None:
        """Write a picture, or note what is wrong with it."""
        line = node.meta["line"]
        alternative = self._plain(node.children).strip()
        if not alternative:
            self._findings.error(
                "image-alt-missing",
                f"the image “{_address(node)}” has no text for readers who cannot see it",
                line=line,
                hint="say between the brackets what it shows: ![两个人在读书](assets/photo.jpg);"
                " a picture that only decorates has a hyphen there: ![-](assets/vine.png)",
            )
        picture = self._parts.reader.read(_address(node), self._findings, line=line)
        if picture is None:
            return None
        self._parts.pictures[picture.source] = picture
        size = {"width": str(picture.width), "height": str(picture.height)}
        words = {"alt": "", "role": "presentation"} if alternative == _DECORATION else {"alt": alternative}
        return etree.SubElement(parent, h("img"), {"src": picture.source, **words, **size})

    def _node(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        match node.type:
            case "text" | "text_special":
                write_text(parent, node.content)
            case "softbreak":
                self._warn_of_indent(node)
                write_text(parent, node.meta["text"])
            case "hardbreak":
                etree.SubElement(parent, h("br"))
            case "code_inline":
                etree.SubElement(parent, h("code")).text = node.content
            case "em" | "strong":
                self.write(etree.SubElement(parent, h(node.type)), node.children)
            case "link":
                self._link(parent, node)
            case "image":
                self._image_in_line(parent, node)
            case "footnote_ref":
                self._reference(parent, node)
            case unknown:
                raise AssertionError(f"no rule makes {unknown}")

    def _html(self, parent: etree._Element, nodes: Sequence[SyntaxTreeNode], position: int) -> int:
        """Write an HTML element with what stands in it; return the position behind it."""
        node = nodes[position]
        line = node.meta["line"]
        tag = read_tag(node.content, self._findings, line)
        if tag is None:
            return position + 1
        if tag.form is TagForm.VOID:
            etree.SubElement(parent, h(tag.name), dict(tag.attributes))
            return position + 1
        end = _end_of(tag, nodes, position) if tag.form is TagForm.OPEN else None
        if end is None:
            kind, other = (
                ("never closed", f"</{tag.name}>") if tag.form is TagForm.OPEN else ("never opened", f"<{tag.name}>")
            )
            self._findings.error(
                "html-unbalanced",
                f"<{tag.name}> is {kind} in this paragraph",
                line=line,
                hint=f"put {other} into the same paragraph, and inside the same ** or [ ]",
            )
            return position + 1
        made = etree.SubElement(parent, h(tag.name), dict(tag.attributes))
        self.write(made, nodes[position + 1 : end])
        self._check_ruby(made, line)
        return end + 1

    def _check_ruby(self, made: etree._Element, line: int) -> None:
        if made.tag in (h("rt"), h("rp")) and not inside(made, "ruby"):
            self._findings.error(
                "ruby-incomplete",
                "<rt> and <rp> annotate nothing outside of <ruby>",
                line=line,
                hint="write <ruby>字<rt>zì</rt></ruby>",
            )
        if made.tag == h("ruby") and not any(text_of(rt).strip() for rt in made.iterfind(h("rt"))):
            self._findings.error(
                "ruby-incomplete",
                "<ruby> has no annotation",
                line=line,
                hint="write <ruby>字<rt>zì</rt></ruby>",
            )

    def _link(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        line = node.meta["line"]
        made = etree.SubElement(parent, h("a"))
        self.write(made, node.children)
        if not text_of(made).strip() and not len(made):
            self._findings.error(
                "link-empty",
                f"the link to “{node.attrs['href']}” has no words to point at",
                line=line,
                hint="write them between the brackets: [第一篇](first.md)",
            )
        if "title" in node.attrs:
            self._findings.warning(
                "link-title",
                f"“{node.attrs['title']}”, the title of a link, does not stand in the book",
                line=line,
                hint="write it into the text if readers should see it",
            )
        self._parts.links.append(Link(element=made, written=str(node.attrs["href"]), line=line))

    def _image_in_line(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        if "title" in node.attrs:
            self._findings.error(
                "image-caption-unplaced",
                f"the image “{_address(node)}” stands among words, where a caption has no place",
                line=node.meta["line"],
                hint="give the image a paragraph of its own, or leave its caption out",
            )
        self.image(parent, node)

    def _reference(self, parent: etree._Element, node: SyntaxTreeNode) -> None:
        number, time = self._parts.notes.refer(node.meta["label"], node.meta["line"])
        name = f"ref-{number}" if time == 1 else f"ref-{number}-{time}"
        attributes = {
            "class": "noteref",
            f"{{{EPUB}}}type": "noteref",
            "role": "doc-noteref",
            "id": self._parts.local_id(name),
            "href": "#" + self._parts.local_id(f"note-{number}"),
        }
        etree.SubElement(parent, h("a"), attributes).text = str(number)

    def _plain(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        """Return the words of nodes without their markup."""
        text = ""
        for node in nodes:
            match node.type:
                case "text" | "text_special" | "code_inline":
                    text += node.content
                case "softbreak" | "hardbreak":
                    text += node.meta["text"]
                case "html_inline":
                    read_tag(node.content, self._findings, node.meta["line"])
                case _:
                    text += self._plain(node.children)
        return text

    def _warn_of_markup(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        """Note what looks like markup and was read as text: it would be printed as it stands."""
        starts, text = [], ""
        for node in nodes:
            starts.append((len(text), node.meta["line"]))
            text += _seen_by_markdown(node)
        for pattern, note in ((_EMPHASIS_LEFT, _emphasis_left), (_LINK_LEFT, _link_left), (_TAG_LEFT, _tag_left)):
            if match := pattern.search(text):
                line = next(line for start, line in reversed(starts) if start <= match.start())
                note(self._findings, match[0], line)

    def _warn_of_indent(self, node: SyntaxTreeNode) -> None:
        following = node.next_sibling
        if following is not None and following.type == "text" and following.content.startswith("\u3000"):
            self._findings.warning(
                "paragraph-joined",
                "this line is indented like a new paragraph, but goes on in the one before",
                line=following.meta["line"],
                hint="put an empty line before it; paragraphs are indented by the style",
            )


def caption_of(node: SyntaxTreeNode) -> tuple[str, str]:
    """Return caption and credit of a picture out of its title: `caption | credit`."""
    title = " " + join_lines(str(node.attrs.get("title", "")))
    caption, bar, credit = title.rpartition(" | ")
    return (caption.strip(), credit.strip()) if bar else (title.strip(), "")


def _seen_by_markdown(node: SyntaxTreeNode) -> str:
    """Return the characters of a node that could have been markup; one that stands for everything else."""
    match node.type:
        case "text":
            return node.content
        case "softbreak" | "hardbreak":
            return "\n"
        case _:
            return "\ufffc"


def _emphasis_left(findings: Findings, _found: str, line: int) -> None:
    findings.warning(
        "emphasis-left",
        "** stands in the text as it is, since nothing pairs with it",
        line=line,
        hint="leave no space between ** and the words that it makes strong; write \\*\\* if you mean the stars",
    )


def _link_left(findings: Findings, found: str, line: int) -> None:
    findings.error(
        "link-left",
        f"“{found}” looks like an image or a link, but is read as text",
        line=line,
        hint="put an address with spaces between < and >, use ASCII brackets, ![…](<assets/春 日.jpg>), "
        "and put no note or link inside a link; write \\[ if it is text",
    )


def _tag_left(findings: Findings, found: str, line: int) -> None:
    findings.warning(
        "html-left",
        f"“{found}” begins like an HTML tag, but is read as text",
        line=line,
        hint="write \\< if it is text, or close the tag with >",
    )


def _address(node: SyntaxTreeNode) -> str:
    return str(node.attrs["src"])


def _end_of(tag: Tag, nodes: Sequence[SyntaxTreeNode], start: int) -> int | None:
    """Find the tag that closes the one at `start` among its siblings."""
    depth = 0
    for position in range(start, len(nodes)):
        if nodes[position].type != "html_inline":
            continue
        match = re.match(r"<(/?)([A-Za-z]+)", nodes[position].content)
        if match is not None and match[2].lower() == tag.name:
            depth += -1 if match[1] else 1
            if depth == 0:
                return position
    return None
