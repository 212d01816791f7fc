"""Chinese typesetting on WeasyPrint."""
