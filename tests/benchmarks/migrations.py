"""How long each migration takes, and whom it keeps waiting.

    script/with-postgres --data FOLDER .venv/bin/python \\
        -m tests.benchmarks.migrations 1000000 --back-to 0005_indexes_of_tables

Makes a database of so many made-up quotes beside the configured one (kept, as
``--keep`` of admin_pages does), takes it back to the migration named, one by one, and
forward again. Meanwhile somebody reads a row of every large table and somebody writes
one, again and again: told is the longest that either waited.
"""

from __future__ import annotations

import os

os.environ.setdefault("QUOTES_ENV", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")

import argparse
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import django

django.setup()

import psycopg2  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402

from tests.benchmarks.databases import filled_database  # noqa: E402

LARGE = ("quotes_article", "quotes_quote", "quotes_statement", "quotes_speaker")


def main() -> None:
    options = _parser().parse_args()
    if connection.vendor != "postgresql":
        sys.exit("Run it by script/with-postgres.")
    with filled_database(options.quotes, keep=Path()):
        names = _names()
        chosen = names[names.index(options.back_to) :]
        print("| migration | s | longest wait to read, s | to write, s |")
        print("|---|---:|---:|---:|", flush=True)
        call_command("migrate", "quotes", chosen[0], verbosity=0)
        for name in chosen[1:]:
            with Others() as others:
                begun = time.perf_counter()
                call_command("migrate", "quotes", name, verbosity=0)
                seconds = time.perf_counter() - begun
            print(f"| `{name}` | {seconds:.1f} | {others.told()} |", flush=True)


def _names() -> list[str]:
    """Every migration of quotes, in the order in which they are applied."""
    graph = MigrationLoader(connection).graph
    (newest,) = graph.leaf_nodes("quotes")
    return [name for app, name in graph.forwards_plan(newest) if app == "quotes"]


@dataclass
class Others:
    """Somebody who reads and somebody who writes, on connections of their own."""

    longest: dict[str, float] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Others:
        for words in (
            "SELECT 1 FROM {} LIMIT 1",
            "UPDATE {0} SET id = id WHERE id = 1",
        ):
            for table in LARGE:
                sentence = words.format(table)
                ask = threading.Thread(target=self._ask, args=[words[:6], sentence])
                self._threads.append(ask)
                ask.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def told(self) -> str:
        return " | ".join(f"{self.longest[kind]:.1f}" for kind in ("SELECT", "UPDATE"))

    def _ask(self, kind: str, sentence: str) -> None:
        line = psycopg2.connect(**connection.get_connection_params())
        line.autocommit = True
        with line.cursor() as cursor:
            while not self._over.is_set():
                begun = time.perf_counter()
                cursor.execute(sentence)
                waited = time.perf_counter() - begun
                self.longest[kind] = max(self.longest.get(kind, 0.0), waited)
                time.sleep(0.05)
        line.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.migrations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("quotes", type=int, help="how many, by 5,000")
    parser.add_argument("--back-to", required=True, help="a migration of quotes")
    return parser


if __name__ == "__main__":
    main()
