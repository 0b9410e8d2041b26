"""Give articles that were stored before addresses had keys the key of their own."""

from __future__ import annotations

from django.db import connections

from quotes.ingest.canonical_addresses import key_of
from quotes.models import Article, ArticleAddress

_BATCH = 2_000


def fill_missing_addresses(using: str = "default") -> int:
    """Store a key for the address of every article that has none; return how many.

    Safe to interrupt and to repeat. Of two articles whose addresses are spellings of
    one, the first keeps the key, and the other is found by its own spelling. Nothing
    where there is no such table, as between two migrations.
    """
    if not _has_tables(using):
        return 0
    filled, last = 0, 0
    missing = (
        Article.objects.using(using)
        .filter(url__isnull=False, addresses=None)
        .order_by("pk")
    )
    while rows := list(missing.filter(pk__gt=last).values_list("pk", "url")[:_BATCH]):
        ArticleAddress.objects.using(using).bulk_create(
            [ArticleAddress(article_id=pk, key=key_of(url or "")) for pk, url in rows],
            ignore_conflicts=True,
        )
        filled, last = filled + len(rows), rows[-1][0]
    return filled


def _has_tables(using: str) -> bool:
    connection = connections[using]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return ArticleAddress._meta.db_table in names
