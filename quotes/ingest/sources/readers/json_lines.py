"""JSON Lines: one import record a line. Kind “jsonl”.

The text of a record is stored as it is, for whoever wrote the record has its offsets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from quotes.formats.files import LONGEST_LINE, bounded_lines
from quotes.formats.json_text import load_json
from quotes.ingest.records import Record, RecordError, read_record
from quotes.ingest.sources.decoding import decode
from quotes.ingest.sources.format import Format, Holds, Taken
from quotes.ingest.sources.item import Failure, Items, Source, reader_name

READER = reader_name("jsonl", 1)


def read_json_lines(source: Source) -> Items:
    """Yield the record of each line of ``source``."""
    yield from read_lines(bounded_lines(source.file), source)


def read_lines(lines: Iterable[bytes | None], source: Source) -> Items:
    """Yield the record of each of ``lines``; None is one that is too long."""
    for number, line in enumerate(lines, 1):
        origin = f"{source.name}:{number}"
        if line is None:
            yield Failure(origin, f"is longer than {LONGEST_LINE:,} bytes")
        elif not line.isspace():
            yield _read_line(line.rstrip(b"\r\n"), origin, source)


def _read_line(line: bytes, origin: str, source: Source) -> Record | Failure:
    try:
        # Some programs begin a file with a byte order mark, which is no JSON.
        decoded = decode(line)
        record = read_record(
            load_json(decoded.text), origin=origin, defaults=source.defaults
        )
        provenance = source.provenance(
            line, READER, place=origin, repairs=decoded.repairs
        )
        return replace(record, provenance=provenance)
    except json.JSONDecodeError as error:
        return Failure(origin, f"is no valid JSON: {error.msg} at column {error.colno}")
    except RecordError as error:
        return Failure(origin, str(error))
    except ValueError as error:
        # A number of more digits than Python reads, for example.
        return Failure(origin, f"is no valid JSON: {error}")


FORMAT = Format(
    "jsonl",
    "JSON Lines: one article a line, an object with the fields outlet and text, and if "
    "you like id, url, canonical_url, title, byline, published_at, updated_at, "
    "fetched_at, language and kind",
    (".jsonl", ".ndjson"),
    read_json_lines,
    Taken(
        outlet="`outlet`",
        address="`url`",
        heading="`title`, `byline`",
        date="`published_at`",
        language="`language`",
        text="`text`, as it is",
    ),
    holds=Holds.ONE_A_LINE,
)
