"""The few HTML tags that may be written in Markdown; everything else is an error and nothing is dropped unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from html.parser import HTMLParser

from publisher.manuscript.findings import Findings
from publisher.manuscript.settings import LANGUAGE_TAG
from publisher.manuscript.spelling import advise
from publisher.xhtml import XML

ELEMENTS = ("ruby", "rt", "rp", "span", "sub", "sup", "br")
_CLASSES = ("name", "title")
_BOLD, _EMPHASIS = "for bold write **字**", "for 着重号 write *字*"
_MARKDOWN = {"b": _BOLD, "strong": _BOLD, "i": _EMPHASIS, "em": _EMPHASIS}


class TagForm(Enum):
    """What a tag does."""

    OPEN = auto()
    CLOSE = auto()
    VOID = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag that may be written, with the attributes that its element gets."""

    name: str
    form: TagForm
    attributes: Mapping[str, str]


def read_tag(source: str, findings: Findings, line: int) -> Tag | None:
    """Read one tag of HTML; what may not be written is noted, and then it is None."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if reader.name is None:
        findings.error(
            "html-comment",
            f"“{source}” is a comment, and comments have no place in a book",
            line=line,
            hint="delete it",
        )
        return None
    if reader.name not in ELEMENTS:
        instead = _MARKDOWN.get(reader.name) or advise(reader.name, ELEMENTS)
        findings.error(
            "html-element",
            f"<{reader.name}> may not be written in an article, since the e-book and the PDF could not both show it",
            line=line,
            hint=f"{instead}; to have the tag itself in the text, write \\<",
        )
        return None
    if reader.name == "br":
        return Tag(name="br", form=TagForm.VOID, attributes=_attributes(reader, findings, line))
    return Tag(name=reader.name, form=reader.form, attributes=_attributes(reader, findings, line))


def _attributes(reader: "_Reader", findings: Findings, line: int) -> Mapping[str, str]:
    if reader.form is TagForm.CLOSE:
        return {}
    made: dict[str, str] = {}
    for name, value in reader.attributes:
        match reader.name, name:
            case "span", "class" if value in _CLASSES:
                made["class"] = value
            case "span", "class":
                findings.error(
                    "html-class",
                    f"the class “{value}” means nothing here",
                    line=line,
                    hint=f"{advise(value or '', _CLASSES)}: 专名号 and 书名号",
                )
            case "span", "lang" if value and LANGUAGE_TAG.fullmatch(value):
                made["lang"] = made[f"{{{XML}}}lang"] = value
            case "span", "lang":
                findings.error(
                    "language-invalid",
                    f"“{value or ''}” is no language tag (BCP 47)",
                    line=line,
                    hint='write it like <span lang="en">',
                )
            case element, _:
                findings.error(
                    "html-attribute",
                    f"“{name}” may not be written in <{element}>",
                    line=line,
                    hint='only <span class="name">, <span class="title"> and <span lang="…"> have attributes',
                )
    if reader.name == "span" and not reader.attributes:
        findings.error(
            "html-attribute",
            "<span> without an attribute means nothing",
            line=line,
            hint='write <span class="name">, <span class="title"> or <span lang="…">',
        )
    return made


class _Reader(HTMLParser):
    """Keep what HTMLParser sees in one tag; `name` stays None for comments, declarations and instructions."""

    def __init__(self) -> None:
        super().__init__()
        self.name: str | None = None
        self.form = TagForm.OPEN
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name, self.attributes = tag, attrs

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # `<span/>` opens an element in HTML: the missing end is then reported.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.name, self.form = tag, TagForm.CLOSE
