import pytest

from publisher.checks.epub.addresses import Target, resolve


@pytest.mark.parametrize(
    ("href", "path", "fragment"),
    [
        ("two.xhtml", "EPUB/text/two.xhtml", ""),
        ("two.xhtml#hours", "EPUB/text/two.xhtml", "hours"),
        ("#hours", "EPUB/text/one.xhtml", "hours"),
        ("", "EPUB/text/one.xhtml", ""),
        (" ../nav.xhtml ", "EPUB/nav.xhtml", ""),
        ("../images/%E4%B9%A6%20a.svg", "EPUB/images/书 a.svg", ""),
        ("two.xhtml?page=1#%E9%97%A8", "EPUB/text/two.xhtml", "门"),
        ("../../../two.xhtml", "../two.xhtml", ""),
        ("/two.xhtml", "/two.xhtml", ""),
    ],
)
def test_links_are_followed_from_the_file_they_stand_in(href: str, path: str, fragment: str) -> None:
    assert resolve(href, "EPUB/text/one.xhtml") == Target(path=path, fragment=fragment)


@pytest.mark.parametrize("href", ["https://example.org/a", "mailto:a@example.org", "data:,x", "//example.org/a"])
def test_what_is_not_in_the_book_is_not_followed(href: str) -> None:
    assert resolve(href, "EPUB/text/one.xhtml") is None


def test_what_is_no_address_is_no_files_name_either() -> None:
    assert resolve("http://[half", "EPUB/text/one.xhtml") == Target(path="http://[half", fragment="")
