"""What each test file costs, in seconds of processor time (script/test --costs).

Seconds on the clock tell how busy the machine was; processor time tells what a test
does, whoever else is working. Counted are the process that runs the tests and the
programs that it started, also those that go on running, as a browser does; the clock
stands beside it, for a test that waits costs that instead.
"""

import os
import time
from collections import defaultdict
from contextlib import suppress

import psutil
import pytest

SHOWN = 40
MOST = 120
"""Processor seconds of a file above which a run fails: twice what the dearest takes on
a busy machine."""
START = "(imports and collection, in each process)"


def spent():
    """Processor time of this process and of what it started, and the clock."""
    here = psutil.Process()
    cpu = sum(here.cpu_times()[:4]) + running(here)
    return cpu, time.monotonic()


def running(process):
    """Processor time of the programs below ``process``, this one, that have not ended,
    and of what they waited for."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return 0.0  # As after most tests: no need to look through all there are.
    cpu = 0.0
    for program in process.children(recursive=True):
        with suppress(psutil.Error):
            cpu += sum(program.cpu_times()[:4])
    return cpu


class Costs:
    """Adds up what tests cost in each process, and prints the dearest files."""

    def __init__(self, config):
        self.config = config
        self.tests = defaultdict(lambda: [0.0, 0.0])

    def pytest_runtestloop(self):
        self._add(START, spent()[0], 0.0)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        before = spent()
        try:
            return (yield)
        finally:
            # What a program took is lost when it ends and nobody waits for it, and is
            # not to be taken off the test in which it does.
            taken = (b - a for a, b in zip(before, spent(), strict=True))
            self._add(item.nodeid, *(max(0.0, seconds) for seconds in taken))

    def pytest_sessionfinish(self, session):
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["costs"] = dict(self.tests)
        elif self.too_dear() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        for name, cost in getattr(node, "workeroutput", {}).get("costs", {}).items():
            self._add(name, *cost)

    def pytest_terminal_summary(self, terminalreporter):
        show(terminalreporter, "files", self.files())
        show(terminalreporter, "tests", self.tests)
        for file in self.too_dear():
            terminalreporter.write_line(
                f"{file} takes more than {MOST} seconds of processor time: make it "
                "cheaper or divide it, docs/developers.md says how others were."
            )

    def files(self):
        """What the tests of each file cost together."""
        files = defaultdict(lambda: [0.0, 0.0])
        for name, cost in self.tests.items():
            file = files[name.split("::")[0]]
            file[0] += cost[0]
            file[1] += cost[1]
        return files

    def too_dear(self):
        return [file for file, (cpu, _) in self.files().items() if cpu > MOST]

    def _add(self, name, cpu, clock):
        total = self.tests[name]
        total[0] += cpu
        total[1] += clock


def show(reporter, what, costs):
    """Print the dearest of ``costs`` and the sum of all."""
    reporter.section(f"{what}: processor seconds, seconds on the clock")
    dearest = sorted(costs.items(), key=lambda pair: -max(pair[1]))
    for name, (cpu, clock) in dearest[:SHOWN]:
        reporter.write_line(f"{cpu:8.2f} {clock:8.2f}  {name}")
    cpu, clock = (sum(pair[i] for pair in costs.values()) for i in (0, 1))
    reporter.write_line(f"{cpu:8.2f} {clock:8.2f}  all {len(costs)}")
