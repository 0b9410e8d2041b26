"""Which tables a snapshot holds, and how a column's value stands in JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import (
    DateTimeField,
    Field,
    ForeignKey,
    JSONField,
    Model,
)

from quotes.models import (
    Act,
    ApiToken,
    Article,
    ArticleAddress,
    ArticleKey,
    ArticleVersion,
    Authority,
    AuthorityName,
    BlindReading,
    Claim,
    Deferral,
    Delivery,
    ErrorReport,
    Feed,
    FeedItem,
    MergedTogether,
    Outlet,
    Proposal,
    QueuedArticle,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    QuoteVersion,
    RebuildPosition,
    ReportOrigin,
    SavedSearch,
    SecondOpinion,
    Speaker,
    SpeakerAlias,
    SpeakerCluster,
    SpeakerCount,
    SpeakerDistinction,
    SpeakerSuggestion,
    Statement,
    StatementDistinction,
    StatementPlacement,
    Subscription,
)
from quotes.models.wikidata import read_wikidata_id
from quotes.snapshot.checking import check_json_type, check_value

FORMAT = "quotes-snapshot"
VERSION = 1

_STORED: tuple[type[Model], ...] = (
    Outlet,
    Feed,
    Article,
    ArticleAddress,
    ArticleVersion,
    Speaker,
    SpeakerAlias,
    Statement,
    Quote,
    QuoteVersion,
    ErrorReport,
    SpeakerDistinction,
    StatementDistinction,
    StatementPlacement,
    SpeakerSuggestion,
    Act,
    SecondOpinion,
    # Derived from the texts, but at a price, and linking goes by them.
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    ArticleKey,
)

LEFT_OUT: frozenset[type[Model]] = frozenset(
    {
        *(ApiToken, SavedSearch, Subscription, Delivery),
        *(RebuildPosition, FeedItem, QueuedArticle, Claim, Deferral, ReportOrigin),
        *(Proposal, MergedTogether, BlindReading, SpeakerCluster, SpeakerCount),
        *(SpeakerCluster.members.through, Authority, AuthorityName),
    }
)
"""Secrets, also hashed ones, stay where they were given out; so does what each
reader wants to hear of, which tells more of readers than of quotes, and which reports
came from one of them. What is proposed is for people of one house to decide, and what
was accepted stands in histories. How far a rebuilding has come, which pages of a feed
were looked at when, and what waits for workers, is true of one database, and who works
on what, or puts what off, of one day; what a survey of speakers found is found again.
Authorities are those of one house, and lie in its own file; which of them a speaker is,
the speaker tells."""


def _history_of(model: type[Model]) -> tuple[type[Model], ...]:
    history: Any = getattr(model, "history", None)
    return (history.model,) if history else ()


TABLES: tuple[type[Model], ...] = (
    *_STORED,
    *(history for model in _STORED for history in _history_of(model)),
)
"""In the order of the file: what is referred to comes first where it can."""


def record_name(model: type[Model]) -> str:
    """Return what a record of ``model`` is called: "speaker_alias"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


PACKED: dict[type[Model], str] = {QuoteKey: "quote", ArticleKey: "article"}
"""Tables of some twenty keys for each row that this column refers to: these make
one record with all ``keys``, without ids, by which nobody knows them."""

MODELS = {record_name(model): model for model in TABLES}


@cache
def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the columns that are stored; generated ones follow from them."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def names_a_user(field: Field[Any, Any]) -> bool:
    """Whether ``field`` says which person did it."""
    return isinstance(field, ForeignKey) and field.related_model is get_user_model()


def to_json(field: Field[Any, Any], value: Any, usernames: Mapping[Any, str]) -> Any:
    """Return ``value`` of ``field`` as JSON has it: moments in UTC, users by name.

    A user who has been deleted since (history alone may still name one) is null.
    """
    if names_a_user(field):
        return usernames.get(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


def from_json(field: Field[Any, Any], value: Any, users: Mapping[str, Any]) -> Any:
    """Return what to store for ``value``; ``users`` maps names to primary keys.

    Raises ValueError, in words, where ``field`` cannot hold it.
    """
    if value is None:
        if not field.null:
            raise ValueError(f"{field.name} must not be null")
        return None
    if names_a_user(field):
        if not isinstance(value, str) or value not in users:
            raise ValueError(f"{field.name}: no user record for {value!r}")
        return users[value]
    if isinstance(field, ForeignKey):
        try:
            return from_json(field.target_field, value, users)
        except ValueError as error:
            raise ValueError(f"{field.name}: {error}") from error
    check_json_type(field, value)
    return value if isinstance(field, JSONField) else _plain_value(field, value)


def _plain_value(field: Field[Any, Any], value: Any) -> Any:
    """Return what a column that is neither a reference nor JSON holds of ``value``."""
    if field.name == "wikidata_id" and field.model in (Outlet, Speaker):
        # What history says of former values is left as it was.
        return read_wikidata_id(str(value))
    try:
        stored = field.to_python(value)
    except (ValidationError, TypeError) as error:
        raise ValueError(f"{field.name}: not a value it can hold: {value!r}") from error
    if isinstance(field, DateTimeField) and stored.tzinfo is None:
        raise ValueError(f"{field.name}: a moment without a time zone: {value!r}")
    check_value(field, stored)
    return stored
