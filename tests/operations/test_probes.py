"""Probes: alive without a database, ready with all parts, refused with reasons."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import get_resolver

from quotes.operations.urls import urlpatterns

ROOT = Path(__file__).parents[2]


def told(response):
    return response.json()["checks"]


def test_alive_asks_no_database(client):
    # pytest-django refuses the database to this test.
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-a-session-nobody-reads"
    response = client.get("/healthz/")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_where_all_parts_are_well(client, django_assert_max_num_queries):
    client.get("/readyz/")
    with django_assert_max_num_queries(4):
        response = client.get("/readyz/")

    assert response.status_code == 200
    assert told(response) == dict.fromkeys(settings.READINESS_CHECKS, "ok")


@pytest.mark.django_db
def test_a_migration_that_is_missing_is_named_with_its_remedy(client):
    MigrationRecorder.Migration.objects.filter(
        app="quotes", name="0005_indexes_of_tables"
    ).delete()

    response = client.get("/readyz/")

    assert response.status_code == 503
    assert told(response)["migrations"] == (
        "Not applied: quotes.0005_indexes_of_tables. Run “manage.py migrate”."
    )


@pytest.mark.django_db
def test_a_newer_database_is_no_reason(client):
    MigrationRecorder.Migration.objects.create(app="quotes", name="9999_of_tomorrow")

    assert client.get("/readyz/").status_code == 200


# A broker is asked.
@pytest.mark.any_database
@pytest.mark.django_db
def test_a_broker_that_is_away_is_told_without_its_password(client, settings):
    pytest.importorskip("kombu")
    settings.QUEUE_URL = "redis://:hunter2@127.0.0.1:9/0"

    response = client.get("/readyz/")

    assert response.status_code == 503
    assert told(response)["broker"].startswith("The broker does not answer (")
    assert "hunter2" not in response.content.decode()


# A broker is asked.
@pytest.mark.any_database
@pytest.mark.django_db
def test_a_part_that_is_not_needed_is_told_and_keeps_nobody_away(client, settings):
    pytest.importorskip("kombu")
    settings.QUEUE_URL = "redis://127.0.0.1:9/0"
    settings.READY_NEEDS = ["database", "migrations", "model"]

    response = client.get("/readyz/")

    assert response.status_code == 200
    assert told(response)["broker"] != "ok"


@pytest.mark.django_db
def test_a_model_without_its_files_is_told(client, monkeypatch, tmp_path):
    monkeypatch.setenv("QUOTES_MODEL", str(tmp_path))

    response = client.get("/readyz/")

    assert response.status_code == 503
    assert told(response)["model"] == (
        "tagger.onnx is missing from the folder of QUOTES_MODEL."
    )
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.django_db
def test_probes_ask_by_an_address_and_without_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["quotes.example"]
    bare = Client(headers={"host": "10.0.0.7:8000"})

    for path in ("/healthz/", "/readyz/", "/metrics/"):
        assert bare.get(path).status_code == 200, path
    assert bare.get("/about/").status_code in (301, 400)


@pytest.mark.django_db
def test_probes_are_never_limited_and_set_no_cookie(client, settings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1/day")

    for entry in urlpatterns:
        path = f"/{entry.pattern}"
        for _ in range(3):
            response = client.get(path)
            assert response.status_code == 200
            assert not response.cookies
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert client.post(path).status_code == 405


def test_every_address_here_is_answered_first():
    """The middleware names the addresses that the URL configuration has."""
    source = (ROOT / "quotes" / "operations" / "probes.py").read_text()
    for entry in urlpatterns:
        assert f'"/{entry.pattern}"' in source
        assert get_resolver().resolve(f"/{entry.pattern}").view_name == (
            f"operations:{entry.name}"
        )


@pytest.mark.django_db
def test_crawlers_are_not_led_here(client):
    for path in ("/robots.txt", "/sitemap.xml"):
        text = b"".join(client.get(path)).decode()
        for entry in urlpatterns:
            assert str(entry.pattern) not in text


PROGRAM = """
import json, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, REMOTE_ADDR="127.0.0.1")
print(json.dumps([[r.status_code, r.content.decode()] for r in (
    client.get("/healthz/"), client.get("/readyz/"), client.get("/metrics/"))]))
"""


@pytest.mark.parametrize(
    "database",
    [
        "postgres://nobody:hunter2@127.0.0.1:9/none",
        "sqlite:////not/there/at/all.sqlite3",
    ],
)
def test_without_a_database_it_is_alive_and_not_ready(database):
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={
            **os.environ,
            "QUOTES_ENV": "local",
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "quotes_project.settings",
            "LOG_LEVEL": "CRITICAL",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    alive, ready, metrics = json.loads(process.stdout)

    assert alive[0] == 200
    assert ready[0] == 503
    checks = json.loads(ready[1])["checks"]
    assert checks["database"].startswith("The database does not answer (Operational")
    assert checks["model"] == "ok"
    assert metrics[0] == 200
    assert "quotes_database_up 0.0" in metrics[1]
    for _, text in (ready, metrics):
        assert "hunter2" not in text
        assert "127.0.0.1" not in text
        assert "/not/there" not in text
