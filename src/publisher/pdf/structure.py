"""The structure tree of a tagged PDF (ISO 32000-1 §14.7), made from the elements of the documents.

WeasyPrint makes its tree from boxes: a paragraph that goes on over a page is two, every line is an element, a footnote
stands far from its reference, no language is told, what has an opacity is left out, and the time grows with the square
of the pages, since each element asks `pydyf.PDF.page_references`, which lists them all anew. So `own_structure` puts a
function of ours in the place of `weasyprint.pdf.add_tags`. It relies on what WeasyPrint 70 gives that function: the
streams of the pages, whose `_tags` tell which box was drawn as which marked content, and the annotations kept at boxes
as `link_annotation`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.pdf.roles import attributes_of, role_of

# Types that hold other elements and no words: words that stand there by themselves get an element of their own.
_HOLDER_OF_WORDS = dict.fromkeys(("Document", "Art", "Sect", "Contents", "Div", "BlockQuote", "LI"), "P") | {
    "Ruby": "RB"
}
_CELLS = ("TH", "TD")
_POINTS_PER_PIXEL = 0.75


@contextmanager
def own_structure() -> Iterator[None]:
    """Let WeasyPrint write our structure tree inside the block."""
    replaced = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = _add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = replaced


def _add_tags(pdf: pydyf.PDF, document: weasyprint.Document, _version: object, streams: Sequence[Any]) -> None:
    builder = _Builder(document.metadata.lang, pdf)
    references = pdf.page_references
    for page, stream, reference in zip(document.pages, streams, references, strict=True):
        builder.add_page(page._page_box, stream, reference)
    _drop(builder.redundant, pdf)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    _write(builder.root, root.reference, pdf)
    root["K"] = pydyf.Array([builder.root.entries.reference])
    root["ParentTree"] = pydyf.Dictionary({"Nums": _parent_tree(builder)})
    root["ParentTreeNextKey"] = len(builder.owners) + len(builder.forms) + len(builder.annotations)
    if notes := [node.entries for node in builder.notes if node.kids]:
        root["IDTree"] = pydyf.Dictionary({"Names": _names(notes)})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


@dataclass(slots=True, kw_only=True, eq=False)
class _Words:
    """Marked content of a page. `form` is the group with an opacity that it stands in, if it does."""

    page: bytes
    number: int
    form: bytes = b""


@dataclass(slots=True, kw_only=True, eq=False)
class _Annotation:
    """A link of a page."""

    page: bytes
    reference: bytes


@dataclass(slots=True, kw_only=True, eq=False)
class _Node:
    """A structure element in the making. `element` is None for one that stands for no element of the document."""

    type: str
    language: str | None
    element: Element | None = None
    outer: "_Node | None" = None
    page: bytes = b""
    entries: pydyf.Dictionary = field(default_factory=pydyf.Dictionary)
    kids: "list[_Node | _Words | _Annotation]" = field(default_factory=list)


class _Builder:
    """Makes the tree while it goes through the boxes of one page after the other."""

    def __init__(self, language: str | None, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self.root = _Node(type="Document", language=language)
        self.owners: list[dict[int, _Node]] = []
        self.forms: dict[Any, dict[int, _Node]] = {}
        self.annotations: list[tuple[_Node, pydyf.Dictionary]] = []
        self.notes: list[_Node] = []
        self.redundant: set[bytes] = set()
        self._nodes: dict[Element, _Node] = {}

    def add_page(self, page: Any, stream: Any, reference: bytes) -> None:
        """Take in the next page: its page box, what was drawn on it, and the reference to it."""
        self._page, self._height, self._marks = reference, page.margin_height(), stream._tags
        self.owners.append({})
        self._forms = _forms_of(stream, self._pdf)
        before = frozenset(self._nodes)
        for child in page.children:
            if not isinstance(child, boxes.MarginBox):
                self._walk(child, self.root, before)
        # What is left nobody wants read aloud: running heads, folios, leaders, the head of a table said again.
        idle = frozenset(mark["mcid"] for mark in self._marks.values())
        for drawn in (stream, *self._forms.values()):
            _make_artifacts(drawn, idle)
        self._marks.clear()

    def _walk(self, box: Any, parent: _Node, before: frozenset[Element], link: Any = None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._add_words(box, parent)
            return
        if getattr(box, "is_header", False) and box.element in before:
            return
        node = self._node_of(box, parent)
        annotation = box.link_annotation
        if annotation and link is not None:
            # What a link generates itself, a leader and a number, WeasyPrint makes links of once more.
            self.redundant.add(annotation.reference)
        elif annotation:
            link = annotation
            annotation["Contents"] = pydyf.String("".join(box.element.itertext()) or str(annotation["Contents"]))
            node.kids.append(_Annotation(page=self._page, reference=annotation.reference))
            self.annotations.append((node, annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._add_figure(box, node)
        for child in () if box.is_leader else getattr(box, "children", ()):
            self._walk(child, node, before, link)

    def _node_of(self, box: Any, parent: _Node) -> _Node:
        """Return the structure element that the content of a box belongs to; made when its element is met first."""
        element, (_, _, pseudo) = box.element, (box.element_tag or "").partition("::")
        if element is None:
            return parent
        if pseudo == "marker":
            if parent.type == "Lbl":
                return parent
            label = _Node(type="Lbl", language=parent.language)
            (parent.outer or parent).kids.insert(0, label)
            return label
        if element not in self._nodes and (not pseudo or pseudo == "footnote-call"):
            self._nodes[element] = self._made(element, parent, box.style["list_style_type"])
        return self._nodes.get(element, parent)

    def _made(self, element: Element, parent: _Node, list_style: object) -> _Node:
        role = role_of(element, parent.type)
        if role is None:
            return parent
        node = _Node(type=role.type, language=element.get("lang") or parent.language, element=element)
        if node.language != parent.language:
            node.entries["Lang"] = pydyf.String(node.language)
        node.entries |= attributes_of(element, role.type, str(list_style))
        parent.kids.append(node)
        if role.type == "Note":
            self.notes.append(node)
            node.entries["ID"] = pydyf.String(element.get("id") or f"note-{len(self.notes)}")
        if role.inner is None:
            return node
        inner = _Node(type=role.inner, language=node.language, element=element, outer=node)
        node.kids.append(inner)
        return inner

    def _add_words(self, box: Any, parent: _Node) -> None:
        mark = self._marks.pop(box, None)
        if mark is None:
            return
        if wanted := _HOLDER_OF_WORDS.get(parent.type):
            last = parent.kids[-1] if parent.kids else None
            if not isinstance(last, _Node) or last.element is not None:
                last = _Node(type=wanted, language=parent.language)
                parent.kids.append(last)
            parent = last
        self._own(mark["mcid"], parent)

    def _add_figure(self, box: Any, node: _Node) -> None:
        mark = self._marks.pop(box, None)
        if mark is None:
            return
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        bounds = pydyf.Array(round(corner * _POINTS_PER_PIXEL, 2) for corner in corners)
        node.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": bounds})
        self._own(mark["mcid"], node)

    def _own(self, number: int, node: _Node) -> None:
        form = self._forms.get(number)
        node.kids.append(_Words(page=self._page, number=number, form=b"" if form is None else form.reference))
        node.page = node.page or self._page
        owners = self.owners[-1] if form is None else self.forms.setdefault(form, {})
        owners[number] = node


def _drop(redundant: set[bytes], pdf: pydyf.PDF) -> None:
    """Take annotations out of the pages that have them."""
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Dictionary) and "Annots" in entry:
            entry["Annots"] = pydyf.Array(one for one in entry["Annots"] if one not in redundant)


def _forms_of(stream: Any, pdf: pydyf.PDF) -> dict[int, Any]:
    """Return the form that marked content stands in, by its number, for what is not drawn in the page itself.

    What has an opacity WeasyPrint draws as a form, and counts its marked content with that of the page.
    """
    forms: dict[int, Any] = {}
    waiting = list(_drawn_by(stream, pdf))
    for form in waiting:
        numbers = (operation["MCID"] for operation in form.stream if _is_marked(operation))
        forms |= dict.fromkeys(numbers, form)
        waiting += _drawn_by(form, pdf)
    return forms


def _drawn_by(stream: Any, pdf: pydyf.PDF) -> Iterator[Any]:
    """Yield the forms that a stream of WeasyPrint's draws; its operations are bytes, or lists of operands."""
    for operation in stream.stream:
        if isinstance(operation, bytes) and operation.endswith(b" Do"):
            number, _, _ = stream._resources["XObject"][operation[1:-3].decode()].partition(b" ")
            drawn = pdf.objects[int(number)]
            if drawn.extra.get("Subtype") == "/Form":
                yield drawn


def _is_marked(operation: object) -> bool:
    return isinstance(operation, pydyf.Dictionary) and "MCID" in operation


def _make_artifacts(stream: Any, numbers: frozenset[int]) -> None:
    """Turn marked content into artifacts (ISO 32000-1 §14.8.2.2); a stream is a list of operands and operators."""
    if not numbers:
        return
    operations = stream.stream
    for index, operation in enumerate(operations):
        if isinstance(operation, pydyf.Dictionary) and operation.get("MCID") in numbers:
            operations[index - 1 : index + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


def _write(node: _Node, parent: bytes, pdf: pydyf.PDF) -> None:
    """Add a structure element and all below it to the file."""
    pdf.add_object(node.entries)
    structure_type = "Sect" if node.type == "Contents" else node.type
    node.entries |= {"Type": "/StructElem", "S": f"/{structure_type}", "P": parent}
    if node.page:
        node.entries["Pg"] = node.page
    kids = pydyf.Array()
    for kid in node.kids:
        match kid:
            case _Node() if _is_empty(kid):
                continue
            case _Node():
                _write(kid, node.entries.reference, pdf)
                kids.append(kid.entries.reference)
            case _Words() if kid.page == node.page and not kid.form:
                kids.append(kid.number)
            case _Words():
                inside = {"Stm": kid.form} if kid.form else {}
                kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": kid.page, **inside, "MCID": kid.number}))
            case _Annotation():
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Pg": kid.page, "Obj": kid.reference}))
    if kids:
        node.entries["K"] = kids


def _is_empty(node: _Node) -> bool:
    """Tell whether an element holds nothing; an empty cell still has its place in the table."""
    return node.type not in _CELLS and all(isinstance(kid, _Node) and _is_empty(kid) for kid in node.kids)


def _parent_tree(builder: _Builder) -> pydyf.Array:
    numbers = pydyf.Array()
    for index, form in enumerate(builder.forms, len(builder.owners)):
        form.extra["StructParents"] = index
    for index, owners in enumerate((*builder.owners, *builder.forms.values())):
        count = max(owners, default=-1) + 1
        parents = (owners[number].entries.reference if number in owners else "null" for number in range(count))
        numbers.extend([index, pydyf.Array(parents)])
    for index, (node, annotation) in enumerate(builder.annotations, len(builder.owners) + len(builder.forms)):
        annotation["StructParent"] = index
        numbers.extend([index, node.entries.reference])
    return numbers


def _names(notes: Sequence[pydyf.Dictionary]) -> pydyf.Array:
    names = pydyf.Array()
    for note in sorted(notes, key=lambda entries: str(entries["ID"].string)):
        names.extend([note["ID"], note.reference])
    return names
