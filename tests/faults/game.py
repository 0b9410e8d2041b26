"""Round by round: articles come in, faults happen, and all must be well after."""

import random
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from rich.console import Console
from rich.table import Table

from tests.faults import checking, kinds
from tests.faults.articles import (
    make_articles,
    read_articles,
    write_articles,
    write_readings,
)
from tests.faults.cluster import children_of, end, pause

STILL, STILL_AGAIN = 15.0, 60.0
"""Seconds without any progress after which the command is given again, and once it has
been, after which it is taken for having been in vain: on a busy machine a lane may take
as long for one batch."""
START = 60.0
"""Seconds within which a run must have begun to do something."""
MOST_SECONDS = 240.0
PER_ROUND = 5


@dataclass
class Result:
    """What a game ends with. reruns: of rounds, how often the command was repeated."""

    title: str
    happened: Counter = field(default_factory=Counter)
    reruns: Counter = field(default_factory=Counter)
    rounds: int = 0
    articles: int = 0
    quotes: int = 0
    decided: int = 0
    lost: int = 0
    doubled: int = 0
    undecided: int = 0
    seconds: float = 0

    @property
    def clean(self):
        again = sum(count for times, count in self.reruns.items() if times > 1)
        return not (self.lost or self.doubled or self.undecided or again)

    def table(self):
        console = Console(width=88, color_system=None)
        table = Table("fault", "times", title=self.title)
        for kind, count in sorted(self.happened.items()):
            table.add_row(kind, str(count))
        table.add_section()
        again = sum(count for times, count in self.reruns.items() if times > 1)
        for name, value in (
            ("faults", sum(self.happened.values())),
            ("runs", self.rounds),
            ("articles, quotes", f"{self.articles}, {self.quotes}"),
            ("decisions of an editor", self.decided),
            ("rows lost", self.lost),
            ("rows doubled", self.doubled),
            ("decisions lost", self.undecided),
            ("runs that needed a plain re-run", self.reruns[1] + again),
            ("runs that needed more than one", again),
            ("seconds", round(self.seconds)),
        ):
            table.add_row(name, str(value))
        with console.capture() as capture:
            console.print(table)
        return capture.get()


class Game:
    """Plays rounds on a cluster until there were faults enough."""

    def __init__(self, cluster, arguments):
        self.cluster, self.arguments = cluster, arguments
        self.chosen = random.Random(arguments.seed)
        self.editor = checking.Editor()
        self.readings = {}
        self.kinds = (
            kinds.of_queue(cluster) if cluster.broker else kinds.of_run(cluster)
        )
        broker = type(cluster.broker).__name__ if cluster.broker else "no broker"
        database = type(cluster.database).__name__
        apart = sum(bool(machine.prefix) for machine in cluster.machines)
        machines = f", {apart} network namespaces" if cluster.broker else ""
        self.result = Result(f"{broker}, {database}{machines}")

    def play(self, faults, minutes=None):
        """Play rounds until there were so many faults, or the time is over."""
        result, since = self.result, time.monotonic()
        until = since + (minutes * 60 if minutes else float("inf"))
        # Each kind in turn, in any order, so that none is left out.
        deck = []
        while sum(result.happened.values()) < faults and time.monotonic() < until:
            if len(deck) < PER_ROUND:
                deck += self.chosen.sample(self.kinds, len(self.kinds))
            self.play_round(deck)
            result.rounds += 1
            told = f"{sum(result.happened.values())} faults, re-runs {result.reruns}"
            print(told, file=sys.stderr, flush=True)
        result.lost, result.doubled = checking.count_wrong(self.readings)
        result.undecided = self.editor.lost()
        result.decided = len(self.editor.decided)
        result.articles = len(self.readings)
        result.quotes = sum(map(len, self.readings.values()))
        result.seconds = time.monotonic() - since
        return result

    def play_round(self, deck):
        """Have articles come in, and the next faults of ``deck`` strike meanwhile."""
        cluster = self.cluster
        number = self.result.rounds + 1
        articles = make_articles(self.arguments.articles, seed=number)
        new = read_articles(articles)
        self.readings |= new
        path = cluster.folder / f"round-{number}.jsonl"
        write_articles(path, articles)
        cluster.arguments = [str(path)]
        if cluster.broker:
            write_readings(cluster.folder / "readings.jsonl", self.readings)
            cluster.arguments.append("--queue")
            cluster.mend()
        else:
            cluster.arguments += ["--workers", "2"]
        cluster.runs, cluster.run = [], cluster.extract(*cluster.arguments)
        self.wait_for_work()
        if cluster.broker:
            pause(self.chosen, 0, 2)
        faults = []
        # Its processes end before all that they have found is stored.
        deck.sort(key=lambda fault: fault is not kinds.kill_extractor)
        for _ in range(PER_ROUND):
            # Where all is done already, a fault would strike nothing.
            if self.ask(lambda: checking.is_done(new)):
                break
            fault = deck.pop(0)
            struck = fault(cluster, self.chosen)
            if struck:
                self.result.happened[fault.__doc__] += 1
                faults.append(fault)
            elif struck is False:
                print(f"  missed: {fault.__doc__}", file=sys.stderr, flush=True)
                deck.append(fault)
            self.editor.decide(self.chosen)
            pause(self.chosen, 0.1, 0.8)
        self.finish(new, faults)

    def wait_for_work(self):
        """Wait until the run extracts, or has stored or queued something, or ended."""
        before, until = self.ask(checking.progress), time.monotonic() + START
        run = self.cluster.run
        while time.monotonic() < until and run.poll() is None:
            if self.ask(checking.progress) != before:
                break
            if children_of(run.pid, "spawn_main"):
                break
            time.sleep(0.05)

    def finish(self, new, faults):
        """Mend what is broken, wait, and repeat the command where that is needed."""
        cluster = self.cluster
        if cluster.broker:
            cluster.mend()
        for process in (cluster.run, *cluster.runs):
            with suppress(Exception):
                process.wait(MOST_SECONDS)
            end(process)
        repeated = 0
        while not self.settles(new, STILL_AGAIN if repeated else STILL):
            if repeated == 3:
                break
            repeated += 1
            state = self.ask(checking.progress)
            names = ", ".join(fault.__doc__ for fault in faults)
            told = f"  again, for articles, done, queued, read are {state}: {names}"
            print(told, file=sys.stderr, flush=True)
            if cluster.broker:
                cluster.mend()
            process = cluster.extract(*cluster.arguments)
            # It fails where a fault has made one article fail, which it then has tried.
            print(f"  ended with {process.wait(MOST_SECONDS)}", file=sys.stderr)
        self.result.reruns[repeated] += 1
        if "other-model" in cluster.workers and kinds.has_refused(cluster):
            cluster.end_worker("other-model")
            self.result.happened[kinds.other_model.__doc__] += 1

    def settles(self, new, patience):
        """Whether all of these articles are done once nothing happens any more."""
        latest, since = None, time.monotonic()
        until = since + MOST_SECONDS
        while time.monotonic() < until:
            state = self.ask(lambda: (checking.is_done(new), checking.progress()))
            if state and state[0]:
                return True
            if state != latest:
                latest, since = state, time.monotonic()
            if time.monotonic() - since > (patience if self.cluster.broker else 0):
                return False
            time.sleep(0.1)
        return False

    def ask(self, question):
        """Return the answer of the database, or None while it has none."""
        try:
            return question()
        except DatabaseError:
            connection.close()
            return None
