"""A run fails where one file has become too dear: see tests/costs.py."""

from types import SimpleNamespace

import pytest

from tests.costs import MOST, Costs


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
