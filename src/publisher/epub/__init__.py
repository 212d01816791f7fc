"""EPUB 3.3: package, navigation, metadata."""

from publisher.epub.packaging import package

__all__ = ["package"]
