"""Metrics: counted by view, measured cheaply, and open to few."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from quotes.models import Article, Feed
from quotes.operations import gauges
from tests.build import make_article, make_outlet, make_quote
from tests.serving import gunicorn

pytestmark = pytest.mark.django_db
FORBIDDEN = 401
ROOT = Path(__file__).parents[2]


def scraped(client, **headers):
    """Every sample as {(name, sorted labels): value}."""
    response = client.get("/metrics/", headers=headers)
    assert response.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def requests_of(client, view, status):
    labels = {"view": view, "method": "GET", "status": str(status)}
    key = ("quotes_http_requests_total", *sorted(labels.items()))
    return scraped(client).get(key, 0)


def test_requests_are_counted_by_view_method_and_status(client):
    for path, view, status in (
        ("/about/", "pages:about", 200),
        ("/quotes/999999/", "pages:quote", 404),
        ("/api/v1/quotes/?no=such", "api:quotes", 400),
        ("/nowhere/at/all", "unmatched", 404),
    ):
        before = requests_of(client, view, status)
        assert client.get(path).status_code == status
        assert requests_of(client, view, status) == before + 1, path

    key = ("quotes_http_request_seconds_bucket", ("le", "+Inf"), ("method", "GET"))
    assert scraped(client)[(*key, ("view", "pages:about"))] >= 1


def test_whatever_is_asked_for_there_are_as_many_series_as_views(client):
    client.get("/first-nowhere/")
    client.generic("BREW", "/first-nowhere/")
    before = {key for key in scraped(client) if key[0].startswith("quotes_http")}
    for number in range(20):
        client.get(f"/nowhere-{number}/")
        client.generic(f"BREW{number}", "/first-nowhere/")
    after = {key for key in scraped(client) if key[0].startswith("quotes_http")}

    assert {key for key in after - before if "operations:metrics" not in str(key)} == (
        set()
    )


def test_exceptions_that_no_view_handles_are_counted(monkeypatch):
    def broken(request):
        raise ZeroDivisionError

    monkeypatch.setattr("quotes.pages.discovery.render", broken)
    client = Client(raise_request_exception=False)
    client.get("/opensearch.xml")

    found = scraped(client)
    key = ("quotes_http_exceptions_total", ("exception", "TypeError"))
    assert found[(*key, ("view", "opensearch"))] == 1


def test_what_waits_and_what_failed_is_measured(client):
    now = timezone.now()
    outlet = make_outlet("The Herald")
    article = make_article(outlet=outlet, text="One.")
    make_article(outlet=outlet, text="Two.")
    make_article(outlet=outlet, text="Three.")
    Article.objects.filter(pk=article.pk).update(
        extracted_at=None, ingested_at=now - timedelta(hours=2)
    )
    Article.objects.filter(text="Two.").update(
        extracted_at=None, extraction_attempts=3, extraction_failed_at=now
    )
    Article.objects.filter(text="Three.").update(extracted_at=now)
    for number, failing, due in (
        (1, None, now + timedelta(minutes=5)),
        (2, now - timedelta(days=2), now + timedelta(hours=5)),
        (3, None, now - timedelta(hours=1)),
    ):
        Feed.objects.create(
            outlet=outlet,
            address=f"https://herald.example/{number}.xml",
            failing_since=failing,
            next_due_at=due,
        )

    found = {key[0]: value for key, value in scraped(client).items()}

    assert found["quotes_database_up"] == 1
    assert found["quotes_articles_pending"] == 1
    assert 7190 < found["quotes_articles_oldest_pending_seconds"] < 7300
    assert found["quotes_articles_given_up"] == 1
    assert found["quotes_articles_extracted_recently"] == 1
    assert found["quotes_feeds_active"] == 3
    assert found["quotes_feeds_late"] == 1
    assert found["quotes_feeds_dead"] == 1
    assert found["quotes_deliveries_pending"] == 0
    assert "quotes_queue_messages" not in found


def test_what_is_stored_and_linked(client):
    for number in range(3):
        make_quote(f"The dam number {number} will hold")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    found = {key[0]: value for key, value in scraped(client).items()}

    assert found["quotes_quotes_stored"] >= 3
    assert 0 <= found["quotes_quotes_linked"] <= found["quotes_quotes_stored"]
    assert found["quotes_articles_stored"] >= 1


def test_counting_stops(client, monkeypatch):
    monkeypatch.setattr(gauges, "MOST", 2)
    outlet = make_outlet("The Herald")
    for number in range(4):
        make_article(outlet=outlet, text=f"{number}.")
    Article.objects.update(extracted_at=None)

    assert scraped(client)[("quotes_articles_pending",)] == 2


def test_a_scrape_asks_few_questions_however_much_there_is(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(26):
        client.get("/metrics/")


# What is measured is asked on both by the tests above.
@pytest.mark.any_database
def test_only_allowed_addresses_or_the_token():
    def status(address, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(REMOTE_ADDR=address, headers=headers).get("/metrics/").status_code

    assert status("127.0.0.1") == 200
    assert status("::1") == 200
    assert status("203.0.113.9") == FORBIDDEN
    assert status("10.1.2.3") == FORBIDDEN
    # A proxy on this machine passes on what anybody asks.
    for header in ("X_Forwarded_For", "X_Real_IP", "Forwarded", "Via"):
        assert status("127.0.0.1", **{header: "127.0.0.1"}) == FORBIDDEN
    with override_settings(METRICS_TOKEN="s3cret"):
        assert status("203.0.113.9", Authorization="Bearer s3cret") == 200
        assert status("203.0.113.9", Authorization="Bearer wrong") == FORBIDDEN
        assert status("203.0.113.9", Authorization="Bearer é") == FORBIDDEN
        assert status("203.0.113.9", Authorization="Bearer ") == FORBIDDEN
    assert status("203.0.113.9", Authorization="Bearer ") == FORBIDDEN


def test_behind_a_proxy_the_address_is_the_one_it_names(settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    inside = {"REMOTE_ADDR": "127.0.0.1"}

    def status(**headers):
        return Client(headers=headers, **inside).get("/metrics/").status_code

    assert status(**{"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}) == FORBIDDEN
    assert status(**{"X-Forwarded-For": "127.0.0.1"}) == 200
    assert status(**{"X-Real-IP": "127.0.0.1"}) == FORBIDDEN
    assert status() == 200


@pytest.fixture
def redis_address():
    """A Redis of this test's own."""
    pytest.importorskip("kombu")
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 60).close()
                break
            except OSError:
                time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(60)


# A broker is asked.
@pytest.mark.any_database
def test_depth_of_the_queues(client, settings, redis_address):
    kombu = pytest.importorskip("kombu")
    settings.QUEUE_URL = redis_address
    depth = ("quotes_queue_messages", ("queue", "extraction"))
    assert scraped(client)[depth] == 0
    with kombu.Connection(redis_address) as broker:
        producer = broker.Producer()
        queue = kombu.Queue("extraction", routing_key="extraction")
        for priority in (0, 9, 9):
            producer.publish(
                {"pk": 1},
                routing_key="extraction",
                priority=priority,
                declare=[queue],
            )
        broker.release()

    found = scraped(client)

    assert found[depth] == 3
    assert found[("quotes_queue_messages", ("queue", "lane"))] == 0
    assert found[("quotes_broker_up",)] == 1
    assert client.get("/readyz/").json()["checks"]["broker"] == "ok"


# A broker is asked.
@pytest.mark.any_database
def test_a_broker_that_is_away(client, settings):
    pytest.importorskip("kombu")
    settings.QUEUE_URL = "redis://127.0.0.1:9/0"

    found = scraped(client)

    assert found[("quotes_broker_up",)] == 0
    assert found[("quotes_database_up",)] == 1


def test_every_name_says_whose_it_is(client):
    names = re.findall(r"^# TYPE (\S+)", client.get("/metrics/").content.decode(), re.M)
    assert {
        name for name in names if not name.startswith(("quotes_", "process_"))
    } == set()


# They have a database of SQLite of their own.
@pytest.mark.any_database
def test_processes_of_gunicorn_count_together(tmp_path):
    """Two processes serve; whichever is scraped tells what both have answered."""
    with gunicorn(
        DATABASE_URL=f"sqlite:///{tmp_path / 'metrics.sqlite3'}",
        WEB_CONCURRENCY="2",
        PROMETHEUS_MULTIPROC_DIR="",
        # However long a request waits here, it is answered, and counted.
        SHED_AFTER_SECONDS="600",
        SHED_STANDING_MILLISECONDS="600000",
    ) as address:

        def get(path):
            with urllib.request.urlopen(f"http://{address}{path}", timeout=60) as told:
                return told.read().decode()

        for _ in range(40):
            get("/about/")
        told = {
            re.search(r'requests_total\{.*"pages:about".*\} (\S+)', get("/metrics/"))[1]
            for _ in range(10)
        }

    assert told == {"40.0"}
