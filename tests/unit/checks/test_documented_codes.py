import re
from pathlib import Path

import publisher.checks

CODE = re.compile(r"(?:file|epub|pdf|press)-[a-z]+(?:-[a-z]+)*")
DOCUMENTATION = tuple(Path(__file__).parents[3] / "docs" / name for name in ("checks.md", "print.md"))


def test_every_code_is_documented_once_and_none_that_is_not_there() -> None:
    folder = Path(publisher.checks.__file__).parent
    sources = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    raised = {literal for literal in re.findall(r'"([^"\s]*)"', sources) if CODE.fullmatch(literal)}
    written = "".join(file.read_text(encoding="utf-8") for file in DOCUMENTATION)
    documented = [code for code in re.findall(r"^\| `([^`]+)` \|", written, re.MULTILINE) if CODE.fullmatch(code)]
    assert sorted(documented) == sorted(raised)
    assert len(documented) > 40
