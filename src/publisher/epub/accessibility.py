"""What the book is to readers who cannot see or hear it: schema.org metadata, computed from its documents."""

from collections.abc import Iterator

from lxml import etree

from publisher.book import Picture
from publisher.epub.metadata import Meta, prop
from publisher.rendering.labels import AccessibilityWords, labels_for
from publisher.rendering.rendition import Rendition
from publisher.xhtml import NAMESPACES


def accessibility(rendition: Rendition, pictures: tuple[Picture, ...], *, printed: bool = False) -> tuple[Meta, ...]:
    """Claim what is there and nothing else (EPUB Accessibility 1.1, “Discovery metadata”).

    `pictures` are those in the package; `printed` says that the pages of a printed edition are marked. Conformance
    (`dcterms:conformsTo`) is claimed only where a person answers for it: WCAG has criteria that no program can judge.
    """
    roots = [document.root for document in rendition.documents]
    features = (*_features(rendition, roots), *(("pageBreakMarkers", "pageNavigation") if printed else ()))
    words = labels_for(rendition.book.language).accessibility
    claims = (
        *_modes(roots),
        *(("accessibilityFeature", feature) for feature in features),
        ("accessibilityHazard", _hazard(pictures)),
        ("accessibilitySummary", "".join(_summary(words, features, roots))),
    )
    return (*(prop(f"schema:{name}", value) for name, value in claims), *_conformance(rendition.book.epub.certified_by))


def _conformance(certifier: str | None) -> Iterator[Meta]:
    """Claim conformance in the words that EPUB Accessibility 1.1, “Conformance reporting”, prescribes."""
    if certifier:
        attributes = {"property": "dcterms:conformsTo", "id": "conformance"}
        yield Meta(name="meta", value="EPUB Accessibility 1.1 - WCAG 2.1 Level AA", attributes=attributes)
        yield prop("a11y:certifiedBy", certifier, of="conformance")


def _modes(roots: list[etree._Element]) -> Iterator[tuple[str, str]]:
    yield "accessMode", "textual"
    seen = _any(roots, ".//h:img") or _any(roots, ".//svg:svg")
    if seen:
        yield "accessMode", "visual"
    if _all_described(roots):
        yield "accessModeSufficient", "textual"
    if seen:
        yield "accessModeSufficient", "textual,visual"


def _features(rendition: Rendition, roots: list[etree._Element]) -> Iterator[str]:
    yield "readingOrder"
    if rendition.contents:
        yield "tableOfContents"
    if _any(roots, ".//h:h1"):
        yield "structuralNavigation"
    if _any(roots, ".//h:img") and _all_described(roots):
        yield "alternativeText"
    if _any(roots, ".//h:ruby"):
        yield "rubyAnnotations"
    if not _any(roots, ".//svg:svg"):
        yield "displayTransformability"


def _summary(words: AccessibilityWords, features: tuple[str, ...], roots: list[etree._Element]) -> Iterator[str]:
    """Say the same to people: a sentence for each thing that is so."""
    yield words.text if "displayTransformability" in features else words.text_and_drawing
    if "tableOfContents" in features:
        yield words.contents_and_pages if "pageNavigation" in features else words.contents
    if _any(roots, ".//h:img"):
        yield words.described if "alternativeText" in features else words.undescribed
    if "rubyAnnotations" in features:
        yield words.ruby


def _hazard(pictures: tuple[Picture, ...]) -> str:
    """Nothing in a package moves or sounds but a GIF or WebP, and those nobody has watched."""
    moving = {"image/gif", "image/webp"}
    return "unknown" if any(picture.media_type in moving for picture in pictures) else "none"


def _all_described(roots: list[etree._Element]) -> bool:
    images = (image for root in roots for image in root.iterfind(".//h:img", NAMESPACES))
    return all(image.get("alt") or image.get("role") == "presentation" for image in images)


def _any(roots: list[etree._Element], path: str) -> bool:
    return any(root.find(path, NAMESPACES) is not None for root in roots)
