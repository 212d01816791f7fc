"""A machine with a 仿宋: the training theme takes it, and 宋 for the characters that it does not have."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from book_folder import BOOK, article, write_book
from fontTools import subset
from fontTools.ttLib import TTCollection

from publisher.themes import read_theme
from publisher.typesetting import find_face

FAMILIES = next(face.families for face in read_theme("training").faces if face.name == "仿宋")
CONFIG = '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}<dir>{}</dir></fontconfig>'


def write_font(file: Path, family: str, characters: str) -> None:
    """Write a font of some characters under the name of a family."""
    face = find_face("Noto Serif CJK SC", bold=False)
    assert face is not None
    fonts = TTCollection(BytesIO(face.file.read_bytes()), lazy=True).fonts
    font = next(font for font in fonts if font["name"].getDebugName(6) == face.postscript_name)
    cutter = subset.Subsetter(subset.Options(name_IDs=[1, 2, 4, 6], layout_features=[]))
    cutter.populate(text=characters)
    cutter.subset(font)
    for record in font["name"].names:
        record.string = {1: family, 2: "Regular", 4: family}.get(record.nameID, re.sub(r"\W", "", family))
    font["CFF "].cff.fontNames[0] = re.sub(r"\W", "", family)
    font.save(file)


@pytest.mark.parametrize("family", ["FangSong", "STFangsong", "FandolFang"])
def test_it_is_taken_by_its_name(tmp_path: Path, family: str) -> None:
    (tmp_path / "fonts").mkdir()
    write_font(tmp_path / "fonts/one.otf", family, "正文一水")
    current = os.environ.get("FONTCONFIG_FILE")
    more = f"<include>{current}</include>" if current else ""
    (tmp_path / "fonts.conf").write_text(CONFIG.format(more, tmp_path / "fonts"), "utf-8")
    head = BOOK + '[style]\ntheme = "training"\n'
    book = write_book(tmp_path / "book", {"articles/first.md": article("正文一段。\n")}, head=head)
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "build", book, "--only", "pdf", "--output", tmp_path],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "typeface-missing" not in done.stderr
    command = ["pdftotext", "-bbox-layout", "-f", "7", "-l", "7", tmp_path / "book.pdf", "-"]
    assert "正文一段" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(["pdffonts", tmp_path / "book.pdf"], capture_output=True, text=True, check=True).stdout
    assert f"+{family}" in fonts
    assert "+Noto-Serif-CJK-SC " in fonts


def test_the_theme_looks_for_every_family_that_it_is_meant_for() -> None:
    style = (read_theme("training").folder / "pdf.css").read_text("utf-8")
    (written,) = re.findall(r"^html, \.note \{ font-family: (.*); \}$", style, re.MULTILINE)
    assert tuple(re.findall(r'"([^"]+)"', written))[: len(FAMILIES)] == FAMILIES
