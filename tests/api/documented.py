"""Runs what docs/api.md shows, so that no answer in it is made up.

A question is a fenced block of ``bash`` (one curl line) or ``python``; the block
after it (``json``, ``csv``, ``http``, ``text``) is its answer. Comments before a
question say what a reader sees without them:

- ``<!-- show: results.text results.speaker.name -->``: parts of the answer shown
- ``<!-- statements/17/ is the first of statements/?q=debt -->``: where an
  address in the section comes from
- ``<!-- an editor gives quotes/5/ to SLUG: REASON -->``: what happens before it

``$TOKEN`` is a token, here and in the environment of the Python shown.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shlex
import urllib.request
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.test import Client

from quotes.models import Quote, Speaker
from quotes.review import correct_speaker
from quotes.review.api_tokens import create_token
from tests.api.one_version import with_one_version

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "api.md"
API = "http://localhost:8000/api/v1"
ANSWERS = {"json", "csv", "http", "text"}
LONGEST_LIST = 3
LINES = 4
# What another minute and another reader see otherwise.
CHANGING = ("RateLimit-Remaining", "RateLimit-Reset")

_BLOCK = re.compile(
    r"(?:<!-- show: (?P<show>[^>]*) -->\n)?"
    r"```(?P<language>\w+)\n(?P<content>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_RANGE = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")
_ACT = re.compile(
    r"<!-- an editor gives quotes/(?P<quote>\d+)/ to (?P<speaker>\S+): (?P<why>.*) -->"
)
_FEED_KEY = re.compile(r"(?<=/feeds/saved/)[\w-]{43}")
_PLACE = re.compile(r"<!-- (?P<address>\S+/) is the first of (?P<list>\S+) -->")


def refresh(page: str) -> str:
    """Return ``page`` with every address and answer as it is now.

    Needs a database with the articles of fixtures/ alone, and changes it: an
    error report is among the questions.
    """
    client = Client(headers={"host": "localhost:8000"})
    page = _place(page, client)
    editor = get_user_model().objects.create(username="editor", is_superuser=True)
    _, token = create_token(name="Whoever reads this", by=editor)
    with patch.dict(os.environ, {"TOKEN": token}):
        return _answer(page, client, editor)


def _answer(page: str, client: Client, editor: Any) -> str:
    names: dict[str, object] = {}
    parts, end, answer = [], 0, None
    for block in _BLOCK.finditer(page):
        for act in _ACT.finditer(page, end, block.start()):
            _correct(act, editor)
        language, content = block["language"], block["content"]
        if language in ANSWERS and answer is not None:
            parts += [page[end : block.start("content")], answer(content)]
            end = block.end("content")
            answer = None
        elif language == "bash" and "curl" in content:
            answer = _curl(content, (block["show"] or "").split(), client)
        elif language == "python":
            printed = _run(content, names, client)
            answer = lambda old, printed=printed: printed  # noqa: E731
        else:
            answer = None
    page = with_one_version("".join([*parts, page[end:]]))
    return _FEED_KEY.sub("AN-ADDRESS-THAT-NOBODY-GUESSES", page)


def _correct(act: re.Match, editor: Any) -> None:
    correct_speaker(
        quote=Quote.objects.get(pk=act["quote"]),
        speaker=Speaker.objects.get(slug=act["speaker"]),
        by=editor,
        reason=act["why"],
    )


def _place(page: str, client: Client) -> str:
    """Let addresses lead to what their comment says, within its section."""
    sections = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    for number, section in enumerate(sections):
        for place in _PLACE.finditer(section):
            found = client.get(f"/api/v1/{place['list']}").json()["results"]
            address = found[0]["url"].removeprefix(f"{API}/")
            sections[number] = sections[number].replace(place["address"], address)
    return "".join(sections)


def _curl(command: str, show: list[str], client: Client):
    """Ask what ``command`` asks; return what renders the answer over an old one."""
    command = command.replace("\\\n", " ").replace("$API", API)
    arguments = shlex.split(command.replace("$TOKEN", os.environ["TOKEN"]))
    if "|" in arguments:
        arguments = arguments[: arguments.index("|")]
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("-G", dest="get", action="store_true")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-i", dest="headers", action="store_true")
    parser.add_argument("-o")
    parser.add_argument("-H", dest="sent", action="append", default=[])
    parser.add_argument("-X", dest="method")
    parser.add_argument("-d", action="append", default=[])
    parser.add_argument("--data-urlencode", action="append", default=[])
    parser.add_argument("--json")
    parser.add_argument("url")
    asked = parser.parse_args(arguments[1:])
    path = asked.url.removeprefix("http://localhost:8000")
    sent = dict(header.split(": ", 1) for header in asked.sent)
    if asked.json or asked.method:
        response = client.generic(
            asked.method or "POST",
            path,
            asked.json or "",
            content_type="application/json",
            headers=sent,
        )
    else:
        pairs = [tuple(pair.split("=", 1)) for pair in asked.d + asked.data_urlencode]
        address = f"{path}?{urlencode(pairs)}" if pairs else path
        response = client.get(address, headers=sent)
    if response.status_code >= 400:
        raise AssertionError(f"{command}answers {response.status_code}")
    if asked.headers:
        return lambda old: _headers(old, response)
    body = _body(response)
    if "json" in response["Content-Type"] and "ndjson" not in response["Content-Type"]:
        data = json.loads(body)
        shown = shorten(pick(data, show) if show else data)
        text = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
        text = _RANGE.sub(r"[\1, \2]", text)
    else:
        lines = body.splitlines()
        more = ["…"] if len(lines) > LINES else []
        text = "\n".join([*lines[:LINES], *more]) + "\n"
    return lambda old: text


def _headers(old: str, response) -> str:
    """The headers named in ``old``; those that change keep the value shown."""
    lines = []
    for line in old.splitlines():
        name, _, _ = line.partition(":")
        value = response[name]
        lines.append(line if name in CHANGING else f"{name}: {value}")
    return "\n".join(lines) + "\n"


def _body(response) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode()
    return response.content.decode()


def pick(data, paths: list[str]):
    """Return of ``data`` the parts that ``paths`` such as "results.text" name."""
    if isinstance(data, list):
        return [pick(item, paths) for item in data]
    if not isinstance(data, dict):
        return data
    wanted: dict[str, list[str]] = {}
    for path in paths:
        name, _, rest = path.partition(".")
        wanted.setdefault(name, []).extend([rest] if rest else [])
    return {
        name: pick(data[name], rest) if rest else data[name]
        for name, rest in wanted.items()
    }


def shorten(data):
    """Return ``data`` with long lists cut, and "…" where they were."""
    if isinstance(data, dict):
        return {name: shorten(value) for name, value in data.items()}
    if isinstance(data, list):
        more = ["…"] if len(data) > LONGEST_LIST else []
        return [shorten(item) for item in data[:LONGEST_LIST]] + more
    return data


def _run(code: str, names: dict[str, object], client: Client) -> str:
    """Run ``code`` with ``names``; return what it printed."""

    def urlopen(request):
        if isinstance(request, str):
            request = urllib.request.Request(request)  # noqa: S310 - never sent
        response = client.generic(
            request.get_method(),
            request.full_url.removeprefix("http://localhost:8000"),
            request.data or b"",
            content_type=request.get_header("Content-type", ""),
            headers={"Authorization": request.get_header("Authorization", "")},
        )
        if response.status_code >= 400:
            raise AssertionError(f"{request.full_url} answers {response.status_code}")
        return io.BytesIO(_body(response).encode())

    printed = io.StringIO()
    with patch("urllib.request.urlopen", urlopen), redirect_stdout(printed):
        exec(compile(code, PAGE.name, "exec"), names)  # noqa: S102 - our own page
    return printed.getvalue()
