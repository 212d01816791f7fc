"""A path as it is written in a book to a file inside the book folder."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from publisher.manuscript.findings import Findings
from publisher.manuscript.reading import why
from publisher.manuscript.spelling import nearest

_SEARCHED = 5000
_NOT_IN_PATHS = re.compile(r"[\\\x00-\x1f\x7f]")


def find_file(folder: Path, written: str, kind: str, findings: Findings, *, line: int | None) -> Path | None:
    """Return the file that a path names, `..` and `.` resolved but not symbolic links, or note what is wrong.

    `kind` says what should be there (`image`, `article`) and begins the code of a missing file.
    """
    if _NOT_IN_PATHS.search(written) or written.startswith("/") or written[1:2] == ":":
        findings.error(
            "path-invalid",
            f"“{written}” is no path from the book folder, so the book would not build elsewhere",
            line=line,
            hint="write it from the folder that holds book.toml, with / between the names: assets/photo.jpg",
        )
        return None
    inside = _without_dots(written)
    if inside is None or not _stays_inside(folder, folder / inside):
        findings.error(
            "path-outside",
            f"“{written}” leaves the book folder, so the book would not be complete without other folders",
            line=line,
            hint="copy the file into the book folder",
        )
        return None
    file = folder / inside
    try:
        if file.is_file():
            return file
        problem = "is a folder" if file.is_dir() else "does not exist"
    except OSError as refusal:
        problem = f"cannot be read: {why(refusal)}"
    match = nearest(written, _names(folder))
    findings.error(
        f"{kind}-missing",
        f"the {kind} “{written}” {problem}",
        line=line,
        hint=f"did you mean “{match}”?" if match else "check the name; capitals count",
    )
    return None


def relative(folder: Path, file: Path) -> str:
    """Return the path of a file from the book folder in POSIX form."""
    return file.relative_to(folder).as_posix()


def real(file: Path) -> Path:
    """Return where a path leads through symbolic links, or the path itself if that is a circle."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        return file.absolute()


def inside_files(folder: Path, name: str, suffixes: Iterable[str], findings: Findings) -> tuple[Path, ...]:
    """List the files of a subfolder with one of the suffixes, sorted by name; none if there is no such folder."""
    wanted = set(suffixes)
    try:
        files = sorted(
            (file for file in (folder / name).iterdir() if file.suffix.lower() in wanted and file.is_file()),
            key=lambda file: file.name,
        )
    except FileNotFoundError:
        return ()
    except OSError as refusal:
        findings.error("folder-unreadable", f"the folder “{name}” cannot be read: {why(refusal)}")
        return ()
    outside = tuple(file for file in files if not _stays_inside(folder, file))
    for file in outside:
        findings.error(
            "path-outside",
            f"“{relative(folder, file)}” is a link to a file outside of the book folder",
            hint="copy the file into the book folder",
        )
    return tuple(file for file in files if file not in outside)


def _without_dots(written: str) -> PurePosixPath | None:
    """Resolve `.` and `..`; return None if the path climbs out of where it starts."""
    parts: list[str] = []
    for part in PurePosixPath(written).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return PurePosixPath(*parts)


def _stays_inside(folder: Path, file: Path) -> bool:
    return real(file).is_relative_to(real(folder))


def _names(folder: Path) -> Iterator[str]:
    found = (relative(folder, file) for file in folder.rglob("*") if file.is_file())
    return islice((name for name in found if not name.startswith(".")), _SEARCHED)
