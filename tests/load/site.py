"""A gunicorn as gunicorn.conf.py has it, on the database of DATABASE_URL."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.db import connection

ROOT = Path(__file__).parents[2]
ARTICLES = "fixtures/articles"
MANY = "100000000/minute"
"""No reader is limited: what the site can do is measured, not what one may ask."""


def environment(**variables: str) -> dict[str, str]:
    """Return the variables of the site and its commands."""
    names = [f"API{kind}RATE_ANONYMOUS" for kind in ("_", "_WORK_", "_REPORT_")]
    return os.environ | dict.fromkeys(names, MANY) | {
        "QUOTES_ENV": "local",
        "LOG_LEVEL": "CRITICAL",
    } | variables  # fmt: skip


def manage(*arguments: str) -> str:
    """Run manage.py; return what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True
    ).stdout


@contextmanager
def serving(processes: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve on a free port; yield its address, and the process above the others."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--log-level", "critical"],
        cwd=ROOT,
        env=environment(GUNICORN_BIND=address, WEB_CONCURRENCY=str(processes)),
    )
    try:
        _wait_for(address)
        yield address, server
    finally:
        server.terminate()
        server.wait(60)


def memory_of(server: subprocess.Popen[bytes]) -> list[int]:
    """Return the resident megabytes of each process that serves (Linux)."""
    return [
        psutil.Process(pid).memory_info().rss // 2**20
        for pid in sorted(_workers(server))
    ]


def seconds_of(server: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processors that its processes have used."""
    return sum(map(_seconds, map(psutil.Process, _workers(server))))


def seconds_of_postgres() -> float:
    """Return the same of PostgreSQL on this machine, with processes that are gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0]).parent()
    connection.close()
    gone = server.cpu_times()
    return (
        gone.children_user
        + gone.children_system
        + sum(map(_seconds, server.children()))
    )


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system
    return 0.0


def _workers(server: subprocess.Popen[bytes]) -> list[int]:
    return [child.pid for child in psutil.Process(server.pid).children()]


def _wait_for(address: str) -> None:
    for _ in range(240):
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection(address, timeout=60)
            line.request("GET", "/api/v1/quotes/")
            if line.getresponse().status == 200:
                return
        time.sleep(0.25)
    raise TimeoutError(f"Nobody serves {address}.")
