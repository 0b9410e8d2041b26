"""Rows as they stood at a moment, with the columns that a resource is shown from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from quotes.history import states_at
from quotes.models import Article, Quote, Speaker, SpeakerAlias, Statement
from quotes.models.dates import BEGINNING_OF_TIME

MOST = 500
"""Rows that are looked through for those that belonged to another row then."""


def rows_at(
    model: Any, pks: Iterable[int], columns: Iterable[str], moment: datetime
) -> dict[int, dict[str, Any]]:
    """Return ``columns`` of the rows ``pks`` of ``model`` at ``moment``, by key.

    columns: as ``values`` takes them, those of related rows, too, which are told as
    they stood then. Rows that were not there are left out. Two queries for the rows,
    and two for each relation.
    """
    own, related = [], defaultdict(list)
    for column in columns:
        head, _, rest = column.partition("__")
        if rest:
            related[head].append(rest)
        else:
            own.append(column)
    states = states_at(model, pks, moment)
    rows = {
        pk: {column: _value(state, column) for column in own}
        for pk, state in states.items()
    }
    for head, rests in related.items():
        field = model._meta.get_field(head)
        keys = {pk: getattr(state, field.attname) for pk, state in states.items()}
        others = rows_at(
            field.related_model, {key for key in keys.values() if key}, rests, moment
        )
        for pk, key in keys.items():
            # A row without history at that moment has been as it is now all along.
            told = others.get(key) or {}
            rows[pk] |= {f"{head}__{rest}": told.get(rest) for rest in rests}
    return rows


def _value(state: Model, column: str) -> Any:
    if column == "dated_at":
        # Generated, and so no part of history.
        name = "first_published_at" if isinstance(state, Statement) else "published_at"
        return getattr(state, name) or BEGINNING_OF_TIME
    if column == "speaker" or column == "pk":
        return state.pk if column == "pk" else state.speaker_id  # type: ignore[attr-defined]
    return getattr(state, column)


def quotes_then(field: str, pk: int, moment: datetime) -> list[int]:
    """Return the standing quotes whose ``field`` ("statement") was ``pk`` then.

    In articles held by then; at most ``MOST`` rows are looked through. In the order of
    their dates.
    """
    past = Quote.history.filter(**{f"{field}_id": pk}).values("id")
    rows = Quote.objects.filter(Q(**{field: pk}) | Q(pk__in=past))
    held = rows.filter(article__ingested_at__lte=moment).order_by("dated_at", "pk")
    order = list(held.values_list("pk", flat=True)[:MOST])
    states = states_at(Quote, order, moment)
    return [
        number
        for number in order
        if number in states
        and getattr(states[number], f"{field}_id") == pk
        and states[number].status not in Quote.NOT_STANDING
    ]


def aliases_then(speaker: int, moment: datetime) -> list[dict[str, Any]]:
    """Return name and origin of the aliases that ``speaker`` had at ``moment``."""
    past = SpeakerAlias.history.filter(speaker_id=speaker).values("id")
    rows = SpeakerAlias.objects.filter(speaker=speaker).values("pk")
    pks = {*_first(past, "id"), *_first(rows, "pk")}
    states = states_at(SpeakerAlias, pks, moment).values()
    own = [row for row in states if row.speaker_id == speaker]
    own.sort(key=lambda row: (row.folded, row.pk))
    return [{"name": row.name, "origin": row.origin} for row in own]


def _first(rows: Any, name: str) -> list[int]:
    return list(rows.order_by(name).values_list(name, flat=True)[:MOST])


def was_there(row: Quote | Speaker | Statement, moment: datetime) -> bool:
    """Whether the first article that tells of ``row`` was held at ``moment``.

    Of what no article tells, or a person made, history knows.
    """
    articles = Article.objects.order_by()
    if isinstance(row, Quote):
        # Printed by then, though it was stored later: its versions tell of then.
        by_then = Q(ingested_at__lte=moment) | Q(published_at__lte=moment)
        return articles.filter(by_then, pk=row.article_id).exists()
    if row.history.filter(history_type="+", history_user__isnull=False).exists():
        return True
    first = row.quotes.order_by("pk").values("article__ingested_at").first()
    return first is None or first["article__ingested_at"] <= moment
