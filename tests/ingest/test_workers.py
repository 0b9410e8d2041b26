"""Workers that die, and workers whose parent does."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from itertools import chain
from select import select
from unittest import TestCase, mock

from quotes.extraction import TimeBudgetExceeded, extract
from quotes.ingest import workers
from quotes.ingest.workers import KILLER, Limits, SetAside, extract_all

POISON = "poison"
PATIENCE = 60.0
"""Seconds after which workers that should have ended are given up."""


def deadly(texts, limits=None):
    """Stands in for extraction: dies of one text, and answers the others."""
    if POISON in texts:
        os._exit(1)
    return [f"answer to {text}" for text in texts]


class DyingWorkerTests(TestCase):
    def test_only_the_text_that_kills_its_worker_fails(self):
        texts = [f"text {n}" for n in range(30)]
        texts[13] = POISON
        with mock.patch.object(workers, "extract_batch", deadly):
            batches = list(extract_all([(t, t) for t in texts], workers=2))

        self.assertEqual(
            list(chain.from_iterable(batches)),
            [(t, KILLER if t == POISON else f"answer to {t}") for t in texts],
        )

    def test_items_without_a_text_pass_through_in_order(self):
        items = [(n, f"text {n}" if n % 3 else None) for n in range(30)]
        with mock.patch.object(workers, "extract_batch", deadly):
            batches = list(extract_all(items, workers=2))

        self.assertEqual(
            list(chain.from_iterable(batches)),
            [(n, f"answer to {t}" if t else []) for n, t in items],
        )


class Pool:
    """Workers who have finished before they are asked, or not until then."""

    def __init__(self, *, quick):
        self.quick, self.most, self.begun = quick, 0, set()

    def submit(self, texts):
        future = Future()
        self.begun.add(future)
        self.most = max(self.most, len(self.begun))
        if self.quick:
            future.set_result(deadly(texts))
        return future

    def collect(self, batch, future):
        self.begun.discard(future)
        return [(item, deadly([text]) if text else []) for item, text in batch]


class TogetherTests(TestCase):
    """What has come is handed on together, and nobody waits for more of it."""

    def sizes(self, pool, batches):
        found = list(workers._in_order(pool, iter(batches), ahead=4))
        self.assertEqual(
            [item for batch in found for item, _ in batch],
            [item for batch in batches for item, _ in batch],
        )
        return [len(batch) for batch in found]

    def test_what_waits_for_the_caller_is_handed_on_together(self):
        batches = [[(8 * n + i, "text") for i in range(8)] for n in range(30)]
        pool = Pool(quick=True)

        self.assertEqual(self.sizes(pool, batches), [96, 96, 48])
        self.assertEqual(pool.most, 4)

    def test_not_more_of_it_than_is_stored_in_a_moment(self):
        batches = [[(8 * n + i, "text") for i in range(8)] for n in range(5)]

        with mock.patch.object(workers, "TOGETHER", 20):
            self.assertEqual(self.sizes(Pool(quick=True), batches), [16, 16, 8])
        with mock.patch.object(workers, "MOST_QUOTATIONS", 17):
            # One quotation in each text: as many batches as it takes to reach 17.
            self.assertEqual(self.sizes(Pool(quick=True), batches), [24, 16])

    def test_where_reading_is_slow_nothing_is_kept_back(self):
        batches = [[(8 * n + i, "text") for i in range(8)] for n in range(5)]

        with mock.patch.object(workers, "PATIENCE", 0):
            self.assertEqual(self.sizes(Pool(quick=True), batches), [8] * 5)

    def test_what_is_waited_for_is_handed_on_alone(self):
        batches = [[(8 * n + i, "text") for i in range(8)] for n in range(5)]

        self.assertEqual(self.sizes(Pool(quick=False), batches), [8] * 5)

    def test_what_has_no_text_waits_for_nobody(self):
        batches = [[(n, None)] for n in range(5)]
        pool = Pool(quick=False)

        self.assertEqual(self.sizes(pool, batches), [5])
        self.assertEqual(pool.begun, set())

    def test_nothing_is_handed_on_for_nothing(self):
        self.assertEqual(self.sizes(Pool(quick=True), []), [])


PARENT = """
import sys
from quotes.ingest import workers

def pairs():
    for number in range(10**6):
        yield number, f"\u201cBoat {number},\u201d said Ana Tarn."

if __name__ == "__main__":
    for _ in workers.extract_all(pairs(), workers=2):
        print(*(process.pid for process in workers.multiprocessing.active_children()))
        sys.stdout.flush()
        sys.stdin.read()
"""


class OrphanTests(TestCase):
    def test_workers_end_with_a_parent_that_is_killed(self):
        with subprocess.Popen(
            [sys.executable, "-c", PARENT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as parent:
            children = parent.stdout.readline().split()
            parent.send_signal(signal.SIGKILL)
            # Workers write where their parent does: while one of them runs, nobody
            # who reads there comes to the end.
            ended, _, _ = select([parent.stdout], [], [], PATIENCE)
            left = parent.stdout.read() if ended else None

        self.assertEqual(len(children), 2)
        self.assertEqual(left, b"", "Workers outlive their parent.")


DENSE = "“Go,” he said to Ana Tarn. She told him no. " * 4000


def hanging(texts, limits=None):
    """Stands in for extraction: hangs at one text, deaf to signals and clocks."""
    with workers._watched(0.1 - workers.GRACE + 3):
        if POISON in texts:
            threading.Event().wait()
        return [f"answer to {text}" for text in texts]


class LimitTests(TestCase):
    """One article never holds up the others."""

    def run_all(self, texts, limits, count=1):
        items = [(number, text) for number, text in enumerate(texts)]
        batches = extract_all(items, workers=count, limits=limits)
        return [outcome for _, outcome in chain.from_iterable(batches)]

    def test_a_text_that_takes_too_long_is_set_aside_and_the_others_are_read(self):
        texts = ["“Boats,” said Ana Tarn."] * 3 + [DENSE]
        extract(texts[0])  # Models are loaded at nobody's expense.
        began = time.thread_time()
        *others, dense = self.run_all(texts, Limits(seconds=2))

        self.assertEqual([len(found) for found in others], [1, 1, 1])
        self.assertIsInstance(dense, SetAside)
        self.assertIn("2 seconds of ARTICLE_SECONDS", dense)
        self.assertLess(time.thread_time() - began, 30)

    def test_so_it_is_in_worker_processes(self):
        texts = ["“Boats,” said Ana Tarn."] * 9 + [DENSE]
        with mock.patch.dict(os.environ, {"QUOTES_MODEL": "none"}):
            *others, dense = self.run_all(texts, Limits(seconds=2), count=2)

        self.assertEqual([len(found) for found in others], [1] * 9)
        self.assertIsInstance(dense, SetAside)

    def test_a_text_that_is_too_long_is_not_begun(self):
        short, long = self.run_all(
            ["“Boats,” said Ana Tarn.", "x" * 101], Limits(characters=100)
        )

        self.assertEqual(len(short), 1)
        self.assertIn("101 characters are more than the 100", long)

    def test_a_worker_that_hangs_is_ended(self):
        texts = [f"text {n}" for n in range(9)]
        texts[5] = POISON
        with mock.patch.object(workers, "extract_batch", hanging):
            found = self.run_all(texts, Limits(seconds=0.1), count=2)

        self.assertEqual(
            found, [KILLER if t == POISON else f"answer to {t}" for t in texts]
        )


class BudgetTests(TestCase):
    def test_a_budget_of_time_holds(self):
        extract("“Boats,” said Ana Tarn.")
        began = time.thread_time()
        with self.assertRaises(TimeBudgetExceeded) as caught:
            extract(DENSE, seconds=1)

        self.assertLess(time.thread_time() - began, 4)
        self.assertIn("1 seconds", str(caught.exception))

    def test_within_its_budget_a_text_is_read_as_ever(self):
        text = "“Boats,” said Ana Tarn."
        self.assertEqual(extract(text, seconds=60), extract(text))
