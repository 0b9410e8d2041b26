"""The lookups by which querysets are restricted to matches.

``text__found=query``; articles are found by their titles: ``title__found=query``.
``folded__begins=words``: what begins so, by the column's index on both databases.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Expression, Lookup, TextField
from django.db.models.lookups import StartsWith

from quotes.search import postgres, sqlite
from quotes.search.query import Query

LAST_CHARACTER = "\U0010ffff"


@CharField.register_lookup
@TextField.register_lookup
class Found(Lookup):
    """Rows whose text answers a ``Query``, or what ``as_parameter`` makes of one.

    Works on the column of each of the tables that ``quotes.search`` indexes; the
    condition names the row's index, not the text, so it can sit in any
    queryset, joined and aliased as the ORM likes.
    """

    lookup_name = "found"
    rhs: Query | Expression

    def get_prep_lookup(self) -> Query | Expression:
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        backend = postgres if connection.vendor == "postgresql" else sqlite
        # As FROM spells it: an alias of the ORM's own, in a subquery, is not quoted,
        # and PostgreSQL then tells U0 from "U0".
        row = compiler.quote_name_unless_alias(self.lhs.alias)
        table = self.lhs.target.model._meta.db_table
        sql, parameters = backend.matches_sql(
            row, table, self.rhs, using=connection.alias, limit=compiler.query.high_mark
        )
        return sql, tuple(parameters)


@CharField.register_lookup
class Begins(StartsWith):
    """Rows whose column begins with a text, letter for letter.

    Django's ``startswith`` asks SQLite for ``LIKE … ESCAPE``, which reads the whole
    table and passes over case. A range of values is the same rows and has an index.
    On PostgreSQL values are not in the order of their characters, and the index that
    Django makes for ``LIKE`` answers it.
    """

    lookup_name = "begins"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["startswith"] % rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        beyond = f"{self.rhs}{LAST_CHARACTER}"
        return f"{column} >= %s AND {column} < %s", (
            *parameters,
            self.rhs,
            *parameters,
            beyond,
        )
