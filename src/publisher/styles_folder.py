"""Where the styles and templates are: inside the installed package, or beside `src/` in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def styles_folder() -> Path:
    """Return the folder that holds all CSS and templates.

    A wheel carries it as `publisher/styles`; an editable install has it at the top of the checkout.
    """
    packaged = _PACKAGE / "styles"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "styles"
