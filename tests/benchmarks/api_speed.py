"""What answers of the API cost at a million quotes, as ratios taken in one run.

script/with-postgres python -m tests.benchmarks.api_speed --quotes 1000000

Makes databases of made-up quotes beside the configured one, a tenth of the size
and the whole, measures both, drops them and prints one table. Figures are ratios,
since machines differ; CPU time is that of this process and of the PostgreSQL
process serving it. Without ``--no-sqlite`` the same is done with SQLite files for
what is promised there (``--sqlite-quotes``, rather fewer: each quote has some
thirty keys to be verified by).

``--keep FOLDER`` leaves what was made to later runs: SQLite's files there, and
PostgreSQL's databases on the server, which then has to stay, too:

script/with-postgres --data FOLDER/server python -m tests.benchmarks.api_speed \\
    --quotes 1000000 --sqlite-quotes 1000000 --keep FOLDER
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up

from tests.benchmarks import made_up, postgres_figures, sqlite_figures  # noqa: E402
from tests.benchmarks.databases import filled_database  # noqa: E402
from tests.benchmarks.targets import print_table  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--sqlite-quotes", type=int, default=50_000)
    parser.add_argument("--no-sqlite", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="folder that keeps what was made")
    options = parser.parse_args()
    if connection.vendor == "postgresql":
        run(options.quotes, options.rounds, options.keep)
        if not options.no_sqlite:
            _run_on_sqlite(options)
    else:
        run(options.sqlite_quotes, options.rounds, options.keep)


def run(quotes: int, rounds: int, keep: Path | None) -> None:
    """Measure a database of a tenth of ``quotes`` and one of all of them."""
    step = 10 * made_up.BATCH
    quotes = max(step, quotes // step * step)
    postgres = connection.vendor == "postgresql"
    measures = postgres_figures if postgres else sqlite_figures
    started = time.monotonic()
    with filled_database(quotes // 10, keep=keep):
        before = measures.growing(rounds)
    with filled_database(quotes, keep=keep):
        figures = measures.growth(before, measures.growing(rounds))
        if postgres:
            figures += postgres_figures.figures(quotes, rounds)
    minutes = (time.monotonic() - started) / 60
    title = f"{connection.vendor}, {quotes:,} quotes, {minutes:.0f} minutes in all"
    print_table(title, figures)


def _run_on_sqlite(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="quotes-benchmark-") as folder:
        command = [sys.executable, "-m", "tests.benchmarks.api_speed"]
        command += ["--sqlite-quotes", str(options.sqlite_quotes)]
        command += ["--rounds", str(options.rounds)]
        if options.keep:
            command += ["--keep", str(options.keep)]
        address = f"sqlite:///{folder}/unused.sqlite3"
        subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


if __name__ == "__main__":
    main()
