"""The reconciliation service: names in batches, and what helps to choose."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, QueryDict
from rest_framework.exceptions import PermissionDenied, Throttled
from rest_framework.parsers import FormParser
from rest_framework.request import Request

from quotes.api.answers import answer, dump
from quotes.api.base import JSON_ALONE, ApiView, bounded, by_name
from quotes.api.errors import TooLarge
from quotes.api.params import NumberParam, Param, read_params
from quotes.api.reconciliation.callback import CALLBACK
from quotes.api.reconciliation.candidates import find_candidates
from quotes.api.reconciliation.extension import extend
from quotes.api.reconciliation.manifest import make_manifest
from quotes.api.reconciliation.queries import (
    USUAL_LIMIT,
    Query,
    read_batch,
    read_json,
    read_query,
)
from quotes.api.reconciliation.suggestions import suggest_among, suggest_speakers
from quotes.api.reconciliation.vocabulary import EXTENSIONS, PROPERTIES, TYPES
from quotes.api.throttling import spend

LARGEST_BODY = 500_000
QUERIES_FOR_ONE = 10
"""Queries of a batch that count as one request."""
MOST_SKIPPED = 190

PREFIX = Param(name="prefix", description="What was typed so far.")
CURSOR = NumberParam(
    name="cursor", description="How many suggestions to skip.", most=MOST_SKIPPED
)
FIELDS = by_name(
    Param(name="queries", description="A batch of queries: a JSON object by name."),
    Param(name="query", description="One query, as a name or a JSON object (0.1)."),
    Param(name="extend", description="What to fetch of which speakers: JSON."),
    Param(name="type", description="With query, which sort of speaker."),
    NumberParam(
        name="limit",
        description="With query, how many candidates at most.",
        least=1,
        most=1000,
    ),
)


class ServiceView(ApiView):
    """What the views of this service share: JSONP, and refusing it to those known."""

    def reply(self, request: Request, data: Any, callback: str | None) -> HttpResponse:
        if callback is None:
            return answer(request, data)
        # A page of another site must not read with a reader's cookies.
        if request.user.is_authenticated:
            raise PermissionDenied("callback is for readers without an account.")
        # JSON may hold line separators that scripts of old may not.
        text = dump(data).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        media_type = "text/javascript; charset=utf-8"
        return HttpResponse(f"/**/{callback}({text});", content_type=media_type)


class Reconcile(ServiceView):
    """Reconciliation service."""

    summary = (
        "Match names with speakers: the Reconciliation Service API 0.2, for OpenRefine"
        " and other clients. Without parameters its manifest; with queries, candidates"
        " with scores from 0 to 100, of which one is a match only where that is sure;"
        " with extend, properties of speakers."
    )
    answers: ClassVar = {"GET": "Reconciliation", "POST": "Reconciliation"}
    body = "ReconciliationForm"
    body_type = "application/x-www-form-urlencoded"
    refusals = (413,)
    parser_classes = (FormParser,)
    params: ClassVar[Mapping[str, Param]] = {
        **JSON_ALONE,
        **FIELDS,
        CALLBACK.name: CALLBACK,
    }

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        return self.reply(
            request, self._answer(request, values), values.get("callback")
        )

    def post(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST_BODY:
            raise TooLarge(
                f"The body has {length} bytes; at most {LARGEST_BODY} are taken."
            )
        form = request.data if isinstance(request.data, QueryDict) else QueryDict()
        values |= read_params(form, self.params)
        return self.reply(
            request, self._answer(request, values), values.get("callback")
        )

    def _answer(self, request: Request, values: Mapping[str, Any]) -> Any:
        if "queries" in values:
            queries = read_batch(values["queries"])
            _count(request, len(queries))
            return _results(queries)
        if "extend" in values:
            with bounded(connection.alias):
                return extend(values["extend"])
        if "query" in values:
            return _result(_single(values))
        return make_manifest(request)


def _results(queries: Mapping[str, Query]) -> dict[str, Any]:
    """Return the results of a batch; TooLarge where it takes too long."""
    until = time.monotonic() + settings.API_WORK_SECONDS
    results = {}
    for key, query in queries.items():
        if time.monotonic() > until:
            raise TooLarge(
                f"This batch takes more than {settings.API_WORK_SECONDS} seconds:"
                " send fewer queries at once."
            )
        results[key] = _result(query)
    return results


def _result(query: Query) -> dict[str, Any]:
    with bounded(connection.alias):
        return {"result": find_candidates(query)}


def _single(values: Mapping[str, Any]) -> Query:
    """Return the query of a client of 0.1: a name, or a JSON object."""
    text = values["query"]
    if text.startswith("{"):
        return read_query(read_json(text, parameter="query"), "query")
    asked = {
        "query": text,
        "type": values.get("type"),
        "limit": values.get("limit", USUAL_LIMIT),
    }
    return read_query(asked, "query")


def _count(request: Request, queries: int) -> None:
    """Count a batch as so many requests as it is worth; Throttled beyond the limit."""
    more = (queries - 1) // QUERIES_FOR_ONE
    if more <= 0:
        return
    allowance = spend(request, scope=Reconcile.throttle_scope, times=more)
    if allowance.exceeded:
        raise Throttled(wait=allowance.reset)


class Suggest(ServiceView):
    """Suggestions."""

    answers: ClassVar = {"GET": "Suggestions"}
    params: ClassVar[Mapping[str, Param]] = {
        **JSON_ALONE,
        **by_name(PREFIX, CURSOR, CALLBACK),
    }

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        prefix, skipped = values.get("prefix", ""), values.get("cursor", 0)
        found = self.suggest(prefix, skipped=skipped)
        return self.reply(request, {"result": found}, values.get("callback"))

    def suggest(self, prefix: str, *, skipped: int) -> list[dict[str, Any]]:
        raise NotImplementedError


class SuggestEntity(Suggest):
    """Suggested speakers."""

    summary = "Speakers whose name begins with what was typed, or is like it."

    def suggest(self, prefix: str, *, skipped: int) -> list[dict[str, Any]]:
        with bounded(connection.alias):
            return suggest_speakers(prefix, skipped=skipped)


class SuggestProperty(Suggest):
    """Suggested properties."""

    summary = "Properties by which candidates are compared."

    def suggest(self, prefix: str, *, skipped: int) -> list[dict[str, Any]]:
        return suggest_among(PROPERTIES, prefix, skipped=skipped)


class SuggestType(Suggest):
    """Suggested types."""

    summary = "Sorts of speakers."

    def suggest(self, prefix: str, *, skipped: int) -> list[dict[str, Any]]:
        return suggest_among(TYPES, prefix, skipped=skipped)


class ProposeProperties(ServiceView):
    """Properties to fetch."""

    summary = "Which properties of speakers can be added to a table."
    answers: ClassVar = {"GET": "ProposedProperties"}
    params: ClassVar[Mapping[str, Param]] = {
        **JSON_ALONE,
        **by_name(
            Param(name="type", description="Of which sort; all have the same."),
            NumberParam(
                name="limit", description="How many at most.", least=1, most=1000
            ),
            CALLBACK,
        ),
    }

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        limit = values.get("limit", len(EXTENSIONS))
        properties = [{"id": key, "name": name} for key, name in EXTENSIONS.items()]
        data = {"properties": properties[:limit], "type": values.get("type", "")}
        if "limit" in values:
            data["limit"] = limit
        return self.reply(request, data, values.get("callback"))
