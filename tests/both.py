"""Which tests ask the second database nothing that other tests do not ask it, too.

All tests that open a database run on SQLite. Of those, a test is left out on PostgreSQL
that asks it no statement of its own: every one, without its values, is asked there by
tests which stay, and with the like outcome: no row, one, several, or the same error.
``SAME`` lists what is left out. A test that is not in it, as every new one, runs on
both.

    script/test --postgres --database-only --statements   # writes the list anew
    script/test --sqlite --database-only --statements     # takes off what differs there

Every run of all tests on SQLite looks whether what is left out asks something new, and
fails then: so the list cannot grow old unseen.
"""

import os
import re
from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created
from django.test import TestCase

SAME = Path(__file__).parent / "same_on_both.txt"
STAY = ("tests/search/", "tests/migrations/", "tests/models/", "tests/walk/")
"""Where it is the database that is tested."""
SEES_MORE = re.compile(
    r"vendor|postgres|sqlite|subprocess|threading|multiprocessing|workers|Popen"
    r"|TransactionTestCase|transactional_db|IntegrityError|collat",
    re.IGNORECASE,
)
"""Words of a file whose tests look at more than what statements answer."""
OF_TRANSACTIONS = re.compile(r"\s*(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|SET CONSTRAINTS)")
MANY = (
    # Lists of any length, rows of any number, branches of any number, and pages.
    (re.compile(r"\(\s*%s(?:\s*,\s*%s)*\s*\)"), "(…)"),
    (re.compile(r"\(…\)(?:\s*,\s*\(…\))+"), "(…)"),
    (re.compile(r"(?:WHEN \([^()]*\) THEN \S+ )+"), "WHEN … "),
    (re.compile(r"\b\d+\b"), "0"),
)


def name_of(nodeid):
    """What a test is called, whatever it is given."""
    return nodeid.partition("[")[0]


@lru_cache
def left_out():
    """The tests that need not run on the second database."""
    return frozenset(SAME.read_text().split()) if SAME.exists() else frozenset()


@lru_cache(maxsize=20_000)
def shape(sql):
    """A statement without its values, shortened; "" where it concerns no rows."""
    if OF_TRANSACTIONS.match(sql):
        return ""
    for many, one in MANY:
        sql = many.sub(one, sql)
    return blake2b(sql.encode(), digest_size=8).hexdigest()


def may_be_left_out(item):
    """Whether ``item`` is of a kind that tells what it asks, and all of it."""
    file = item.nodeid.partition("::")[0]
    plain = item.cls is None or issubclass(item.cls, TestCase)
    return plain and not file.startswith(STAY) and not _sees_more(item.path)


@lru_cache
def _sees_more(path):
    return SEES_MORE.search(path.read_text()) is not None


def choose(asked, seconds, stays):
    """The tests, the dearest first, of which the others ask everything.

    asked: for each test what it asks. stays: those that are not to be left out.
    """
    count = defaultdict(int)
    for statements in asked.values():
        for one in statements:
            count[one] += 1
    chosen = []
    for test in sorted(asked, key=lambda one: -seconds[one]):
        if test not in stays and all(count[one] > 1 for one in asked[test]):
            chosen.append(test)
            for one in asked[test]:
                count[one] -= 1
    return chosen


def alone(asked, left):
    """Those of ``left`` that ask something which nobody else asks."""
    others = set().union(*(asked[one] for one in asked if one not in left))
    return sorted(one for one in left if not asked.get(one, set()) <= others)


class Statements:
    """Notes in each process what each test asks, and looks at it all in the end.

    What a class asks before its first test is of that one.
    """

    def __init__(self, config, *, write):
        self.config, self.write = config, write
        self.test, self.failed = None, []
        self.asked, self.seconds = defaultdict(set), defaultdict(float)
        self.stays = set()

    def pytest_collection_finish(self):
        connection_created.connect(self._watch)
        for one in connections.all(initialized_only=True):
            self._watch(None, one)

    def _watch(self, sender, connection, **kwargs):
        if self._note not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._note)

    def _note(self, execute, sql, params, many, context):
        outcome = ""
        try:
            result = execute(sql, params, many, context)
            if self.write and connection.vendor == "postgresql":
                outcome = str(min(max(context["cursor"].rowcount, 0), 2))
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            if self.test and (statement := shape(str(sql))):
                self.asked[self.test].add(f"{statement} {outcome}")
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        before = sum(os.times()[:4])
        if item.runs_on_both:
            self.test = name_of(item.nodeid)
            if not may_be_left_out(item):
                self.stays.add(self.test)
        try:
            return (yield)
        finally:
            if self.test:
                self.seconds[self.test] += sum(os.times()[:4]) - before
            self.test = None

    def pytest_sessionfinish(self, session):
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            asked = {test: sorted(one) for test, one in self.asked.items()}
            output["statements"] = asked, dict(self.seconds), sorted(self.stays)
        elif session.exitstatus == pytest.ExitCode.OK:
            if self.write:
                self._write()
            else:
                self.failed = alone(self.asked, left_out())
            if self.failed:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        told = getattr(node, "workeroutput", {}).get("statements", ({}, {}, []))
        for test, asked in told[0].items():
            self.asked[test].update(asked)
        for test, seconds in told[1].items():
            self.seconds[test] += seconds
        self.stays.update(told[2])

    def _write(self):
        if connection.vendor == "postgresql":
            chosen = set(choose(self.asked, self.seconds, self.stays))
        else:
            chosen = set(left_out()) - set(alone(self.asked, left_out()))
        SAME.write_text("".join(f"{one}\n" for one in sorted(chosen)))

    def pytest_terminal_summary(self, terminalreporter):
        for test in self.failed:
            terminalreporter.write_line(
                f"{test} asks a statement that no test asks PostgreSQL: take it out "
                f"of tests/{SAME.name}, or write that anew (tests/both.py)."
            )
