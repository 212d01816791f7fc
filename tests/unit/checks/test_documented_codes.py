import ast
import re
from collections.abc import Iterator
from pathlib import Path

import publisher

CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
# Some of these stand in tables.
OF_CHECKS = re.compile(r"(?:epub|pdf|press)-[a-z]+(?:-[a-z]+)*")
# What makes a finding or a mistake: its code is the first argument, or the one of that name.
MAKERS = {
    *("Diagnostic", "error", "fail", "finding", "info", "warning"),
    *("Explanation", "Fault", "PydanticCustomError", "_Unfit", "_fault", "_rejected", "doubt"),
}
# What `find_file` looks for.
MISSING = {f"{kind}-missing" for kind in ("article", "image", "infographic", "profile")}
DOCUMENTATION = tuple(Path(__file__).parents[3] / "docs" / name for name in ("checks.md", "import.md", "print.md"))


def test_every_code_is_documented_once_and_none_that_is_not_there() -> None:
    raised = {code for file in Path(publisher.__file__).parent.rglob("*.py") for code in codes_in(file)}
    tables = "".join(file.read_text(encoding="utf-8") for file in DOCUMENTATION)
    cells = [row.split("|")[1] for row in re.findall(r"^\| `.*", tables, re.MULTILINE)]
    documented = [code for cell in cells for code in re.findall(r"`([^`]+)`", cell) if CODE.fullmatch(code)]
    twice = {"article-empty", "character-lost", "headline-missing", "image-unreadable", "profile-missing"}
    rules = {"book-title-marks", "full-stop", "question-and-exclamation"}
    assert set(documented) - rules == raised | MISSING
    assert {code for code in documented if documented.count(code) > 1} <= twice
    assert len(raised) > 200


def codes_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and OF_CHECKS.fullmatch(str(node.value)):
            yield str(node.value)
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            inside = (found for argument in given for found in ast.walk(argument) if name in MAKERS)
            literals = (str(found.value) for found in inside if isinstance(found, ast.Constant))
            yield from filter(CODE.fullmatch, literals)
