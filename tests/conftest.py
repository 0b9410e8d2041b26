"""Which tests are run (see script/test), and what is held in many of them."""

import gc
import os

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as property_settings

from tests.asking import questions_watched
from tests.costs import Costs
from tests.emptied import delete_instead_of_truncating
from tests.migrated import copy_from_template, migrated_file
from tests.once import (
    keep_models_where_indexes_change,
    look_for_files_once,
    make_classes_of_histories_once,
)
from tests.properties import chosen_profile

WATCHED = ("tests.linking.", "tests.ingest.", "tests.review.")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}
LONGEST = (
    "tests/queueing/test_faults.py",
    "tests/walk/test_roles.py",
    "tests/walk/test_admin.py",
    "tests/commands/test_article_budget.py",
    "tests/extraction/test_time_budget.py",
    "tests/walk/test_pages.py",
    "tests/walk/test_api.py",
    "tests/ingest/test_version_properties.py",
    "tests/ingest/test_together.py",
    "tests/review/test_machine.py",
    "tests/review/test_roles.py",
    "tests/admin/test_pairs_of_acts.py",
    "tests/browser/test_items_in_a_row.py",
    "tests/browser/test_desk_pages.py",
    "tests/browser/test_accessibility.py",
    "tests/api/test_schemathesis.py",
    "tests/linking/test_orders.py",
    "tests/ingest/test_versions_at_once.py",
    "tests/migrations/test_steps.py",
    "tests/browser/test_tasks.py",
    "tests/commands/test_extract_processes.py",
    "tests/test_streaming_replica.py",
)
"""What is begun first, so that no process is left alone with it at the end. Those that
``script/test --costs`` prints at the top."""

# An answer is written in two pieces. As it is, the second waits 40 ms for a receipt of
# the first, at every request of a browser or of schemathesis to a server of a test.
WSGIRequestHandler.disable_nagle_algorithm = True

look_for_files_once()
make_classes_of_histories_once()
keep_models_where_indexes_change()
delete_instead_of_truncating()

# Before modules of tests are read, whose settings are made from it.
property_settings.load_profile(chosen_profile())


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only tests that may open the database and can tell which it is: the "
        "others run on any one",
    )
    parser.addoption(
        "--costs",
        action="store_true",
        help="print what files and tests cost, in processor time: see tests/costs.py",
    )


def pytest_configure(config):
    if config.getoption("--costs"):
        config.pluginmanager.register(Costs(config))


def pytest_collection_finish():
    """Nothing that is there before the first test has to be looked through at each."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    """Look through all that is left once: pytest does so five times at its end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    # Before pytest-django puts tests with a transaction each in front of all others.
    items.sort(key=place)
    yield
    # What opens no database may begin before them.
    items.sort(key=lambda item: place(item) == len(LONGEST) or may_open_database(item))
    if not config.getoption("--database-only"):
        return
    wanted = [item for item in items if runs_on_both(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


def place(item):
    """Where the file of ``item`` stands among the longest; behind them all others."""
    file = item.nodeid.partition("::")[0]
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix,
    django_db_blocker,
    request,
    tmp_path_factory,
):
    """Each process has a database of its own, a copy of one that is migrated once."""
    one_of_many = "PYTEST_XDIST_WORKER" in os.environ
    with django_db_blocker.unblock():
        copy_from_template(
            connection,
            kept=request.config.cache.mkdir("migrated"),
            shared=tmp_path_factory.getbasetemp().parent if one_of_many else None,
        )


@pytest.fixture(scope="session")
def migrated(request):
    """A migrated database of SQLite, as a file to copy."""
    return migrated_file(request.config.cache.mkdir("migrated"))


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
