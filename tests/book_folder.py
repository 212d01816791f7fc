"""A book folder written for a test, and what loading it says."""

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from publisher.diagnostics import Diagnostic, PublisherError
from publisher.manuscript import load

BOOK = """\
[book]
title = "河湾小镇"
date = 2026-03-20
"""
ARTICLE = """\
---
headline: 河湾开课
---

正文一段。
"""


def write_book(folder: Path, files: Mapping[str, str | bytes] = {}, *, head: str = BOOK, contents: str = "") -> Path:
    """Write a book folder; without `contents` the first part lists every article and infographic by name."""
    files = {"articles/first.md": ARTICLE} | dict(files)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    if "book.toml" not in files:
        chapters = sorted(name for name in files if name.startswith(("articles/", "infographics/")))
        contents = contents or f"[[contents.parts]]\nchapters = {chapters}\n"
        (folder / "book.toml").write_text(head + contents, encoding="utf-8")
    return folder


def article(body: str) -> str:
    """Return an article whose body begins in line 5."""
    return f"---\nheadline: 河湾开课\n---\n\n{body}"


def body_of(folder: Path, markdown: str, files: Mapping[str, str | bytes] = {}) -> str:
    """Return the XHTML inside the body of an article with this text, namespace declarations left out."""
    book = load(write_book(folder, {"articles/first.md": article(markdown), **files})).book
    chapter = next(chapter for chapter in book.parts[0].chapters if chapter.id == "first")
    return inner(chapter.body)


def inner(node: etree._Element) -> str:
    """Return what stands inside an element as text, namespace declarations left out."""
    written = (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", written)


def found_in(folder: Path) -> tuple[Diagnostic, ...]:
    """Return all that loading a book folder finds, whether it ends in an error or not."""
    try:
        return load(folder).diagnostics
    except PublisherError as error:
        return error.diagnostics


def only(folder: Path, code: str) -> Diagnostic:
    """Return the one finding of a book folder and check its code, and that it says something to do."""
    found = found_in(folder)
    assert [one.code for one in found] == [code], [f"{one.code}: {one.message}" for one in found]
    assert found[0].place is not None
    return found[0]
