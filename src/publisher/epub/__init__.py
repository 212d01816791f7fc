"""Documents to an EPUB 3 file; the only place that knows EbookLib."""
