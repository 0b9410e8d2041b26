"""What answers of the API cost at a million quotes, as ratios taken in one run.

script/with-postgres python -m tests.benchmarks.api_speed --quotes 1000000

Makes a database of made-up quotes beside the configured one, measures at a
tenth of the size and at the whole, drops it and prints one table. Figures are
ratios, since machines differ; CPU time is that of this process and of the
PostgreSQL process serving it. Without ``--no-sqlite`` the same is done with an
SQLite file for what is promised there (``--sqlite-quotes``, rather fewer: each
quote has some thirty keys to be verified by).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up

from tests.benchmarks import made_up, postgres_figures, sqlite_figures, tables  # noqa: E402
from tests.benchmarks.targets import Figure, print_table  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--sqlite-quotes", type=int, default=50_000)
    parser.add_argument("--no-sqlite", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    if connection.vendor == "postgresql":
        run(options.quotes, options.rounds)
        if not options.no_sqlite:
            _run_on_sqlite(options)
    else:
        run(options.sqlite_quotes, options.rounds)


def run(quotes: int, rounds: int) -> None:
    """Measure this database at a tenth of ``quotes`` and at all of them."""
    step = 10 * made_up.BATCH
    quotes = max(step, quotes // step * step)
    with tables.empty_database():
        started = time.monotonic()
        figures = list(_figures(quotes, rounds))
        minutes = (time.monotonic() - started) / 60
    title = f"{connection.vendor}, {quotes:,} quotes, {minutes:.0f} minutes in all"
    print_table(title, figures)


def _figures(quotes: int, rounds: int) -> list[Figure]:
    postgres = connection.vendor == "postgresql"
    measures = postgres_figures if postgres else sqlite_figures
    tables.write_names()
    tables.write_quotes(0, quotes // 10, fingerprints=not postgres)
    before = measures.growing(rounds)
    tables.write_quotes(quotes // 10, quotes, fingerprints=not postgres)
    figures = measures.growth(before, measures.growing(rounds))
    return figures + (postgres_figures.figures(quotes, rounds) if postgres else [])


def _run_on_sqlite(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="quotes-benchmark-") as folder:
        command = [sys.executable, "-m", "tests.benchmarks.api_speed"]
        command += ["--sqlite-quotes", str(options.sqlite_quotes)]
        command += ["--rounds", str(options.rounds)]
        address = f"sqlite:///{folder}/unused.sqlite3"
        subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


if __name__ == "__main__":
    main()
