"""docs/sources.md shows what the commands print."""

import io
import os
import re
import shlex
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase, override_settings

from quotes.models import Feed, Outlet

# What is stored is asked on both by test_extract_quotes.py: here, what is printed.
pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
SHOWN = "localhost:8765"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands():
    """Every command of the document, with what it prints."""
    text = (ROOT / "docs" / "sources.md").read_text()
    return [pair for block in BLOCK.findall(text) for pair in COMMAND.findall(block)]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextmanager
def served():
    """The samples on a port of this machine."""
    handler = partial(Quiet, directory=str(ROOT / "fixtures" / "sources"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def printed(command):
    """What ``command`` prints: failures first, as they come before the summary."""
    name, *arguments = shlex.split(command)[1:]
    both = io.StringIO()
    try:
        call_command(name, *arguments, workers=1, stdout=both, stderr=both)
    except CommandError as error:
        both.write(f"CommandError: {error}\n")
    return both.getvalue()


@override_settings(FETCH_DELAY=0)
class SourcesDocumentTests(TestCase):
    def setUp(self):
        self.enterContext(mock.patch.dict(os.environ, {"COLUMNS": "120"}))

    def test_files(self):
        shown = [(c, out) for c, out in commands() if "fixtures/sources" in c]
        self.assertGreater(len(shown), 6)
        for command, expected in shown:
            with self.subTest(command), transaction.atomic():
                self.assertEqual(printed(command), expected)
                transaction.set_rollback(True)

    def test_addresses_and_feeds(self):
        shown = [(c, out) for c, out in commands() if "fixtures/sources" not in c]
        with served() as place:
            port = place.partition(":")[2]
            private = False
            for command, expected in shown:
                if command == "export FETCH_PRIVATE=1":
                    private = True
                    continue
                if "watch_feeds" in command and not Feed.objects.exists():
                    outlet = Outlet.objects.get(name="The Valley Post")
                    Feed.objects.create(
                        outlet=outlet, address=f"http://{place}/feed.xml"
                    )
                with self.subTest(command), self.settings(FETCH_PRIVATE=private):
                    told = printed(command.replace(SHOWN, place))
                    told = told.replace(place, SHOWN).replace(
                        f"port {port}", "port 8765"
                    )
                    self.assertEqual(told, expected)
