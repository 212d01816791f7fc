"""The Jinja2 environment of all templates: escaped, strict, from the styles folder."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publisher.styles_folder import styles_folder


@cache
def environment() -> Environment:
    """Return the environment; an unknown variable in a template is an error, and every value is escaped."""
    return Environment(
        loader=FileSystemLoader(styles_folder() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
