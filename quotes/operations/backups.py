"""Back a database up into one file, and make it again from that.

Called by script/backup and script/restore.

Without Django, so that it works where the site does not. PostgreSQL is read and written
by its own tools; their password goes by the environment, where no list of processes
shows it. SQLite by its backup interface, so that nobody has to stop writing.
https://www.postgresql.org/docs/current/app-pgdump.html, https://sqlite.org/backup.html
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dj_database_url

ENDINGS = {"postgresql": ".dump", "sqlite3": ".sqlite3"}
OPTIONS = {
    "host": "PGHOST",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}
"""What DATABASE_URL may have after "?", and the variable by which libpq reads it."""
NOTHING_MUST_STAND = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
COUNT_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


class BackupError(Exception):
    """What was asked cannot be done; nothing is left half done. Names the remedy."""


@dataclass(frozen=True, slots=True)
class Database:
    """What DATABASE_URL names. tools: folder of PostgreSQL's own, else the PATH."""

    engine: str
    settings: Mapping[str, Any]
    tools: str = ""

    @classmethod
    def named(cls, url: str, tools: str = "") -> Database:
        """Return the database of ``url``; raises BackupError where it is none."""
        try:
            settings = dj_database_url.parse(url)
        except (ValueError, KeyError) as error:
            raise BackupError(
                "DATABASE_URL cannot be read: write postgres://user:password@host:5432/"
                "name or sqlite:////path/file."
            ) from error
        engine = str(settings["ENGINE"]).rpartition(".")[2]
        if engine not in ENDINGS:
            raise BackupError(f"DATABASE_URL names {engine}, which is not served here.")
        return cls(engine, settings, tools)


def back_up(database: Database, folder: Path, *, keep: int, now: datetime) -> Path:
    """Write ``database`` into a new file of ``folder``, with its SHA-256 beside it.

    Only its owner may read it. The ``keep`` newest files of this sort stay, older ones
    are removed, once the new one is whole. Raises BackupError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ending = ENDINGS[database.engine]
    path = folder / f"quotes-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{ending}"
    if path.exists():
        raise BackupError(f"{path} is there already: wait a second.")
    partial = path.with_suffix(".partial")
    try:
        partial.touch(mode=0o600, exist_ok=False)
        if database.engine == "postgresql":
            _dump(database, partial)
        else:
            _copy(_file_of(database), partial)
        checksum_path(path).write_text(f"{_digest(partial)}  {path.name}\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"quotes-*{ending}"))[:-keep]:
        checksum_path(old).unlink(missing_ok=True)
        old.unlink()
    return path


def restore(database: Database, path: Path, *, replace: bool) -> None:
    """Make ``database`` what it was when ``path`` was written, or leave it as it is.

    replace: throw away what is in it; without, it must have no tables. Raises
    BackupError, also where the file is not the one whose SHA-256 stands beside it.
    """
    _check(path, ENDINGS[database.engine])
    if not replace and _has_tables(database):
        raise BackupError(
            "The database is not empty. Name a new one in DATABASE_URL, or throw away "
            "what is in this one with --replace."
        )
    if database.engine == "postgresql":
        _load(database, path)
    else:
        _copy(path, _file_of(database))


def checksum_path(path: Path) -> Path:
    """Where the SHA-256 of a file stands, as ``sha256sum --check`` reads it."""
    return path.with_name(f"{path.name}.sha256")


def _check(path: Path, ending: str) -> None:
    if not path.is_file():
        raise BackupError(f"{path} is no file.")
    if path.suffix != ending:
        raise BackupError(
            f"{path} is of another sort of database than DATABASE_URL names, whose "
            f"files end in {ending}."
        )
    beside = checksum_path(path)
    if not beside.is_file():
        raise BackupError(
            f"{beside} is missing, so nobody knows whether {path.name} is whole. If "
            f"you are sure of it, make one: sha256sum {path.name} > {beside.name}"
        )
    if _digest(path) != beside.read_text().partition(" ")[0]:
        raise BackupError(
            f"{path} is damaged: its SHA-256 is not the one in {beside.name}. Take "
            "another backup."
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _has_tables(database: Database) -> bool:
    if database.engine == "postgresql":
        told = _run(database, "psql", "--no-psqlrc", "-At", "-c", COUNT_TABLES)
        return told.strip() != b"0"
    path = _file_of(database)
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as connection:
        count = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(count)


# --- PostgreSQL -----------------------------------------------------------------


def _dump(database: Database, path: Path) -> None:
    """One consistent state of all tables; waits a minute at most for a migration."""
    _run(
        database,
        *("pg_dump", "--format=custom", "--no-owner", "--no-privileges"),
        *("--lock-wait-timeout=60000", f"--file={path}"),
    )
    _run(database, "pg_restore", "--list", str(path))


def _load(database: Database, path: Path) -> None:
    """In one transaction, so that what fails changes nothing."""
    reading = subprocess.Popen(  # noqa: S603  # no shell, names of ours
        [
            _tool(database, "pg_restore"),
            "--no-owner",
            "--no-privileges",
            "--file=-",
            path,
        ],
        stdout=subprocess.PIPE,
    )
    command = [
        _tool(database, "psql"),
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
    ]
    writing = subprocess.Popen(  # noqa: S603
        [*command, "--set=ON_ERROR_STOP=1", "--output=/dev/null"],
        env=_environment(database),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout is not None  # noqa: S101  # both are pipes
    assert writing.stdin is not None  # noqa: S101
    try:
        # Also where it is empty: another one's tables may have come meanwhile.
        writing.stdin.write(NOTHING_MUST_STAND.encode())
        shutil.copyfileobj(reading.stdout, writing.stdin)
        if reading.wait() != 0:
            # Before it has seen an end, so that nothing of it is kept.
            writing.kill()
            raise BackupError(f"Nothing was changed: {path} cannot be read to its end.")
    except BrokenPipeError:
        reading.kill()
    _, told = writing.communicate()
    if writing.returncode != 0:
        raise BackupError(
            f"Nothing was changed: {_first_line(told)} Is the user the owner of the "
            "database, and is PostgreSQL 15 or newer?"
        )


def _run(database: Database, tool: str, *arguments: str) -> bytes:
    done = subprocess.run(  # noqa: S603
        [_tool(database, tool), *arguments],
        env=_environment(database),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupError(f"{tool} failed: {_first_line(done.stderr)}")
    return done.stdout


def _tool(database: Database, name: str) -> str:
    found = shutil.which(name, path=database.tools or None)
    if found is None:
        raise BackupError(
            f"{name} was not found. Install PostgreSQL's client programs, of the "
            "server's version or newer, or name their folder in POSTGRES_TOOLS."
        )
    return found


def _environment(database: Database) -> dict[str, str]:
    settings = database.settings
    given = {
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    for name, value in settings.get("OPTIONS", {}).items():
        if name in OPTIONS:
            given[OPTIONS[name]] = value
    told = {name: str(value) for name, value in given.items() if value}
    # What is dropped along with something else need not be listed.
    told["PGOPTIONS"] = f"{told.get('PGOPTIONS', '')} -c client_min_messages=warning"
    return os.environ | told


def _first_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else "it does not say why."


# --- SQLite ---------------------------------------------------------------------


def _file_of(database: Database) -> Path:
    return Path(database.settings["NAME"])


def _copy(source: Path, target: Path) -> None:
    """Make ``target`` hold what ``source`` does, as one transaction of SQLite."""
    if not source.is_file():
        raise BackupError(f"{source}, which DATABASE_URL names, is no file.")
    try:
        with (
            closing(
                sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
            ) as a,
            closing(sqlite3.connect(target)) as b,
        ):
            a.backup(b)
            told = b.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupError(f"{source} could not be copied: {error}.") from error
    if told != "ok":
        raise BackupError(f"The copy of {source} is damaged: {told}")
