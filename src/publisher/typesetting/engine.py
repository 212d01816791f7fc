"""The one door to WeasyPrint: HTML and CSS in, pages out on which Chinese is set by the rules."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import weasyprint
from lxml import etree
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publisher.diagnostics import fail

_VERSION = "70.0"


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
    from publisher.typesetting.weasy.seams import active

    if isinstance(html, str):
        source = {"string": html}
    elif isinstance(html, bytes):
        source = {"file_obj": BytesIO(html)}
    else:
        source = {"tree": html}
    document = weasyprint.HTML(**source, base_url=base_url, url_fetcher=url_fetcher)
    with active():
        return document.render(font_config=font_config, stylesheets=list(stylesheets))


@cache
def _install() -> None:
    """Check the version and put the seams in, once; they touch what only that version is known to have."""
    if weasyprint.__version__ != _VERSION:
        raise fail(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed, but the typesetting works with {_VERSION} only",
            hint=f"Install it: pip install weasyprint=={_VERSION}",
        )
    from publisher.typesetting.weasy import seams

    seams.install()
