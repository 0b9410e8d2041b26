"""Storing without looking for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Let nobody look for garbage meanwhile.

    The many small things that storing a batch makes are no garbage, but remembered for
    the next, or gone with the batch; looking through them again and again took an
    eighth of the time of Python.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
