"""Receivers of webhooks: real servers on this machine, well behaved and not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 60
"""Seconds after which a receiver hangs up on who still waits for all of its answer: the
test fails then, and does not hang."""


@dataclass
class Received:
    """What one receiver was sent, in order; ``answer`` is changed by tests.

    never: takes what is sent and says nothing, for PATIENCE seconds.
    drip: says something now and then, and not all of it for as long.
    """

    address: str = ""
    answer: int = 204
    location: str = ""
    never: bool = False
    drip: bool = False
    ended: threading.Event = field(default_factory=threading.Event)
    requests: list = field(default_factory=list)

    @property
    def events(self):
        return [json.loads(body) for _, body in self.requests]

    def verify(self, secret):
        """Verify every signature as a receiver does, from the specification's text."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        for headers, body in self.requests:
            signed = b".".join(
                (
                    headers["webhook-id"].encode(),
                    headers["webhook-timestamp"].encode(),
                    body,
                )
            )
            expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256))
            versions = headers["webhook-signature"].split(" ")
            assert f"v1,{expected.decode()}" in versions, "not signed by this secret"


@contextmanager
def receiver(**behaviour):
    """A server that takes webhooks; yields what it received, and how it answers."""
    received = Received(**behaviour)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.requests.append((dict(self.headers), body))
            if received.never:
                received.ended.wait(PATIENCE)
                return
            if received.drip:
                self.drip()
                return
            self.send_response(received.answer)
            if received.location:
                self.send_header("Location", received.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def drip(self):
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end and not received.ended.wait(0.05):
                try:
                    self.wfile.write(b"H")
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            """Who hangs up on it is what the tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    received.address = f"http://127.0.0.1:{server.server_port}/hook?a=1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield received
    finally:
        received.ended.set()
        server.shutdown()
        server.server_close()
