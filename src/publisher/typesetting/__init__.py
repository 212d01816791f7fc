"""Chinese typesetting on WeasyPrint."""

from publisher.typesetting.engine import render
from publisher.typesetting.fonts import require_fonts

__all__ = ["render", "require_fonts"]
