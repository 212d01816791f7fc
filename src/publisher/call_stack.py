"""Room for Python's frames, so that deep calls in a hot loop cost no system calls.

CPython keeps frames in chunks of 16 KiB and gives a chunk back as soon as its last frame returns. A loop that stands
near the end of a chunk, deep inside the layout of a page, then maps and unmaps memory with every call, which can double
the time of a layout. A frame that asks for more than a chunk gets a large one, and what it calls shares the rest.
"""

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")
_SLOTS = (1 << 16) + 64
"""Just over half a MiB of pointers: the chunk is the next power of two, so that nearly half a MiB is left."""


def _call(function: Callable[_P, _R], *arguments: _P.args, **keywords: _P.kwargs) -> _R:
    return function(*arguments, **keywords)


_call_with_room = cast(
    Callable[..., object], FunctionType(_call.__code__.replace(co_stacksize=_SLOTS), globals(), "_call_with_room")
)


def with_room(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Make a function run, with all that it calls, in one large chunk of frames."""

    @wraps(function)
    def roomy(*arguments: _P.args, **keywords: _P.kwargs) -> _R:
        return cast(_R, _call_with_room(function, *arguments, **keywords))

    return roomy
