"""What is left out on PostgreSQL asks nothing that others do not ask: tests/both.py."""

from types import SimpleNamespace

import pytest
from django.test import TestCase, TransactionTestCase

from tests.both import (
    SAME,
    Statements,
    alone,
    choose,
    left_out,
    may_be_left_out,
    name_of,
    shape,
)
from tests.conftest import is_all


def test_the_dearest_goes_whose_statements_others_ask():
    asked = {"dear": {1, 2}, "cheap": {1, 3}, "small": {2}, "own": {4}}
    seconds = {"dear": 9.0, "cheap": 2.0, "small": 1.0, "own": 8.0}

    assert choose(asked, seconds, stays=set()) == ["dear"]
    # Now nobody else asks 1 and 2.
    assert choose(asked, seconds, stays={"dear"}) == ["small"]


def test_what_is_asked_by_those_alone_who_are_left_out_is_found():
    asked = {"stays": {1, 2}, "left": {1}, "grown": {2, 5}, "twin": {5}}

    assert alone(asked, {"left", "grown", "twin"}) == ["grown", "twin"]
    assert alone(asked, {"left", "gone"}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT 1 WHERE a IN (%s, %s)", "SELECT 1 WHERE a IN (%s)"),
        ("INSERT INTO t VALUES (%s, %s), (%s, %s)", "INSERT INTO t VALUES (%s)"),
        ("SELECT a FROM t LIMIT 21", "SELECT a FROM t LIMIT 5"),
        ("CASE WHEN (a = %s) THEN %s WHEN (a = %s) THEN %s END",
         "CASE WHEN (a = %s) THEN %s END"),
    ],
)  # fmt: skip
def test_values_and_numbers_make_no_other_statement(one, other):
    assert shape(one) == shape(other) != ""


def test_other_columns_and_orders_do():
    assert shape("SELECT a FROM t") != shape("SELECT b FROM t")
    assert shape("SELECT a FROM t ORDER BY a") != shape("SELECT a FROM t")
    assert shape('SAVEPOINT "s1"') == ""


def test_what_a_test_is_given_makes_it_no_other():
    assert name_of("tests/test_a.py::B::test_c") == "tests/test_a.py::B::test_c"
    assert name_of("tests/test_a.py::test_c[x::y]") == "tests/test_a.py::test_c"


def test_who_looks_at_more_than_statements_stays(request, tmp_path):
    plain = tmp_path / "test_plain.py"
    plain.write_text("self.assertEqual(Quote.objects.count(), 2)")

    def item(cls=TestCase, path=plain, file="tests/review/test_plain.py"):
        return SimpleNamespace(cls=cls, path=path, nodeid=f"{file}::A::test_b")

    assert may_be_left_out(item())
    assert not may_be_left_out(item(cls=TransactionTestCase))
    assert not may_be_left_out(item(path=request.path))
    assert not may_be_left_out(item(file="tests/search/test_plain.py"))


def test_what_is_left_out_is_there():
    files = {test.partition("::")[0] for test in left_out()}
    root = SAME.parent.parent
    assert left_out()
    gone = sorted(file for file in files if not (root / file).is_file())
    assert gone == [], f"Take them out of {SAME.name}: moved, they run on both again."


def test_a_run_of_all_tests_fails_where_one_that_is_left_out_asks_anew():
    watch = Statements(SimpleNamespace(), write=False)
    test = sorted(left_out())[0]
    told = {"stays": ["1 "], test: ["1 "]}
    node = SimpleNamespace(workeroutput={"statements": (told, {}, [])})
    session = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    watch.pytest_testnodedown(node)
    watch.pytest_sessionfinish(session)
    assert session.exitstatus == pytest.ExitCode.OK

    told[test].append("2 ")
    watch.pytest_testnodedown(node)
    watch.pytest_sessionfinish(session)
    assert session.exitstatus == pytest.ExitCode.TESTS_FAILED
    assert watch.failed == [test]


def test_some_tests_are_not_all(request):
    option = SimpleNamespace(keyword="", markexpr="", database_only=False, lf=False)
    source = request.config.ArgsSource

    def config(**given):
        return SimpleNamespace(
            option=SimpleNamespace(**(vars(option) | given)),
            args_source=given.pop("args_source", source.TESTPATHS),
            ArgsSource=source,
        )

    assert is_all(config())
    assert not is_all(config(keyword="dispute"))
    assert not is_all(config(database_only=True))
    assert not is_all(config(args_source=source.ARGS))
