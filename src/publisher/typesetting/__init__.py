"""Chinese typesetting on WeasyPrint."""

from publisher.typesetting.engine import render, stylesheet
from publisher.typesetting.fonts import require_fonts
from publisher.typesetting.page_text import page_texts

__all__ = ["page_texts", "render", "require_fonts", "stylesheet"]
