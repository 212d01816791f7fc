"""Where a link in an EPUB leads."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place in the archive; a path that leaves it begins with `..` or `/`, and so is no file's name."""

    path: str
    fragment: str


def resolve(href: str, base: str) -> Target | None:
    """Follow a link of the file `base`; None for what is on the network or carries its data with it."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        # No address at all, such as one with half a bracket.
        return Target(path=href, fragment="")
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return Target(path=joined, fragment=unquote(parts.fragment))
