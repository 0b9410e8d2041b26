"""Log lines: JSON for machines, with identifiers, without what readers looked for."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
import types
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from quotes.operations.log_lines import REQUEST_ID, JsonLine, Line, WithIds

ROOT = Path(__file__).parents[2]


@pytest.fixture
def written():
    """What loggers write as JSON meanwhile: a function that returns it parsed."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    handler.addFilter(WithIds())
    access = logging.getLogger("quotes.access")
    level = access.level
    access.addHandler(handler)
    access.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    access.removeHandler(handler)
    access.setLevel(level)


def test_a_request_has_one_line_with_what_is_needed(client, written):
    response = client.get(
        "/about/?lang=en", headers={"X-Request-ID": "abcdef0123456789"}
    )

    [line] = written()
    assert line.pop("ms") >= 0
    assert line.pop("time").endswith("+00:00")
    assert line.pop("message").startswith("GET /about/ 200 ")
    assert line == {
        "level": "INFO",
        "logger": "quotes.access",
        "request_id": "abcdef0123456789",
        "method": "GET",
        "path": "/about/",
        "status": 200,
        "view": "pages:about",
        "parameters": ["lang"],
    }
    assert response["X-Request-ID"] == "abcdef0123456789"


@pytest.mark.django_db
def test_what_readers_look_for_and_who_they_are_is_left_out(client, written):
    client.get("/?q=my+illness", headers={"Authorization": "Token s3cret"})
    client.get("/api/v1/quotes/?q=my+illness", REMOTE_ADDR="203.0.113.9")
    client.get("/reports/0123456789abcdef0123456789abcdef/")
    client.get("/feeds/saved/0123456789abcdef0123456789abcdef.atom")
    client.get(
        "/follow/saved/0123456789abcdef0123456789abcdef/",
        content_type="text/html; charset=utf-7",
    )

    text = json.dumps(written())
    for secret in ("illness", "s3cret", "203.0.113.9", "0123456789abcdef0123456789"):
        assert secret not in text.replace(written()[0]["request_id"], "")
    assert "/reports/[key]/" in text
    assert [line["parameters"] for line in written()[:2]] == [["q"], ["q"]]


@pytest.mark.parametrize(
    "given", ["short", "x" * 129, "with blanks in it", "a\tb-c-d-e-f-g", "ünïcodeünï"]
)
def test_an_identifier_that_could_not_be_written_is_replaced(client, given):
    found = client.get("/about/", headers={"X-Request-ID": given})["X-Request-ID"]

    assert found != given
    assert len(found) == 32


def test_every_answer_has_another_identifier_also_where_middleware_gives_it(client):
    answers = [
        client.get("/about/"),
        client.get("/healthz/"),
        client.get("/nowhere/"),
        client.get("/about/", content_type="text/html; charset=utf-7"),
    ]

    assert len({answer["X-Request-ID"] for answer in answers}) == 4
    assert REQUEST_ID.get() == ""


def test_an_address_cannot_forge_a_line(written):
    Client().generic("GET", "/a%0A{%22forged%22: 1}/" + "x" * 5000)

    [line] = written()
    assert "\n" not in line["path"]
    assert len(line["path"]) == 300


FORGED = "Ana\n2026-01-01 00:00:00,000 ERROR quotes.x: forged\r\u2028\x85\x1b[31m\u202e"
ENDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]")


@pytest.mark.parametrize("formatter", [Line, JsonLine])
@pytest.mark.django_db
def test_whatever_a_reader_sends_each_record_is_one_line(formatter, caplog):
    """In the address, in its query, in headers, as a name at the login."""
    caplog.set_level("DEBUG")
    client = Client(raise_request_exception=False)
    for name in ("X-Request-ID", "User-Agent", "Referer", "Host", "X-Forwarded-For"):
        client.get("/about/", headers={name: FORGED})
    client.get("/nowhere" + quote(f"/{FORGED}"), {"q": FORGED, FORGED: "1"})
    client.get("/api/v1/quotes/", {FORGED: FORGED})
    client.post("/login/", {"username": FORGED, "password": "wrong"})
    client.generic("POST", "/api/v1/verify/", FORGED, content_type=FORGED)

    written = [formatter().format(record).split("\n") for record in caplog.records]
    assert any("login" in line.lower() for line, *_ in written)
    for first, *others in written:
        assert not ENDS.search(first)
        # What was raised is told below it.
        assert all(line.startswith("    ") for line in others)
        assert not ENDS.search("".join(others))


@pytest.mark.parametrize("formatter", [Line, JsonLine])
def test_what_an_exception_says_forges_no_record(formatter):
    try:
        raise ValueError(FORGED)
    except ValueError:
        made = record("Failed")
        made.exc_info = sys.exc_info()
    first, *others = formatter().format(made).split("\n")

    assert "Failed" in first
    assert all(line.startswith("    ") for line in others)
    assert not ENDS.search("".join([first, *others]))


def record(message="It broke: %s", *args, **extra):
    made = logging.LogRecord("quotes.x", logging.ERROR, "f", 1, message, args, None)
    vars(made).update(extra)
    WithIds().filter(made)
    return made


def test_lines_for_people_end_with_the_identifiers(monkeypatch):
    assert Line().format(record("It broke")).endswith(" ERROR quotes.x: It broke")
    token = REQUEST_ID.set("abcdef0123456789")
    # What Celery looks like from inside of a task.
    request = types.SimpleNamespace(id="task-7")
    celery = types.SimpleNamespace(current_task=types.SimpleNamespace(request=request))
    monkeypatch.setitem(sys.modules, "celery", celery)
    try:
        told = record("It broke")
    finally:
        REQUEST_ID.reset(token)

    assert (
        Line()
        .format(told)
        .endswith("It broke [request_id=abcdef0123456789 task_id=task-7]")
    )
    parsed = json.loads(JsonLine().format(told))
    assert (parsed["request_id"], parsed["task_id"]) == ("abcdef0123456789", "task-7")


def test_the_identifier_of_a_task_that_celery_runs():
    celery = pytest.importorskip("celery")
    app = celery.Celery("test", broker="memory://")
    app.conf.task_always_eager = True

    @app.task
    def tell():
        return record().task_id

    result = tell.delay()
    assert result.get() == result.id
    assert record().task_id == ""


def test_tracebacks_are_one_line_of_json():
    try:
        raise ValueError("no\nsuch")
    except ValueError:
        made = record("Failed")
        made.exc_info = sys.exc_info()
    line = JsonLine().format(made)

    assert "\n" not in line
    assert "ValueError: no" in json.loads(line)["exc_info"]
    assert "request_id" not in json.loads(line)


PROGRAM = """
import django, logging
django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost")
client.get("/about/")
client.get("/nowhere/")
logging.getLogger("quotes.some").warning("A warning")
"""


@pytest.mark.parametrize(
    ("chosen", "lines", "as_json"),
    [
        ({"LOG_FORMAT": "json"}, 3, True),
        ({"LOG_FORMAT": "json", "ACCESS_LOG": "0", "LOG_LEVEL": "ERROR"}, 0, True),
        ({"ACCESS_LOG": "1"}, 3, False),
        ({}, 1, False),
    ],
)
def test_settings_choose_the_lines(chosen, lines, as_json):
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "quotes_project.settings",
            **chosen,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    told = process.stderr.splitlines()

    assert len(told) == lines
    for line in told:
        if as_json:
            assert json.loads(line)["logger"]
        else:
            assert not line.startswith("{")
