"""Rest for Python's garbage collector while a document is laid out or drawn."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python look for no cycles inside: nearly all that is made there stays until the document is written."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
