"""Rates that grow until readers wait, rates beyond that, and memory through an hour."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass

from tests.load.asking import Readers, Told
from tests.load.site import memory_of, seconds_of, seconds_of_postgres

TARGET, SHED = 0.3, 0.01
"""Seconds within which 95 of 100 reads are to be answered, and the share of requests
that may be told to come again, where the site is said to bear a rate."""
GROWTH = 1.25
BEYOND = (1.5, 2.0, 3.0)

_HEAD = (
    "| requests a second | served a second | reads, p50 | p95 | searches, p95 "
    "| of reads told to come again | of all | broken | cores, web "
    "| PostgreSQL | client |\n" + "|---:" * 11 + "|"
)


@dataclass(slots=True)
class _Run:
    readers: Readers
    server: subprocess.Popen[bytes]
    seconds: float
    sound: bool = True

    def at(self, rate: float) -> Told:
        """Ask at a rate and print what became of it."""
        begun, before = time.monotonic(), self._processors()
        told = self.readers.run(rate, self.seconds, seed=int(rate))
        took = time.monotonic() - begun
        used = zip(before, self._processors(), strict=True)
        cores = " | ".join(f"{(last - first) / took:.2f}" for first, last in used)
        shown = " | ".join(
            f"{told.percentile(part, share) * 1000:.0f} ms"
            for part, share in (("read", 0.5), ("read", 0.95), ("search", 0.95))
        )
        print(
            f"| {rate:.0f} | {told.well / took:.0f} | {shown} "
            f"| {told.shed('read'):.1%} | {told.shed():.1%} "
            f"| {told.broken} | {cores} |",
            flush=True,
        )
        self.sound &= not (told.broken or told.without_word)
        return told

    def _processors(self) -> tuple[float, float, float]:
        return seconds_of(self.server), seconds_of_postgres(), time.process_time()


def find_limit(
    readers: Readers, server: subprocess.Popen[bytes], rate: float, seconds: float
) -> int:
    """Print what becomes of requests at each rate; 1 where that is not as it must."""
    run, best = _Run(readers, server, seconds), 0.0
    print(_HEAD)
    while True:
        told = run.at(rate)
        if told.percentile("read", 0.95) >= TARGET or told.shed() > SHED:
            break
        best, rate = rate, rate * GROWTH
    best = best or rate / GROWTH
    for times in BEYOND:
        told = run.at(best * times)
        run.sound &= told.shed() > SHED and told.percentile("read", 0.95) < 2 * TARGET
    time.sleep(5)
    told = run.at(best / 2)
    run.sound &= told.percentile("read", 0.95) < TARGET and told.shed() <= SHED
    print(
        f"\nHighest rate with 95 % of reads below {TARGET * 1000:g} ms and at most "
        f"{SHED:.0%} told to come again: {best:.0f}/s. "
        f"Sound: {'yes' if run.sound else 'NO'}"
    )
    return 0 if run.sound else 1


def follow_memory(
    readers: Readers, server: subprocess.Popen[bytes], rate: float, minutes: float
) -> None:
    """Print the memory of each process every five minutes, while they are asked."""
    print(f"| minute at {rate:g}/s | MB of each process | reads, p95 | shed | broken |")
    print("|---:" * 5 + "|")
    print(f"| 0 | {_megabytes(server)} | | | |", flush=True)
    step = min(5.0, minutes)
    for number in range(1, int(minutes / step) + 1):
        told = readers.run(rate, step * 60, seed=number)
        print(
            f"| {number * step:g} | {_megabytes(server)} "
            f"| {told.percentile('read', 0.95) * 1000:.0f} ms | {told.shed():.1%} "
            f"| {told.broken} |",
            flush=True,
        )


def _megabytes(server: subprocess.Popen[bytes]) -> str:
    return " + ".join(map(str, memory_of(server)))
