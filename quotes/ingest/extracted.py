"""Articles that another machine has read, each line checked before it is stored.

Lines are what ``quotes.extraction.lines`` writes: docs/distributed.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quotes.extraction.lines import LineError, read_line
from quotes.formats.files import LONGEST_LINE, bounded_lines
from quotes.formats.json_text import load_json
from quotes.ingest.records import Record, RecordError, read_record
from quotes.ingest.sources.item import Failure, Reading, Source, reader_name
from quotes.ingest.sources.readers import format_of_name
from quotes.ingest.sources.source_files import BROKEN, expand, open_unpacked
from quotes.ingest.workers import Outcome, SetAside

READER = reader_name("extracted", 1)
KIND = "jsonl"

Extracted = tuple[Record, Outcome]
"""A record, and what was found in its text or why nothing was."""


def read_extracted(
    sources: Iterable[str], reading: Reading
) -> Iterator[Extracted | Failure]:
    """Yield the articles in ``sources``; a Failure for what must not be stored.

    sources: files of lines (.jsonl, also with .gz), or folders of them. A line whose
    text is not the one that was read, or that another extractor has read, is a Failure.
    """
    for path in (path for source in sources for path in expand(Path(source))):
        if isinstance(path, Failure):
            yield path
        else:
            yield from _read_file(path, reading)


def _read_file(path: Path, reading: Reading) -> Iterator[Extracted | Failure]:
    its = format_of_name(path.name)
    if its is None or its.name != KIND:
        yield Failure(str(path), "is no file of extracted lines: .jsonl or .jsonl.gz")
        return
    try:
        with open_unpacked(path, its) as file:
            source = Source(name=str(path), kind=KIND, file=file, reading=reading)
            for number, line in enumerate(bounded_lines(file), 1):
                if line is None or not line.isspace():
                    yield _read(line, f"{path}:{number}", source)
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        yield Failure(str(path), f"cannot be read: {reason}")


def _read(line: bytes | None, origin: str, source: Source) -> Extracted | Failure:
    if line is None:
        return Failure(origin, f"is longer than {LONGEST_LINE:,} bytes")
    try:
        read = read_line(load_json(line))
        record = read_record(read.record, origin=origin, defaults=source.defaults)
    except (LineError, RecordError) as error:
        return Failure(origin, str(error))
    except json.JSONDecodeError as error:
        return Failure(origin, f"is no valid JSON: {error.msg} at column {error.colno}")
    except ValueError as error:
        return Failure(origin, f"is no valid JSON: {error}")
    provenance = source.provenance(line, READER, place=origin)
    outcome = read.outcome
    if isinstance(outcome, str) and read.set_aside:
        outcome = SetAside(outcome)
    return replace(record, provenance=provenance), outcome
