"""Lists by name: what they take, and a page of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from quotes.api.params import ChoiceParam, NameParam, NumberParam, Param
from quotes.models import Speaker
from quotes.names.folding import fold

NAMES = 60
OTHER = "other"
PARAMS: dict[str, Param] = {
    "q": NameParam(name="q", description="A name, however spelled."),
    "letter": ChoiceParam(
        name="letter",
        description="With which letter names begin.",
        choices=(*ascii_uppercase, OTHER),
    ),
    "after": NumberParam(
        name="after", description="After which row to go on.", most=2**63 - 1
    ),
}
NEAR = 5
"""Names offered where nobody has the one that was typed."""
LETTERS = {"letters": ascii_uppercase, "other": OTHER}
"""What templates need to offer the letters."""


def page_of_names(
    rows: QuerySet[Any], values: Mapping[str, Any], given: QueryDict
) -> tuple[list[Any], str]:
    """Return a page of ``rows`` by name, and the address of the next, or "".

    Raises Http404 where ``after`` names no row. One query, or two.
    """
    rows = rows.order_by("name", "pk")
    if "after" in values:
        last = rows.model._default_manager.filter(pk=values["after"]).first()
        if last is None:
            raise Http404("There is no such place in the list.")
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: NAMES + 1])
    if len(found) <= NAMES:
        return found, ""
    query = given.copy()
    query["after"] = str(found[NAMES - 1].pk)
    return found[:NAMES], f"?{query.urlencode()}"


def near_names(words: str) -> list[Any]:
    """Return speakers whose name is like ``words``, or like the last of them.

    As ``lookup`` gives them, at most ``NEAR``. Three queries, or six.
    """
    rows = Speaker.objects.standing()
    if not fold(words):
        return []
    found = rows.lookup(words, limit=NEAR)
    last = words.split()[-1]
    if found or last == words or not fold(last):
        return found
    return rows.lookup(last, limit=NEAR)
