"""What a machine or a folder can do wrong to a build, through the real command line."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from fontTools.subset import main as subset

RIVER = Path(__file__).parent.parent / "books" / "river"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def publisher(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def river(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVER, tmp_path / "我的 book"))


def test_a_folder_with_spaces_and_chinese_in_its_name_is_built(river: Path, tmp_path: Path) -> None:
    done = publisher("build", river, "--only", "epub", "--only", "pdf", "--output", tmp_path / "成 品", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in (tmp_path / "成 品").iterdir()) == ["river.epub", "river.pdf"]


def test_without_a_book_it_says_how_to_name_or_make_one(tmp_path: Path) -> None:
    done = publisher("build", cwd=tmp_path)
    assert done.returncode == 1
    assert "book-missing" in done.stderr
    assert "publisher new" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_without_arguments_takes_the_folder_it_stands_in(river: Path) -> None:
    done = publisher("build", "--only", "epub", cwd=river)
    assert done.returncode == 0, done.stderr
    assert (river / "build" / "river.epub").is_file()


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    done = publisher("build", "--only", "docx", cwd=tmp_path)
    assert done.returncode == 2
    assert "docx" in done.stderr
    assert "epub" in done.stderr


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    for command in ((), ("new",), ("import",), ("build",), ("check",)):
        done = publisher(*command, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert f"Example: publisher {command[0] if command else 'new'}" in done.stdout


def test_the_list_of_commands_cuts_no_sentence_short(tmp_path: Path) -> None:
    _, commands = publisher("--help", cwd=tmp_path, env={"COLUMNS": "80"}).stdout.split("Commands:")
    assert "import" in commands
    assert "..." not in commands


def test_the_version_is_that_of_the_project(tmp_path: Path) -> None:
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    assert publisher("--version", cwd=tmp_path).stdout == f"publisher {settings['project']['version']}\n"


def test_an_output_that_is_a_file_is_named(river: Path, tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("here", encoding="utf-8")
    done = publisher("build", river, "--only", "epub", "--output", target, cwd=tmp_path)
    assert done.returncode == 1
    assert "output-unwritable" in done.stderr
    assert target.read_text(encoding="utf-8") == "here"


def test_a_wrong_source_date_epoch_is_named(river: Path, tmp_path: Path) -> None:
    done = publisher("build", river, "--only", "epub", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert done.returncode == 1
    assert "source-date-epoch" in done.stderr
    assert "yesterday" in done.stderr


def _font_configuration(folder: Path, fonts: Path) -> dict[str, str]:
    file = folder / "fonts.conf"
    file.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    return {"FONTCONFIG_FILE": str(file)}


def test_a_machine_without_fonts_is_told_what_to_install(river: Path, tmp_path: Path) -> None:
    empty = tmp_path / "no-fonts"
    empty.mkdir()
    done = publisher("build", river, "--only", "pdf", cwd=tmp_path, env=_font_configuration(tmp_path, empty))
    assert done.returncode == 1
    assert "fonts-missing" in done.stderr
    assert "fonts-noto-cjk" in done.stderr
    assert not (tmp_path / "build").exists()


def test_a_machine_without_chinese_fonts_names_the_characters(river: Path, tmp_path: Path) -> None:
    fonts = tmp_path / "latin"
    fonts.mkdir()
    kai = subprocess.run(
        ["fc-match", "-f", "%{file}", "LXGW WenKai"], capture_output=True, text=True, check=True
    ).stdout
    _latin_only(Path(kai), fonts / "latin.ttf")
    done = publisher("build", river, "--only", "pdf", cwd=tmp_path, env=_font_configuration(tmp_path, fonts))
    assert done.returncode == 1
    assert "glyph-missing" in done.stderr
    place = re.search(r"] (\S* \S*):(\d+): No installed font has “(.)”", done.stderr)
    assert place is not None, done.stderr
    file, line, character = place.groups()
    assert character in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert not (tmp_path / "build").exists()


def _latin_only(source: Path, target: Path) -> None:
    """Write a font that has the printable ASCII characters and no others."""
    subset([str(source), "--unicodes=U+0020-007E", f"--output-file={target}"])


def test_a_machine_without_pango_is_told_what_to_install(river: Path, tmp_path: Path) -> None:
    broken = tmp_path / "libraries"
    broken.mkdir()
    for name in ("libpango-1.0.so.0", "libpango-1.0.so"):
        (broken / name).write_text("no library", encoding="utf-8")
    done = publisher("build", river, cwd=tmp_path, env={"LD_LIBRARY_PATH": str(broken)})
    assert done.returncode == 1
    assert "library-missing" in done.stderr
    assert "libpango-1.0-0" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def certify(river: Path) -> None:
    settings = river / "book.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[epub]\n", '[epub]\ncertified-by = "河湾社"\n'), encoding="utf-8")


def test_a_book_that_conforms_carries_the_claim_of_its_certifier(river: Path) -> None:
    certify(river)
    done = publisher("build", "--only", "epub", cwd=river)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(river / "build" / "river.epub") as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert "EPUB Accessibility 1.1 - WCAG 2.1 Level AA" in package
    assert '<meta refines="#conformance" property="a11y:certifiedBy">河湾社</meta>' in package


def test_a_claim_of_conformance_that_the_book_does_not_meet_stops_the_build(river: Path) -> None:
    certify(river)
    article = next((river / "articles").iterdir())
    article.write_text(article.read_text(encoding="utf-8") + "\n\n## 河上\n\n#### 船\n\n船来了。\n", encoding="utf-8")
    done = publisher("build", "--only", "epub", cwd=river)
    assert done.returncode == 1
    assert "epub-claim-false" in done.stderr
    assert "headings skip a level" in done.stderr
    assert not (river / "build").exists()
