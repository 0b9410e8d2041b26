"""What a run works on, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotes.extraction import Quotation
from quotes.ingest.identity import Match
from quotes.ingest.records import Record
from quotes.models import Article


class State(StrEnum):
    """What became of an article in a run."""

    STORED = "stored"
    PENDING = "pending"
    EXTRACTED = "extracted"
    VERSION = "version"
    OLDER = "older version"
    FORMER = "former version"
    UNCHANGED = "unchanged"
    QUEUED = "queued"
    DRY = "dry run"


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on: a record just read, a row already stored, or both.

    text is None where nothing is to be extracted: it has been before. match: what the
    record was to what was stored when it was read; article: that one, or the row.
    """

    origin: str
    text: str | None
    record: Record | None = None
    article: Article | None = None
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One article that a run has dealt with.

    id: the record's id, else the file stem, else the article's number.
    quotations: what a dry run found; what is stored is asked of the database.
    """

    id: str
    state: State
    task: Task
    article: Article | None = None
    quotations: tuple[Quotation, ...] = ()
