"""Chinese typesetting on WeasyPrint."""

from publisher.typesetting.engine import render

__all__ = ["render"]
