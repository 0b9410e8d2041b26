"""How long work takes, measured so that neither a busy machine nor a full heap tells.

Counted is the processor time of this thread alone, with the collector of garbage off:
in a process that has run a thousand tests, one collection of everything takes longer
than what is measured. Of several readings the least counts, for noise only adds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from timeit import repeat

ENOUGH = 0.02
"""Seconds that a reading takes at least, so that the noise of the clock is small."""
MOST = 1_000_000
"""How much is made to reach that, at most."""
READINGS = 4


def cpu_seconds(work: Callable[[], object], *, readings: int = 2) -> float:
    """The least processor time that ``work`` takes."""
    return min(repeat(work, timer=time.thread_time, number=1, repeat=readings))


def check_time_follows_length(
    work: Callable[[str], object], unit: str, count: int, *, most: int = MOST
) -> None:
    """Fail where a text four times as long takes more than eight times as long.

    The texts are ``unit`` repeated ``count`` times, or more often where that is read
    in no time. A step that grows with the square would take sixteen times as long.
    """
    short = unit * count
    while (once := cpu_seconds(partial(work, short))) < ENOUGH and count < most:
        count *= 2
        short = unit * count
    four_times = float("inf")
    for _ in range(READINGS):
        reading = cpu_seconds(partial(work, short * 4), readings=1)
        four_times = min(four_times, reading)
        if four_times < max(ENOUGH, 8 * once):
            return
    raise AssertionError(
        f"{unit!r} is read {count} times in {once:.3f} seconds, and four times as "
        f"often in {four_times:.3f}: more than eight times as long."
    )
