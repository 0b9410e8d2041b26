"""What one worker does with its share of the articles. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from quotes.extraction.lines import write_line
from quotes.extraction.version import extractor_version
from quotes.ingest.workers import BATCH, Limits, SetAside, extract_batch

SECONDS, CHARACTERS = 60.0, 1_000_000
"""What one article may cost, as for a run on one machine: ARTICLE_SECONDS and
ARTICLE_CHARACTERS of docs/operators.md."""


def extract_articles(
    records: Iterable[Mapping[str, Any]],
    *,
    seconds: float | None = SECONDS,
    characters: int | None = CHARACTERS,
) -> Iterator[dict[str, Any]]:
    """Yield the line (``quotes.extraction.lines``) of each article, in their order.

    records: import records, of which only ``text`` is read here; the others are handed
    on as they are, and checked where the line is stored.
    seconds, characters: what one article may cost; None for as much as it takes.

    An article that cannot be read, or costs more, has ``error`` in its line: none is
    lost, and none ends the job. The models are loaded once in a process.
    """
    limits = Limits(seconds, characters)
    waiting = iter(records)
    while batch := list(islice(waiting, BATCH)):
        yield from _extract_together(batch, limits)


def _extract_together(
    batch: list[Mapping[str, Any]], limits: Limits
) -> Iterator[dict[str, Any]]:
    texts = [text for record in batch if (text := _text_of(record)) is not None]
    outcomes = iter(extract_batch(texts, limits))
    for record in batch:
        if _text_of(record) is None:
            yield _no_article(record)
            continue
        outcome = next(outcomes)
        yield write_line(record, outcome, set_aside=isinstance(outcome, SetAside))


def _text_of(record: object) -> str | None:
    text = record.get("text") if isinstance(record, Mapping) else None
    return text if isinstance(text, str) else None


def _no_article(record: object) -> dict[str, Any]:
    """The line of what is no import record; storing it fails and names it."""
    fields = dict(record) if isinstance(record, Mapping) else {}
    return {
        "id": fields.get("id"),
        "record": fields,
        "extractor_version": extractor_version(),
        "error": "is no import record with a text",
        "set_aside": False,
    }
