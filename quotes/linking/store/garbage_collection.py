"""Storing with the garbage collector switched off."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Switch the collector of garbage off meanwhile.

    Storing a batch makes many small objects, which are kept for the next one or freed
    with this one. Looking through them again and again took an eighth of Python's time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
