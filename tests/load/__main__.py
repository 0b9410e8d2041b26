"""How much the site can be asked, and what it does when it is asked more.

    script/with-postgres .venv/bin/python -m tests.load
    script/with-postgres .venv/bin/python -m tests.load --minutes 60

On an empty database: the fixtures go in, gunicorn serves, and requests come at a rate
that grows until the 95th percentile of reads is 300 ms. Then twice that rate, at which
some must be shed. With --minutes the memory of the server is told every five minutes at
half that rate. All the while articles are ingested again and again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from tests.load.asking import PARTS, Readers, Told
from tests.load.site import ARTICLES, ROOT, environment, manage, memory_of, serving

TARGET = 0.3
"""Seconds within which 95 of 100 reads are to be answered."""
GROWTH = 1.5


def main() -> int:
    options = _parser().parse_args()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("Run it by script/with-postgres, on a database of its own.")
    manage("migrate", "--verbosity", "0")
    print(manage("extract_quotes", ARTICLES).strip())
    print(f"{_processor()}; gunicorn with {options.processes} processes\n")
    with serving(options.processes) as (address, server):
        readers = Readers(address, _numbers(address))
        readers.run(5, 4)  # The models are loaded, plans are made.
        with _ingesting():
            return _measure(readers, server, options)


def _measure(readers: Readers, server: subprocess.Popen[bytes], options: argparse.Namespace) -> int:  # fmt: skip  # noqa: E501
    print(_HEAD)
    best, rate, sound = 0.0, options.rate, True
    while True:
        told = readers.run(rate, options.seconds, seed=int(rate))
        print(_row(rate, told), flush=True)
        sound &= not (told.broken or told.without_word)
        if told.percentile("read", 0.95) >= TARGET:
            break
        best, rate = rate, rate * GROWTH
    told = readers.run(rate * 2, options.seconds)
    print(_row(rate * 2, told), flush=True)
    sound &= not (told.broken or told.without_word)
    time.sleep(5)
    after = readers.run(max(1, best / 2), options.seconds)
    print(_row(max(1, best / 2), after), flush=True)
    sound &= after.percentile("read", 0.95) < TARGET
    print(
        f"\nHighest rate with 95 % of reads below {TARGET * 1000:g} ms: {best:g}/s. "
        f"Sound: {'yes' if sound else 'NO'}"
    )
    if options.minutes:
        _follow_memory(readers, server, max(1, best / 2), options.minutes)
    return 0 if sound else 1


def _follow_memory(
    readers: Readers, server: subprocess.Popen[bytes], rate: float, minutes: float
) -> None:
    print(f"\n| minute at {rate:g}/s | MB of the server's processes |\n|---:|---:|")
    print(f"| 0 | {memory_of(server)} |", flush=True)
    step = min(5.0, minutes)
    for number in range(1, int(minutes / step) + 1):
        readers.run(rate, step * 60, seed=number)
        print(f"| {number * step:g} | {memory_of(server)} |", flush=True)


_HEAD = (
    "| requests a second | reads, p50 | p95 | searches, p95 | 503 or 429 | all | "
    "without Retry-After | broken |\n|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def _row(rate: float, told: Told) -> str:
    total = sum(sum(c.values()) for c in told.statuses.values())
    times = (
        told.percentile(part, share)
        for part, share in (("read", 0.5), ("read", 0.95), ("search", 0.95))
    )
    shown = " | ".join(f"{seconds * 1000:.0f} ms" for seconds in times)
    shed = told.count(429, 503)
    return (
        f"| {rate:.0f} | {shown} | {shed} | {total} | {told.without_word} | "
        f"{told.broken} |"
    )


class _ingesting:  # noqa: N801 - read as a word of English
    """Reads the fixtures again and again, in a process of its own, meanwhile."""

    def __enter__(self) -> None:
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go)
        self._thread.start()

    def __exit__(self, *exception: object) -> None:
        self._end.set()
        self._thread.join()

    def _go(self) -> None:
        command = [sys.executable, "manage.py", "extract_quotes", "--reextract"]
        command += ["--workers", "1", "--limit", "5"]
        while not self._end.wait(10):
            subprocess.run(
                command, cwd=ROOT, env=environment(), capture_output=True, check=True
            )


def _numbers(address: str) -> list[int]:
    url = f"http://{address}/api/v1/quotes/?page_size=100"
    with urllib.request.urlopen(url) as answer:
        return [row["id"] for row in json.load(answer)["results"]]


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Of a hundred requests: "
        + ", ".join(f"{number} {part}" for part, number in PARTS.items()),
    )
    parser.add_argument("--rate", type=float, default=10, help="to begin with (10)")
    parser.add_argument("--seconds", type=float, default=15, help="at a rate (15)")
    parser.add_argument("--minutes", type=float, default=0, help="to watch memory (0)")
    parser.add_argument("--processes", type=int, default=2, help="of gunicorn (2)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
