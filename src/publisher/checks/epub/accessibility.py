"""Checks of what a book says of its own accessibility (EPUB Accessibility 1.1), and of tables and languages."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from publisher.checks.epub.contrast import LEAST_OF_ALL, faint_text
from publisher.checks.epub.publication import OPF, Publication
from publisher.checks.epub.xml import Document, line_of, select, types_of
from publisher.checks.findings import error, warning
from publisher.diagnostics import Diagnostic
from publisher.xhtml import NAMESPACES, XML, h, text_of

_Test = Callable[[Publication], bool]
_DECORATIVE = "@role='presentation' or @role='none' or @aria-hidden='true'"
_UNDESCRIBED = f".//h:img[not(normalize-space(@alt)) and not({_DECORATIVE})]"
_HEADLESS = ".//h:table[not(.//h:th) and not(@role='presentation' or @role='none')]"
_HEADINGS = ".//h:h1 | .//h:h2 | .//h:h3 | .//h:h4 | .//*[@role='heading']"
_LEVELS = ".//h:h1 | .//h:h2 | .//h:h3 | .//h:h4 | .//h:h5 | .//h:h6"
_PAGE_BREAKS = ".//*[contains(concat(' ', @epub:type, ' '), ' pagebreak ') or @role='doc-pagebreak']"
# Languages written with Han characters (ISO 639).
_HAN_LANGUAGES = frozenset({"zh", "ja", "ko", "cmn", "yue", "wuu", "nan", "hak", "gan", "hsn", "lzh"})
_MOST = 0.5


def check_languages(publication: Publication) -> Iterator[Diagnostic]:
    """Find documents that name no language, two at once, or one that their characters are not of."""
    for document in _texts(publication):
        html, xml = document.root.get("lang"), document.root.get(f"{{{XML}}}lang")
        hint = 'write lang="zh-Hans" xml:lang="zh-Hans" (or the language of the text) at the html element'
        if not (html or xml):
            yield error(
                "epub-lang-missing",
                f"{document.path} names no language: voices, fonts and line breaking are left to chance",
                file=document.place,
                hint=hint,
            )
        elif html and xml and html.casefold() != xml.casefold():
            message = f"{document.path} says lang “{html}” and xml:lang “{xml}”, and readers differ in which they take"
            yield error("epub-lang-differs", message, file=document.place, hint=hint)
        elif (html or xml or "").split("-")[0].casefold() not in _HAN_LANGUAGES and _is_han(document):
            yield error(
                "epub-lang-wrong",
                f"{document.path} is written in Han characters, and its language is “{html or xml}”: it is read out "
                "and broken into lines by the rules of another language",
                file=document.place,
                hint=hint,
            )


def check_decoration(publication: Publication) -> Iterator[Diagnostic]:
    """Find pictures with an empty `alt` that are not marked as decoration."""
    for document in _texts(publication):
        for image in select(document.root, _UNDESCRIBED):
            if image.get("alt") is not None:
                yield warning(
                    "epub-alt-empty",
                    f"The picture {image.get('src', '')} in {document.path} has an empty alt: who cannot see it is "
                    "not told that it is there",
                    file=document.place,
                    line=line_of(image),
                    hint='say in alt what it shows, or add role="presentation" if it only decorates',
                )


def check_tables(publication: Publication) -> Iterator[Diagnostic]:
    """Find tables without header cells."""
    for document in _texts(publication):
        for table in select(document.root, _HEADLESS):
            yield warning(
                "epub-table-headless",
                f"A table in {document.path} has no header cells (th): read out, its numbers belong to nothing",
                file=document.place,
                line=line_of(table),
                hint='make the cells that name columns or rows <th scope="col"> or <th scope="row">',
            )


def check_claims(publication: Publication) -> Iterator[Diagnostic]:
    """Find claims of accessibility that the book does not meet."""
    claims = _claims(publication)
    for name, value, line in claims:
        test = _TESTS.get((name, value))
        if test and not test(publication):
            yield _false(publication, f"schema:{name} “{value}”", line)
    for link in publication.package.root.iterfind("o:metadata/*", OPF):
        value = link.get("href") or link.text or ""
        conforms = "conformsTo" in (link.get("property") or link.get("rel") or "")
        if conforms and "accessib" in value.casefold():
            for shortfall in _shortfalls(publication):
                yield _untrue(publication, f"conformance to “{value.strip()}”, and {shortfall}", line_of(link))


def _false(publication: Publication, claim: str, line: int | None) -> Diagnostic:
    return _untrue(publication, f"{claim}, and does not have it", line)


def _untrue(publication: Publication, what: str, line: int | None) -> Diagnostic:
    return error(
        "epub-claim-false",
        f"The book claims {what}: who chose it for that is deceived",
        file=publication.package.place,
        line=line,
        hint="take the claim out of the metadata, or mend the book",
    )


def _claims(publication: Publication) -> Iterator[tuple[str, str, int | None]]:
    for meta in publication.package.root.iterfind("o:metadata/o:meta", OPF):
        name = meta.get("property") or meta.get("name") or ""
        value = (meta.text or meta.get("content") or "").strip()
        if name.startswith("schema:"):
            yield name.removeprefix("schema:"), value, line_of(meta)


def _texts(publication: Publication) -> Iterator[Document]:
    return (document for document in publication.documents.values() if document.root.tag == h("html"))


def _has(path: str) -> _Test:
    return lambda publication: any(select(document.root, path) for document in _texts(publication))


def _lacks(path: str) -> _Test:
    return lambda publication: not _has(path)(publication)


def _has_nav(kind: str) -> _Test:
    return lambda publication: any(
        kind in types_of(nav) for document in _texts(publication) for nav in document.root.iter(h("nav"))
    )


def _shortfalls(publication: Publication) -> Iterator[str]:
    """Say what a book lacks of EPUB Accessibility 1.1 with WCAG 2.1 Level AA, as far as a program can see."""
    tests: tuple[tuple[str, bool], ...] = (
        ("not every picture has words (WCAG 1.1.1)", _lacks(_UNDESCRIBED)(publication)),
        ("not every language is told (WCAG 3.1.1)", not any(check_languages(publication))),
        ("a table has no header cells (WCAG 1.3.1)", not any(check_tables(publication))),
        ("headings skip a level (WCAG 1.3.1)", all(map(_is_stepwise, _texts(publication)))),
        ("text has less contrast than any text may have (WCAG 1.4.3)", not _is_too_faint(publication)),
        ("not every document has a title (WCAG 2.4.2)", all(map(_has_title, _texts(publication)))),
        ("there are no contents (WCAG 2.4.5)", _has_nav("toc")(publication)),
        ("the page list is of no edition (EPUB Accessibility 1.1)", _has_page_source(publication)),
    )
    yield from (shortfall for shortfall, holds in tests if not holds)


def _is_stepwise(document: Document) -> bool:
    """Tell whether every heading is at most one level below the one before it."""
    levels = [int(heading.tag[-1]) for heading in select(document.root, _LEVELS)]
    return all(below - above <= 1 for above, below in pairwise(levels))


def _is_too_faint(publication: Publication) -> bool:
    """Tell whether text fails whatever its size, on the light screen that a book is made for."""
    return any(faint.ratio < LEAST_OF_ALL for faint in faint_text(publication) if not faint.dark)


def _has_title(document: Document) -> bool:
    return bool(document.root.findtext("h:head/h:title", "", NAMESPACES).strip())


def _has_page_source(publication: Publication) -> bool:
    """Tell whether a page list, if there is one, names the edition that its pages are of."""
    named = {meta.get("property") for meta in publication.package.root.iterfind("o:metadata/o:meta", OPF)}
    return not _has_nav("page-list")(publication) or bool(named & {"pageBreakSource", "source-of"})


_TESTS: Mapping[tuple[str, str], _Test] = {
    ("accessibilityFeature", "alternativeText"): _lacks(_UNDESCRIBED),
    ("accessibilityFeature", "tableOfContents"): _has_nav("toc"),
    ("accessibilityFeature", "structuralNavigation"): _has(_HEADINGS),
    ("accessibilityFeature", "pageBreakMarkers"): _has(_PAGE_BREAKS),
    ("accessibilityFeature", "pageNavigation"): _has_nav("page-list"),
    ("accessibilityFeature", "printPageNumbers"): _has(_PAGE_BREAKS),
    ("accessibilityFeature", "rubyAnnotations"): _has(".//h:ruby"),
    ("accessibilityFeature", "MathML"): _has(".//*[namespace-uri()='http://www.w3.org/1998/Math/MathML']"),
    ("accessModeSufficient", "textual"): _lacks(_UNDESCRIBED),
}


def _is_han(document: Document) -> bool:
    """Tell whether most letters of a document are Han characters."""
    body = document.root.find("h:body", NAMESPACES)
    text = text_of(body) if body is not None else ""
    letters = [character for character in text if character.isalpha()]
    return sum("㐀" <= letter <= "鿿" for letter in letters) > _MOST * len(letters)
