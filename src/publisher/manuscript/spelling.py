"""The nearest right spelling of a name that nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like the written one, or None when none is like it."""
    by_folded = {name.casefold(): name for name in known}
    matches = get_close_matches(written.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def advise(written: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest name if there is one, and all names that are allowed."""
    names = tuple(known)
    match = nearest(written, names)
    allowed = "allowed: " + ", ".join(names)
    return f"did you mean “{match}”? ({allowed})" if match else allowed
