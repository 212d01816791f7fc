"""The one door to WeasyPrint: HTML and CSS in, laid-out pages out."""

from collections.abc import Sequence
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from publisher.diagnostics import fail

_VERSION = "70.0"


def render(
    html: str,
    *,
    base_url: str | Path | None = None,
    stylesheets: Sequence[weasyprint.CSS] = (),
    font_config: FontConfiguration | None = None,
    url_fetcher: URLFetcher | None = None,
) -> weasyprint.Document:
    """Lay out HTML as pages.

    Raises `PublisherError` (`weasyprint-version`) for any WeasyPrint but the one that this code was written for.
    """
    if weasyprint.__version__ != _VERSION:
        raise fail(
            "weasyprint-version",
            f"WeasyPrint {weasyprint.__version__} is installed, but the typesetting works with {_VERSION} only",
            hint=f"Install it: pip install weasyprint=={_VERSION}",
        )
    document = weasyprint.HTML(string=html, base_url=base_url, url_fetcher=url_fetcher)
    return document.render(font_config=font_config, stylesheets=list(stylesheets))
