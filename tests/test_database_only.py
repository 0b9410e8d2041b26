"""Which tests script/test runs first, and which on the second database, too: see
tests/conftest.py."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import LiveServerTestCase, SimpleTestCase, TestCase

from tests.conftest import LONGEST, may_open_database, place, runs_on_both


def test_a_function_that_asks_for_none_runs_once(request):
    assert not may_open_database(request.node)


@pytest.mark.django_db
def test_a_function_with_the_mark_runs_on_both(request):
    assert runs_on_both(request.node)


def test_a_function_with_the_fixture_runs_on_both(request, db):
    assert may_open_database(request.node)


@pytest.mark.django_db
@pytest.mark.any_database
def test_a_function_that_any_database_answers_runs_once(request):
    assert may_open_database(request.node)
    assert not runs_on_both(request.node)


@pytest.mark.parametrize(
    ("cls", "runs"),
    [(TestCase, True), (LiveServerTestCase, True), (SimpleTestCase, False)],
)
def test_djangos_own_classes(cls, runs):
    item = SimpleNamespace(cls=cls, get_closest_marker=lambda name: None)
    assert may_open_database(item) is runs


def test_what_is_begun_first_is_there(request):
    root = Path(__file__).parent.parent
    assert [file for file in LONGEST if not (root / file).is_file()] == []
    first = SimpleNamespace(nodeid=f"{LONGEST[0]}::RoleWalk::test_it")
    assert place(first) < place(request.node)
