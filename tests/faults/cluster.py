"""Machines with workers, a broker, a database and producers, as processes."""

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAN = {
    "QUOTES_ENV": "local",
    # Nothing is read anew: what is replayed has no model, but a version.
    "QUOTES_MODEL": "none",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "LOG_LEVEL": "INFO",
    # Who is cut off notices soon.
    "PGCONNECT_TIMEOUT": "5",
}


def skewed(seconds):
    """Variables under which a process has a clock that is wrong by so much."""
    found = find_spec("libfaketime")
    if found is None or not found.submodule_search_locations:
        return {"CLOCK_SKEW": str(seconds)}
    folder = Path(found.submodule_search_locations[0], "vendor/libfaketime/src")
    return {
        "LD_PRELOAD": str(folder / "libfaketime.so.1"),
        "FAKETIME": f"{seconds:+d}s",
        "DONT_FAKE_MONOTONIC": "1",
    }


def start(command, log, *, prefix=(), **variables):
    """Start Python on ``command`` with what it needs of the environment."""
    with Path(log).open("a") as out:
        return subprocess.Popen(
            [*prefix, sys.executable, *map(str, command)],
            cwd=ROOT,
            env=os.environ | LEAN | variables,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def end(process, number=signal.SIGKILL, *, seconds=30):
    """Send a signal to ``process`` and all that it started, and wait for its end."""
    try:
        os.killpg(process.pid, number)
        process.wait(seconds)
    except ProcessLookupError:
        process.wait()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Cluster:
    """What a round of faults is played on."""

    def __init__(self, folder, database, broker, machines):
        self.folder = Path(folder)
        self.database, self.broker, self.machines = database, broker, machines
        self.variables = {"DATABASE_URL": database.url}
        self.workers = {}
        self.seconds = 0.1
        # Of the round that is being played: what a run is given, the first, others.
        self.arguments, self.run, self.runs = [], None, []
        if broker is not None:
            self.variables["QUEUE_URL"] = broker.url

    def extract(self, *arguments, **variables):
        """Start ``extract_quotes`` on this machine; return its process."""
        command = ["manage.py", "extract_quotes", *arguments]
        return start(command, self.folder / "runs.log", **(self.variables | variables))

    def add_run(self, **variables):
        """Start a run of the same articles beside those there are."""
        self.runs.append(self.extract(*self.arguments, **variables))

    def start_worker(
        self, machine, name=None, queues="extraction,lane", *, processes=2, **variables
    ):
        """Have ``machine`` read, store and link."""
        name = name or machine.name
        process = start(
            [
                *("-m", "celery", "-A", "tests.faults.replaying", "worker"),
                *("-Q", queues, "-c", processes, "-n", f"{name}@faults"),
                *("--without-gossip", "--without-mingle", "-l", "INFO"),
            ],
            self.folder / f"{name}.log",
            prefix=machine.prefix,
            REPLAY_FILE=str(self.folder / "readings.jsonl"),
            REPLAY_SECONDS=str(self.seconds),
            **(self.variables | variables),
        )
        self.workers[name] = (process, machine)
        return process

    def end_worker(self, name, number=signal.SIGKILL):
        process, machine = self.workers.pop(name)
        end(process, number)
        return machine

    def mend(self):
        """Whatever is broken runs again."""
        if hasattr(self.database, "is_running") and not self.database.is_running():
            self.database.start()
        if self.broker is not None and not self.broker.answers():
            self.broker.restart()
        for machine in self.machines:
            process, _ = self.workers.get(machine.name, (None, machine))
            if process is None or process.poll() is not None:
                self.start_worker(machine)

    def stop(self):
        for name in list(self.workers):
            self.end_worker(name)


def children_of(pid, named=""):
    """The processes that process ``pid`` has started and not outlived.

    named: what their command must hold.
    """
    told = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True
    )
    return [int(one.split()[0]) for one in told.stdout.splitlines() if named in one]


def pause(chosen, least, most):
    time.sleep(chosen.uniform(least, most))
