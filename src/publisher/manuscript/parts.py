"""What the writers of a body share: where it goes, its notes, its links and its pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from publisher.book import Picture
from publisher.manuscript.findings import Findings
from publisher.manuscript.pictures import PictureReader
from publisher.xhtml import h


@dataclass(slots=True, kw_only=True)
class Link:
    """A link as it was written, to be led to its target when all files are read."""

    element: etree._Element
    written: str
    line: int


@dataclass(slots=True, kw_only=True)
class Notes:
    """The notes of an article in the order of their first references, with the lines of all references."""

    references: dict[str, list[int]] = field(default_factory=dict)

    def refer(self, label: str, line: int) -> tuple[int, int]:
        """Note a reference: return the number of the note and which reference to it this is, both from 1."""
        lines = self.references.setdefault(label, [])
        lines.append(line)
        return self.number(label), len(lines)

    def number(self, label: str) -> int:
        """Return the number of a note that was referred to."""
        return list(self.references).index(label) + 1


@dataclass(slots=True, kw_only=True)
class Parts:
    """The article that is being made. `anchors` maps the ids that its author gave to the ids in the book."""

    id: str
    folder: Path
    findings: Findings
    reader: PictureReader
    notes: Notes = field(default_factory=Notes)
    links: list[Link] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)

    def local_id(self, name: str) -> str:
        """Return the id in the book of something in this article.

        No article's id holds two hyphens in a row, so no two of these are ever the same.
        """
        return f"{self.id}--{name}"


def write_text(parent: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def inside(node: etree._Element, name: str) -> bool:
    """Tell whether an element is of a name or stands in one of that name."""
    return any(one.tag == h(name) for one in _upwards(node))


def _upwards(node: etree._Element) -> Iterator[etree._Element]:
    yield node
    yield from node.iterancestors()
