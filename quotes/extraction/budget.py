"""How long one piece of work may take, held wherever the work is done.

Loops whose length the text decides call ``check_time`` at every turn. It costs a
fraction of a microsecond, and nothing needs to be handed down to where it is asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class TimeBudgetExceeded(Exception):  # noqa: N818 - says what happened
    """A text took more time than it was given.

    seconds: what it was given.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"This text takes more than {seconds:g} seconds to read.")
        self.seconds = seconds

    def __reduce__(self) -> tuple[type[TimeBudgetExceeded], tuple[float]]:
        # Worker processes hand it on; Exception's own way would pass the sentence.
        return type(self), (self.seconds,)


# When to stop, by the monotonic clock, and of how many seconds that is the end.
_limit: ContextVar[tuple[float, float] | None] = ContextVar("_limit", default=None)


@contextmanager
def time_budget(seconds: float | None) -> Iterator[None]:
    """Let ``check_time`` raise TimeBudgetExceeded after so many seconds within.

    Of budgets inside one another the one that ends first holds. None adds no limit.
    Each thread has its own. Not to be held open across a ``yield``.
    """
    outer = _limit.get()
    if seconds is None:
        yield
        return
    mine = (time.monotonic() + seconds, seconds)
    token = _limit.set(mine if outer is None else min(mine, outer))
    try:
        yield
    finally:
        _limit.reset(token)


def check_time() -> None:
    """Raise TimeBudgetExceeded where the time of the innermost budget is up."""
    limit = _limit.get()
    if limit is not None and time.monotonic() > limit[0]:
        raise TimeBudgetExceeded(limit[1])
