"""What a run works on, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quotes.extraction import Quotation
from quotes.ingest.identity import Match
from quotes.ingest.records import Record
from quotes.ingest.sources import Failure
from quotes.ingest.workers import Outcome, SetAside
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


def done(task: Task, state: State, **fields: Any) -> Done:
    """What became of the article of ``task``; ``fields`` are those of Done."""
    article = fields.get("article") or task.article
    number = str(article.pk) if article is not None else task.origin
    record_id = task.record.id if task.record is not None else None
    return Done(id=record_id or number, state=state, task=task, **fields)


def failed(task: Task, outcome: str, reason: str) -> Failure:
    """Why nothing became of it: ``outcome`` is extraction’s word, ``reason`` ours."""
    return Failure(task.origin, reason, set_aside=isinstance(outcome, SetAside))


def dry_run_of(task: Task | Failure, outcome: Outcome) -> Done | Failure:
    """What a run that stores nothing tells of an article."""
    if isinstance(task, Failure):
        return task
    if task.text is None:
        return done(task, State.UNCHANGED, article=task.article)
    if isinstance(outcome, str):
        return failed(task, outcome, outcome)
    return done(task, State.DRY, quotations=tuple(outcome))
