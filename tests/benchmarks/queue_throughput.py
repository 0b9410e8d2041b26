"""Quotes a second through the queue, with one, two, four and eight extracting workers.

    python -m tests.benchmarks.queue_throughput [--broker rabbitmq] [--processes 1 2 4]

Extraction is replayed asleep, at 12 ms a quotation, what it costs a core, so that two
cores can stand for ten; producer, broker, PostgreSQL, lane and all that workers do
beside reading are real. Articles are made up as those of ``tests.benchmarks.lane``, ten
quotes each, their speakers and wordings as often repeated as in news.

All workers are started, have taken their first message and wait: from their going on to
the last article that is stored and linked is the time measured. A last row says what
the lane does where everything has been read before: its limit on this machine. CPU
seconds are those of lane, workers, PostgreSQL and broker in that time.
"""

import argparse
import os
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

import psutil

from tests.faults.cluster import LEAN

SECONDS = 0.012
ARTICLES = 120
"""Articles for each worker, 1,200 quotes: about 15 seconds of reading."""
LANE_ARTICLES = 600
APART = 20_000
"""Between the numbers of the first articles of two rows."""


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.queue_throughput")
    parser.add_argument("--broker", choices=["redis", "rabbitmq"], default="redis")
    parser.add_argument(
        "--processes", type=int, nargs="+", default=[1, 2, 4, 8], metavar="N"
    )
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, help="for each process (120)"
    )
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="a quotation takes (0.012)"
    )
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
    kind = {"redis": brokers.Redis, "rabbitmq": brokers.RabbitMQ}[arguments.broker]
    broker = kind(folder, "127.0.0.1")
    stack.callback(broker.stop)
    broker.start()
    os.environ.update(LEAN | {"DATABASE_URL": database.url, "LOG_LEVEL": "ERROR"})
    os.environ |= {"QUEUE_URL": broker.url, "QUEUE_MOST": "100000"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
    import django  # noqa: PLC0415 - the database is known now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    machine = network.Machine(1, apart=False)
    made = cluster.Cluster(folder, database, broker, [machine])
    made.seconds = arguments.seconds
    made.variables |= {"REPLAY_WHEN": str(folder / "go"), "LANE_MOST": "100000"}
    stack.callback(made.stop)
    game = Game(made, machine)
    game.fill(LANE_ARTICLES)
    rows = [(str(n), n * arguments.articles, n) for n in arguments.processes]
    rows.append(("none: all was read before", LANE_ARTICLES, 0))
    print("| workers | quotes | seconds | quotes/s | CPU seconds |")
    print("|---|---:|---:|---:|---:|")
    for name, articles, processes in rows:
        quotes, seconds, worked = game.play(articles, processes)
        print(
            f"| {name} | {quotes:,} | {seconds:.1f} | {quotes / seconds:.0f} "
            f"| {worked:.1f} |",
            flush=True,
        )


class Game:
    """Rounds on a cluster, each with other articles."""

    def __init__(self, made, machine):
        self.made, self.machine, self.rounds = made, machine, 0

    def fill(self, articles):
        """Have some stored before, so that new quotes have others to be linked with."""
        self.queue(articles)
        self.store()

    def play(self, articles, processes):
        """Return the quotes, and the seconds and CPU seconds until they were stored."""
        from quotes.queueing.broker import wake_lane  # noqa: PLC0415

        go = self.made.folder / "go"
        go.unlink(missing_ok=True)
        quotes = self.queue(articles)
        if not processes:
            self.read_all()
        analyse()
        self.start("lane", "lane", 1)
        if processes:
            self.start("extraction", "extraction", processes)
            self.wait_until_all_have_begun(processes)
        with self.counting_cpu() as worked:
            since = time.monotonic()
            go.touch()
            if not processes:
                wake_lane()
            self.wait_until_stored()
            seconds = time.monotonic() - since
        for name in list(self.made.workers):
            self.made.end_worker(name)
        self.made.broker.empty()
        return quotes, seconds, worked[0]

    def queue(self, count):
        """Queue so many articles, for workers to replay; return how many quotes."""
        from quotes.models.article import sha256_of  # noqa: PLC0415
        from quotes.queueing.producing import hand_over  # noqa: PLC0415
        from tests.benchmarks.extracted import articles  # noqa: PLC0415
        from tests.faults.articles import write_readings  # noqa: PLC0415

        made = list(articles(self.rounds * APART, count))
        self.rounds += 1
        self.readings = {sha256_of(o.record.text): o.quotations for o in made}
        write_readings(self.made.folder / "readings.jsonl", self.readings)
        outcomes = list(hand_over([one.record for one in made]))
        assert {str(one.state) for one in outcomes} == {"queued"}, outcomes
        return sum(map(len, self.readings.values()))

    def read_all(self):
        """Read what is queued, at once and at no cost."""
        from quotes.extraction import extractor_version  # noqa: PLC0415
        from quotes.models import QueuedArticle  # noqa: PLC0415
        from quotes.models.article import sha256_of  # noqa: PLC0415
        from quotes.queueing import working  # noqa: PLC0415

        def replay(texts, limits):
            return [self.readings[sha256_of(text)] for text in texts]

        pks = list(QueuedArticle.objects.unread().values_list("pk", flat=True))
        with mock.patch.object(working, "extract_batch", replay):
            for start in range(0, len(pks), 100):
                working.read_queued(pks[start : start + 100], extractor_version())
        self.made.broker.empty()

    def store(self):
        from quotes.queueing.lane import store_waiting  # noqa: PLC0415

        self.read_all()
        while store_waiting():
            pass

    def start(self, name, queues, processes):
        """Start a worker, and wait until it takes messages."""
        from tests.faults.brokers import wait_until  # noqa: PLC0415

        log = self.made.folder / f"{name}.log"
        log.unlink(missing_ok=True)
        self.made.start_worker(self.machine, name, queues, processes=processes)
        wait_until(
            lambda: f"{name}@faults ready" in log.read_text(),
            seconds=120,
            what="starting a worker",
        )

    def wait_until_all_have_begun(self, processes):
        from quotes.ingest.workers import BATCH  # noqa: PLC0415
        from quotes.models import QueuedArticle  # noqa: PLC0415
        from tests.faults.brokers import wait_until  # noqa: PLC0415

        begun = QueuedArticle.objects.filter(begun__gt=0)
        wait_until(
            lambda: begun.count() >= processes * BATCH,
            seconds=120,
            what="beginning to read",
        )

    def wait_until_stored(self):
        from quotes.models import QueuedArticle  # noqa: PLC0415

        while QueuedArticle.objects.exists():
            time.sleep(0.1)

    @contextmanager
    def counting_cpu(self):
        """Yield a list that holds the CPU seconds of all that runs, after the block."""
        pids = [process.pid for process, _ in self.made.workers.values()]
        pids += [self.made.broker.process.pid, self.made.database.pid()]
        before, worked = sum(map(cpu_of, pids)), []
        yield worked
        worked.append(sum(map(cpu_of, pids)) - before)


def cpu_of(pid):
    """CPU seconds of a process, and of all that it has started."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(one.cpu_times()[:4]) for one in family)


def analyse():
    """What PostgreSQL's housekeeping does in time."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
