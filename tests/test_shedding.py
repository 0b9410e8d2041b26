"""Too much is asked: some are sent away at once, and others are served meanwhile."""

from __future__ import annotations

import gc
import socket
import threading
import time

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from quotes_project import shedding
from quotes_project.shedding import (
    COSTLY_VIEWS,
    ShedLoad,
    Turns,
    is_costly,
)
from quotes_project.waiting import INTERVAL, Queue, seconds_waited

ask = RequestFactory()


class View:
    """Answers when it is told to, and counts who is in it."""

    def __init__(self):
        self.within = 0
        self.go = threading.Event()

    def __call__(self, request):
        self.within += 1
        assert self.go.wait(60)
        return HttpResponse("done")


@pytest.fixture
def view():
    return View()


@pytest.fixture
def site(view):
    with override_settings(COSTLY_AT_ONCE=2, COSTLY_WAITING=0):
        return ShedLoad(view)


@pytest.fixture
def busy(site, view):
    """Two searches are being answered."""
    threads = [
        threading.Thread(target=site, args=[ask.get("/", {"q": "dam"})])
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    while view.within < 2:
        time.sleep(0.005)
    yield
    view.go.set()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/quotes/", "application/problem+json"),
        ("/feeds/quotes.atom", "application/problem+json"),
        ("/", "text/html; charset=utf-8"),
    ],
)
def test_the_third_search_is_sent_away_and_told_when_to_return(
    site, busy, path, kind, monkeypatch
):
    monkeypatch.setattr(shedding, "PATIENCE", 60)
    begun = time.monotonic()
    response = site(ask.get(path, {"q": "dam"}))

    assert time.monotonic() - begun < shedding.PATIENCE
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response["Content-Type"] == kind
    assert b"few seconds" in response.content


def test_what_costs_little_is_served_meanwhile(site, busy, view):
    view.go.set()
    assert site(ask.get("/quotes/1/")).status_code == 200


def test_editors_are_served_meanwhile(site, busy, view):
    view.go.set()
    assert site(ask.get("/admin/quotes/quote/", {"q": "dam"})).status_code == 200


def test_turns_are_given_back(site, view):
    view.go.set()
    answers = [site(ask.get("/", {"q": "dam"})).status_code for _ in range(9)]

    assert answers == [200] * 9


def test_a_fault_gives_its_turn_back():
    def fault(request):
        raise LookupError

    with override_settings(COSTLY_AT_ONCE=1, COSTLY_WAITING=0):
        site = ShedLoad(fault)
    for _ in range(3):
        with pytest.raises(LookupError):
            site(ask.get("/", {"q": "dam"}))


@pytest.mark.django_db
def test_an_export_keeps_its_turn_until_it_is_sent():
    with override_settings(COSTLY_AT_ONCE=1, COSTLY_WAITING=0):
        site = ShedLoad(lambda request: StreamingHttpResponse(iter(["row\n"])))
    export = ask.get("/api/v1/quotes/", {"format": "jsonl"})

    first = site(export)
    assert site(export).status_code == 503
    first.close()
    assert site(export).status_code == 200


@pytest.mark.django_db
def test_an_export_that_nobody_closes_is_forgotten():
    with override_settings(COSTLY_AT_ONCE=1, COSTLY_WAITING=0):
        site = ShedLoad(lambda request: StreamingHttpResponse(iter(["row\n"])))
    export = ask.get("/api/v1/quotes/", {"format": "jsonl"})

    left = site(export)
    assert left.status_code == 200
    del left
    gc.collect()
    assert site(export).status_code == 200


def test_a_few_wait_for_their_turn_and_no_more():
    turns = Turns(1, 1)
    assert turns.take(0)
    told = []
    waiting = threading.Thread(target=lambda: told.append(turns.take(10)))
    waiting.start()
    while turns._room._value:
        time.sleep(0.005)

    assert not turns.take(10)  # at once: there is nowhere to wait
    turns.give_back()
    waiting.join()
    assert told == [True]


def test_who_waits_in_vain_leaves_its_place():
    turns = Turns(1, 1)
    assert turns.take(0)
    assert not turns.take(0.01)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0)


def test_what_is_costly():
    for name in COSTLY_VIEWS:
        assert is_costly(ask.post(reverse(name)))
    assert is_costly(ask.get("/compare/", {"first": "1"}))
    assert is_costly(ask.get("/speakers/", {"q": "Ana"}))
    assert is_costly(ask.get("/api/v1/quotes/", {"format": "csv"}))
    assert not is_costly(ask.get("/check/"))
    assert not is_costly(ask.get("/api/v1/quotes/", {"speaker": "ana-tarn"}))
    assert not is_costly(ask.post("/api/v1/quotes/1/report/"))


@pytest.fixture
def line():
    """Two ends of a connection."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
        server.accept()[0] as accepted,
    ):
        yield client, accepted


REQUEST = b"GET / HTTP/1.1\r\n\r\n"
ROUNDED = 0.02
"""The kernel counts in ticks of its own."""


def until_it_has_waited(accepted, seconds):
    """Come back once a request has waited for so long; return how long."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        waited = seconds_waited({"gunicorn.socket": accepted})
        if waited > seconds:
            return waited
        time.sleep(0.01)
    raise TimeoutError


def test_how_long_a_request_has_waited_is_known_from_its_connection(line):
    client, accepted = line
    begun = time.monotonic()
    client.sendall(REQUEST)
    waited = until_it_has_waited(accepted, 0.3)

    assert 0.3 < waited < time.monotonic() - begun + ROUNDED
    begun = time.monotonic()
    client.sendall(b"more")
    accepted.recv(len(REQUEST + b"more"), socket.MSG_WAITALL | socket.MSG_PEEK)
    waited = seconds_waited({"gunicorn.socket": accepted})
    assert waited < time.monotonic() - begun + ROUNDED


def test_where_nobody_knows_nobody_is_sent_away():
    one, other = socket.socketpair()
    with one, other:
        assert seconds_waited({"gunicorn.socket": one}) == 0
    assert seconds_waited({}) == 0


def test_a_request_that_waited_too_long_is_not_begun(line, view):
    client, accepted = line
    client.sendall(REQUEST)
    until_it_has_waited(accepted, 0.15)
    request = ask.get("/", **{"gunicorn.socket": accepted})
    with override_settings(SHED_AFTER_SECONDS=0.1):
        response = ShedLoad(view)(request)

    assert (response.status_code, view.within) == (503, 0)
    assert b"in a moment" in response.content


def serve(queue, requests, seconds_each):
    """How long each request waited that was served, by one thread, and who was not.

    requests: the moments at which they come, in order. Sending away takes no time.
    """
    now, served, sent_away = 0.0, [], []
    for came in requests:
        now = max(now, came)
        if queue.is_too_late(now - came, now):
            sent_away.append(came)
        else:
            served.append(now - came)
            now += seconds_each
    return served, sent_away


def test_a_burst_is_served():
    """Fifty at once, each a hundredth of a second: gone in half a second."""
    served, sent_away = serve(Queue(2, 0.1), [1.0] * 50, 0.01)

    assert not sent_away
    assert 0.4 < max(served) < 0.6


def test_bursts_one_after_another_are_served():
    moments = [float(second) for second in range(10) for _ in range(40)]

    assert not serve(Queue(2, 0.1), moments, 0.01)[1]


def test_while_too_much_is_asked_those_served_are_served_soon():
    """Three times what can be answered, for half a minute."""
    requests = [number / 300 for number in range(9000)]
    served, sent_away = serve(Queue(2, 0.1), requests, 0.01)

    assert 2900 < len(served) < 3100  # as many as can be, all the while
    assert len(sent_away) == 9000 - len(served)
    # Before it is known that the queue stands some wait for longer, one time.
    assert max(served) < INTERVAL + 0.1
    assert sum(waited > 0.11 for waited in served) < 60


def test_when_less_is_asked_again_nobody_is_sent_away():
    queue = Queue(2, 0.1)
    serve(queue, [number / 300 for number in range(900)], 0.01)

    assert queue.is_too_late(0.2, 3.0)
    assert not queue.is_too_late(0.0, 3.1)
    assert not queue.is_too_late(0.2, 3.2)
    # Nor where nobody had asked for a while: a page's own requests come together.
    assert not queue.is_too_late(0.2, 60.0)


def test_the_bound_of_a_standing_queue_is_never_the_longer_one():
    queue = Queue(0.05, 0.1)
    queue.is_too_late(0.09, 0.0)

    assert queue.is_too_late(0.09, 0.1)


@pytest.mark.django_db
def test_the_whole_site_sheds():
    """Through every middleware: the answer has the headers of any other."""
    with override_settings(COSTLY_AT_ONCE=0, COSTLY_WAITING=0):
        response = Client().get(
            "/api/v1/quotes/?q=dam", headers={"Origin": "https://a"}
        )

    assert response.status_code == 503
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "default-src 'none'" in response["Content-Security-Policy"]
