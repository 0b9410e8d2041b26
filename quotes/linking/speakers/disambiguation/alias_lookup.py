"""Who bears a name: look-ups of aliases, each bounded by index entries per key.

The two databases differ in how a bounded look-up per key is written, as in
``quotes.linking.store.lookups``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.db import connection

from quotes.linking.store.lookups import in_index_order

MOST_NAMES = 200
"""Aliases read of one key, those of the eldest speakers: some bear several."""

COLUMNS = ("skeleton", "family_name", "acronym")
"""What is looked up by equality, each with an index in the order of speakers."""

NameHolder = tuple[str, str, int, int | None]
"""Column, key, speaker, and whom that one was merged into."""

_POSTGRES = """
SELECT '{column}', asked.key, speaker.id, speaker.merged_into_id
FROM unnest(%s::text[]) AS asked(key)
CROSS JOIN LATERAL (
    SELECT speaker_id FROM quotes_speakeralias
    WHERE {column} = asked.key ORDER BY speaker_id LIMIT %s
) AS found
JOIN quotes_speaker AS speaker ON speaker.id = found.speaker_id
"""
_SQLITE = """
SELECT '{column}', asked.value, speaker.id, speaker.merged_into_id
FROM json_each(%s) AS asked
JOIN quotes_speakeralias AS found ON found.id IN (
    SELECT id FROM quotes_speakeralias
    WHERE {column} = asked.value ORDER BY speaker_id LIMIT %s
)
JOIN quotes_speaker AS speaker ON speaker.id = found.speaker_id
"""


def find_name_holders(keys: Mapping[str, Iterable[str]]) -> list[NameHolder]:
    """Return who has a name with one of ``keys``, the eldest speakers first.

    keys: by column of aliases, one of ``COLUMNS``. Of a key that many bear the
    first ``MOST_NAMES`` names alone are read. One query, none without keys; to be
    called in a transaction.
    """
    asked = [(column, sorted(keys.get(column, ()))) for column in COLUMNS]
    asked = [(column, wanted) for column, wanted in asked if wanted]
    if not asked:
        return []
    postgres = connection.vendor == "postgresql"
    parts, parameters = [], []
    for column, wanted in asked:
        parts.append((_POSTGRES if postgres else _SQLITE).format(column=column))
        parameters += [wanted if postgres else json.dumps(wanted), MOST_NAMES]
    with in_index_order(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found: list[NameHolder] = cursor.fetchall()
    return sorted(found, key=lambda row: (row[2], *row[:2]))
