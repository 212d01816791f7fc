import re
from pathlib import Path

import publisher.checks

CODE = re.compile(r"(?:file|epub|pdf)-[a-z]+(?:-[a-z]+)*")
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "checks.md"


def test_every_code_is_documented_once_and_none_that_is_not_there() -> None:
    folder = Path(publisher.checks.__file__).parent
    sources = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    raised = {literal for literal in re.findall(r'"([^"\s]*)"', sources) if CODE.fullmatch(literal)}
    documented = re.findall(r"^\| `([^`]+)` \|", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(raised)
    assert len(documented) > 40
