"""Search on SQLite: FTS5 tables that triggers keep in step with the text.

``ensure_index`` makes them after every migration, since SQLite's way of
altering a table silently drops its triggers. The tables hold no copy of the
text. Triggers use SQL alone, so that any program may write to the database.
"""

# ruff: noqa: S608 - SQL is put together from names of ours, never from input

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

from django.db import connections
from django.db.models import Expression, QuerySet

from quotes.names.likeness import trigrams
from quotes.search.query import Phrase, Query
from quotes.search.relevance import score_text
from quotes.search.words import INDEXED_CHARACTERS, UNDECOMPOSED

FEW = 2000
"""So many matches are fetched and sorted. Measured on 100,000 and on 1,000,000
quotes, as is the following."""

ONE_BY_ONE = 600
"""To ask about one row costs as much as to list so many matches."""

_WORDS = "porter unicode61 remove_diacritics 2 categories 'L* M* Nd Co'"
_TRIGRAMS = "trigram"


@dataclass(frozen=True, slots=True)
class _Index:
    """A full-text table ``<table>_search`` over one column of ``table``.

    part: stands before "search" in the name of a second one over the same table.
    """

    table: str
    column: str
    tokenizer: str
    part: str = ""

    @property
    def name(self) -> str:
        return "_".join(filter(None, (self.table, self.part, "search")))

    def content(self, row: str) -> str:
        """The SQL expression of what is indexed of ``row``, a table or an alias."""
        column = f'{row}."{self.column}"'
        if self.tokenizer == _TRIGRAMS:
            # Two blanks before every word and one after: see names.trigrams.
            return f"'  ' || replace({column}, ' ', '   ') || ' '"
        content = f"substr({column}, 1, {INDEXED_CHARACTERS})"
        for letter, plain in UNDECOMPOSED.items():
            content = f"replace({content}, '{letter}', '{plain}')"
        return content

    def statements(self) -> dict[str, str]:
        """The SQL that makes the table and its triggers, by name."""
        name, table = f'"{self.name}"', f'"{self.table}"'
        add = f"INSERT INTO {name}(rowid, words) VALUES (new.id, {self.content('new')})"
        remove = (
            f"INSERT INTO {name}({name}, rowid, words)"
            f" VALUES ('delete', old.id, {self.content('old')})"
        )
        changed = f'old."{self.column}" IS NOT new."{self.column}" OR old.id <> new.id'
        tokenizer = self.tokenizer.replace("'", "''")
        return {
            self.name: f"CREATE VIRTUAL TABLE {name}"
            f" USING fts5(words, content='', tokenize='{tokenizer}')",
            f"{self.name}_insert": f'CREATE TRIGGER "{self.name}_insert"'
            f" AFTER INSERT ON {table} BEGIN {add}; END",
            f"{self.name}_delete": f'CREATE TRIGGER "{self.name}_delete"'
            f" AFTER DELETE ON {table} BEGIN {remove}; END",
            f"{self.name}_update": f'CREATE TRIGGER "{self.name}_update"'
            f" AFTER UPDATE ON {table} WHEN {changed}"
            f" BEGIN {remove}; {add}; END",
        }


INDEXES = (
    _Index("quotes_quote", "text", _WORDS),
    _Index("quotes_statement", "text", _WORDS),
    _Index("quotes_article", "title", _WORDS),
    _Index("quotes_article", "text", _WORDS, part="text"),
    _Index("quotes_speakeralias", "folded", _TRIGRAMS),
)


def ensure_index(using: str) -> list[str]:
    """Make or mend the search tables of database ``using``; return those rebuilt.

    Whatever is missing or defined otherwise is made anew and filled from the
    rows; what a table that exists no longer had is removed.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master")
        present = dict(cursor.fetchall())
        stale = [
            index
            for index in INDEXES
            if index.table in present
            and any(
                present.get(name) != sql for name, sql in index.statements().items()
            )
        ]
        for index in stale:
            _rebuild(cursor, index)
        for index in INDEXES:
            if index.table not in present:
                _drop(cursor, index)
    return [index.name for index in stale]


def _drop(cursor: Any, index: _Index) -> None:
    for event in ("insert", "delete", "update"):
        cursor.execute(f'DROP TRIGGER IF EXISTS "{index.name}_{event}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{index.name}"')


def _rebuild(cursor: Any, index: _Index) -> None:
    _drop(cursor, index)
    for statement in index.statements().values():
        cursor.execute(statement)
    cursor.execute(
        f'INSERT INTO "{index.name}"(rowid, words)'
        f' SELECT id, {index.content("source")} FROM "{index.table}" source'
    )


def reindex(table: str, pks: Sequence[int], *, first: bool, using: str) -> None:
    """Make the search table of ``table`` anew, all of it with the ``first`` rows.

    It holds no text, so that single rows cannot be taken out once words are told
    otherwise; and made as a whole it is quick.
    """
    if first:
        with connections[using].cursor() as cursor:
            for index in INDEXES:
                if index.table == table:
                    _rebuild(cursor, index)


def compile_match(query: Query) -> str:
    """Return ``query`` in the syntax of FTS5."""
    wanted = " AND ".join(
        f"({' OR '.join(_compile_phrase(phrase) for phrase in group)})"
        for group in query.wanted
    )
    if not query.unwanted:
        return wanted
    unwanted = " OR ".join(_compile_phrase(phrase) for phrase in query.unwanted)
    return f"({wanted}) NOT ({unwanted})"


def _compile_phrase(phrase: Phrase) -> str:
    # Folded words hold letters, digits and marks alone: nothing to escape.
    return f'"{" ".join(phrase)}"'


def as_parameter(query: Query) -> None:
    """Return nothing: how a query is put depends on how much it finds."""
    del query


def matches_sql(
    row: str, table: str, query: Query | Expression, *, using: str, limit: int | None
) -> tuple[str, list[Any]]:
    """Return condition and parameters under which ``row`` matches, as SQL names it.

    There are three ways to intersect a list's order with the index, and SQLite
    cannot tell which is best, so the index is asked how many rows match, which
    is quick. Few: fetch and sort them. More: list them all, walk the rows in their
    order and look each up. So many that a page is full after a short walk: walk and
    ask the index about one row after another.
    """
    if not isinstance(query, Query):
        raise TypeError("SQLite is searched for a query, not for an expression")
    index = f'"{table}_search"'
    match = compile_match(query)
    with connections[using].cursor() as cursor:
        most = FEW if limit is None else _most_listed(cursor, table, limit)
        count = _count_matches(cursor, index, match, most=most)
    if count <= FEW:
        sql = f"{row}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"
    elif count <= most or limit is None:
        # The plus sign keeps SQLite from fetching by the matches.
        sql = f"+{row}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"
    else:
        sql = (
            f"EXISTS (SELECT 1 FROM {index} WHERE {index} MATCH %s"
            f" AND {index}.rowid = {row}.id)"
        )
    return sql, [match]


def _most_listed(cursor: Any, table: str, limit: int) -> int:
    """How many matches are listed at most, for a page of ``limit`` rows.

    With ``n`` matches among ``rows`` the page is full after about ``limit * rows / n``
    rows, each of which costs as much as ``ONE_BY_ONE`` matches.
    """
    cursor.execute(f"SELECT max(id) FROM {table}")
    rows = cursor.fetchone()[0] or 0
    return max(FEW, isqrt(ONE_BY_ONE * limit * rows))


def _count_matches(cursor: Any, index: str, match: str, *, most: int) -> int:
    """How many rows of ``index`` match, counting no further than one too many."""
    cursor.execute(
        "SELECT count(*) FROM (SELECT 1 FROM"
        f" {index} WHERE {index} MATCH %s LIMIT {most + 1})",
        [match],
    )
    return int(cursor.fetchone()[0])


def recent_part(rows: QuerySet[Any], limit: int) -> None:
    """Return nothing: ``matches_sql`` has chosen the way to the newest ``limit``."""
    del rows, limit


def score_rows(rows: QuerySet[Any], query: Query) -> list[tuple[int, float]]:
    """Return (primary key, relevance) of ``rows``, a sliced queryset, unordered."""
    return [
        (key, score_text(text, query)) for key, text in rows.values_list("pk", "text")
    ]


def name_candidates(
    table: str, wanted: Sequence[str], *, limit: int, using: str
) -> list[tuple[int, str]]:
    """Return (speaker id, folded alias) of the ``limit`` most alike by trigrams.

    wanted: one name in one or several folded spellings.
    """
    index = f"{table}_search"
    shared = dict.fromkeys(part for spelling in wanted for part in trigrams(spelling))
    match = " OR ".join(f'"{trigram}"' for trigram in shared)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT alias.speaker_id, alias.folded FROM {index}"
            f" JOIN {table} alias ON alias.id = {index}.rowid"
            f" WHERE {index} MATCH %s ORDER BY {index}.rank, alias.id LIMIT %s",
            [match, limit],
        )
        return list(cursor.fetchall())
