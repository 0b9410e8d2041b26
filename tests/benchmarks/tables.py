"""Writing made-up rows: COPY on PostgreSQL, prepared inserts on SQLite."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from quotes.linking.store.compared_quotes import load_compared_quotes
from quotes.linking.store.fingerprints import fingerprints_of
from quotes.linking.store.linking_rows import insert_fingerprints, insert_quote_keys
from quotes.names.folding import fold
from quotes.names.transliteration import family_name, skeleton
from tests.benchmarks import made_up

COLUMNS = {
    "quotes_article": "id outlet_id url title byline published_at language text"
    " text_hash wire_copy_of_id ingested_at extracted_at extractor_version",
    "quotes_statement": "id speaker_id text first_published_at quote_count"
    " outlet_count dispute disputed_at resolution resolved_by_id resolved_at"
    " merged_into_id",
    "quotes_quote": "id article_id outlet_id published_at spans start end text kind"
    " is_fragment cue cue_spans source_text source_spans speaker_description"
    " speaker_id relayed_by_id relay_spans statement_id confidence method candidates"
    " extracted extractor_version status reviewed_by_id reviewed_at",
    "quotes_outlet": "id name slug domain country language wikidata_id",
    "quotes_speaker": "id name slug kind description affiliation_id wikidata_id"
    " merged_into_id",
    "quotes_speakeralias": "speaker_id name folded skeleton family_name acronym origin",
}

ALIKE: dict[str, dict[str, object]] = {
    "quotes_quote": {"exposure": 1.0, "least_doubt": 0.0},
    "quotes_statement": {"dispute_grade": "alert"},
}
"""Columns that are the same in every made-up row, and not what a model has for them."""


def alike_in(table: str) -> dict[str, object]:
    """Columns that are the same in every row: those above, and every default.

    Derived from the models, so that a column that comes to be has its value here.
    """
    (model,) = (one for one in apps.get_models() if one._meta.db_table == table)
    made, alike = COLUMNS[table].split(), dict(ALIKE.get(table, {}))
    for column in model._meta.local_concrete_fields:
        if column.null or column.primary_key or column.generated:
            continue
        if column.column not in {*made, *alike}:
            value = column.get_default()
            listed = isinstance(value, list | dict)
            alike[column.column] = json.dumps(value) if listed else value
    return alike


def write(table: str, rows: Iterable[made_up.Row]) -> None:
    """Add ``rows``, whose values stand in the order of ``COLUMNS``."""
    alike = alike_in(table)
    names = [*COLUMNS[table].split(), *alike]
    rows = ((*row, *alike.values()) for row in rows)
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = io.StringIO("".join(map(_line, rows)))
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", lines)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                list(rows),
            )


def _line(row: Sequence[object]) -> str:
    cells = (
        "\\N" if cell is None else str(cell).replace("\\", "\\\\").replace("\n", "\\n")
        for cell in row
    )
    return "\t".join(cells) + "\n"


@transaction.atomic
def write_names() -> None:
    """Add the editor, every speaker with an alias, and every outlet."""
    get_user_model().objects.create(pk=made_up.EDITOR, username="editor")
    speakers = list(made_up.speakers())
    write(
        "quotes_speaker",
        (
            (key, name, slug, "person", "", None, "", None)
            for key, name, slug in speakers
        ),
    )
    write(
        "quotes_speakeralias",
        (
            (key, name, fold(name), skeleton(name), family_name(name), "", "extraction")
            for key, name, _ in speakers
        ),
    )
    write(
        "quotes_outlet",
        (
            (key, name, slug, f"{slug}.example", "", "en", "")
            for key, name, slug in made_up.outlets()
        ),
    )


def write_quotes(first: int, last: int, *, fingerprints: bool = False) -> None:
    """Add quotes ``first`` to ``last`` with articles and statements.

    fingerprints: also what ``verify`` finds them by, some thirty keys a quote.
    """
    for batch in made_up.batches(first, last):
        with transaction.atomic():
            write("quotes_article", batch.articles)
            write("quotes_statement", batch.statements)
            write("quotes_quote", batch.quotes)
            if fingerprints:
                quotes = load_compared_quotes(row[0] for row in batch.quotes)
                taken = fingerprints_of(list(quotes.values()))
                insert_fingerprints(taken.rows)
                insert_quote_keys(taken.keyed)
