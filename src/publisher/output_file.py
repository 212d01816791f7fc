"""Puts finished files in their place, all or none."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from publisher.diagnostics import Place, PublisherError, fail


def put_in_place(contents: Mapping[Path, bytes]) -> None:
    """Write files beside their places and, when all are whole, move them there; if that fails, what was there stays.

    Raises `PublisherError` (`output-unwritable`).
    """
    parts = {target: target.with_name(f"{target.name}.part") for target in contents}
    target = Path()
    try:
        for target, content in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            parts[target].write_bytes(content)
            if target.is_dir():
                raise IsADirectoryError(21, "a folder of this name is in the way")
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> PublisherError:
    reason = f"{target.parent} is a file, not a folder" if isinstance(error, FileExistsError) else error.strerror
    return fail(
        "output-unwritable",
        f"{target.name} cannot be written ({reason}); the last good file, if any, is as it was",
        place=Place(file=target),
        hint="make the folder writable, free space on the disk, or choose another folder",
    )
