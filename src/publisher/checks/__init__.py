"""Reads a value or a finished file and returns findings; changes nothing."""
