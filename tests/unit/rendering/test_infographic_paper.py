import subprocess
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from infographic_samples import PAGES, expected, group, infographic, page_setup
from lxml import etree

from publisher.book import GroupForm, Infographic
from publisher.rendering.infographic import render_infographic
from publisher.rendering.infographic_paper import to_paper
from publisher.styles_folder import styles_folder
from publisher.xhtml import EPUB, NAMESPACES, SVG, XHTML, XML

POINTS_PER_MM = 72 / 25.4
CHART = infographic(group(GroupForm.QUADRANT, 4, text=18), group(GroupForm.STEPS, 5), group(GroupForm.LIST, 3))


def paper(chart: Infographic, name: str) -> etree._Element:
    page = page_setup(name)
    return to_paper(render_infographic(chart, language="zh-Hans", page=page), bleed=page.bleed)


def write(chart: Infographic, name: str, target: Path) -> None:
    root = paper(chart, name)
    for node in root.iter():
        node.tag = node.tag.removeprefix(f"{{{XHTML}}}")
        for attribute in (f"{{{EPUB}}}type", f"{{{XML}}}lang"):
            node.attrib.pop(attribute, None)
    width, height = PAGES[name]
    page = weasyprint.CSS(string=f"@page {{ size: {width}mm {height}mm; margin: 0 }}")
    look = [weasyprint.CSS(styles_folder() / f"{sheet}.css") for sheet in ("shared", "infographic")]
    etree.cleanup_namespaces(root)
    html = etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    weasyprint.HTML(string=html).write_pdf(target, stylesheets=[page, *look], pdf_variant="pdf/ua-1")


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_words_stay_and_the_drawing_goes() -> None:
    root = paper(CHART, "16开")
    assert root.find(f".//{{{SVG}}}*") is None
    blocks = [node for name in ("h1", "h2", "p") for node in root.iterfind(f".//h:{name}", NAMESPACES)]
    in_order = sorted(blocks, key=list(root.iter()).index)
    assert ["".join(node.itertext()) for node in in_order] == expected(CHART)


def test_the_tree_that_it_is_made_from_stays_as_it_was() -> None:
    root = render_infographic(CHART, language="zh-Hans", page=page_setup("16开"))
    before = etree.tostring(root)
    to_paper(root, bleed=3.0)
    assert etree.tostring(root) == before


def test_what_bleeds_goes_over_the_edge_by_the_bleed() -> None:
    ground = paper(CHART, "16开").find(".//h:div[@class='ground']", NAMESPACES)
    assert ground is not None
    # 3 mm are 8.50 pt; 185 + 6 mm are 541.42 pt and 260 + 6 mm 754.02 pt.
    assert ground.get("style") == "left:-8.50pt;top:-8.50pt;width:541.42pt;height:754.02pt"


@pytest.mark.parametrize("name", PAGES)
def test_pdf_is_one_page_with_all_of_the_text_on_it(name: str, tmp_path: Path) -> None:
    target = tmp_path / "chart.pdf"
    write(CHART, name, target)
    document = pypdfium2.PdfDocument(target)
    assert len(document) == 1
    page = document[0]
    width, height = page.get_size()
    text = page.get_textpage()
    characters = "".join(text.get_text_range().split())
    assert characters == "".join(expected(CHART))
    edge = 0.04 * width
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if right > left:
            assert edge < left
            assert right < width - edge
            assert edge < bottom
            assert top < height - edge
    document.close()


def test_pdf_is_tagged_as_headings_lists_and_paragraphs(tmp_path: Path) -> None:
    target = tmp_path / "chart.pdf"
    write(CHART, "16开", target)
    structure = run("pdfinfo", "-struct-text", target)
    tags = [line.split()[0] for line in structure.splitlines() if line.strip()]
    assert "Figure" not in tags
    assert (tags.count("H1"), tags.count("H2"), tags.count("L"), tags.count("LI")) == (1, 3, 3, 12)
    spoken = "".join(line.strip()[1:-1] for line in structure.splitlines() if line.strip().startswith('"'))
    assert "".join(spoken.split()) == "".join(expected(CHART))
