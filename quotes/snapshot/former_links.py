"""Snapshots written before links of quotes were kept: who stands together is linked.

Whom an editor put into a statement is linked only with what was put there with it.
"""

from __future__ import annotations

from django.db import connections

_LINK = """
INSERT INTO quotes_quotelink (first_id, second_id, probability, sure)
SELECT held.first, held.id, 1.0, true
FROM (
    SELECT quote.id, min(quote.id) OVER (
        PARTITION BY quote.statement_id, placement.made_at
    ) AS first
    FROM quotes_quote AS quote LEFT JOIN quotes_statementplacement AS placement
        ON placement.quote_id = quote.id
    WHERE quote.statement_id IS NOT NULL
) AS held
WHERE held.id <> held.first
"""


def link_who_stands_together(using: str) -> None:
    """Store links of all quotes of database ``using``, which has none. One query."""
    with connections[using].cursor() as cursor:
        cursor.execute(_LINK)
