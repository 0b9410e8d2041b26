"""A migrated database to copy: migrations take seconds, a copy takes milliseconds.

Of the processes that share the tests the first migrates a database, and every process,
the first one too, takes a copy of it for its own. ``migrate`` is called for the copy
as well and finds nothing to do. For SQLite what was migrated is kept for the next run,
under a name made of all code that could make it another; tests that start a program on
a database of its own copy it too (the fixture ``migrated``).
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db.backends.signals import connection_created

ROOT = Path(__file__).parent.parent
TEMPLATE = "test_quotes_template"


def copy_from_template(connection, kept, shared):
    """Let the test database of ``connection`` be made as a copy of a migrated one.

    kept: a folder that outlives this run. shared: one that all processes of this run
    know, None where there is but one process.
    """
    if connection.vendor == "sqlite":
        _fill_from(migrated_file(kept), connection.alias)
    elif shared:
        connection.settings_dict["TEST"]["TEMPLATE"] = _migrated(connection, shared)


def code_of_tables():
    """A name for all that has a say in which tables there are, and which rows."""
    digest = hashlib.sha256()
    for part in (sys.version, django.VERSION, sqlite3.sqlite_version_info):
        digest.update(repr(part).encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).rglob("*.py")):
            digest.update(f"{path}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def migrated_file(kept):
    """A file of SQLite, migrated and empty, to be copied; ``kept`` as above."""
    file = kept / f"{code_of_tables()}.sqlite3"
    with _alone(kept):
        if not file.exists():
            for old in kept.glob("*.sqlite3*"):
                old.unlink()
            begun = kept / "begun.sqlite3"
            url = {"QUOTES_ENV": "local", "DATABASE_URL": f"sqlite:///{begun}"}
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
                cwd=ROOT,
                env={**os.environ, **url, "READ_REPLICA_URL": ""},
                check=True,
            )
            begun.rename(file)
    return file


def _migrated(connection, shared):
    done = shared / "migrated"
    with _alone(shared):
        if not done.exists():
            _migrate(connection, TEMPLATE)
            done.touch()
    return TEMPLATE


def _migrate(connection, name):
    """Make a database of that ``name`` and leave it; the connection is as before."""
    test = connection.settings_dict["TEST"]
    before, own = connection.settings_dict["NAME"], test["NAME"]
    test["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    test["NAME"] = own
    settings.DATABASES[connection.alias]["NAME"] = before
    connection.settings_dict["NAME"] = before


def _fill_from(file, alias):
    """Copy ``file`` into the database in memory once somebody opens it."""

    def fill(connection, **kwargs):
        if connection.alias == alias and connection.is_in_memory_db():
            connection_created.disconnect(fill)
            with closing(sqlite3.connect(file)) as source:
                source.backup(connection.connection)

    connection_created.connect(fill, weak=False)


@contextmanager
def _alone(folder):
    """One process at a time; the others wait."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
