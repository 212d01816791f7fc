"""Where the numbered pages of a laid-out book begin in its text."""

from collections import Counter
from collections.abc import Iterator

from publisher.pdf.layout import Pages
from publisher.rendering import Matter, PrintedPage
from publisher.typesetting import page_texts

# Enough to find the place by, even where a style sheet of the book hides text before it.
_WORDS = 16


def printed_pages(pages: Pages) -> tuple[PrintedPage, ...]:
    """List the pages that have a number and text of the book, in their order."""
    return tuple(_printed(pages))


def _printed(pages: Pages) -> Iterator[PrintedPage]:
    before: Counter[str] = Counter()
    texts = page_texts(pages.document.pages)
    for label, document, text in zip(pages.labels, pages.sources, texts, strict=True):
        if document is None:
            continue
        if text and document.matter is not Matter.COVER:
            yield PrintedPage(label=label, document=document.id, before=before[document.id], words=text[:_WORDS])
        before[document.id] += len(text)
