"""The one door to WeasyPrint: HTML and CSS in, pages out on which Chinese is set by the rules."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import weasyprint
from lxml import etree
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publisher.call_stack import with_room
from publisher.collector import collector_at_rest
from publisher.diagnostics import fail
from publisher.typesetting.weasy import properties, seams

_VERSION = "70.0"


@with_room
def render(
    html: str | bytes | etree._Element,
    *,
    base_url: str | Path | None = None,
    stylesheets: Sequence[weasyprint.CSS] = (),
    font_config: FontConfiguration | None = None,
    url_fetcher: URLFetcher | None = None,
) -> weasyprint.Document:
    """Lay out HTML as pages; a tree is one of HTML elements without a namespace.

    Raises `PublisherError` (`weasyprint-version`) for any WeasyPrint but the one that this code was written for.
    """
    _install()
    source: dict[str, Any]
    match html:
        case str():
            source = {"string": html}
        case bytes():
            source = {"file_obj": BytesIO(html)}
        case _:
            source = {"tree": html}
    document = _Html(**source, base_url=base_url, url_fetcher=url_fetcher)
    with seams.active(), properties.warning_once(), collector_at_rest():
        return document.render(font_config=font_config, stylesheets=list(stylesheets))


def stylesheet(
    *,
    string: str | None = None,
    filename: Path | None = None,
    font_config: FontConfiguration | None = None,
    url_fetcher: URLFetcher | None = None,
) -> weasyprint.CSS:
    """Parse a style sheet for `render`.

    WeasyPrint drops what it does not know when it parses, so a sheet has to be parsed with our properties in place.
    """
    _install()
    with properties.warning_once():
        return weasyprint.CSS(string=string, filename=filename, font_config=font_config, url_fetcher=url_fetcher)


class _Html(weasyprint.HTML):  # type: ignore[misc]
    """HTML whose user agent knows ruby and Chinese numbers."""

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [*super()._ua_stylesheets(forms), properties.stylesheet()]

    def _ua_counter_style(self) -> list[CounterStyle]:
        return [*super()._ua_counter_style(), properties.counter_styles().copy()]


@cache
def _install() -> None:
    """Check the version and put the seams in, once; they touch what only that version is known to have."""
    if weasyprint.__version__ != _VERSION:
        raise fail(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed, but the typesetting works with {_VERSION} only",
            hint=f"Install it: pip install weasyprint=={_VERSION}",
        )
    seams.install()
