"""PostgreSQL has no connection left: 503 with Retry-After, and all is well afterwards.

Asked of the very application, in a process of its own that connects as a role which may
have one connection alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

ROOT = Path(__file__).parents[1]
ROLE = "quotes_few"
PATIENCE = 60
PATHS = ("/api/v1/quotes/", "/", "/speakers/", "/feeds/quotes.atom")

PROGRAM = """
import json, sys, django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client

settings.ALLOWED_HOSTS = ["testserver"]
client = Client(raise_request_exception=False)
client.cookies[settings.SESSION_COOKIE_NAME] = "of-nobody"
for paths in sys.stdin:
    told = []
    for path in json.loads(paths):
        answer = client.get(path)
        told.append([path, answer.status_code, answer.get("Retry-After")])
    # As long as the server's thread lives, it keeps its connection.
    connection.close()
    print(json.dumps(told), flush=True)
"""


@pytest.fixture
def role(transactional_db):
    """How to connect as a role that may have one connection."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connections to run out of")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN CONNECTION LIMIT 1 PASSWORD 'few'")
        cursor.execute(f"GRANT pg_read_all_data, pg_write_all_data TO {ROLE}")
    there = connection.get_connection_params()
    yield {
        name: there[name] for name in ("host", "port", "dbname") if there.get(name)
    } | {"user": ROLE, "password": "few"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


def take_the_last(role):
    """The one connection; the server gives it up a moment after its client has."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return psycopg2.connect(**role)
        except psycopg2.OperationalError:
            time.sleep(0.02)
    raise TimeoutError


def test_no_connection_left_is_told_and_forgotten(role):
    place = f"{quote(role.get('host', ''), safe='')}:{role.get('port', '')}"
    url = f"postgres://{ROLE}:few@{place.rstrip(':')}/{role['dbname']}"
    server = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={
            "QUOTES_ENV": "local",
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "quotes_project.settings",
            "LOG_LEVEL": "CRITICAL",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask():
        server.stdin.write(json.dumps(PATHS) + "\n")
        server.stdin.flush()
        return json.loads(server.stdout.readline())

    try:
        before = ask()
        holder = take_the_last(role)
        exhausted = ask()
        holder.close()
        take_the_last(role).close()
        # Again, the server gives that one up a moment later.
        deadline = time.monotonic() + PATIENCE
        after = ask()
        while after != before and time.monotonic() < deadline:
            after = ask()
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait(PATIENCE)

    assert [status for _, status, _ in before] == [200] * len(PATHS)
    assert exhausted == [[path, 503, "30"] for path in PATHS]
    assert after == before
