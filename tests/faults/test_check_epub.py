"""A good EPUB made by hand, and one thing broken in it at a time."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.checks import check_file
from publisher.diagnostics import Severity

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-Hans">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:7a0c8f6e-52d1-5b5a-9a57-0f3f4f1f6d21</dc:identifier>
<dc:title>雾桥书屋</dc:title>
<dc:language>zh-Hans</dc:language>
<meta property="dcterms:modified">2026-03-20T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="text/title.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="shelf" href="images/%E4%B9%A6%E6%9E%B6.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="film" href="https://example.org/film.mp4" media-type="video/mp4"/>
</manifest>
<spine><itemref idref="title"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""
PAGE = """<?xml version="1.0"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans">
<head><title>{title}</title></head>
<body>
{body}
</body>
</html>"""
NAV = """<nav epub:type="toc"><ol>
<li><a href="text/one.xhtml">书屋开门</a></li>
<li><a href="text/two.xhtml#hours">开放时间</a></li>
</ol></nav>
<nav epub:type="landmarks" hidden="hidden"><ol><li><a href="text/one.xhtml">正文</a></li></ol></nav>"""
ONE = """<section epub:type="chapter">
<h1 id="door">书屋开门</h1>
<p><a href="two.xhtml#hours">何时来</a>，<a href="#door">从何处进</a>，<a href="https://example.org/#x">远处</a>。</p>
<p><img src="../images/%E4%B9%A6%E6%9E%B6.svg" alt="三层木书架"/><img src="../images/书架.svg" alt="" role="none"/></p>
<p><a href="../images/书架.svg#xywh=0,0,5,5">书架一角</a></p>
</section>"""
TWO = """<section epub:type="chapter">
<h1 id="hours">开放时间</h1>
<p>每天九时开门。<a href="one.xhtml">回到开头</a></p>
</section>"""
SHELF = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="board" width="9" height="1"/></svg>'

OPF, NAV_FILE, FIRST, SECOND = "EPUB/content.opf", "EPUB/nav.xhtml", "EPUB/text/one.xhtml", "EPUB/text/two.xhtml"
PICTURE = "EPUB/images/书架.svg"


class Book:
    """The files of an EPUB in their order, to be changed and packed."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": CONTAINER.encode(),
            OPF: PACKAGE.encode(),
            NAV_FILE: PAGE.format(title="目录", body=NAV).encode(),
            "EPUB/text/title.xhtml": PAGE.format(title="扉页", body="<h1>雾桥书屋</h1>").encode(),
            FIRST: PAGE.format(title="书屋开门", body=ONE).encode(),
            SECOND: PAGE.format(title="开放时间", body=TWO).encode(),
            PICTURE: SHELF.encode(),
        }
        self.compressed = False
        self.extra = b""

    def change(self, name: str, old: str, new: str) -> None:
        assert old.encode() in self.files[name], old
        self.files[name] = self.files[name].replace(old.encode(), new.encode())

    def move_first(self, name: str) -> None:
        self.files = {name: self.files[name], **self.files}

    def pack(self, file: Path) -> Path:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                plain = name == "mimetype" and not self.compressed
                entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
                entry.extra = self.extra if name == "mimetype" else b""
                archive.writestr(entry, content)
        return file


def edit(name: str, old: str, new: str = "") -> Callable[[Book], None]:
    return lambda book: book.change(name, old, new)


def add(name: str, content: bytes = b"x") -> Callable[[Book], None]:
    return lambda book: book.files.update({name: content})


def remove(name: str) -> Callable[[Book], None]:
    return lambda book: book.files.pop(name)


def empty_spine(book: Book) -> None:
    for name in ("title", "nav", "one", "two"):
        book.change(OPF, f'<itemref idref="{name}"/>', "")


def second_nav(book: Book) -> None:
    book.change(OPF, 'id="title"', 'id="title" properties="nav"')
    book.files["EPUB/text/title.xhtml"] = book.files[NAV_FILE].replace(b"text/", b"")


def test_a_good_book_is_silent(tmp_path: Path) -> None:
    assert check_file(Book().pack(tmp_path / "good.epub")) == ()


def test_files_that_no_manifest_lists_are_let_be_where_they_belong(tmp_path: Path) -> None:
    book = Book()
    book.files["META-INF/com.example.options.xml"] = b"<options/>"
    book.files["EPUB/text/"] = b""
    assert check_file(book.pack(tmp_path / "good.epub")) == ()


# Code, what is broken, the file inside the book, its line, words that the message must have.
FAULTS: list[tuple[str, Callable[[Book], None], str, int | None, tuple[str, ...]]] = [
    ("epub-mimetype-missing", remove("mimetype"), "", None, ("mimetype",)),
    ("epub-mimetype-not-first", lambda book: book.move_first(OPF), "mimetype", None, ("first",)),
    ("epub-mimetype-not-plain", lambda book: setattr(book, "compressed", True), "mimetype", None, ("compressed",)),
    (
        "epub-mimetype-not-plain",
        lambda book: setattr(book, "extra", b"\xfe\xca\x02\x00ab"),
        "mimetype",
        None,
        ("extra field",),
    ),
    ("epub-mimetype-wrong", add("mimetype", b"application/epub+zip\n"), "mimetype", None, ("application/epub+zip",)),
    ("epub-entry-outside", add("../../evil.sh"), "", None, ("../../evil.sh", "outside")),
    ("epub-entry-outside", add("/etc/evil"), "", None, ("/etc/evil",)),
    ("epub-entry-outside", add("C:\\evil.bat"), "", None, ("evil.bat",)),
    ("epub-entry-outside", add("EPUB\\..\\..\\evil.bat"), "", None, ("evil.bat",)),
    ("epub-name-twice", add("Meta-Inf/Container.xml"), "Meta-Inf/Container.xml", None, ("“META-INF/container.xml”",)),
    ("epub-container-missing", remove("META-INF/container.xml"), "", None, ("META-INF/container.xml",)),
    (
        "epub-package-missing",
        edit("META-INF/container.xml", "content.opf", "book.opf"),
        "META-INF/container.xml",
        None,
        ("EPUB/book.opf",),
    ),
    (
        "epub-package-missing",
        edit("META-INF/container.xml", "oebps-package+xml", "xml"),
        "META-INF/container.xml",
        None,
        ("names no application/oebps-package+xml",),
    ),
    ("epub-xml-malformed", edit(OPF, "</metadata>"), OPF, 18, ("content.opf", "metadata")),
    ("epub-xml-malformed", edit(FIRST, "</h1>"), FIRST, 11, ("one.xhtml", "h1")),
    ("epub-xml-malformed", edit(FIRST, "何时来", "何时&nbsp;来"), FIRST, 8, ("nbsp",)),
    (
        "epub-xml-entities",
        edit(SECOND, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY who "某某">]>'),
        SECOND,
        None,
        ("two.xhtml", "entities"),
    ),
    ("epub-identifier-missing", edit(OPF, ' unique-identifier="id"'), OPF, 2, ("unique-identifier",)),
    ("epub-identifier-missing", edit(OPF, '"id">urn', '"other">urn'), OPF, 2, ("“id”",)),
    ("epub-identifier-missing", edit(OPF, "urn:uuid:7a0c8f6e-52d1-5b5a-9a57-0f3f4f1f6d21"), OPF, 2, ("“id”",)),
    ("epub-title-missing", edit(OPF, "<dc:title>雾桥书屋</dc:title>"), OPF, None, ("no title",)),
    ("epub-title-missing", edit(OPF, "雾桥书屋", " "), OPF, None, ("no title",)),
    ("epub-language-missing", edit(OPF, "<dc:language>zh-Hans</dc:language>"), OPF, None, ("no language",)),
    ("epub-modified", edit(OPF, 'property="dcterms:modified"', 'property="x"'), OPF, None, ("is missing",)),
    ("epub-modified", edit(OPF, "00:00Z", "00:00+08:00"), OPF, None, ("2026-03-20T00:00:00+08:00",)),
    (
        "epub-modified",
        edit(OPF, "</metadata>", '<meta property="dcterms:modified">2026-03-21T00:00:00Z</meta></metadata>'),
        OPF,
        None,
        ("2 times",),
    ),
    (
        "epub-file-missing",
        edit(OPF, "</manifest>", '<item id="x" href="text/x.xhtml" media-type="application/xhtml+xml"/></manifest>'),
        OPF,
        16,
        ("text/x.xhtml",),
    ),
    ("epub-spine-empty", lambda book: empty_spine(book), OPF, None, ("nothing to read",)),
    ("epub-spine-unresolved", edit(OPF, 'idref="two"', 'idref="three"'), OPF, 17, ("“three”",)),
    ("epub-nav-count", edit(OPF, ' properties="nav"'), OPF, None, ("No items",)),
    ("epub-nav-count", lambda book: second_nav(book), OPF, None, ("2 items",)),
    ("epub-toc-missing", edit(NAV_FILE, 'epub:type="toc"', 'epub:type="landmarks"'), NAV_FILE, None, ("toc",)),
    (
        "epub-chapter-unlisted",
        edit(NAV_FILE, '<li><a href="text/two.xhtml#hours">开放时间</a></li>'),
        SECOND,
        None,
        ("two.xhtml", "“开放时间”"),
    ),
    ("epub-id-twice", edit(FIRST, "<p><img", '<p id="door"><img'), FIRST, 9, ("“door”", "2 times")),
    ("epub-id-twice", edit(OPF, '<item id="shelf"', '<item id="film"'), OPF, 15, ("“film”",)),
    ("epub-alt-missing", edit(FIRST, ' alt=""'), FIRST, 9, ("书架.svg", "alt")),
    ("epub-link-broken", edit(FIRST, "two.xhtml#hours", "three.xhtml"), FIRST, 8, ("“three.xhtml”",)),
    ("epub-link-broken", edit(FIRST, "two.xhtml#hours", "../../../two.xhtml"), FIRST, 8, ("../two.xhtml",)),
    ("epub-link-broken", edit(FIRST, '书架.svg" alt=""', '书.svg" alt=""'), FIRST, 9, ("书.svg",)),
    ("epub-fragment-missing", edit(FIRST, "#hours", "#house"), FIRST, 8, ("“house”", "two.xhtml")),
    ("epub-fragment-missing", edit(FIRST, 'href="#door"', 'href="#gate"'), FIRST, 8, ("“gate”", "one.xhtml")),
]


@pytest.mark.parametrize(("code", "break_it", "name", "line", "words"), FAULTS)
def test_a_fault_is_found_and_told_with_its_place(
    tmp_path: Path,
    code: str,
    break_it: Callable[[Book], None],
    name: str,
    line: int | None,
    words: tuple[str, ...],
) -> None:
    book = Book()
    break_it(book)
    file = book.pack(tmp_path / "bad.epub")
    (found,) = (finding for finding in check_file(file) if finding.severity is Severity.ERROR)
    assert found.code == code
    assert found.place is not None
    assert found.place.file == (file / name if name else file)
    assert found.place.line == line
    assert [word for word in words if word not in found.message] == []
    assert found.hint


def test_a_file_that_the_manifest_does_not_list_is_a_warning(tmp_path: Path) -> None:
    book = Book()
    book.files["EPUB/.DS_Store"] = b"x"
    file = book.pack(tmp_path / "bad.epub")
    (found,) = check_file(file)
    assert (found.code, found.severity) == ("epub-file-unlisted", Severity.WARNING)
    assert found.place is not None
    assert found.place.file == file / "EPUB/.DS_Store"
    assert "manifest" in found.message


def test_faults_are_told_all_at_once(tmp_path: Path) -> None:
    book = Book()
    book.files["mimetype"] = b"application/zip"
    book.change(OPF, "<dc:language>zh-Hans</dc:language>", "")
    book.change(FIRST, "#hours", "#house")
    codes = [finding.code for finding in check_file(book.pack(tmp_path / "bad.epub"))]
    assert codes == ["epub-mimetype-wrong", "epub-language-missing", "epub-fragment-missing"]


@pytest.mark.parametrize("kind", ["foreword", "preface", "introduction", "afterword", "appendix"])
def test_other_articles_belong_into_the_contents_too(tmp_path: Path, kind: str) -> None:
    book = Book()
    book.change(NAV_FILE, '<li><a href="text/one.xhtml">书屋开门</a></li>', "")
    book.change(FIRST, 'epub:type="chapter"', f'epub:type="bodymatter {kind}"')
    (found,) = check_file(book.pack(tmp_path / "bad.epub"))
    assert found.code == "epub-chapter-unlisted"


def test_a_chapter_outside_the_reading_order_need_not_be_listed(tmp_path: Path) -> None:
    book = Book()
    book.change(NAV_FILE, '<li><a href="text/one.xhtml">书屋开门</a></li>', "")
    book.change(OPF, 'idref="one"', 'idref="one" linear="no"')
    assert check_file(book.pack(tmp_path / "good.epub")) == ()


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    file = Book().pack(tmp_path / "bad.epub")
    file.write_bytes(file.read_bytes()[:-200])
    (found,) = check_file(file)
    assert found.code == "epub-damaged"
    assert "bad.epub" in found.message
    assert found.hint
    assert "download" in found.hint


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda entry: setattr(entry, "CRC", 7), "CRC"),
        (lambda entry: setattr(entry, "flag_bits", 1), "password"),
        (lambda entry: setattr(entry, "compress_type", zipfile.ZIP_BZIP2), "compressed in a way"),
        # A size that is told too small, to get past a limit: no more than that is unpacked.
        (lambda entry: setattr(entry, "file_size", 9), "CRC"),
    ],
)
def test_an_entry_that_cannot_be_unpacked_is_named(
    tmp_path: Path, damage: Callable[[zipfile.ZipInfo], None], words: str
) -> None:
    file = Book().pack(tmp_path / "bad.epub")
    with zipfile.ZipFile(file, "a") as archive:
        damage(archive.getinfo(PICTURE))
        # The list of entries is written anew only if something was added.
        archive.writestr("META-INF/added.xml", "<a/>")
    (found,) = check_file(file)
    assert found.code == "epub-entry-unreadable"
    assert found.place is not None
    assert found.place.file == file / PICTURE
    assert words in found.message


def test_an_entry_without_a_name_is_no_traceback(tmp_path: Path) -> None:
    file = Book().pack(tmp_path / "bad.epub")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("META-INF/added.xml", "<a/>")
        archive.getinfo("META-INF/added.xml").filename = ""
    assert check_file(file)


def test_an_unreadable_package_document_ends_the_check_with_both_reasons(tmp_path: Path) -> None:
    file = Book().pack(tmp_path / "bad.epub")
    with zipfile.ZipFile(file, "a") as archive:
        archive.getinfo(OPF).CRC = 7
        archive.writestr("META-INF/added.xml", "<a/>")
    assert [finding.code for finding in check_file(file)] == ["epub-entry-unreadable", "epub-package-missing"]


def test_too_many_entries_are_not_looked_into(tmp_path: Path) -> None:
    book = Book()
    book.files |= {f"META-INF/{number}": b"" for number in range(9_993)}
    file = book.pack(tmp_path / "bad.epub")
    (found,) = check_file(file)
    assert found.code == "epub-too-large"
    assert "10001 files" in found.message


@pytest.mark.parametrize(("count", "megabytes", "words"), [(1, 65, "64 MiB"), (9, 60, "540 MiB")])
def test_a_bomb_is_not_unpacked(tmp_path: Path, count: int, megabytes: int, words: str) -> None:
    book = Book()
    names = [f"META-INF/{number}" for number in range(count)]
    book.files |= dict.fromkeys(names, b"0" * 99)
    file = book.pack(tmp_path / "bad.epub")
    with zipfile.ZipFile(file, "a") as archive:
        for name in names:
            archive.getinfo(name).file_size = megabytes * 1024**2
        archive.writestr("META-INF/added.xml", "<a/>")
    (found,) = check_file(file)
    assert found.code == "epub-too-large"
    assert words in found.message


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    book = Book()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    book.change(SECOND, "<!DOCTYPE html>", f'<!DOCTYPE html [<!ENTITY l0 "哈">{laughs}]>')
    book.change(SECOND, "每天", "&l8;每天")
    book.change(SECOND, "<section", '<section title="&l3;"')
    (found,) = check_file(book.pack(tmp_path / "bad.epub"))
    assert found.code in {"epub-xml-entities", "epub-xml-malformed"}
    assert "two.xhtml" in found.message


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_raises(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    file = Book().pack(tmp_path / "bad.epub")
    content = bytearray(file.read_bytes())
    for place, value in changes:
        content[place % len(content)] = value
    file.write_bytes(content)
    assert isinstance(check_file(file), tuple)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["META-INF/container.xml", OPF, NAV_FILE, FIRST]),
    start=st.integers(0, 1500),
    length=st.integers(0, 40),
    put=st.text("<>&;\"'=/#% ab\0:.", max_size=5),
)
def test_no_odd_markup_raises(tmp_path: Path, name: str, start: int, length: int, put: str) -> None:
    book = Book()
    content = book.files[name]
    start %= len(content)
    book.files[name] = content[:start] + put.encode() + content[start + length :]
    assert isinstance(check_file(book.pack(tmp_path / "bad.epub")), tuple)
