"""Links to their targets: checked, and inside the book turned into `#id`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from publisher.manuscript.parts import Link, Parts
from publisher.manuscript.paths import relative
from publisher.manuscript.spelling import advise, nearest

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OUTWARD = ("https", "http", "mailto")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link may lead to: a chapter by its id, and places in it by the ids that its author gave them."""

    id: str
    anchors: Mapping[str, str]


def lead(parts: Parts, file: Path, targets: Mapping[str, Target | None]) -> None:
    """Lead the links of an article to their targets, which are named by their paths from the book folder.

    None stands for a file that could not be read, which was told: links to it are left without an address.
    """
    for link in parts.links:
        scheme = _SCHEME.match(link.written)
        if scheme or link.written.startswith("//"):
            if _is_outward(link, scheme[1].lower() if scheme else "", parts):
                link.element.set("href", link.written)
        elif target := _inward(link, relative(parts.folder, file), parts, targets):
            link.element.set("href", f"#{target}")


def _is_outward(link: Link, scheme: str, parts: Parts) -> bool:
    if scheme not in _OUTWARD:
        parts.findings.error(
            "link-scheme",
            f"a link cannot lead to “{unquote(link.written)}”",
            line=link.line,
            hint="allowed: https:, http:, mailto:, a file of this book, or #id",
        )
        return False
    if not _is_address(link.written, scheme):
        parts.findings.error(
            "link-address",
            f"the address “{unquote(link.written)}” is not complete",
            line=link.line,
            hint="write it like https://example.org/page or mailto:name@example.org",
        )
        return False
    return True


def _is_address(written: str, scheme: str) -> bool:
    try:
        address = urlsplit(written)
    except ValueError:
        return False
    return "@" in address.path if scheme == "mailto" else bool(address.hostname)


def _inward(link: Link, file: str, parts: Parts, targets: Mapping[str, Target | None]) -> str | None:
    path, hash_, anchor = link.written.partition("#")
    path, anchor = unquote(path), unquote(anchor)
    place = normpath((PurePosixPath(file).parent / path).as_posix()) if path else file
    if place not in targets:
        _report_missing(link, path, place, parts, targets)
        return None
    target = targets[place]
    if target is None:
        return None
    if not hash_:
        return target.id
    if anchor not in target.anchors:
        known = advise(anchor, target.anchors) if target.anchors else "no subhead there has an id"
        parts.findings.error(
            "link-anchor-missing",
            f"“{path or file}” has no place with the id “{anchor}”",
            line=link.line,
            hint=f"{known}; give a subhead one: ## 小标题 {{#{anchor or 'name'}}}",
        )
        return None
    return target.anchors[anchor]


def _report_missing(link: Link, path: str, place: str, parts: Parts, targets: Mapping[str, Target | None]) -> None:
    hint = "list it in [contents] of book.toml, or take the link away"
    if path in targets or not (parts.folder / place).is_file():
        by_name = {PurePosixPath(target).name: target for target in targets}
        match = by_name.get(nearest(PurePosixPath(path).name, by_name) or "")
        hint = "write the path from this file’s own folder: first.md, ../infographics/one.toml"
        if match:
            hint = f"did you mean “{match}”? {hint}"
    parts.findings.error(
        "link-file-missing",
        f"the link leads to “{path}”, which is no file of this book",
        line=link.line,
        hint=hint,
    )
