"""A text file of the book folder to text, with what had to be done to read it."""

import re
from pathlib import Path

from publisher.manuscript.findings import Findings
from publisher.text.decoding import UndecodableText, decode

# Everything that XML 1.0 cannot hold, section 2.2 (Char).
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAX_BYTES = 16 * 1024 * 1024


def read_text(file: Path, findings: Findings) -> str | None:
    """Read a file as text, or note why that cannot be done and return None."""
    data = read_bytes(file, findings)
    if data is None:
        return None
    try:
        decoded = decode(data)
    except UndecodableText as junk:
        findings.error(
            "file-not-text",
            f"{file.name} is no text: byte {junk.offset + 1} belongs to no encoding of Chinese text",
            line=data.count(b"\n", 0, junk.offset) + 1,
            hint="save it as plain text in UTF-8; a Word file or a picture cannot stand here",
        )
        return None
    if decoded.encoding != "UTF-8":
        findings.info(
            "encoding-converted",
            f"{file.name} was read as {decoded.encoding}",
            hint="save it as UTF-8 to be safe from a wrong guess",
        )
    elif decoded.bom:
        findings.info("encoding-bom", f"{file.name} begins with a byte order mark, which was left out")
    return decoded.text if _is_clean(decoded.text, findings) else None


def read_bytes(file: Path, findings: Findings) -> bytes | None:
    """Read a file whole, or note why that cannot be done and return None."""
    try:
        if file.exists() and not file.is_file():
            kind = "a folder" if file.is_dir() else "no ordinary file"
            findings.error("file-unreadable", f"{file.name} is {kind}, but a text file is meant")
            return None
        if file.stat().st_size > _MAX_BYTES:
            findings.error(
                "file-too-large",
                f"{file.name} has more than {_MAX_BYTES // 1024**2} MiB, which no text of a book has",
                hint="check that it is the right file",
            )
            return None
        return file.read_bytes()
    except OSError as problem:
        findings.error("file-unreadable", f"{file.name} cannot be read: {why(problem)}", hint=_mend(problem))
        return None


def why(problem: OSError) -> str:
    """Say in plain words what the system refused."""
    match problem:
        case PermissionError():
            return "no permission"
        case FileNotFoundError():
            return "there is no such file"
        case _:
            return (problem.strerror or "the system gave no reason").lower()


def _mend(problem: OSError) -> str | None:
    return "give yourself the right to read it (chmod u+r)" if isinstance(problem, PermissionError) else None


def _is_clean(text: str, findings: Findings) -> bool:
    clean = True
    for number, line in enumerate(text.split("\n"), start=1):
        if junk := NOT_XML.search(line):
            clean = False
            findings.error(
                "character-invalid",
                f"the control character U+{ord(junk[0]):04X} cannot stand in an e-book",
                line=number,
                hint=f"delete it; it stands after “{line[max(0, junk.start() - 10) : junk.start()]}”",
            )
        if "\ufffd" in line:
            findings.warning(
                "character-lost",
                "a character was lost when this text was converted before: U+FFFD stands in its place",
                line=number,
                hint="look the word up in the source and type it again",
            )
    return clean
