"""Search in quotes, statements and names: one behaviour on both databases.

``find`` restricts, ``rank`` puts in order of relevance, ``read_newest`` fetches,
``highlight`` marks and ``find_names`` looks speakers up. Which database answers
is decided here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, TypeVar

from django.db import connections, router
from django.db.models import Model, QuerySet

from quotes.names.likeness import LEAST_LIKE, likeness_of_any
from quotes.names.spellings import spellings_of
from quotes.search import lookups, postgres, sqlite
from quotes.search.highlight import highlight
from quotes.search.query import Query, parse_query

__all__ = [
    "RANKED_MATCHES",
    "Query",
    "as_parameter",
    "find",
    "find_names",
    "highlight",
    "lookups",
    "parse_query",
    "rank",
    "read_newest",
    "reindex",
]

Rows = TypeVar("Rows", bound=QuerySet[Any])

RANKED_MATCHES = 1000
"""Relevance is worked out for so many of the newest matches, never for all."""

NAME_CANDIDATES = 200
"""Aliases that share most trigrams with a name, among which the best are found."""


def backend_for(using: str) -> ModuleType:
    """Return the module that searches database ``using``."""
    return postgres if connections[using].vendor == "postgresql" else sqlite


def find(rows: Rows, query: Query) -> Rows:
    """Return those of ``rows`` whose text answers ``query``; blank finds nothing.

    The order stays that of ``rows``. ``rows`` are quotes or statements.
    """
    return rows.filter(text__found=query) if query else rows.none()


def as_parameter(query: Query, *, using: str) -> str | None:
    """Return what database ``using`` is given for ``query``.

    An expression for it may stand in ``text__found=`` in place of the query. None
    where there is nothing to find, or where each query needs SQL of its own.
    """
    return backend_for(using).as_parameter(query) if query else None


def rank(newest_matches: QuerySet[Any], query: Query) -> list[tuple[int, float]]:
    """Return (primary key, score) of the newest matches, the most relevant first.

    ``newest_matches`` comes from ``find``, ordered by date, newest first; its
    first ``RANKED_MATCHES`` rows are looked at. Equal scores: higher key first.
    """
    if not query:
        return []
    score_rows = backend_for(newest_matches.db).score_rows
    scores = read_newest(
        newest_matches, RANKED_MATCHES, lambda rows: score_rows(rows, query)
    )
    return sorted(scores, key=lambda row: (-row[1], -row[0]))


def read_newest(
    rows: QuerySet[Any], limit: int, read: Callable[[QuerySet[Any]], list[Any]]
) -> list[Any]:
    """Return what ``read`` makes of the first ``limit`` of ``rows``.

    ``rows`` are quotes or statements, ordered by date, newest first, not sliced.
    ``read`` gives one item for each row of the sliced queryset that it gets. It is
    called again where a first guess of how far to go back did not go far enough.
    """
    part = backend_for(rows.db).recent_part(rows, limit)
    if part is not None:
        found = read(part[:limit])
        if len(found) == limit:
            return found
    return read(rows[:limit])


def reindex(model: type[Model], pks: Sequence[int]) -> None:
    """Enter rows ``pks`` of ``model`` anew in the search index, in order.

    model: of what is searched. For after a change of how texts become words; to be
    called for all rows, the first ones first.
    """
    using = router.db_for_write(model)
    eldest = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    backend_for(using).reindex(
        model._meta.db_table, pks, first=eldest in pks, using=using
    )


def find_names(aliases: QuerySet[Any], words: str) -> list[tuple[int, float]]:
    """Return (speaker id, likeness 0 to 100) for a name, the most alike first.

    Every alias that shares trigrams with a likely spelling of the name is weighed, a
    speaker by its best one. One query, and none for a name without letter or digit.
    """
    wanted = spellings_of(words.replace("\x00", " "))
    if not wanted:
        return []
    candidates = backend_for(aliases.db).name_candidates(
        aliases.model._meta.db_table, wanted, limit=NAME_CANDIDATES, using=aliases.db
    )
    best: dict[int, float] = {}
    for speaker, folded in candidates:
        best[speaker] = max(best.get(speaker, 0.0), likeness_of_any(wanted, folded))
    alike = [(speaker, score) for speaker, score in best.items() if score >= LEAST_LIKE]
    return sorted(alike, key=lambda row: (-row[1], row[0]))
