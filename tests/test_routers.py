"""A read replica answers what only looks, the primary everything else.

Two SQLite files, in a process of its own: the replica lags, and lacks one outlet.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.test import SimpleTestCase

ROOT = Path(__file__).parents[1]
ASK = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from quotes.models import Outlet
Outlet.objects.create(name="Late Courier", slug="late-courier")
user = get_user_model().objects.create_superuser("editor", password="x")

def names(client):
    answer = client.get("/api/v1/outlets", follow=True)
    return sorted(row["name"] for row in answer.json()["results"])

client = Client(HTTP_HOST="localhost")
told = {"command": Outlet.objects.count(), "anonymous": names(client)}
client.post("/api/v1/verify", {"text": "Nobody said so."}, "application/json",
            follow=True)
told["after a write"] = names(client)
editor = Client(HTTP_HOST="localhost")
editor.force_login(user)
page = editor.get("/admin/quotes/outlet/")
told["admin"] = "Late Courier" in page.content.decode()
print(json.dumps(told))
"""
MAKE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "quotes_project.settings"
django.setup()
from quotes.models import Outlet
Outlet.objects.create(name="Early Herald", slug="early-herald")
"""


class ReplicaTests(SimpleTestCase):
    @pytest.fixture(autouse=True)
    def with_migrated(self, migrated):
        self.migrated = migrated

    def run_script(self, script, **variables):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "QUOTES_ENV": "local", **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return done.stdout

    def test_reads_go_to_the_replica_and_all_else_to_the_primary(self):
        with tempfile.TemporaryDirectory() as folder:
            primary, replica = Path(folder) / "a.sqlite3", Path(folder) / "b.sqlite3"
            url = f"sqlite:///{primary}"
            shutil.copy(self.migrated, primary)
            self.run_script(MAKE, DATABASE_URL=url, READ_REPLICA_URL="")
            shutil.copy(primary, replica)

            told = json.loads(
                self.run_script(
                    ASK, DATABASE_URL=url, READ_REPLICA_URL=f"sqlite:///{replica}"
                )
            )

        both = ["Early Herald", "Late Courier"]
        self.assertEqual(told["command"], 2)
        self.assertEqual(told["anonymous"], ["Early Herald"])
        self.assertEqual(told["after a write"], both)
        self.assertTrue(told["admin"])
