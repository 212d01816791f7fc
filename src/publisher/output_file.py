"""Puts a finished file in its place, whole or not at all."""

from contextlib import suppress
from pathlib import Path

from publisher.diagnostics import Place, fail


def put_in_place(content: bytes, target: Path) -> None:
    """Write a file beside its place and move it there; if that fails, what was there stays.

    Raises `PublisherError` (`output-unwritable`).
    """
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise fail(
            "output-unwritable",
            f"{target.name} cannot be written ({error.strerror}); the last good file, if any, is as it was",
            place=Place(file=target),
            hint="make the folder writable, free space on the disk, or choose another folder",
        ) from error
