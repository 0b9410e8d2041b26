"""A broker, a database and workers of a test's own, as processes."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from unittest import SkipTest

ROOT = Path(__file__).parents[2]


def wait_until(true, *, seconds=30.0, what="it"):
    """Wait until ``true`` is; fail, naming ``what``, where that takes longer."""
    until = time.monotonic() + seconds
    while not (found := true()):
        if time.monotonic() > until:
            raise AssertionError(f"{what} did not happen within {seconds:g} seconds")
        time.sleep(0.05)
    return found


@contextmanager
def redis_running():
    """Yield the address of a Redis on a socket in a folder of its own."""
    program = shutil.which("redis-server")
    if program is None:
        raise SkipTest("redis-server is not installed (Debian: apt install redis)")
    with tempfile.TemporaryDirectory(prefix="quotes-redis-") as folder:
        socket = Path(folder, "s")
        process = subprocess.Popen(
            [program, "--port", "0", "--unixsocket", socket, "--dir", folder]
            + ["--save", "", "--loglevel", "warning"],
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_until(socket.exists, what="starting Redis")
            yield f"redis+socket://{socket}"
        finally:
            process.terminate()
            process.wait()


@contextmanager
def worker_running(queues, log, *, app="quotes_project", name="w", **variables):
    """Run a worker of ``queues``; yield its process. It is ended in the end."""
    command = [sys.executable, "-m", "celery", "-A", app, "worker", "-Q", queues]
    command += ["-c", "1", "-n", f"{name}@%h", "-l", "INFO"]
    command += ["--without-gossip", "--without-mingle"]
    with Path(log).open("a") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
