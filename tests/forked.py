"""A command of manage.py in a process of its own, which need not start from nothing.

The process is a copy of the one that runs the tests: Django and what reads texts are
loaded in it. That saves two seconds of processor time for each. What the start itself
does, where the environment is read and nothing is loaded, other tests ask by
``subprocess``.
"""

import os
import signal
import sys
import tempfile
import traceback

from django.contrib.contenttypes.models import ContentType
from django.core.management import execute_from_command_line
from django.db import connections

INHERITED = []
"""Connections of the process that was copied. To close one here, or to let it be
collected, would end it there, too."""
LONGEST = 120
SQLITE = "django.db.backends.sqlite3"


class Forked:
    """A process that runs ``manage.py`` with ``arguments``.

    Its database is the one of the tests, by a connection of its own, or the file
    ``database`` of SQLite. first: called in it before all else. stdout: what it prints,
    to be read; stderr is there after ``communicate``. It is killed by SIGALRM where it
    takes more than ``LONGEST`` seconds, so that nobody waits for ever.
    """

    def __init__(self, *arguments, database=None, first=lambda: None):
        self.returncode = None
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reading)
            _be(arguments, database, first, writing, self._complaints.fileno())
        os.close(writing)
        self.stdout = os.fdopen(reading)

    def send_signal(self, number):
        os.kill(self.pid, number)

    def communicate(self):
        """Wait for its end; return what it has printed, and complained of."""
        with self.stdout, self._complaints:
            printed = self.stdout.read()
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            self._complaints.seek(0)
            return printed, self._complaints.read()


def _be(arguments, database, first, *outputs):
    """Become that process; ends with it, and runs nothing of what called this."""
    code = 1
    signal.alarm(LONGEST)
    try:
        for number, output in enumerate(outputs, start=1):
            os.dup2(output, number)
        sys.stdout, sys.stderr = (
            open(number, "w", buffering=1, closefd=False)  # noqa: SIM115
            for number in (1, 2)
        )
        _connect_to(database)
        first()
        execute_from_command_line(["manage.py", *arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _connect_to(database):
    given = connections.settings["default"]
    for connection in connections.all(initialized_only=True):
        INHERITED.append(connection)
        del connections[connection.alias]
    if database:
        if given["ENGINE"] != SQLITE:
            raise NotImplementedError("Only tests that run on SQLite have a file.")
        connections.settings["default"] = given | {"NAME": str(database)}
    # Another database numbers them otherwise.
    ContentType.objects.clear_cache()
