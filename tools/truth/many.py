# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Many drivers at a time; results come in the order of the drivers."""

import concurrent.futures


def each(function, items, jobs):
    """Yields function(item) for each item, in order, `jobs` at a time. The
    programs run in processes of their own, so threads are enough."""
    if jobs < 2:
        yield from map(function, items)
        return
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(function, items)
