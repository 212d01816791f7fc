"""The parts of the engine that know WeasyPrint's internals; nothing outside the typesetting package imports them."""
