"""``text__found=query``: the lookup by which querysets are restricted to matches.

Articles are found by their titles: ``title__found=query``.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Expression, Lookup, TextField

from quotes.search import postgres, sqlite
from quotes.search.query import Query


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
