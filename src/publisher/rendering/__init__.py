"""Model to XHTML, once for both outputs."""
