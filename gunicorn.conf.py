"""How gunicorn serves the site; it reads this file where it is started here.

Each process serves several readers at a time, so that one who has a long text read
keeps nobody waiting. Options on the command line come before what stands here.
"""

import os
import shutil
import socket
import struct
import tempfile
from contextlib import suppress
from pathlib import Path

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import _DEFER, ThreadWorker


class PatientWorker(ThreadWorker):
    """Takes leave of a client in the thread that served it.

    gunicorn waits two seconds for each client to close its end, one after another, in
    the thread that accepts all others.
    """

    def handle(self, conn):
        stays = super().handle(conn)
        if not stays and stays is not _DEFER and not self.cfg.is_ssl:
            with suppress(OSError):
                close_graceful(conn.sock.dup())
                # What is left of it closes without waiting; gunicorn counts it then.
                conn.sock.shutdown(socket.SHUT_RDWR)
        return stays


wsgi_app = "quotes_project.wsgi"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
worker_class = PatientWorker
threads = int(os.environ.get("GUNICORN_THREADS", "6"))
# A request may read a text for API_WORK_SECONDS, the first one in a process also load
# the models; only a process that does nothing at all for so long is replaced.
timeout = 60
# Who has gone on to another page need not be served the one before.
graceful_timeout = 30
# It is told what to do by signals; a service whose files cannot be written has no home.
control_socket_disable = True


COUNTERS = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which all processes count together: docs/operations.md."""

made = ""
if not os.environ.get(COUNTERS):
    os.environ[COUNTERS] = made = tempfile.mkdtemp(prefix="quotes-metrics-")


def on_starting(server):
    """Begin to count at nothing: what an earlier server left is of processes gone."""
    folder = Path(os.environ[COUNTERS])
    folder.mkdir(parents=True, exist_ok=True)
    # One that is to take over from another shares the folder with it.
    if "GUNICORN_PID" not in os.environ:
        for left in folder.glob("*.db"):
            left.unlink(missing_ok=True)


def child_exit(server, worker):
    """Keep what a process counted, and forget what was true while it lived."""
    # Not before: as it is loaded, it decides by the variable how it will count.
    from prometheus_client import multiprocess  # noqa: PLC0415

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    """Remove the folder, if it was made here and nobody takes over."""
    if made and not server.reexec_pid:
        shutil.rmtree(made, ignore_errors=True)


# The pauses that a client may make, in seconds, while it sends its request and while it
# reads the answer: whoever stalls for longer gives the thread back to other readers.
# Against many who send a byte now and then, a proxy that reads whole requests before it
# passes them on is what helps: docs/operators.md.
SLOWEST_READ, SLOWEST_WRITE = 5, 30


def when_ready(server):
    """Bound how long a thread waits for a client; connections inherit it (Linux)."""
    for listener in server.LISTENERS:
        for option, seconds in (
            (socket.SO_RCVTIMEO, SLOWEST_READ),
            (socket.SO_SNDTIMEO, SLOWEST_WRITE),
        ):
            value = struct.pack("ll", seconds, 0)
            listener.sock.setsockopt(socket.SOL_SOCKET, option, value)


def post_fork(server, worker):
    """A client that stalled is no fault of ours: no traceback in the log for each."""
    worker.log.error_log.addFilter(
        lambda record: (
            not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))
        )
    )
