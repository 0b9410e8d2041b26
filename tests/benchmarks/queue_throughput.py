"""Quotes a second through the queue with one, two and four extracting processes.

    python -m tests.benchmarks.queue_throughput [--articles 600] [--without-delay]

Extraction is replayed at 12 ms a quotation, what it costs a core, asleep. The producer
has queued all before the workers start, so that they alone are measured.
"""

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.faults.cluster import LEAN

SECONDS = 0.012


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.queue_throughput")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--without-delay", action="store_true")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="qt")))
        folder.chmod(0o755)
        measure(arguments, folder, stack)


def measure(arguments, folder, stack):
    from tests.faults import brokers, cluster, databases, network  # noqa: PLC0415

    database = databases.Postgres(folder, "127.0.0.1")
    stack.callback(database.stop)
    database.start()
    broker = brokers.Redis(folder, "127.0.0.1")
    stack.callback(broker.stop)
    broker.start()
    os.environ.update(LEAN | {"DATABASE_URL": database.url, "LOG_LEVEL": "ERROR"})
    os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
    import django  # noqa: PLC0415 - the database is known now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    machine = network.Machine(1, apart=False)
    made = cluster.Cluster(folder, database, broker, [machine])
    made.seconds = 0 if arguments.without_delay else SECONDS
    stack.callback(made.stop)
    print("| processes that extract | articles/s | quotes/s |\n|---:|---:|---:|")
    for number, processes in enumerate(arguments.processes):
        articles, quotes, seconds = one(made, machine, arguments, number, processes)
        print(
            f"| {processes} | {articles / seconds:.0f} | {quotes / seconds:.0f} |",
            flush=True,
        )


def one(made, machine, arguments, number, processes):
    """Return articles, quotes, and the seconds from the first reading to the end."""
    from quotes.models import QueuedArticle  # noqa: PLC0415
    from tests.faults.articles import (  # noqa: PLC0415
        make_articles,
        read_articles,
        write_articles,
        write_readings,
    )

    articles = make_articles(arguments.articles, seed=f"t{number}")
    readings = read_articles(articles)
    path = made.folder / f"t{number}.jsonl"
    write_articles(path, articles)
    write_readings(made.folder / "readings.jsonl", readings)
    assert made.extract(str(path), "--queue").wait() == 0
    made.start_worker(machine, "lane", "lane", processes=1)
    made.start_worker(machine, "extraction", "extraction", processes=processes)
    while not QueuedArticle.objects.filter(begun__gt=0).exists():
        time.sleep(0.01)
    since = time.monotonic()
    while QueuedArticle.objects.exists():
        time.sleep(0.02)
    seconds = time.monotonic() - since
    for name in list(made.workers):
        made.end_worker(name)
    return len(articles), sum(map(len, readings.values())), seconds


if __name__ == "__main__":
    main()
