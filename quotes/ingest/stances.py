"""Read stance and clause of quotes that were stored before there were any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connections, transaction

from quotes.extraction import Range
from quotes.extraction.clause import clause_of
from quotes.extraction.stance import stance_of
from quotes.linking.statements.summary import fullest
from quotes.models import Quote, Statement
from quotes.telling import needs_clause

_BATCH = 500
_COLUMNS = ["stance", "clause", "clause_spans", "extracted"]

_NEEDED = ("spans", "cue_spans", "source_spans", "statement", "article__text")


def fill_missing_stances(using: str = "default") -> int:
    """Give every quote without a stance its own, from its article's text.

    Returns how many. Safe to interrupt and to repeat: what has a stance is left as it
    is. Nothing where the table has no such column, as between two migrations.
    """
    if not _has_column(using):
        return 0
    read = 0
    while batch := _next_batch(using):
        with transaction.atomic(using=using):
            for quote in batch:
                _read(quote)
            Quote.objects.using(using).bulk_update(batch, _COLUMNS)
            _tell({q.statement_id for q in batch if q.statement_id}, using)
        read += len(batch)
    # What no quote reports any more has nothing to read it from.
    Statement.objects.using(using).filter(stance="").update(stance="states")
    return read


def _has_column(using: str) -> bool:
    connection = connections[using]
    with connection.cursor() as cursor:
        if Quote._meta.db_table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(
            cursor, Quote._meta.db_table
        )
    return any(column.name == "stance" for column in columns)


def _next_batch(using: str) -> list[Quote]:
    missing = Quote.objects.using(using).filter(stance="").order_by("pk")
    # No other column: a table between two migrations need not have them all.
    needed = missing.only(*_COLUMNS, *_NEEDED).select_related("article")
    return list(needed[:_BATCH])


def _read(quote: Quote) -> None:
    text = quote.article.text
    content, cue, source = (
        _ranges(spans) for spans in (quote.spans, quote.cue_spans, quote.source_spans)
    )
    quote.stance = str(stance_of(text, content, cue, source))
    clause = clause_of(text, content, cue, source)
    quote.clause_spans = [list(clause)] if clause else []
    quote.clause = text[clause[0] : clause[1]] if clause else ""
    if quote.extracted:
        quote.extracted = {"stance": quote.stance} | quote.extracted


def _tell(pks: set[int], using: str) -> None:
    """Set stance and clause of statements to those of their fullest wording.

    Nothing else of them: when disputes arose, and who settled them, stays.
    """
    held: dict[int, list[Quote]] = defaultdict(list)
    for quote in Quote.objects.using(using).filter(statement__in=pks).order_by("pk"):
        held[quote.statement_id or 0].append(quote)
    statements = list(Statement.objects.using(using).filter(pk__in=pks))
    for statement in statements:
        quotes = held[statement.pk]
        standing = [q for q in quotes if q.status not in Quote.NOT_STANDING]
        told = fullest(standing or quotes)
        statement.stance = told.stance
        needed = needs_clause(told.kind, told.stance)
        statement.clause = told.clause if needed else ""
    Statement.objects.using(using).bulk_update(statements, ["stance", "clause"])


def _ranges(spans: Iterable[Sequence[int]]) -> list[Range]:
    return [(start, end) for start, end in spans]
