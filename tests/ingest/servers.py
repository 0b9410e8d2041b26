"""A real web server on this machine, which answers as a test tells it to."""

import socket
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from quotes.ingest.fetching.client import Fetcher
from quotes.ingest.fetching.connection import Limits

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """Answers by ``answers``: path to a body, to (status, headers, body), or to a
    function that is given the handler. ``asked`` holds every request: path, headers.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = {"/robots.txt": (404, {}, "")}
        self.asked = []
        self.stopped = threading.Event()

    def address(self, path="/"):
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self):
        """The paths asked for, without those of robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, request, client_address):
        """A client that hangs up is part of the test."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path, (404, {}, "not here"))
        if callable(answer):
            answer = answer(self)
            if answer is None:
                return
        if isinstance(answer, str | bytes):
            answer = (200, HTML, answer)
        status, headers, body = answer
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextmanager
def serving(**answers):
    """Serve within; ``answers`` are paths without their first slash."""
    with Server() as server:
        server.answers.update(answers)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def fetcher(clock=None, **fields):
    """One that may ask this machine, and does not really wait."""
    clock = clock or Clock()
    limits = Limits(**({"seconds": 5} | fields.pop("limits", {})))
    given = {"private": True, "delay": 0} | fields
    return Fetcher(limits=limits, sleep=clock.sleep, clock=clock, **given)


def closed_port():
    """The number of a port at which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]
