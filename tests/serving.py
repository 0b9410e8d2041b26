"""The site as gunicorn serves it, in processes of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 120
"""Seconds after which a server that does not begin or end is given up."""


@contextmanager
def gunicorn(**environment):
    """Serve within; yields host and port.

    The server is given a socket that listens already: a port that is looked for, and
    taken by the server later, may be taken by somebody else in between.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        own = {"QUOTES_ENV": "local", "GUNICORN_BIND": f"fd://{number}"}
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=os.environ | own | environment,
            pass_fds=[number],
        )
    try:
        _wait_for(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait_for(server, address):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(
                f"http://{address}/healthz/", timeout=PATIENCE
            ).close()
        except urllib.error.HTTPError as answer:
            # It is there, and says that this request has waited for too long.
            answer.close()
        except OSError:
            continue
        return
    raise TimeoutError(f"gunicorn does not serve at {address}")
