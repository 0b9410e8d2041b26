"""While the database is down, every address says so: 503, and when to ask again.

Asked in a process of its own, whose database is not there: a PostgreSQL that nobody
listens for, and an SQLite file in a folder that does not exist.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PROGRAM = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, URLPattern, reverse
from django.urls.exceptions import NoReverseMatch
from quotes.api.urls import urlpatterns as api
from quotes.pages.urls import urlpatterns as pages

settings.ALLOWED_HOSTS = ["testserver"]
told = []
client = Client(raise_request_exception=False)
known = Client(raise_request_exception=False)
known.cookies[settings.SESSION_COOKIE_NAME] = "of-a-session-that-cannot-be-read"

def addresses():
    for space, patterns in (("api", api), ("pages", pages)):
        for entry in patterns:
            if entry.name in (None, "logout"):
                continue
            for keys in ([], ["1"], [1], ["quotes"], [1, 1]):
                try:
                    yield reverse(f"{space}:{entry.name}", args=keys)
                    break
                except NoReverseMatch:
                    pass
            else:
                raise SystemExit(f"No address for {entry.name}")
    yield "/admin/"
    yield "/admin/quotes/quote/"

body = json.dumps({"text": "“The dam will hold,” said Mara."})
for path in addresses():
    for method, answer in (
        ("GET", client.get(path)),
        ("GET, known", known.get(path)),
        ("POST", client.post(path, body, "application/json")),
    ):
        told.append([method, path, answer.status_code,
                     answer.get("Retry-After"), answer["Content-Type"]])
print(json.dumps(told))
"""


@pytest.fixture(
    scope="module",
    params=[
        "postgres://nobody@127.0.0.1:9/none",
        "sqlite:////not/there/at/all.sqlite3",
    ],
    ids=["postgresql", "sqlite"],
)
def answers(request):
    environment = {
        **os.environ,
        "QUOTES_ENV": "local",
        "DATABASE_URL": request.param,
        "DJANGO_SETTINGS_MODULE": "quotes_project.settings",
        "LOG_LEVEL": "CRITICAL",
        "QUOTES_MODEL": "none",
        "API_RATE_ANONYMOUS": "100000/minute",
        "API_WORK_RATE_ANONYMOUS": "100000/minute",
    }
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout.splitlines()[-1])


def test_no_address_answers_500(answers):
    assert [row for row in answers if row[2] >= 500 and row[2] != 503] == []


def test_whoever_needs_the_database_is_told_when_to_ask_again(answers):
    down = [row for row in answers if row[2] == 503]
    asked = {row[1] for row in down}
    for path in ("/api/v1/quotes/", "/api/v1/verify/", "/", "/speakers/",
                 "/feeds/quotes.atom", "/api/v1/quotes/1/", "/quotes/1/",
                 "/admin/quotes/quote/"):  # fmt: skip
        assert path in asked
    assert all(int(row[3]) > 0 for row in down)


def test_programs_get_problem_details_and_readers_a_page(answers):
    for method, path, status, _, content in answers:
        if status == 503:
            of_programs = path.startswith(("/api/", "/feeds/"))
            expected = "application/problem+json" if of_programs else "text/html"
            # Who reads a feed with a session that cannot be read is no feed reader.
            if not (path.startswith("/feeds/") and method == "GET, known"):
                assert content.startswith(expected), (method, path)


def test_what_needs_no_database_is_answered(answers):
    found = {(row[0], row[1]): row[2] for row in answers}
    for path in ("/api/v1/", "/api/v1/schema/", "/api/v1/docs/", "/about/"):
        assert found["GET", path] == 200
    assert found["POST", "/api/v1/extract/"] == 200
