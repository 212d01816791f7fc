from pathlib import Path

import pytest
from book_folder import ARTICLE, found_in, only, write_book

from publisher.diagnostics import PublisherError, Severity
from publisher.manuscript import load

GROUP = '[[groups]]\ntitle = "a"\n'
CONTENTS = '[[contents.parts]]\nchapters = ["articles/first.md"]\n'


def _book(folder: Path, text: str) -> Path:
    return write_book(folder, {"book.toml": text})


@pytest.mark.parametrize(
    ("lines", "code", "line", "words"),
    [
        ('titel = "x"', "key-unknown", 4, ["titel", "[book]", "did you mean “title”", "subtitle"]),
        ("subtitle = 5", "value-type", 4, ["subtitle", "text", "5", "quotation marks"]),
        ("subtitle = ''", "text-empty", 4, ["subtitle", "empty", "leave the key out"]),
        ('subtitle = "a\\nb"', "text-several-lines", 4, ["subtitle", "one line"]),
        ('subtitle = "a\\u0007"', "character-invalid", 4, ["U+0007", "delete"]),
        ('isbn = "978-7-302-51162-4"', "isbn-invalid", 4, ["978-7-302-51162-4", "check digit"]),
        ('isbn = "978-7-302-5116"', "isbn-invalid", 4, ["13 digits"]),
        ('isbn = "978-7-302-5116X-5"', "isbn-invalid", 4, ["else than digits"]),
        ('isbn = "123-7-302-51162-3"', "isbn-invalid", 4, ["978 or 979"]),
        ("isbn = 9787302511625", "value-type", 4, ["isbn", "text", "9787302511625"]),
        ('issn = "1560-9546"', "issn-invalid", 4, ["1560-9546", "check digit"]),
        ('uuid = "1234"', "uuid-invalid", 4, ["1234", "8-4-4-4-12"]),
        ('slug = "a/b"', "slug-invalid", 4, ["a/b", "'/'", "letters, digits"]),
        ('slug = ".book"', "slug-invalid", 4, [".book", "begins"]),
        (f'slug = "{"长" * 41}"', "slug-invalid", 4, ["longer than 120 bytes"]),
        ('language = "chinese"', "language-invalid", 4, ["chinese", "zh-Hans"]),
        ('language = "xx-Foo-bar-99"', "language-invalid", 4, ["xx-Foo-bar-99", "zh-Hans"]),
        ('language = "zh-Hans-Hant"', "language-invalid", 4, ["zh-Hans-Hant"]),
        ('language = "zh_CN"', "language-invalid", 4, ["zh_CN"]),
        ('language = "en-x"', "language-invalid", 4, ["en-x"]),
        ("subjects = 'x'", "value-type", 4, ["subjects", "list", "[ … ]"]),
        ("subjects = [\n  'x',\n  5,\n]", "value-type", 6, ["subjects", "text"]),
        ("series = { nmae = 'x', name = 'y' }", "key-unknown", 4, ["nmae", "[book.series]", "“name”"]),
        ("series = 'x'", "value-type", 4, ["series", "table", "{ … }"]),
        ('cover = "assets/none.jpg"', "image-missing", 4, ["assets/none.jpg"]),
        ("[[creators]]\nrole = 'edt'", "key-missing", 4, ["name", "[creators]", "name = …"]),
        (
            "[[creators]]\nname = 'x'\n[[creators]]\nname = 'y'\nrole = 'edit'",
            "value-unknown",
            8,
            ["edit", "“edt”", "pht"],
        ),
        ("[[creators]]\nname = 'x'\nfile_as = 'y'", "key-unknown", 6, ["file_as", "“file-as”"]),
        ("[page]\nsize = 'A44'", "value-unknown", 5, ["size", "A44", "“A4”", "大16开"]),
        ("[page]\nsize = 4", "value-unknown", 5, ["size", "4", "16开"]),
        ("[page]\nsize = { width = 185 }", "key-missing", 5, ["height", "[page.size]"]),
        ("[page]\nsize = { width = 18, height = 260 }", "value-out-of-range", 5, ["width", "at least 50"]),
        ("[page]\nbody-size = 7", "value-out-of-range", 5, ["body-size", "7", "at least 7.875"]),
        ("[page]\nbody-size = '12'", "value-type", 5, ["body-size", "number", "without quotation marks"]),
        ("[page]\nbleed = 21", "value-out-of-range", 5, ["bleed", "at most 20"]),
        ("[page]\nbleed = 0", "bleed-too-small", 5, ["bleed", "at least 1 mm", "bleed = 3", '"print"']),
        ("[page]\nbleed = 0.5\n[output]\nformats = ['print']", "bleed-too-small", 5, ["0.5"]),
        ("[page]\nline-height = 15", "line-height-unfit", 5, ["15 pt", "15.75 to 21 pt", "S1"]),
        ("[print]\nprofile = 'assets/none.icc'", "profile-missing", 5, ["assets/none.icc"]),
        ("[print]\nink-limit = 30", "value-out-of-range", 5, ["ink-limit", "at least 200"]),
        ("[print]\nfill = 'yes'", "value-type", 5, ["fill", "true or false", "without quotation marks"]),
        ("[cover-sheet]\nflaps = 300", "value-out-of-range", 5, ["flaps", "at most 200"]),
        ("[cover-sheet]\nbulk = 0.5", "value-out-of-range", 5, ["bulk", "at least 0.6"]),
        ("[cover-sheet]\ngrammage = '80'", "value-type", 5, ["grammage", "number", "without quotation marks"]),
        ("[imprint]\nedition = 0", "value-out-of-range", 5, ["edition", "at least 1"]),
        ("[imprint]\ncopies = '3000'", "value-type", 5, ["copies", "a whole number", "3000"]),
        ("[imprint]\nprice = ''", "text-empty", 5, ["price", "empty", "leave the key out"]),
        ("[handout]\nform = 'book'", "value-unknown", 5, ["form", "booklet"]),
        ("[handout]\npaper-thickness = 1", "value-out-of-range", 5, ["paper-thickness", "at most 0.5"]),
        ("[output]\nformats = ['epub', 'pfd']", "value-unknown", 5, ["pfd", "“pdf”", "handout"]),
        ("[output]\nformats = ['epub', 'epub']", "value-twice", 5, ["epub", "twice"]),
        ("[output]\nformats = []", "list-length", 5, ["formats", "at least 1"]),
        ("[style]\ntheme = 'newpaper'", "theme-unknown", 5, ["newpaper", "did you mean “newspaper”", "allowed"]),
        ("[style]\ntheme = '../templates'", "theme-unknown", 5, ["../templates", "allowed: book, newspaper, training"]),
        ("[style]\ntheme = 'bok'", "theme-unknown", 5, ["bok", "did you mean “book”"]),
        ("[page]\ngutter = -1", "value-out-of-range", 5, ["gutter", "at least 0"]),
        ("[page]\nsize = '32开'\ngutter = 9", "gutter-too-wide", 6, ["gutter", "9 mm", "10 mm", "at most 8"]),
        ("[page]\nparts-open = 'left'", "value-unknown", 5, ["parts-open", "left", "recto", "any"]),
        ("[page]\nchapters-open = true", "value-unknown", 5, ["chapters-open", "recto", "any"]),
        ("[style]\ntheem = 'x'", "key-unknown", 5, ["theem", "“theme”"]),
        ("[imprint]\nlines = [\n['印刷', 'x'],\n['装订'],\n]", "list-length", 7, ["lines", "2 entries", "1"]),
        ("[colophon]\ntitle = '版记'", "colophon-empty", 4, ["colophon", "empty", "facts = true"]),
        ("[colophon]\nfacts = 1", "value-type", 5, ["facts", "true or false"]),
        ("[colophon]\nlines = [['纸张']]", "list-length", 5, ["lines", "2 entries", "1"]),
        ("[colophon]\ntext = ''", "text-empty", 5, ["text", "empty"]),
        ("[colophon]\nfact = true", "key-unknown", 5, ["fact", "[colophon]", "“facts”"]),
        ("[imprnt]\nnote = 'x'", "key-unknown", 4, ["imprnt", "at the top of the file", "“imprint”"]),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_right(tmp_path, lines, code, line, words):
    head = f'[book]\ntitle = "河湾"\ndate = 2026-03-20\n{lines}\n'
    found = only(_book(tmp_path, head + CONTENTS), code)
    assert found.severity is Severity.ERROR
    assert found.place.file == tmp_path / "book.toml"
    assert found.place.line == line
    for word in words:
        assert word in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        (CONTENTS, "key-missing", None, ["book", "[book]"]),
        ("[book]\ndate = 2026-03-20\n" + CONTENTS, "key-missing", 1, ["title", "[book]", "title = …"]),
        ("[book]\ntitle = 'x'\n" + CONTENTS, "key-missing", 1, ["date"]),
        (
            "[book]\ntitle = 'x'\ndate = '2026-03-20'\n" + CONTENTS,
            "value-type",
            3,
            ["date", "2026-03-20", "without quotation"],
        ),
        ("[book]\ntitle = 'x'\ndate = 2026-03-20T08:00:00\n" + CONTENTS, "value-type", 3, ["date"]),
        ("[book]\ntitle = 'x'\ndate = 2026-03-20\n", "key-missing", None, ["contents", "[contents]"]),
        (
            "[book]\ntitle = 'x'\ndate = 2026-03-20\n[contents]\nfront=[]\n",
            "key-missing",
            4,
            ["parts", "[[contents.parts]]"],
        ),
        ("[book]\ntitle = 'x'\ndate = 2026-03-20\n[[contents.parts]]\ntitle='y'\n", "key-missing", 4, ["chapters"]),
        (
            "[book]\ntitle = 'x'\ndate = 2026-03-20\n[[contents.parts]]\nchapters=[]\n",
            "list-length",
            5,
            ["chapters", "at least 1"],
        ),
    ],
)
def test_what_a_book_cannot_do_without_is_asked_for(tmp_path, text, code, line, words):
    found = only(_book(tmp_path, text), code)
    assert found.place.line == line
    for word in words:
        assert word in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[book]\ntitle = “河湾”\n", 2, ["character 9", "straight quotation marks", "title = “河湾”"]),
        ("[book]\ntitle ＝ '河湾'\n", 2, ["equals sign", "straight marks only"]),
        ("[book]\ntitle = 河湾\n", 2, ["straight quotation marks"]),
        ("[book]\ntitle = '河湾\ndate = 2026-03-20\n", 2, ["closing quotation mark"]),
        ("[book\ntitle = '河湾'\n", 1, ["closing bracket ]"]),
        ("[book]\ntitle = 'a'\ntitle = 'b'\n", 3, ["given before"]),
        ("[book]\n[book]\n", 2, ["opened before"]),
        ("[book]\ntitle = 'a' 'b'\n", 2, ["behind the value"]),
        ("[book]\nsubjects = ['a',\n'b'\n\n", 3, ["closing bracket ]"]),
        ('[book]\ncover = "assets\\photo.jpg"\n', 2, ["backslash"]),
        ("[book]\ndate = 2026-02-30\n", 2, ["no such date"]),
    ],
)
def test_broken_toml_is_told_in_plain_words_with_line_and_text(tmp_path, text, line, words):
    found = only(_book(tmp_path, text), "toml-syntax")
    assert found.place.line == line
    for word in words:
        assert word in f"{found.message} {found.hint}"


def test_all_mistakes_of_all_files_are_told_at_once_in_the_order_of_the_files(tmp_path):
    text = "[book]\ndate = 5\ntitel = 'x'\n[page]\nsize = 'A0'\n" + CONTENTS
    folder = write_book(tmp_path, {"book.toml": text, "articles/first.md": "---\nkicker: x\n---\n# 一\n"})
    with pytest.raises(PublisherError) as error:
        load(folder)
    assert [(one.code, one.place.file.name, one.place.line) for one in error.value.diagnostics] == [
        ("key-missing", "book.toml", 1),
        ("value-type", "book.toml", 2),
        ("key-unknown", "book.toml", 3),
        ("value-unknown", "book.toml", 5),
        ("headline-missing", "first.md", 1),
        ("heading-level-one", "first.md", 4),
    ]


def test_a_folder_without_book_toml_is_no_book(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        found = only(folder, "book-file-missing")
        assert str(folder) in found.message
        assert "publisher new" in found.hint


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("articles/secnd.md", "article-missing", ["articles/secnd.md", "“articles/second.md”"]),
        ("infographics/none.toml", "infographic-missing", ["infographics/none.toml"]),
        ("articles", "chapter-kind", ["articles", ".md"]),
        ("articles/first.docx", "chapter-kind", [".md", ".toml"]),
        ("articles/x.md", "article-missing", ["is a folder"]),
        ("/etc/x.md", "path-invalid", ["/etc/x.md", "assets/photo.jpg"]),
        ("C:/x.md", "path-invalid", ["C:/x.md"]),
        ("articles\\\\second.md", "path-invalid", ["with /"]),
        ("../x.md", "path-outside", ["../x.md", "copy"]),
        ("articles/../../x.md", "path-outside", ["leaves the book folder"]),
        ("articles/link.md", "path-outside", ["articles/link.md", "leaves the book folder"]),
        ("articles/circle.md", "article-missing", ["articles/circle.md"]),
        ("articles/./second.md", "chapter-twice", ["articles/./second.md", "line 6"]),
        ("articles/same.md", "chapter-twice", ["articles/same.md", "line 6"]),
        ("", "text-empty", ["chapters"]),
    ],
)
def test_a_chapter_must_be_a_file_of_the_folder_and_only_once(tmp_path, path, code, words):
    folder = tmp_path / "book"
    outside = tmp_path / "x.md"
    contents = f'[[contents.parts]]\nchapters = [\n"articles/second.md",\n"{path}",\n]\n'
    write_book(folder, {"articles/second.md": ARTICLE}, contents=contents)
    (folder / "articles/first.md").unlink()
    (folder / "articles/x.md").mkdir()
    outside.write_text(ARTICLE, encoding="utf-8")
    if "link" in path:
        (folder / "articles/link.md").symlink_to(outside)
    if "same" in path:
        (folder / "articles/same.md").symlink_to("second.md")
    if "circle" in path:
        (folder / "articles/circle.md").symlink_to("circle.md")
    errors = [one for one in found_in(folder) if one.severity is Severity.ERROR]
    assert [one.code for one in errors] == [code]
    assert errors[0].place.line == 7
    for word in words:
        assert word in f"{errors[0].message} {errors[0].hint}"


def test_the_line_of_a_chapter_that_is_listed_twice_is_the_later_one(tmp_path):
    contents = '[contents]\nback = ["articles/first.md"]\n[[contents.parts]]\nchapters = ["articles/./first.md"]\n'
    found = only(write_book(tmp_path, contents=contents), "chapter-twice")
    assert found.place.line == 7
    assert "“articles/./first.md” was listed before, in line 5" in found.message


def test_an_infographic_cannot_stand_before_the_contents(tmp_path):
    folder = write_book(
        tmp_path,
        {"infographics/one.toml": ""},
        contents='[contents]\nfront = ["infographics/one.toml"]\n' + CONTENTS,
    )
    found = found_in(folder)[0]
    assert (found.code, found.place.line) == ("chapter-kind", 5)


def test_a_file_that_no_list_names_is_a_warning(tmp_path):
    folder = write_book(tmp_path, {"articles/春 天.md": ARTICLE, "infographics/x.toml": ""}, contents=CONTENTS)
    found = load(folder).diagnostics
    assert [(one.code, one.severity) for one in found] == [("file-unlisted", Severity.WARNING)] * 2
    assert found[0].place.file == folder / "articles/春 天.md"
    assert "articles/春 天.md" in found[0].message
    assert "[contents]" in found[0].hint


def test_fonts_and_styles_may_not_be_links_out_of_the_folder(tmp_path):
    folder = write_book(tmp_path / "book", {"fonts/a.txt": ""})
    (tmp_path / "b.otf").write_bytes(b"")
    (folder / "fonts/b.otf").symlink_to(tmp_path / "b.otf")
    assert "fonts/b.otf" in only(folder, "path-outside").message


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ('groups = []\ntitle = "x"', "list-length", 1, ["groups", "at least 1"]),
        ('title = "x"\n' + f'{GROUP}items = ["1", "2"]\n' * 5, "list-length", 2, ["at most 4", "5"]),
        (f'title = "x"\n{GROUP}items = ["1"]', "list-length", 4, ["items", "at least 2"]),
        (f'title = "x"\n{GROUP}items = {["1"] * 13}', "list-length", 4, ["at most 12", "13"]),
        (f'title = "x"\n{GROUP}form = "step"\nitems = ["1", "2"]', "value-unknown", 4, ["step", "“steps”"]),
        ('title = "x"\n[[groups]]\nitems = ["1", "2"]', "key-missing", 2, ["title", "[groups]"]),
        (f'title = "x"\n{GROUP}items = ["1",\n{{ titel = "2", title = "3" }}]', "key-unknown", 5, ["titel", "“title”"]),
        (f'title = "x"\n{GROUP}items = ["1", 2]', "value-type", 4, ["items", "text"]),
        ('title = "x"\ngroup = []', "key-unknown", 2, ["“groups”"]),
        ('title = “x”', "toml-syntax", 1, ["straight"]),
    ],
)  # fmt: skip
def test_a_mistake_in_an_infographic_is_told_with_its_line(tmp_path, text, code, line, words):
    folder = write_book(tmp_path, {"infographics/one.toml": text})
    found = found_in(folder)
    assert code in [one.code for one in found]
    one = next(one for one in found if one.code == code)
    assert one.place.file == folder / "infographics/one.toml"
    assert one.place.line == line
    for word in words:
        assert word in f"{one.message} {one.hint}"
