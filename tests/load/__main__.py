"""How much the site can be asked, and what it does when it is asked more.

    script/with-postgres .venv/bin/python -m tests.load
    script/with-postgres .venv/bin/python -m tests.load --minutes 60 --rate 40

On an empty database: made-up quotes and the fixtures go in, gunicorn serves, and
requests come at a rate that grows until the 95th percentile of reads is 300 ms or more
than one of a hundred requests is told to come again. Then come one and a half times,
twice and three times the last rate that was well, at which some must be shed and the
others served, and half of it, at which all must be well again. With --minutes the
memory of each process is told every five minutes at --rate instead. All the while
articles are ingested again and again.
"""

from __future__ import annotations

import os

os.environ.setdefault("QUOTES_ENV", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")

import argparse
import json
import platform
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection  # noqa: E402

from tests.benchmarks.databases import fill  # noqa: E402
from tests.load.asking import PARTS, Readers  # noqa: E402
from tests.load.measuring import find_limit, follow_memory  # noqa: E402
from tests.load.site import ARTICLES, ROOT, environment, manage, serving  # noqa: E402


def main() -> int:
    options = _parser().parse_args()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("Run it by script/with-postgres, on a database of its own.")
    manage("migrate", "--verbosity", "0")
    fill(options.quotes)
    with connection.cursor() as cursor:
        # Made-up rows bear their numbers; what is new gets those that come after.
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)
    connection.close()
    print(manage("extract_quotes", ARTICLES).strip())
    print(
        f"{options.quotes:,} made-up quotes beside. {_processor()}; "
        f"gunicorn with {options.processes} processes\n"
    )
    with serving(options.processes) as (address, server):
        readers = Readers(address, _numbers(address))
        readers.run(5, 4)  # The models are loaded, plans are made.
        with _ingesting(60 if options.minutes else 10):
            if options.minutes:
                follow_memory(readers, server, options.rate, options.minutes)
                return 0
            return find_limit(readers, server, options.rate, options.seconds)


class _ingesting:  # noqa: N801 - read as a word of English
    """Reads the fixtures again and again, in a process of its own, meanwhile."""

    def __init__(self, pause: float) -> None:
        self._pause = pause

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
        while not self._end.wait(self._pause):
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
    add = parser.add_argument
    add("--quotes", type=int, default=100_000, help="made up, by 5,000 (100,000)")
    add("--rate", type=float, default=40, help="to begin with, or to stay at (40)")
    add("--seconds", type=float, default=15, help="at a rate (15)")
    add("--minutes", type=float, default=0, help="to watch memory (0)")
    add("--processes", type=int, default=2, help="of gunicorn (2)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
