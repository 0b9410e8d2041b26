"""Search on PostgreSQL: a stored ``tsvector`` beside the text, and trigrams.

Migration 0003 makes both. The column is no field of the models: nothing ever
reads it but the conditions here, so it costs no other query a byte.
"""

# ruff: noqa: S608 - SQL is put together from names of ours, never from input

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.expressions import RawSQL

from quotes.search.query import Phrase, Query
from quotes.search.recent import recent_part
from quotes.search.relevance import DECIMALS, NORMALISATION
from quotes.search.words import rewrite_for_stemming

__all__ = [
    "as_parameter",
    "compile_match",
    "matches_sql",
    "name_candidates",
    "recent_part",
    "score_rows",
]

CONFIGURATION = "quotes_words"
COLUMN = "search_vector"
COMPUTED = {"quotes_article": "title"}
"""Tables whose index is of an expression, and its column."""


def compile_match(query: Query) -> str:
    """Return ``query`` in the syntax of ``to_tsquery``."""
    wanted = " & ".join(
        f"({' | '.join(_compile_phrase(phrase) for phrase in group)})"
        for group in query.wanted
    )
    return wanted + "".join(
        f" & !({_compile_phrase(phrase)})" for phrase in query.unwanted
    )


def _compile_ranking(query: Query) -> str:
    """The words looked for alone: ``ts_rank`` stumbles over exclusions."""
    joint = " & " if query.is_conjunction else " | "
    return joint.join(_compile_phrase((word,)) for word in query.wanted_words)


def _compile_phrase(phrase: Phrase) -> str:
    # Folded words hold letters, digits and marks alone: nothing to escape.
    words = rewrite_for_stemming("".join(f" {word} " for word in phrase)).split()
    return " <-> ".join(f"'{word}'" for word in words)


def matches_sql(
    row: str, table: str, query: Query | Expression, *, using: str, limit: int | None
) -> tuple[str, list[Any]]:
    """Return condition and parameters under which ``row`` matches, as SQL names it.

    The index is a column of the row itself, and the planner knows how to use it.
    """
    del using, limit
    # Titles are short: an index of what is computed from them does, and the table
    # with the texts of all articles need not be written anew for a column.
    vector = f'{row}."{COLUMN}"'
    if table in COMPUTED:
        vector = f'quotes_search_vector({row}."{COMPUTED[table]}")'
    return (
        f"{vector} @@ to_tsquery('{CONFIGURATION}', %s)",
        [compile_match(query) if isinstance(query, Query) else query],
    )


as_parameter = compile_match


def score_rows(rows: QuerySet[Any], query: Query) -> list[tuple[int, float]]:
    """Return (primary key, relevance) of ``rows``, a sliced queryset, unordered.

    Ranking reads the index entries of these rows only.
    """
    table = rows.model._meta.db_table
    column = RawSQL(f'"{table}"."{COLUMN}"', [])  # noqa: S611 - no input
    inner, parameters = rows.values_list("pk", column).query.sql_with_params()
    with connections[rows.db].cursor() as cursor:
        # The inner query ends in LIMIT, so that no other row is ever ranked.
        cursor.execute(
            f"SELECT found.key, round(ts_rank(found.vector,"
            f" to_tsquery('{CONFIGURATION}', %s), {NORMALISATION})::float8"
            f" * 1e{DECIMALS}) / 1e{DECIMALS}"
            f" FROM ({inner}) AS found(key, vector)",
            [_compile_ranking(query), *parameters],
        )
        return list(cursor.fetchall())


def reindex(table: str, pks: Sequence[int], *, first: bool, using: str) -> None:
    """Have the search column of rows ``pks`` made again; names have none."""
    del first
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns WHERE column_name = %s"
            " AND table_name = %s AND table_schema = current_schema()",
            [COLUMN, table],
        )
        if cursor.fetchone():
            # A generated column is computed whenever its row is written.
            cursor.execute(
                f"UPDATE {table} SET text = text WHERE id = ANY(%s)", [list(pks)]
            )


def name_candidates(
    table: str, wanted: Sequence[str], *, limit: int, using: str
) -> list[tuple[int, str]]:
    """Return (speaker id, folded alias) of the ``limit`` most alike by trigrams.

    wanted: one name in one or several folded spellings.
    """
    alike = " OR ".join(["folded %% %s OR %s <%% folded"] * len(wanted))
    scores = ["similarity(folded, %s), word_similarity(%s, folded)"] * len(wanted)
    twice = [spelling for spelling in wanted for _ in range(2)]
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT speaker_id, folded FROM {table} WHERE {alike}"
            f" ORDER BY greatest({', '.join(scores)}) DESC, id LIMIT %s",
            [*twice, *twice, limit],
        )
        return list(cursor.fetchall())
