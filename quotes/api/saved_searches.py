"""What a saved search may hold, whose it is, and how many one owner has."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from rest_framework.exceptions import APIException

from quotes.api.errors import BadRequest, ParameterError
from quotes.api.params import Param, read_params
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.statement_filters import DISPUTE_PARAMS
from quotes.models import ApiToken, SavedSearch

LONGEST_NAME = 200
KEY_BYTES = 32
"""Random bytes in the address of a feed: nobody guesses 256 bits."""
USE_NOTED_EVERY = timedelta(minutes=5)
"""A write for every reading of a feed would cost more than the reading."""

PARAMS: dict[str, Mapping[str, Param]] = {
    SavedSearch.Kind.QUOTES: QUOTE_PARAMS,
    SavedSearch.Kind.SPEAKER: QUOTE_PARAMS,
    SavedSearch.Kind.DISPUTES: DISPUTE_PARAMS,
}
"""Which parameters each kind of search takes: filters, as in the lists."""


class TooMany(APIException):
    """Its owner has as many saved searches as one may have: 409."""

    status_code = 409


def owner_of(request: Any) -> dict[str, ApiToken | User]:
    """Return who sent ``request``, as columns of a saved search.

    request: of the REST framework, from somebody known.
    """
    if isinstance(request.auth, ApiToken):
        return {"token": request.auth}
    return {"user": request.user}


def as_query(parameters: Mapping[str, str]) -> QueryDict:
    """Return stored parameters as the query string they came from."""
    query = QueryDict(mutable=True)
    query.update(dict(parameters))
    return query


def read_search(kind: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of ``parameters``, as the list that it saves reads them.

    Raises BadRequest, naming what is wrong as "parameters.NAME".
    """
    try:
        values = read_params(as_query(parameters), PARAMS[kind])
    except BadRequest as refused:
        raise BadRequest(*map(_within, refused.errors)) from None
    if kind == SavedSearch.Kind.SPEAKER and "speaker" not in values:
        raise BadRequest(
            ParameterError("parameters.speaker", "Missing: say whose quotes to follow.")
        )
    return values


def _within(error: ParameterError) -> ParameterError:
    return ParameterError(f"parameters.{error.parameter}", error.detail, error.allowed)


def save_search(
    *,
    owner: Mapping[str, ApiToken | User],
    name: str,
    kind: str,
    parameters: Mapping[str, str],
) -> SavedSearch:
    """Save a search for its ``owner`` (of ``owner_of``).

    Raises BadRequest where ``parameters`` are not those of a search, TooMany
    where the owner has ``API_SAVED_SEARCHES`` already.
    """
    read_search(kind, parameters)
    with transaction.atomic():
        _hold(owner)
        if SavedSearch.objects.filter(**owner).count() >= settings.API_SAVED_SEARCHES:
            raise TooMany(
                f"You have {settings.API_SAVED_SEARCHES} saved searches, as many as"
                " one may have: delete one first."
            )
        return SavedSearch.objects.create(
            **owner,
            name=name,
            kind=kind,
            parameters=dict(parameters),
            feed_key=secrets.token_urlsafe(KEY_BYTES),
        )


def _hold(owner: Mapping[str, ApiToken | User]) -> None:
    """Let nobody save for ``owner`` meanwhile, so that the count holds."""
    for row in owner.values():
        row._meta.model._default_manager.select_for_update().get(pk=row.pk)


def find_by_key(key: str) -> SavedSearch | None:
    """Return the saved search whose feed has ``key`` in its address."""
    if "\x00" in key:
        return None
    rows = SavedSearch.objects.select_related("token", "user")
    return rows.filter(feed_key=key).first()


def note_use(saved: SavedSearch) -> None:
    """Write down that the feed of ``saved`` was read, every few minutes at most."""
    now = timezone.now()
    if saved.last_used_at is None or saved.last_used_at < now - USE_NOTED_EVERY:
        SavedSearch.objects.filter(pk=saved.pk).update(last_used_at=now)
