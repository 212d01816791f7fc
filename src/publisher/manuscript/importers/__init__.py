"""Importers: other formats to articles and infographics."""
