"""What PostgreSQL's planner knows of the tables, kept up while an archive is loaded.

Autovacuum sees to it later than an archive needs it: with statistics of a few rows,
questions about thousands of quotes are answered by reading whole tables.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import DatabaseError, connection, models

from quotes.ingest.outages import first_line
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

logger = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")


def with_statistics(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield ``outcomes``, one of each article; count rows anew first and as they come.

    What comes is counted, not what tables had before. Where that fails a warning is
    logged, and it is not tried again.
    """
    goes = refresh_statistics()
    next_time = FIRST
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        if goes and number == next_time:
            goes = refresh_statistics()
            next_time *= GROWTH


def refresh_statistics() -> bool:
    """Have PostgreSQL look at a sample of each of ``TABLES``; nothing on SQLite.

    Returns whether that went well: no import ends for want of it.

    A second or two however large they are, since columns of text are left out, and
    with them what is indexed of texts: to divide a sample of articles into words takes
    a minute. A table that somebody else looks at just now, or that is another's, is
    left out.
    """
    if connection.vendor != "postgresql":
        return True
    quoted = connection.ops.quote_name
    tables = ", ".join(
        f"{model._meta.db_table} ({', '.join(map(quoted, _columns(model)))})"
        for model in TABLES
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {tables}")
    except DatabaseError as error:
        logger.warning(
            "The planner's statistics could not be brought up to date (%s). The import "
            "goes on and may be slower: call VACUUM (ANALYZE) as the owner of the "
            "tables, without a statement_timeout.",
            first_line(error),
        )
        return False
    return True


def _columns(model: type[models.Model]) -> list[str]:
    """What rows are looked up by."""
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.TextField | models.JSONField)
    ]
