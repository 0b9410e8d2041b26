"""gunicorn as gunicorn.conf.py sets it up: readers are served beside heavy work."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import threading
import time

import pytest

from tests.serving import gunicorn

DENSE = "“Go,” he said. “Stay,” said Ana Tarn.\n" * 500


@pytest.fixture(scope="module")
def site(tmp_path_factory, migrated):
    """The address of a gunicorn with one process and an empty database of its own."""
    database = tmp_path_factory.mktemp("serving") / "serving.sqlite3"
    shutil.copy(migrated, database)
    with gunicorn(
        DATABASE_URL=f"sqlite:///{database}",
        WEB_CONCURRENCY="1",
        API_RATE_ANONYMOUS="100000/minute",
        # A machine that runs other tests beside these is not too much for the site.
        SHED_STANDING_MILLISECONDS="2000",
    ) as address:
        ask(address, "/api/v1/quotes/")
        yield address


def ask(address, path, body=None):
    """The status of an answer, and the seconds it took."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection(address, timeout=120)
    try:
        if body is None:
            connection.request("GET", path)
        else:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        response.read()
        return response.status, time.monotonic() - begun
    finally:
        connection.close()


def test_reading_goes_on_while_texts_are_read(site):
    heavy = []
    threads = [
        threading.Thread(
            target=lambda: heavy.append(ask(site, "/api/v1/extract/", {"text": DENSE}))
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    reads = []
    while not reads or any(thread.is_alive() for thread in threads):
        reads.append(ask(site, "/api/v1/quotes/"))
        time.sleep(0.02)
    for thread in threads:
        thread.join()

    assert {status for status, _ in reads} == {200}
    longest = max(seconds for _, seconds in reads)
    # One is read (or its time ends), the other is sent away at once.
    statuses = sorted(status for status, _ in heavy)
    assert statuses[1] == 503
    assert statuses[0] in (200, 413)
    assert len(reads) > 3
    assert longest < max(seconds for _, seconds in heavy) / 2


def test_clients_that_stall_hold_no_reader_up_for_long(site):
    """Every thread waits for somebody who begins a request and never ends it."""
    host, _, port = site.partition(":")
    stalled = [socket.create_connection((host, int(port))) for _ in range(6)]
    try:
        for line in stalled:
            line.sendall(b"GET /api/v1/quotes/ HTTP/1.1\r\nHost: local")
        time.sleep(0.5)

        waited, after = ask(site, "/api/v1/quotes/"), ask(site, "/api/v1/quotes/")
    finally:
        for line in stalled:
            line.close()

    # Whoever came meanwhile has waited too long, and is told to come again.
    assert waited[0] == 503
    assert waited[1] < 10
    assert after[0] == 200
    assert after[1] < 3
