"""What a rule of typesetting found in a line, and what people are told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from publisher.checks.findings import warning
from publisher.checks.pdf.set_lines import Line
from publisher.diagnostics import Diagnostic

_MOST = 20
_LONGEST = 60

HINTS: Mapping[str, str] = {
    "pdf-line-start": "keep the mark on the line before: squeeze that line, or carry a character down (K1, K4)",
    "pdf-line-end": "carry the mark down to the text that it belongs to (K2, K3)",
    "pdf-unit-split": "keep words, numbers, —— and …… whole (U1, U2)",
    "pdf-marks-apart": "take half an em out between the marks (A1, W2)",
    "pdf-gap-missing": "put a quarter of an em between Han and Latin, without a character (L1)",
    "pdf-bracket-not-trimmed": "take the empty half of the mark off at the start of the line (A2, A3)",
    "pdf-mark-not-flush": "take the empty half of the mark off at the end of the line (A4)",
    "pdf-line-not-flush": "justify the paragraph, all its lines but the last",
    "pdf-line-loose": "let more lines of the paragraph share what is left over, or change a word (J2, J4)",
    "pdf-character-alone": "squeeze the line before, or carry a character down (P3)",
    "pdf-paragraph-line-alone": "keep two lines of a paragraph together, at a page's foot and at its top (P4)",
    "pdf-heading-at-foot": "carry the heading over to the text that it heads (G2)",
    "pdf-line-off-grid": "give headings, figures, quotations and notes whole lines (G1)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A broken rule: `said` is what was measured, with the limit."""

    code: str
    line: Line
    said: str


def told(faults: Sequence[Fault], file: Path) -> Iterator[Diagnostic]:
    """Tell of faults by code and page, of each code the first twenty and how many more there are."""
    for code, hint in HINTS.items():
        ours = sorted((fault for fault in faults if fault.code == code), key=lambda fault: fault.line.page)
        for count, fault in enumerate(islice(ours, _MOST), start=1):
            text = fault.line.text
            quoted = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            more = f"; {len(ours) - _MOST} more like this" if count == _MOST < len(ours) else ""
            yield warning(code, f"The line “{quoted}” {fault.said}{more}", file=file, page=fault.line.page, hint=hint)
