"""Sets every case with every engine and says which rules hold."""

from collections.abc import Sequence
from pathlib import Path

from cases_lines import across_markup, adjustment, breaking, units, widths
from cases_pages import faces, inline, pages_and_grid
from engine import EM, MARGIN, Engine, NotExpressibleError
from reader import Page, pages
from rules import Case

RULES = {
    "K1": "，。）》” · – ～ ／ start no line",
    "K2": "“（《 end no line",
    "K3": "／ ends no line",
    "K4": "—— and …… start no line",
    "K5": "a mark is squeezed in rather than a character carried down",
    "U1": "—— and …… are 2 em, never cut or stretched",
    "U2": "words, numbers, signs and units are not cut",
    "U3": "short formulas are not cut: 1+3, A/B, a date",
    "U4": "a note number stays with its text and mark",
    "P3": "no lone last character of a paragraph",
    "W1": "marks are 1 em",
    "W2": "？！ takes 1 em, ！！！ 2 em",
    "W3": "· - ／ take ½ em",
    "W4": "a single — or ～ takes 1 em",
    "A1": "adjacent marks share their white",
    "A2": "“（《 lose their white at the start of a line",
    "A3": "and at an indented start",
    "A4": "marks lose their white at the end of a line",
    "L1": "¼ em between Han and Latin, and no space in copied text",
    "H1": "nothing hangs, or only ，、。 where asked",
    "J1": "what shrinks first",
    "J2": "what stretches first",
    "J3": "lines are flush, the last one natural",
    "P4": "no line alone at a page's head or foot",
    "G2": "no heading at a page's foot",
    "G1": "all lines on one grid",
    "M1": "Latin in a Latin face, “ ” — … by their text",
    "E1": "emphasis is a dot under each Han",
    "E2": "lines under names, straight and wavy, with gaps",
    "R1": "ruby centred, apart, over no mark",
    "N1": "notes raised, small, at the foot under a rule",
    "V1": "vertical lines",
}
CASES = [*breaking(), *units(), *widths(), *adjustment(), *across_markup(), *pages_and_grid(), *faces(), *inline()]


def judge(engine: Engine, folder: Path) -> list[dict[str, object]]:
    """Return each case with its verdict: holds, breaks or not expressible."""
    folder.mkdir(parents=True, exist_ok=True)
    verdicts: dict[int, tuple[str, str]] = {}
    small: list[Case] = []
    for number, case in enumerate(CASES):
        try:
            engine.write([case.setting])
        except NotExpressibleError:
            verdicts[id(case)] = ("not expressible", "")
            continue
        if case.setting.lines:
            verdicts[id(case)] = ask(case, read(engine, [case], folder, f"case-{number}"))
        else:
            small.append(case)
    sheets = read(engine, small, folder, "cases")
    if len(sheets) != len(small):
        raise RuntimeError(f"{engine.name}: {len(sheets)} pages for {len(small)} cases")
    verdicts |= {id(case): ask(case, [sheet]) for case, sheet in zip(small, sheets, strict=True)}
    return [
        {"rule": case.rule, "text": case.text, "measure": case.setting.measure, "verdict": verdict, "seen": seen}
        for case in CASES
        for verdict, seen in [verdicts[id(case)]]
    ]


def read(engine: Engine, cases: Sequence[Case], folder: Path, name: str) -> list[Page]:
    """Set some cases in one document and read its pages."""
    target = engine.make([case.setting for case in cases], folder, name)
    return pages(target, em=EM, left=MARGIN, top=MARGIN)


def ask(case: Case, sheets: list[Page]) -> tuple[str, str]:
    """Ask a case; what is not even there breaks the rule."""
    try:
        holds = case.holds(sheets)
    except (IndexError, StopIteration, ValueError):
        holds = False
    if holds:
        return "holds", ""
    lines = [" ".join(f"{glyph.text}{glyph.x:.2f}" for glyph in line) for sheet in sheets for line in sheet.lines[:4]]
    return "breaks", " | ".join(lines[:6])


def cell(verdicts: list[str]) -> str:
    """Return what a rule's cases come to."""
    count = len(verdicts)
    broken, silent = verdicts.count("breaks"), verdicts.count("not expressible")
    if silent == count:
        return "not expressible"
    if not broken and not silent:
        return "holds"
    parts = [f"breaks {broken} of {count}"] if broken else ["holds"]
    return ", ".join([*parts, f"{silent} of {count} not expressible"] if silent else parts)


def markdown(results: dict[str, list[dict[str, object]]], installed: dict[str, str | None]) -> str:
    """Return the table rule by engine."""
    names = list(installed)
    rows = [f"| rule | | cases | {' | '.join(names)} |", "|---|---|---|" + "---|" * len(names)]
    for rule, title in RULES.items():
        cells = [
            cell([str(case["verdict"]) for case in results[name] if case["rule"] == rule])
            if installed[name]
            else "not installed"
            for name in names
        ]
        rows.append(f"| {rule} | {title} | {sum(case.rule == rule for case in CASES)} | {' | '.join(cells)} |")
    return "\n".join(rows)
