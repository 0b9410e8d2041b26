"""Finding the other statement by words or by who spoke, with its printings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from quotes.admin.statement_choice import near
from quotes.models import Quote, Speaker, Statement
from quotes.search import find, parse_query

MOST_FOUND = 20
"""Statements that a search offers."""

SPEAKERS = 5
"""Speakers of like names whose latest statements a search offers."""

PRINTINGS = 5
"""Printings shown of each statement that is offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement to choose, and the first of its printings."""

    statement: Statement
    printings: list[Quote]


def choices_for(
    request: HttpRequest, statement: Statement | None, *, quotes: Any
) -> list[Statement]:
    """Return the statements offered beside ``statement``: found, or those near by.

    Found are those that ``find`` in the address asks for; without it, what the same
    people said in the same days. quotes: as for ``near``.
    """
    words = words_of(request)
    if not words:
        return near(statement, quotes=quotes)
    rows = search_statements(words)
    own = statement.pk if statement else None
    return [row for row in rows if row.pk != own]


def words_of(request: HttpRequest) -> str:
    """What the page is asked to find."""
    return request.GET.get("find", "").replace("\x00", " ").strip()[:200]


def search_statements(words: str) -> list[Statement]:
    """Return standing statements with ``words``, then those of speakers so called.

    MOST_FOUND at most. A number finds the statement of that number, first.
    """
    standing = Statement.objects.filter(merged_into=None).select_related("speaker")
    found: dict[int, Statement] = {}
    if words.isascii() and words.isdecimal() and len(words) < 19:
        found |= {row.pk: row for row in standing.filter(pk=int(words))}
    asked = find(standing, parse_query(words))
    found |= {row.pk: row for row in asked[:MOST_FOUND]}
    speakers = Speaker.objects.lookup(words, limit=SPEAKERS)
    said = standing.filter(speaker__in=speakers).order_by("-dated_at", "-pk")
    for row in said[:MOST_FOUND]:
        found.setdefault(row.pk, row)
    return list(found.values())[:MOST_FOUND]


def with_printings(statements: list[Statement]) -> list[Offered]:
    """Return each of ``statements`` with the first of its printings. One query each."""
    return [
        Offered(
            row,
            list(
                Quote.objects.standing()
                .filter(statement=row)
                .select_related("speaker", "outlet")
                .order_by("dated_at", "pk")[:PRINTINGS]
            ),
        )
        for row in statements
    ]
