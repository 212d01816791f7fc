"""Frames of deep calls stand in one chunk of memory."""

import resource

from publisher.call_stack import with_room


def _leaf() -> None:
    return None


def _page_faults(depth: int) -> int:
    """Count the page faults of many calls at every depth; each chunk that is mapped anew costs at least one."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(500):
        _leaf()
    here = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return here if depth == 0 else max(here, _page_faults(depth - 1))


def test_no_depth_of_calls_maps_memory_with_each_call() -> None:
    """500 calls at the end of a chunk would cost 500 faults; whatever else happens in between costs a few."""
    assert with_room(_page_faults)(300) < 100


def test_a_function_with_room_takes_and_returns_what_it_did() -> None:
    """Arguments, keywords, results, names and errors pass through."""

    @with_room
    def divide(number: int, *, by: int) -> float:
        return number / by

    assert divide(6, by=3) == 2
    assert divide.__name__ == "divide"
    try:
        divide(1, by=0)
    except ZeroDivisionError:
        return
    raise AssertionError
