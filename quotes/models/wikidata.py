"""Ids of Wikidata items: read from an id or an address, and held to their form."""

from __future__ import annotations

import re

from django.db.models import Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace, Substr
from django.db.models.lookups import Exact, In

LONGEST = 20
"""Characters of a stored id: more digits than Wikidata will need."""

_ID = r"(?P<id>Q[1-9][0-9]{0,18})"
_WRITTEN = re.compile(
    rf"(?:{_ID}|(?:https?://)?(?:www\.|m\.)?wikidata\.org/"
    r"(?:wiki|entity)/(?:Special:Entity(?:Page|Data)/)?"
    rf"{_ID.replace('<id>', '<in_address>')}(?:\.[a-z]+)?/?(?:[?#].*)?)",
    re.ASCII | re.IGNORECASE,
)


class WikidataError(ValueError):
    """What was given is no Wikidata id; the message says what is one."""


def read_wikidata_id(written: str) -> str:
    """Return the id in ``written``, an id or an address of an item; "" for blank.

    ``q42``, ``https://www.wikidata.org/wiki/Q42#P31`` and
    ``m.wikidata.org/entity/Q42`` are all ``Q42``. Raises WikidataError for anything
    else: properties, lexemes, names, addresses elsewhere.
    """
    written = written.strip()
    if not written:
        return ""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        shown = written if len(written) <= 60 else f"{written[:59]}…"
        raise WikidataError(
            f"“{shown}” is no Wikidata id. Give the id of an item, as Q42, or its "
            "address, as https://www.wikidata.org/wiki/Q42."
        )
    return (match["id"] or match["in_address"]).upper()


def is_wikidata_id(stored: str) -> bool:
    """Whether ``stored`` is an id in the form in which ids are stored."""
    return re.fullmatch(_ID, stored, re.ASCII) is not None


def _without_digits(column: str) -> Combinable:
    left: Combinable = Replace(column, Value("0"), Value(""))
    for digit in "123456789":
        left = Replace(left, Value(digit), Value(""))
    return left


# Without a regular expression, which SQLite has from Django alone: other programs
# write to the database, too.
WELL_FORMED = Q(wikidata_id="") | Q(
    Exact(_without_digits("wikidata_id"), Value("Q")),
    Exact(Substr("wikidata_id", 1, 1), Value("Q")),
    In(Substr("wikidata_id", 2, 1), [Value(digit) for digit in "123456789"]),
)
"""Condition on rows with a ``wikidata_id``: empty, or “Q” and a number."""
