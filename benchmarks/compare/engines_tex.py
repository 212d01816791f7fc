"""The engines with a language of their own: Typst and XeLaTeX."""

import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from engine import EM, FACE, LATIN_FACE, MARGIN, SHEET, Engine, NotExpressibleError, Setting, call


class Typst(Engine):
    """Typst, by the compiler in the package `typst`."""

    name = "Typst"
    suffix = ".typ"
    configured = '`set text(lang: "zh", region: "cn", cjk-latin-spacing: auto, costs: (runt: 1000%))`, `set par(justify: true, linebreaks: "optimized")`'

    def python(self) -> str:
        """Return the interpreter that has the package: TYPST_PYTHON names it, or this one."""
        return os.environ.get("TYPST_PYTHON", sys.executable)

    def version(self) -> str | None:
        try:
            return call([self.python(), "-c", "import importlib.metadata as m; print(m.version('typst'))"], Path())
        except RuntimeError:
            return None

    def escape(self, text: str) -> str:
        return f"#{json.dumps(text, ensure_ascii=False)};" if text else ""

    def spell(self, kind: str, base: str, extra: str) -> str:
        match kind:
            case "name":
                return f"#underline(offset: 2pt, extent: -0.75pt)[{self.escape(base)}]"
            case "b":
                return f"#strong[{self.escape(base)}]"
            case "ref":
                return f"#super[{self.escape(base)}]"
            case "note":
                return f"#footnote[{self.escape(base)}]"
        raise NotExpressibleError(kind)

    def block(self, kind: str, text: str, setting: Setting) -> str:
        """Write a block."""
        match kind:
            case "h":
                return f"= {self.inline(text)}"
            case "box":
                return f"#block(height: {text}em, width: 100%, fill: luma(200))"
        return self.inline(text)

    def write(self, settings: Sequence[Setting]) -> str:
        (width, height), bodies = SHEET, []
        for setting in settings:
            if setting.hang or setting.vertical:
                raise NotExpressibleError
            if setting.lines:
                width, height = setting.measure * EM + 2 * MARGIN, setting.lines * 2 * EM + 2 * MARGIN
            font = (
                f'((name: "{LATIN_FACE}", covers: "latin-in-cjk"), "{FACE}")' if setting.latin_face else f'("{FACE}",)'
            )
            blocks = "\n\n".join(self.block(kind, text, setting) for kind, text in setting.blocks)
            rules = (
                f"#set text(font: {font})\n"
                f"#set par(first-line-indent: (amount: {setting.indent}em, all: true))\n{blocks}"
            )
            body = rules if setting.lines else f"#block(width: {setting.measure}em)[\n{rules}\n]"
            bodies.append(body)
        return f"""#set page(width: {width}pt, height: {height}pt, margin: {MARGIN}pt)
#set text(size: {EM}pt, lang: "zh", region: "cn", cjk-latin-spacing: auto, hyphenate: false,
  costs: (runt: 1000%), top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, linebreaks: "optimized", leading: 1em, spacing: 1em)
#set block(spacing: 1em)
#show heading: set text(size: {1.4 * EM}pt, weight: "regular")
#show heading: set block(above: {1.8 * EM}pt, below: {1.8 * EM}pt)
#show footnote.entry: set text(size: {0.7 * EM}pt)
""" + "\n#pagebreak()\n".join(bodies)

    def command(self, source: Path, target: Path) -> list[str]:
        program = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
        return [self.python(), "-c", program, str(source), str(target)]


class XeLatex(Engine):
    """XeLaTeX with xeCJK."""

    name = "XeLaTeX"
    suffix = ".tex"
    configured = (
        "xeCJK with its default `PunctStyle=quanjiao`, `CheckSingle=true`, `CJKecglue` of ¼ em (⅛ to ½); "
        "xeCJKfntef for dots and lines, xpinyin for ruby"
    )

    def version(self) -> str | None:
        if not shutil.which("xelatex"):
            return None
        style = Path(call(["kpsewhich", "xeCJK.sty"], Path()) or "none")
        found = (
            re.search(r"\{\\ExplFileDate\}\{([\d.]+)\}", style.read_text(encoding="utf-8")) if style.exists() else None
        )
        engine = call(["xelatex", "--version"], Path()).split()[1]
        return f"{engine.split('-')[-1]}, xeCJK {found[1]}" if found else None

    def escape(self, text: str) -> str:
        return re.sub(r"([#$%&_{}])", r"\\\1", text).replace("−", "{\\char`−}")

    def spell(self, kind: str, base: str, extra: str) -> str:
        base = self.escape(base)
        match kind:
            case "b":
                return rf"\textbf{{{base}}}"
            case "em":
                return rf"\CJKunderdot{{{base}}}"
            case "name":
                return rf"\CJKunderline-{{{base}}}"
            case "title":
                return rf"\CJKunderwave-{{{base}}}"
            case "ruby":
                return rf"\xpinyin{{{base}}}{{{extra}}}"
            case "ref":
                return rf"\textsuperscript{{{base}}}"
            case "note":
                return rf"\footnote{{{base}}}"
        raise NotExpressibleError(kind)

    def block(self, kind: str, text: str) -> str:
        """Write a block."""
        match kind:
            case "h":
                return rf"\section*{{{self.inline(text)}}}"
            case "box":
                return rf"\noindent\rule{{\linewidth}}{{{float(text) * EM}bp}}"
        return self.inline(text)

    def write(self, settings: Sequence[Setting]) -> str:
        (width, height), bodies = SHEET, []
        for setting in settings:
            if setting.vertical:
                raise NotExpressibleError
            if setting.lines:
                width, height = setting.measure * EM + 2 * MARGIN, setting.lines * 2 * EM + 2 * MARGIN
            blocks = "\n\n".join(self.block(kind, text) for kind, text in setting.blocks)
            indent = f"\\setlength\\parindent{{{setting.indent * EM}bp}}"
            face = f"\\fontspec{{{LATIN_FACE}}}" if setting.latin_face else ""
            hang = "\\xeCJKsetup{PunctStyle=hanging}" if setting.hang else ""
            body = f"{indent}{face}{hang}\n{blocks}\n\n"
            if not setting.lines:
                body = f"\\noindent\\begin{{minipage}}[t]{{{setting.measure * EM}bp}}\n{body}\\end{{minipage}}\\par"
            bodies.append(body)
        return (
            rf"""\documentclass{{article}}
\usepackage[paperwidth={width}bp,paperheight={height}bp,margin={MARGIN}bp,noheadfoot,nomarginpar]{{geometry}}
\usepackage{{xeCJK,xeCJKfntef,xpinyin}}
\setmainfont{{{FACE}}}\setCJKmainfont{{{FACE}}}
\xeCJKsetup{{CheckSingle=true,CJKecglue={{\hskip 0.25em plus 0.25em minus 0.125em}}}}
\xeCJKDeclarePunctStyle{{hanging}}{{enabled-hanging=true,bound-punct-width=0pt}}
\xpinyinsetup{{ratio=0.5}}\pagestyle{{empty}}\raggedbottom\hyphenpenalty=10000\exhyphenpenalty=10000
\widowpenalty=10000\clubpenalty=10000
\makeatletter\renewcommand\normalsize{{\@setfontsize\normalsize{{{EM}bp}}{{{2 * EM}bp}}}}
\renewcommand\section{{\@startsection{{section}}{{1}}{{0pt}}{{{2 * EM}bp}}{{{2 * EM}bp}}{{\fontsize{{{1.4 * EM}bp}}{{{2 * EM}bp}}\selectfont}}}}\makeatother
\topskip={0.88 * EM}bp\parskip=0pt
\begin{{document}}\normalsize
"""
            + "\\clearpage\n".join(bodies)
            + "\n\\end{document}\n"
        )

    def command(self, source: Path, target: Path) -> list[str]:
        return [
            "xelatex", "-interaction=nonstopmode", "-halt-on-error", f"-output-directory={target.parent}", str(source)
        ]  # fmt: skip
