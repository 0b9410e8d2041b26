"""What PostgreSQL's planner knows of the tables, kept up while an archive is loaded.

Autovacuum sees to it later than an archive needs it: with statistics of a few rows,
questions about thousands of quotes are answered by reading whole tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import connection, models

from quotes.models import (
    Article,
    ArticleAddress,
    ArticleKey,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    Speaker,
    SpeakerAlias,
    Statement,
)

TABLES = (
    Article,
    ArticleAddress,
    ArticleKey,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    Speaker,
    SpeakerAlias,
    Statement,
)
"""Those that storing and linking fill."""
FIRST, GROWTH = 1_000, 4
"""Articles after which all is counted anew, and how many times that the next time."""

Outcome = TypeVar("Outcome")


def with_statistics(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield ``outcomes``, one of each article, and count rows anew as tables grow."""
    refresh_statistics()
    next_time = FIRST
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        if number == next_time:
            refresh_statistics()
            next_time *= GROWTH


def refresh_statistics() -> None:
    """Have PostgreSQL look at a sample of each of ``TABLES``; nothing on SQLite.

    A second or two however large they are, since columns of text are left out, and
    with them what is indexed of texts: to divide a sample of articles into words takes
    a minute. A table that somebody else looks at just now, or that is another's, is
    left out.
    """
    if connection.vendor != "postgresql":
        return
    quoted = connection.ops.quote_name
    tables = ", ".join(
        f"{model._meta.db_table} ({', '.join(map(quoted, _columns(model)))})"
        for model in TABLES
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE (SKIP_LOCKED) {tables}")


def _columns(model: type[models.Model]) -> list[str]:
    """What rows are looked up by."""
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.TextField | models.JSONField)
    ]
