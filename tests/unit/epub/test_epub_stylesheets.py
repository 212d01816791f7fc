from pathlib import Path

import epub_edition
import pytest

from publisher.epub.stylesheets import PackagedStyles, package_stylesheets

PLAIN = '@charset "utf-8";\n/* 注 */ p::before { content: "url(x.png)"; }\n@namespace epub url(http://www.idpf.org/2007/ops);\n'


def packaged(folder: Path, css: str | bytes, name: str = "own.css") -> PackagedStyles:
    book = epub_edition.book(folder)
    (folder / "styles").mkdir(exist_ok=True)
    file = folder / "styles" / name
    file.write_bytes(css.encode() if isinstance(css, str) else css)
    return package_stylesheets((file,), book, set())


def test_a_sheet_that_names_no_file_goes_in_as_it_was_written(tmp_path: Path) -> None:
    result = packaged(tmp_path, PLAIN)
    assert [sheet.content.decode() for sheet in result.sheets] == [PLAIN]
    assert result.assets == ()
    assert result.errors == ()


def test_a_font_goes_with_the_sheet_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "某体 1.otf").write_bytes(b"OTTO")
    css = (
        "@font-face { font-family: X; src: local('X'), url(\"../fonts/%E6%9F%90%E4%BD%93 1.otf\") format('opentype') }"
    )
    result = packaged(tmp_path, css)
    [font] = result.assets
    assert (font.path, font.media_type, font.content) == ("fonts/1.otf", "font/otf", b"OTTO")
    assert 'url("../fonts/1.otf")' in result.sheets[0].content.decode()


def test_a_picture_that_two_rules_name_goes_in_once(tmp_path: Path) -> None:
    css = "p { background: url(../assets/cover.jpg) } h1 { background: url('../assets/cover.jpg') }"
    result = packaged(tmp_path, css)
    [picture] = result.assets
    assert (picture.path, picture.media_type) == ("images/cover.jpg", "image/jpeg")
    assert result.sheets[0].content.decode().count('url("../images/cover.jpg")') == 2


def test_data_urls_and_fragments_stay(tmp_path: Path) -> None:
    css = "p { background: url(data:image/gif;base64,R0lGODdhAQAB); filter: url(#blur) }"
    result = packaged(tmp_path, css)
    assert result.sheets[0].content.decode() == css
    assert result.errors == ()


def test_sheets_of_one_name_get_two_paths_in_their_order(tmp_path: Path) -> None:
    book = epub_edition.book(tmp_path)
    files = tuple(tmp_path / folder / "epub.css" for folder in ("a", "b"))
    for file in files:
        file.parent.mkdir()
        file.write_text(f"/* {file.parent.name} */")
    sheets = package_stylesheets(files, book, set()).sheets
    assert [(sheet.path, sheet.content) for sheet in sheets] == [
        ("styles/epub.css", b"/* a */"),
        ("styles/epub-2.css", b"/* b */"),
    ]


@pytest.mark.parametrize(
    ("css", "code", "named"),
    [
        ("/**/\n@import 'other.css';", "stylesheet-import", "@import"),
        ("/**/\np { background: url(https://example.org/a.png) }", "stylesheet-outside", "https://example.org/a.png"),
        ("/**/\np { background: url(../../a.png) }", "stylesheet-outside", "../../a.png"),
        ("/**/\n@media screen { p { background: url(gone.png) } }", "stylesheet-missing", "gone.png"),
        ("/**/\np { background: url(own.css) }", "stylesheet-missing", "own.css"),
    ],
)
def test_what_cannot_go_along_is_an_error_with_its_line(tmp_path: Path, css: str, code: str, named: str) -> None:
    [error] = packaged(tmp_path, css).errors
    assert error.code == code
    assert error.place is not None
    assert (error.place.file, error.place.line) == (tmp_path / "styles" / "own.css", 2)
    assert named in f"{error.message} {error.hint}"


def test_all_mistakes_of_a_sheet_are_told_at_once(tmp_path: Path) -> None:
    result = packaged(tmp_path, "@import url(x.css); p { background: url(a.png) url(b.png) }")
    assert [error.code for error in result.errors] == ["stylesheet-import", "stylesheet-missing", "stylesheet-missing"]


def test_a_sheet_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    [error] = packaged(tmp_path, "/* 中文注释 */".encode("gb18030")).errors
    assert error.code == "stylesheet-encoding"
    assert "UTF-8" in error.message


def test_a_sheet_that_is_gone_is_an_error(tmp_path: Path) -> None:
    [error] = package_stylesheets((tmp_path / "gone.css",), epub_edition.book(tmp_path), set()).errors
    assert error.code == "file-unreadable"
    assert "gone.css" in error.message
