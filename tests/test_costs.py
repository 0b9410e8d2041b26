"""A run fails where one file has become too dear: see tests/costs.py."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.costs import MOST, Costs, spent


def finished(*costs):
    """How a run ends whose file had tests that cost so much."""
    counted = Costs(SimpleNamespace())
    node = SimpleNamespace(
        workeroutput={
            "costs": {f"tests/test_it.py::{n}": [c, 0.0] for n, c in enumerate(costs)}
        }
    )
    counted.pytest_testnodedown(node)
    session = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    counted.pytest_sessionfinish(session)
    return session.exitstatus, counted.too_dear()


def test_tests_of_one_file_are_counted_together():
    dear = MOST / 2 + 1
    assert finished(dear) == (pytest.ExitCode.OK, [])
    assert finished(dear, dear) == (pytest.ExitCode.TESTS_FAILED, ["tests/test_it.py"])


def test_a_program_is_counted_while_it_runs_and_once_when_it_has_ended():
    busy = (
        "import time\nwhile time.process_time() < 0.3: pass\n"
        "print('spent', flush=True)\ninput()"
    )
    before, _ = spent()
    with subprocess.Popen(
        [sys.executable, "-c", busy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout.readline() == "spent\n"
        while_it_runs, _ = spent()
        program.communicate("\n")
    ended, _ = spent()

    assert while_it_runs - before >= 0.25
    assert ended - while_it_runs < 0.25
