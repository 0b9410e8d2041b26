"""Tests of single migrations, in a database that stands where they begin."""

from importlib import import_module

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase


def move_to(name):
    """Migrate, either way, to the state after ``name``; return the models then."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("quotes", name)]).apps


def data_step(name):
    """Return the one data step of migration ``name``, as a function of the models.

    ``back=True`` takes it back.
    """
    module = import_module(f"quotes.migrations.{name}")
    (operation,) = module.Migration.operations

    def step(models, *, back=False):
        code = operation.reverse_code if back else operation.code
        code(models, connection.schema_editor())

    return step


class MovedTests(TransactionTestCase):
    """Moves to the migration ``at`` once for all tests of a class, and back in the end.

    ``old`` holds the models as they were then. Between tests, rows alone are removed.
    """

    at = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(call_command, "migrate", verbosity=0)
        cls.old = move_to(cls.at)

    def model(self, name, app="quotes"):
        return self.old.get_model(app, name).objects
