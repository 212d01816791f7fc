"""Imports a newspaper page in plain text, as it is pasted from an e-paper."""

from dataclasses import replace

from publisher.diagnostics import Diagnostic, Severity, fail
from publisher.manuscript.importers.articles import find_articles
from publisher.manuscript.importers.doubts import finding
from publisher.manuscript.importers.imported import Imported
from publisher.manuscript.importers.infographics import find_infographics
from publisher.manuscript.importers.lines import read_lines
from publisher.manuscript.importers.paragraphs import Passage, read_paragraphs
from publisher.text.decoding import Decoded, UndecodableText, decode


class PlainText:
    """The importer of plain text."""

    name = "plain text"
    suffixes = (".txt", ".text")

    def read(self, data: bytes, *, name: str) -> Imported:
        """Take a page apart; `name` is the headline of an article that has none.

        Raises PublisherError for what is no text and for a page without any.
        """
        try:
            decoded = decode(data)
        except UndecodableText as error:
            raise fail(
                "import-undecodable",
                f"this is no text: byte {error.offset} fits neither UTF-8, UTF-16 nor GB18030 (GBK)",
                hint="save it as plain text in UTF-8 from the program that it comes from",
            ) from error
        page = read_paragraphs(read_lines(decoded.text))
        if not any(character.isalnum() for passage in page.passages for character in passage.text):
            raise fail(
                "import-empty",
                "the page is empty: there is no word in it",
                hint="paste the text of the page into the file and save it",
            )
        infographics = find_infographics(page.passages)
        rest = _without(page.passages, [(each.start, each.end) for each in infographics])
        articles = find_articles(rest, unnamed=name)
        changes = (*page.changes, *articles.changes, *(change for each in infographics for change in each.changes))
        diagnostics = (
            *page.diagnostics,
            *articles.diagnostics,
            *(diagnostic for each in infographics for diagnostic in each.diagnostics),
        )
        return Imported(
            articles=articles.articles,
            infographics=tuple(each.infographic for each in infographics),
            diagnostics=(*_encoding(decoded), *sorted(diagnostics, key=_order)),
            changes=tuple(sorted(changes, key=lambda change: change.line)),
        )


def _without(passages: tuple[Passage, ...], spans: list[tuple[int, int]]) -> tuple[Passage, ...]:
    """Leave out spans of passages; what comes after one stands apart."""
    ends = {end for _, end in spans}
    return tuple(
        replace(passage, apart=passage.apart or index in ends)
        for index, passage in enumerate(passages)
        if not any(start <= index < end for start, end in spans)
    )


def _encoding(decoded: Decoded) -> tuple[Diagnostic, ...]:
    if decoded.encoding == "UTF-8" and not decoded.bom:
        return ()
    mark = " with a byte order mark" if decoded.bom else ""
    return (finding("import-encoding", None, f"the file is in {decoded.encoding}{mark} and was read as such"),)


def _order(diagnostic: Diagnostic) -> tuple[bool, int]:
    line = diagnostic.place.line if diagnostic.place else None
    return diagnostic.severity is not Severity.INFO, line or 0
