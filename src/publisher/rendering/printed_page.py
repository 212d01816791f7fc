"""A page of the printed edition, as the e-book tells of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """Where a page of the printed edition begins.

    `label` is the number printed on it. The page begins in `document` (its id) behind `before` characters of text,
    with `words`. Both count neither white space, notes, annotations of ruby nor lines of the contents that lead into
    an article; a picture is one character, U+FFFC.
    """

    label: str
    document: str
    before: int
    words: str
