"""Ways back from the notes of a book to where they are referred to."""

import copy

from lxml import etree

from publisher.xhtml import NAMESPACES, element, h, text_of


def with_ways_back(root: etree._Element) -> etree._Element:
    """Return a copy of a document whose notes begin with their numbers, which lead back to the first references."""
    root = copy.deepcopy(root)
    references: dict[str, etree._Element] = {}
    for found in root.iterfind(".//h:a[@role='doc-noteref']", NAMESPACES):
        references.setdefault(found.get("href", "").removeprefix("#"), found)
    for note in root.iterfind(".//h:aside[@role='doc-footnote']", NAMESPACES):
        reference = references.get(note.get("id", ""))
        if reference is not None:
            _begin_with_number(note, reference)
    return root


def _begin_with_number(note: etree._Element, reference: etree._Element) -> None:
    if not len(note) or note[0].tag != h("p"):
        note.insert(0, element("p"))
    first = note[0]
    attributes = {"class": "backlink", "href": f"#{reference.get('id')}", "role": "doc-backlink"}
    back = element("a", attributes, text_of(reference))
    back.tail, first.text = first.text, None
    first.insert(0, back)
