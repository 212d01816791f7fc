"""Chinese typesetting on WeasyPrint."""

from publisher.typesetting.engine import render, stylesheet
from publisher.typesetting.fonts import InstalledFace, find_face, require_fonts
from publisher.typesetting.page_text import page_texts

__all__ = ["InstalledFace", "find_face", "page_texts", "render", "require_fonts", "stylesheet"]
