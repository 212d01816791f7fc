"""Turns the articles of a Chinese newspaper into an EPUB 3 e-book and a print-ready PDF."""
