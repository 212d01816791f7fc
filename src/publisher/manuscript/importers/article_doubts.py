"""What may be wrong with an article that was found, in words for its editor."""

from collections.abc import Sequence

from publisher.diagnostics import Diagnostic
from publisher.manuscript.importers.doubts import doubt, quoted
from publisher.manuscript.importers.imported import Text
from publisher.manuscript.importers.paragraphs import Passage


def headline_missing(headline: Text) -> Diagnostic:
    """Say that text came before any headline."""
    return doubt(
        "headline-missing",
        headline.line,
        f"no headline was found before this text; it was called {quoted(headline.text)}",
        "write the headline into the front matter of the article",
    )


def head_unsure(lines: Sequence[Passage], headline: Text) -> Diagnostic:
    """Say that more lines stand over an article than a kicker and a headline."""
    return doubt(
        "head-unsure",
        lines[0].line,
        f"{len(lines)} lines stand over this article; {quoted(headline.text)} became its headline",
        "sort kicker, headline and deck in the front matter of the article",
    )


def byline_unsure(byline: Text) -> Diagnostic:
    """Say that a second byline belongs to no new article."""
    return doubt(
        "byline-unsure",
        byline.line,
        f"a second byline in one article stays in its text: {quoted(byline.text)}",
        "if an article begins near it, give that one a file of its own",
    )


def article_unsure(headline: Text) -> Diagnostic:
    """Say that an article was begun at what might be a subhead."""
    return doubt(
        "article-unsure",
        headline.line,
        f"an article seems to begin at {quoted(headline.text)}, since a byline of its own comes later",
        "if it is a subhead, join the two articles",
    )


def lines_unsure(lines: Sequence[Passage]) -> Diagnostic:
    """Say that short lines are too many for subheads, or that nothing follows them."""
    return doubt(
        "lines-unsure",
        lines[0].line,
        f"short lines that are no subheads became paragraphs, from {quoted(lines[0].text)} on",
        "sort them in the article; for a subhead, put “## ” before it",
    )


def subhead_unsure(passage: Passage) -> Diagnostic:
    """Say that a subhead is long for one."""
    return doubt(
        "subhead-unsure",
        passage.line,
        f"this line became a subhead, though it is long for one: {quoted(passage.text)}",
        "if it is a paragraph, take “## ” away; if an article begins here, give it a file of its own",
    )


def text_apart(line: int, headline: Text) -> Diagnostic:
    """Say that text without a headline came after an infographic or a separating line."""
    return doubt(
        "text-apart",
        line,
        f"this text stands apart and has no headline; it was added to {quoted(headline.text)}",
        "if it belongs elsewhere, move it there",
    )


def head_without_text(headline: Text) -> Diagnostic:
    """Say that no text follows the head of an article."""
    return doubt(
        "head-without-text",
        headline.line,
        f"no text follows {quoted(headline.text)}; its lines became paragraphs of the article beside it",
        "move them where they belong",
    )


def article_empty(headline: Text) -> Diagnostic:
    """Say that the only article of a page has no text."""
    return doubt(
        "article-empty",
        headline.line,
        f"no text follows {quoted(headline.text)}, and a book holds no article without text",
        "write the text into the article, or delete its file and its line in book.toml",
    )
