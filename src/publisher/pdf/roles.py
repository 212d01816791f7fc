"""Which structure type (ISO 32000-1 §14.8.4) an element of the page has, and what it says of itself."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pydyf

# Of other elements (`div`, `header`, `em` …) only the content is read.
_TYPES = {
    "article": "Art",
    "section": "Sect",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "p": "P",
    "pre": "P",
    "code": "Code",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figure": "Div",
    "figcaption": "Caption",
    "img": "Figure",
    "svg": "Figure",
    "ruby": "Ruby",
    "rt": "RT",
    "rp": "RP",
    "a": "Link",
}
# ISO 32000-1, table 347.
_LIST_NUMBERING = {"disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The structure type of an element; `inner` is that of a second one inside it, which holds the content."""

    type: str
    inner: str | None = None


def role_of(element: Element, parent: str) -> Role | None:
    """Return the role of an element inside a structure element of type `parent`; None if only its content is read.

    The type `Contents` is a `Sect` in which lists are tables of contents.
    """
    name = _name(element)
    classes = element.get("class", "").split()
    match name:
        case "nav":
            return Role(type="Contents")
        case "ol" | "ul" if parent in ("Contents", "TOCI"):
            return Role(type="TOC")
        case "li" if parent == "TOC":
            return Role(type="TOCI")
        case "li":
            return Role(type="LI", inner="LBody")
        case "div" if parent == "L":
            return Role(type="LI")
        case "a" if "noteref" in classes or parent == "TOCI":
            return Role(type="Reference", inner="Link")
        case "span" if "note" in classes:
            return Role(type="Note")
        case "span" if "note-number" in classes:
            return Role(type="Lbl")
        case "span" if "p" in classes:
            return Role(type="P")
        case _ if name in _TYPES:
            return Role(type=_TYPES[name])
        case "html" | "body":
            return None
        case _:
            return Role(type="Span") if element.get("lang") else None


def attributes_of(element: Element, structure_type: str, list_style: str) -> dict[str, object]:
    """Return what a structure element says besides its type and language, as entries of its dictionary."""
    match structure_type:
        case "Figure":
            return {"Alt": pydyf.String(_alternative(element))}
        case "TH":
            scope = "Row" if element.get("scope") == "row" else "Column"
            return {"A": pydyf.Dictionary({"O": "/Table", "Scope": f"/{scope}", **_spans(element)})}
        case "TD" if spans := _spans(element):
            return {"A": pydyf.Dictionary({"O": "/Table", **spans})}
        case "L":
            numbering = "None" if _name(element) == "dl" else _LIST_NUMBERING.get(list_style, "None")
            return {"A": pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})}
        case _:
            return {}


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _alternative(element: Element) -> str:
    title = next((child.text for child in element if _name(child) == "title"), None)
    return element.get("alt") or element.get("aria-label") or title or ""


def _spans(element: Element) -> dict[str, int]:
    spans = {"ColSpan": element.get("colspan", "1"), "RowSpan": element.get("rowspan", "1")}
    return {name: int(span) for name, span in spans.items() if span.isdecimal() and span != "1"}
