"""Everything about one quote: its place in the article, its statement, its doubts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import router
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Greatest, Substr

from quotes.api.corrections import acts_told, corrections_of
from quotes.api.links import Links
from quotes.api.params import LARGEST_ID
from quotes.api.past_rows import quotes_then, rows_at, was_there
from quotes.api.prepared import Given, run_prepared
from quotes.api.resources.fields import Row
from quotes.api.resources.passages import CONTEXT
from quotes.api.resources.quotes import MOST_PRINTINGS, PRINTING, QUOTE
from quotes.api.settled_reports import answers_at, settled_reports
from quotes.api.versions import quote_versions_of
from quotes.models import Article, Quote


def find_quote(number: int) -> dict[str, Any] | None:
    """Return the row of a quote with the passage that it stands in. One query."""
    if number > LARGEST_ID:
        return None
    using = router.db_for_read(Quote)
    rows = run_prepared("quote", _one_quote, [number], using=using)
    return rows[0] if rows else None


def _one_quote() -> QuerySet[Quote, dict[str, Any]]:
    first = Greatest(F("start") + Value(1 - CONTEXT), Value(1))
    passage = Substr("article__text", first, F("end") + Value(CONTEXT + 1) - first)
    rows: QuerySet[Quote, dict[str, Any]] = (
        Quote.objects.filter(pk=Given(0, BigIntegerField()))
        .order_by()
        .values(
            *QUOTE.details.columns,
            passage_start=first - Value(1),
            passage=passage,
            was_reported=Exists(settled_reports().filter(quote=OuterRef("pk"))),
            was_acted_on=Exists(acts_told().filter(id=OuterRef("pk"))),
        )
    )
    return rows


def show_quote(row: Row, links: Links) -> dict[str, Any]:
    """Return every field of what ``find_quote`` found. One to three queries more."""
    number = row["id"]
    return QUOTE.details.show(
        {
            **row,
            "printings": _other_printings(row),
            "was_corrected": row["was_acted_on"] and bool(corrections_of(number)),
            "versions": quote_versions_of(number) if _was_edited(row) else [],
            "reports": answers_at(number) if row["was_reported"] else [],
        },
        links,
    )


def _was_edited(row: Row) -> bool:
    return bool(row["article__version"] > 1)


def _other_printings(quote: Row) -> list[dict[str, Any]]:
    """Return the other quotes of the same statement, one more than are shown."""
    if quote["statement_id"] is None:
        return []
    given = [quote["statement_id"], quote["id"]]
    using = router.db_for_read(Quote)
    return run_prepared("printings", _printings, given, using=using)


def _printings() -> QuerySet[Quote, dict[str, Any]]:
    others = (
        Quote.objects.standing()
        .filter(statement=Given(0, BigIntegerField()))
        .exclude(pk=Given(1, BigIntegerField()))
        .order_by("dated_at", "pk")
    )
    rows: QuerySet[Quote, dict[str, Any]] = others.values(*PRINTING.columns)
    return rows[: MOST_PRINTINGS + 1]


def find_quote_then(number: int, moment: datetime) -> dict[str, Any] | None:
    """Return the row of a quote as it stood at ``moment``, passage and printings too.

    None where it was not there yet. Readers' reports are those of today.
    """
    quote = Quote.objects.filter(pk=number).first()
    if quote is None or not was_there(quote, moment):
        return None
    row = rows_at(Quote, [number], QUOTE.details.columns, moment).get(number)
    if row is None:
        return None
    first = max(row["start"] - CONTEXT, 0)
    length = row["end"] + CONTEXT - first
    passage = Article.objects.filter(pk=row["article_id"]).values_list(
        Substr("text", first + 1, length), flat=True
    )
    others = _printings_then(row, moment)
    acted = acts_told().filter(id=number, history_date__lte=moment)
    return row | {
        "passage_start": first,
        "passage": passage.get(),
        "printings": others,
        "was_corrected": acted.exists() and bool(corrections_of(number)),
        "versions": quote_versions_of(number) if _was_edited(row) else [],
        "reports": answers_at(number),
    }


def _printings_then(row: Row, moment: datetime) -> list[dict[str, Any]]:
    """The other quotes that reported the statement of ``row`` then."""
    if row["statement_id"] is None:
        return []
    then = quotes_then("statement", row["statement_id"], moment)
    pks = [pk for pk in then if pk != row["id"]][: MOST_PRINTINGS + 1]
    rows = rows_at(Quote, pks, PRINTING.columns, moment)
    return [rows[pk] for pk in pks if pk in rows]
