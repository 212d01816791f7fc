"""An article's file to the model, in two steps: read it, and when all files are read lead its links."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from publisher.book import Article, ArticleKind
from publisher.manuscript.body import write_body
from publisher.manuscript.findings import Findings
from publisher.manuscript.front_matter import Entry, split
from publisher.manuscript.links import Target, lead
from publisher.manuscript.parts import Parts
from publisher.manuscript.pictures import PictureReader
from publisher.manuscript.reading import read_text
from publisher.manuscript.spelling import advise
from publisher.xhtml import h, text_of

_TEXT_KEYS = ("kicker", "headline", "deck", "byline", "dateline", "date", "source", "section")
KEYS = (*_TEXT_KEYS, "kind")
_KINDS = {kind.value: kind for kind in ArticleKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article whose links still stand as they were written. An empty value in `head` is one that was refused."""

    file: Path
    head: Mapping[str, Entry]
    body: etree._Element
    parts: Parts

    def target(self) -> Target:
        """Return what links to this article may lead to."""
        return Target(id=self.parts.id, anchors=self.parts.anchors)

    def finish(self, targets: Mapping[str, Target | None]) -> Article:
        """Lead the links and return the article."""
        lead(self.parts, self.file, targets)
        values = {key: entry.value or None for key, entry in self.head.items()}
        texts = {key: values.get(key) for key in _TEXT_KEYS if key != "headline"}
        return Article(
            id=self.parts.id,
            headline=values.get("headline") or "",
            body=self.body,
            kind=_KINDS.get(values.get("kind") or "", ArticleKind.CHAPTER),
            pictures=tuple(self.parts.pictures.values()),
            file=self.file,
            **texts,
        )


def read_article(file: Path, id_: str, folder: Path, reader: PictureReader, findings: Findings) -> Draft | None:
    """Read an article; what is wrong with it is noted, and None means that nothing of it could be read."""
    source = read_text(file, findings)
    if source is None:
        return None
    if not source.strip():
        findings.error("article-empty", "the file is empty", hint="write the article, or take it out of book.toml")
        return None
    parted = split(source, KEYS, findings)
    if parted is None:
        return None
    parts = Parts(id=id_, folder=folder, findings=findings, reader=reader)
    if parted.head is not None:
        _check_head(parted.head, findings)
    body = write_body(parted.body, parts)
    if not text_of(body).strip() and not any(True for _ in body.iter(h("figure"), h("img"))):
        findings.error(
            "article-empty",
            "the article has a head but no text, so its page would be empty",
            hint="write the text below the second ---",
        )
    return Draft(file=file, head=parted.head or {}, body=body, parts=parts)


def _check_head(head: Mapping[str, Entry], findings: Findings) -> None:
    if "headline" not in head:
        findings.error(
            "headline-missing",
            "the article has no headline, so it could not stand in the contents",
            line=1,
            hint="add a line to the front matter: headline: 标题",
        )
    kind = head.get("kind")
    if kind is not None and kind.value not in _KINDS:
        findings.error(
            "value-unknown", f"“kind” cannot be “{kind.value}”", line=kind.line, hint=advise(kind.value, _KINDS)
        )
