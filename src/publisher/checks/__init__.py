"""Reads a value or a finished file and returns findings; changes nothing."""

from publisher.checks.files import check_file

__all__ = ["check_file"]
