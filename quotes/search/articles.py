"""Which articles hold all of some words: for looking words up that nobody quotes.

Both databases index the whole text of articles, PostgreSQL by an expression, SQLite
by a table that triggers keep. Neither keeps a copy of the words in their order: who
asks looks into the texts that are found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, transaction

from quotes.search import postgres, sqlite
from quotes.search.query import Query
from quotes.search.words import split_words

MOST_WORDS = 24
"""Words of a passage that are looked for; so many hardly stand together twice."""
LEAST_WORDS = 3
"""Different words from which a passage is looked for: fewer stand in every article."""

_POSTGRES = """
SELECT asked.number - 1, found.id
FROM unnest(%s::text[]) WITH ORDINALITY AS asked(query, number)
CROSS JOIN LATERAL (
    SELECT id FROM quotes_article
    WHERE quotes_search_vector(text) @@ to_tsquery('{configuration}', asked.query)
    LIMIT %s
) AS found
"""
_SQLITE = """
SELECT asked.key, found.rowid FROM json_each(%s) AS asked
JOIN quotes_article AS found ON found.rowid IN (
    SELECT rowid FROM quotes_article_text_search
    WHERE quotes_article_text_search MATCH asked.value LIMIT %s
)
"""


def find_articles(
    passages: Sequence[str], *, limit: int, using: str
) -> list[list[int]]:
    """Return for each passage the articles that hold all its words, by number.

    using: the alias of the database. At most ``limit`` of each, none of a passage
    with fewer than ``LEAST_WORDS`` different words. One query, and on PostgreSQL
    some that say how to plan it.
    """
    queries = [_query_of(passage) for passage in passages]
    asked = [number for number, query in enumerate(queries) if query]
    found: dict[int, list[int]] = defaultdict(list)
    if asked:
        compiled = [_compile(query, using) for query in queries if query is not None]
        for number, article in _rows(compiled, limit, using):
            found[asked[number]].append(article)
    return [sorted(found[number]) for number in range(len(passages))]


def _query_of(passage: str) -> Query | None:
    words = list(dict.fromkeys(split_words(passage)))
    if len(words) < LEAST_WORDS:
        return None
    longest = sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS]
    return Query(tuple(((word,),) for word in longest))


def _compile(query: Query, using: str) -> str:
    if connections[using].vendor == "postgresql":
        return postgres.compile_match(query)
    return sqlite.compile_match(query)


def _rows(compiled: Sequence[str], limit: int, using: str) -> list[tuple[int, int]]:
    connection = connections[using]
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SQLITE, [json.dumps(compiled), limit])
            return list(cursor.fetchall())
    sql = _POSTGRES.format(configuration=postgres.CONFIGURATION)
    with _by_index(using), connection.cursor() as cursor:
        cursor.execute(sql, [list(compiled), limit])
        return list(cursor.fetchall())


@contextmanager
def _by_index(using: str) -> Iterator[None]:
    """Have PostgreSQL ask the index: with a limit it takes a walk for the shorter way,
    and would divide article after article into words."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute("SET LOCAL enable_indexscan = on")
