"""An infographic's page for paper: the same places, as HTML elements that a PDF can tag.

WeasyPrint draws SVG letter by letter, applies no style sheet of the document to it, and tags it as one figure. Here
every text becomes a heading, a paragraph or an item of a list, and every rectangle a box with a background.
"""

import copy

from lxml import etree

from publisher.xhtml import NAMESPACES, SVG, element, text_of

_POINTS_PER_MM = 72 / 25.4
# SVG names the baseline; CSS puts the middle of ascent and descent into the middle of a line, and the baseline so
# many ems below it (Noto Sans CJK: 1.16 and 0.288).
_BASELINE = 0.436


def to_paper(root: etree._Element, *, bleed: float) -> etree._Element:
    """Return an infographic's document without SVG; what goes over the edge of the page does so by `bleed` mm."""
    paper = copy.deepcopy(root)
    drawing = next(paper.iterfind("h:body/svg:svg", NAMESPACES))
    width, height = (float(number) for number in drawing.get("viewBox", "").split()[2:])
    page = element("div", {"class": "infographic-page", "style": f"width:{width}pt;height:{height}pt"})
    over = bleed * _POINTS_PER_MM
    edges = (-over, -over, width + over, height + over)
    page.extend(_box(rectangle, edges) for rectangle in drawing.iterfind("svg:g/svg:rect", NAMESPACES))
    page.extend(_converted(child) for child in drawing if child.get("aria-hidden") is None)
    body = drawing.getparent()
    if body is not None:
        body.replace(drawing, page)
    return paper


def _converted(node: etree._Element) -> etree._Element:
    if node.tag == f"{{{SVG}}}text":
        return _text(node)
    names = {"group": "section", "list": "ol" if node.get("class") == "ordered" else "ul", "listitem": "li"}
    made = element(names[node.get("role", "")])
    made.extend(_converted(child) for child in node)
    return made


def _text(node: etree._Element) -> etree._Element:
    left, top, width, leading = (float(number) for number in node.get("data-box", "").split())
    size = float(node.get("font-size", ""))
    baseline = float(node[0].get("y", ""))
    top = baseline - leading / 2 - _BASELINE * size
    style = {
        "left": f"{left:.2f}pt",
        "top": f"{top:.2f}pt",
        "width": f"{width:.2f}pt",
        "font-size": f"{size}pt",
        "line-height": f"{leading:.2f}pt",
        "text-align": "center" if node.get("text-anchor") == "middle" else "left",
    }
    attributes = {"class": node.get("class", ""), "style": ";".join(f"{name}:{value}" for name, value in style.items())}
    if node.get("id") is not None:
        attributes["id"] = node.get("id", "")
    name = f"h{node.get('aria-level')}" if node.get("role") == "heading" else "p"
    made = element(name, attributes)
    for run in node:
        if run.get("x") is not None:
            made.append(element("span", {"class": f"line {run.get('class', '')}".strip()}, ""))
        made[-1].text = (made[-1].text or "") + text_of(run)
    return made


def _box(rectangle: etree._Element, edges: tuple[float, float, float, float]) -> etree._Element:
    x, y, width, height = (float(rectangle.get(name, "")) for name in ("x", "y", "width", "height"))
    left, top, right, bottom = max(x, edges[0]), max(y, edges[1]), min(x + width, edges[2]), min(y + height, edges[3])
    style = f"left:{left:.2f}pt;top:{top:.2f}pt;width:{right - left:.2f}pt;height:{bottom - top:.2f}pt"
    return element("div", {"class": rectangle.get("class", ""), "style": style})
