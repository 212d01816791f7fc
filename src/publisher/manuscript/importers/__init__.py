"""Importers: other formats to articles and infographics."""

from publisher.manuscript.importers.imported import Change, Imported
from publisher.manuscript.importers.importing import import_file

__all__ = ["Change", "Imported", "import_file"]
