"""What names an edition and its parts: ISBN, ISSN, UUID, file name, and the ids of chapters."""

import re
import uuid
from collections.abc import Collection
from datetime import date

from pydantic_core import PydanticCustomError
from stdnum import isbn, issn
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_MAX_NAME_BYTES = 120


def checked_isbn(written: str) -> str:
    """Return an ISBN as ISBN-13 with hyphens (ISO 2108)."""
    try:
        isbn.validate(written)
    except ValidationError as problem:
        raise _rejected("isbn-invalid", written, problem, "10 or 13") from problem
    return str(isbn.format(written, convert=True))


def checked_issn(written: str) -> str:
    """Return an ISSN with its hyphen (ISO 3297)."""
    try:
        issn.validate(written)
    except ValidationError as problem:
        raise _rejected("issn-invalid", written, problem, "8") from problem
    return str(issn.format(written))


def _rejected(code: str, written: str, problem: ValidationError, digits: str) -> PydanticCustomError:
    match problem:
        case InvalidChecksum():
            reason = "its check digit does not fit the digits before it, so one of them is wrong"
        case InvalidLength():
            reason = f"it must have {digits} digits"
        case InvalidComponent():
            reason = "it does not begin with 978 or 979"
        case InvalidFormat():
            reason = "it holds something else than digits"
        case _:
            reason = "it is not valid"
    return PydanticCustomError(
        code,
        "{written} is wrong: {reason}",
        {
            "written": written,
            "reason": reason,
            "hint": "compare it with the notice of the agency that gave it; leave the key out if there is none",
        },
    )


def checked_uuid(written: str) -> str:
    """Return a UUID in its usual form (RFC 9562)."""
    try:
        return str(uuid.UUID(written))
    except ValueError as problem:
        raise PydanticCustomError(
            "uuid-invalid",
            "“{written}” is no UUID",
            {
                "written": written,
                "hint": "32 hexadecimal digits in the form 8-4-4-4-12; leave the key out to have it computed",
            },
        ) from problem


def default_uuid(title: str, publisher: str | None, day: date) -> str:
    """Compute the UUID of an edition from what tells it from others."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((title, publisher or "", day.isoformat()))))


def checked_slug(written: str) -> str:
    """Return a name for output files if every common file system takes it."""
    reason = None
    if junk := _NOT_IN_FILE_NAMES.search(written):
        reason = f"the character {junk[0]!r} cannot stand in it"
    elif not written or written != written.strip() or written.startswith((".", "-")) or written.endswith("."):
        reason = "it is empty, or begins or ends with a space, a full stop or a hyphen"
    elif len(written.encode()) > _MAX_NAME_BYTES:
        reason = f"it is longer than {_MAX_NAME_BYTES} bytes"
    if reason:
        raise PydanticCustomError(
            "slug-invalid",
            "“{written}” cannot name a file: {reason}",
            {"written": written, "reason": reason, "hint": "letters, digits and hyphens are safe everywhere"},
        )
    return written


def default_slug(folder_name: str) -> str:
    """Make a name for output files out of the folder's name."""
    name = _NOT_IN_FILE_NAMES.sub("-", folder_name).strip(" .-")
    return name.encode()[:_MAX_NAME_BYTES].decode(errors="ignore").strip() or "book"


def make_id(stem: str, kind: str, number: int, taken: Collection[str]) -> str:
    """Make the id of a chapter from the stem of its file: fit for XML, URLs and file names, unlike any in `taken`.

    It begins with a letter and never holds two hyphens in a row: these part it from the rest in the ids of its body.
    """
    plain = re.sub(r"[^a-z0-9_]+", "-", stem.lower()).strip("-_")
    if not plain:
        plain = f"{kind}-{number}"
    elif not plain[0].isalpha():
        plain = f"{kind}-{plain}"
    wanted, count = plain, 1
    while wanted in taken:
        count += 1
        wanted = f"{plain}-{count}"
    return wanted
