"""Files and model: the book folder in, articles and infographics out."""

from publisher.manuscript.loader import Loaded, load

__all__ = ["Loaded", "load"]
