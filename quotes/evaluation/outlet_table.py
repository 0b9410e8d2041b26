"""Which outlet printed each annotated document, from a table beside the corpus."""

from __future__ import annotations

import csv
from pathlib import Path

from quotes.evaluation.corpus import CorpusError, lines_of

_ID_COLUMNS = ("id", "filename")
_OUTLET_COLUMNS = ("outlet", "publisher")


def read_outlets(path: Path) -> dict[str, str]:
    """Return outlet by id from a table with tabs and a header.

    Columns ``id`` or ``filename``, and ``outlet`` or ``publisher``; others are
    ignored. Raises CorpusError where either is missing.
    """
    lines = [line for _, line in lines_of(path)]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = rows.fieldnames or ()
    identifier = next((name for name in _ID_COLUMNS if name in columns), None)
    outlet = next((name for name in _OUTLET_COLUMNS if name in columns), None)
    if identifier is None or outlet is None:
        raise CorpusError(
            f"{path}:1: needs the columns id (or filename) and outlet (or publisher), "
            f"separated by tabs; found: {', '.join(columns) or 'none'}"
        )
    try:
        return {row[identifier]: row[outlet] or "" for row in rows}
    except csv.Error as error:
        raise CorpusError(f"{path}:{rows.line_num}: no such table: {error}") from error
