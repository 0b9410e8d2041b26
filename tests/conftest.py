"""Which tests are run (see script/test), and what is held in many of them."""

import pytest
from django.test import TransactionTestCase

from tests.asking import questions_watched

WATCHED = ("tests.linking.", "tests.ingest.", "tests.review.")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only tests that may open the database and can tell which it is: the "
        "others run on any one",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--database-only"):
        return
    wanted = [item for item in items if runs_on_both(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


def runs_on_both(item):
    """Whether ``item`` can tell one database from the other: a mark denies it."""
    return may_open_database(item) and not item.get_closest_marker("any_database")


def may_open_database(item):
    """Whether pytest-django lets ``item`` at a database; it refuses all others."""
    owner = getattr(item, "cls", None)
    return (
        (owner is not None and issubclass(owner, TransactionTestCase))
        or item.get_closest_marker("django_db") is not None
        or bool(DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())))
    )


@pytest.fixture(autouse=True)
def questions_change_nothing(request):
    """Fail where a function whose name asks changed or locked a row: see ``asking``."""
    watched = request.module.__name__.startswith(WATCHED)
    if not (watched and may_open_database(request.node)):
        yield
        return
    with questions_watched() as offences:
        yield
    assert not offences, f"what asks must not write: {sorted(offences)}"
