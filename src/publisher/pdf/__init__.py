"""Pages to PDF files: screen, print and handout."""
