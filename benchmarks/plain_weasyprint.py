"""The same documents and style sheets through plain WeasyPrint, as one HTML file: what a user would do without us.

python benchmarks/plain_weasyprint.py BOOK TARGET.pdf
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import weasyprint
from lxml import etree
from lxml import html as lxml_html

from publisher.manuscript import load
from publisher.pdf.paper import Opening, to_html
from publisher.rendering import Medium, render, stylesheets
from publisher.rendering.templates import environment
from publisher.text_area import text_area


def main() -> None:
    """Write the book as one PDF."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    book = load(folder).book
    opening = Opening(right_hand=True, number=1, counter_style="decimal")
    joined: etree._Element | None = None
    for document in render(book).documents:
        html = to_html(document, opening, book=book, modified=datetime(2026, 1, 1, tzinfo=UTC))
        root = lxml_html.document_fromstring(html)
        body = root.find("body")
        if joined is None:
            joined = root
            continue
        body.tag = "div"
        body.set("style", "break-before: page")
        joined.find("body").append(body)
    page_css = environment().get_template("page.css.j2").render(page=book.page, area=text_area(book.page), bleeds=False)
    weasyprint.HTML(
        string=lxml_html.tostring(joined, encoding="unicode"), base_url=folder.resolve().as_uri() + "/"
    ).write_pdf(
        target,
        stylesheets=[
            weasyprint.CSS(string=page_css),
            *(weasyprint.CSS(filename=file) for file in stylesheets(book, Medium.PDF)),
        ],
        pdf_tags=True,
    )


if __name__ == "__main__":
    main()
