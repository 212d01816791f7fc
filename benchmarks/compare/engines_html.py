"""The engines that read HTML and CSS: this project, WeasyPrint, Chromium and Vivliostyle."""

import html
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from engine import EM, FACE, LATIN_FACE, MARGIN, SHEET, Engine, NotExpressibleError, Setting, call


class Html(Engine):
    """What all engines that read HTML and CSS have in common."""

    suffix = ".html"
    css = """
        p { text-align: justify; line-break: strict; hyphens: none;
            text-spacing-trim: normal; text-spacing-trim: trim-start; text-spacing-trim: trim-both;
            text-autospace: normal; text-wrap-style: pretty; widows: 2; orphans: 2 }
        .hang { hanging-punctuation: allow-end }
        em { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right }
        .name { text-decoration: underline; text-decoration-inset: auto; text-underline-offset: 0.25em }
        .title { text-decoration: underline wavy; text-decoration-inset: auto; text-underline-offset: 0.25em }
        rt { font-size: 50% }
        sup { font-size: 60%; vertical-align: super; line-height: 0 }
        .note { float: footnote; font-size: 70%; line-height: 1.5 }
        ::footnote-call { font-size: 0.6rem; vertical-align: super; line-height: 0 }
        @page { @footnote { border-top: 0.5pt solid; padding-top: 3pt; margin-top: 9pt } }"""
    lacks: frozenset[str] = frozenset()
    """What the engine knows nothing of, of hang, em, ruby, note and vertical."""

    def escape(self, text: str) -> str:
        return html.escape(text, quote=False)

    def spell(self, kind: str, base: str, extra: str) -> str:
        if kind in self.lacks:
            raise NotExpressibleError(kind)
        base = self.escape(base)
        match kind:
            case "em":
                return f"<em>{base}</em>"
            case "ruby":
                return f"<ruby>{base}<rt>{extra}</rt></ruby>"
            case "b":
                return f"<b>{base}</b>"
            case "ref":
                return f"<sup>{base}</sup>"
            case _:
                return f'<span class="{kind}">{base}</span>'

    def block(self, kind: str, text: str, setting: Setting) -> str:
        """Write a block."""
        match kind:
            case "h":
                return f"<h2>{self.inline(text)}</h2>"
            case "box":
                return f'<div class="box" style="height: {text}em"></div>'
        style = f"text-indent: {setting.indent}em" + (
            f"; font-family: '{LATIN_FACE}', '{FACE}'" if setting.latin_face else ""
        )
        return f'<p style="{style}"{" class=hang" if setting.hang else ""}>{self.inline(text)}</p>'

    def write(self, settings: Sequence[Setting]) -> str:
        (width, height), margin = SHEET, MARGIN
        bodies = []
        for setting in settings:
            for need, name in ((setting.hang, "hang"), (setting.vertical, "vertical")):
                if need and name in self.lacks:
                    raise NotExpressibleError(name)
            if setting.lines:
                width, height = setting.measure * EM + 2 * MARGIN, setting.lines * 2 * EM + 2 * MARGIN
            blocks = "\n".join(self.block(kind, text, setting) for kind, text in setting.blocks)
            mode = "; writing-mode: vertical-rl; height: 8em" if setting.vertical else ""
            bodies.append(f'<div class="case" style="width: {setting.measure}em{mode}">{blocks}</div>')
        return f"""<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>cases</title><style>
            @page {{ size: {width}pt {height}pt; margin: {margin}pt }}
            html, body {{ margin: 0; padding: 0; font: {EM}pt/2 "{FACE}" }}
            p {{ margin: 0 }} .case:not(:last-child) {{ break-after: page }}
            h2 {{ font-size: 1.4em; font-weight: normal; line-height: 1rlh; margin: 1rlh 0; block-step-size: 1rlh; break-after: avoid }}
            h2:first-child {{ margin-top: 0 }}
            .box {{ background: #ccc; margin: 0; block-step-size: 1rlh }}
            {self.css}</style><body>{"".join(bodies)}</body></html>"""


class Ours(Html):
    """This project, in a process of its own."""

    name = "publisher"
    configured = "the style sheet of the HTML engines"
    lacks = frozenset({"vertical"})
    module = "from publisher.typesetting import render; render(open(sys.argv[1]).read()).write_pdf(sys.argv[2])"

    def version(self) -> str | None:
        return call([sys.executable, "-c", "import importlib.metadata as m; print(m.version('publisher'))"], Path())

    def command(self, source: Path, target: Path) -> list[str]:
        return [sys.executable, "-c", f"import sys; {self.module}", str(source), str(target)]


class PlainWeasyPrint(Ours):
    """WeasyPrint alone."""

    name = "WeasyPrint"
    configured = "the same style sheet, of which it knows `text-align: justify`, underlines and notes"
    lacks = frozenset({"vertical", "hang", "em", "ruby"})
    module = "import weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"

    def version(self) -> str | None:
        return call([sys.executable, "-c", "import weasyprint; print(weasyprint.__version__)"], Path())


class Chromium(Html):
    """Chromium's own printing."""

    name = "Chromium"
    configured = "the same style sheet; `text-spacing-trim: trim-start`, the most that it knows"
    lacks = frozenset({"hang", "note"})

    def version(self) -> str | None:
        found = shutil.which("chromium")
        return call([found, "--version"], Path()).split()[1] if found else None

    def command(self, source: Path, target: Path) -> list[str]:
        return [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip


class Vivliostyle(Html):
    """Vivliostyle, which paginates in a browser."""

    name = "Vivliostyle"
    configured = "the same style sheet; printed by the installed Chromium"

    def program(self) -> str | None:
        """Return where the program is: VIVLIOSTYLE names it, or it is on the path."""
        return os.environ.get("VIVLIOSTYLE") or shutil.which("vivliostyle")

    def version(self) -> str | None:
        program = self.program()
        return call([program, "--version"], Path()).splitlines()[0].split()[-1] if program else None

    def command(self, source: Path, target: Path) -> list[str]:
        browser = shutil.which("chromium") or ""
        return [
            self.program() or "", "build", str(source), "-o", str(target), "--executable-browser", browser,
            "--timeout", "900", "--log-level", "silent",
        ]  # fmt: skip
