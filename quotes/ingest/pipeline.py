"""The main job: read what is new, extract, store; one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError, connection

from quotes.extraction import Quotation
from quotes.ingest.readers import Failure
from quotes.ingest.records import Record, RecordError
from quotes.ingest.storing import (
    find_article,
    store_article,
    store_quotations,
    store_record,
)
from quotes.ingest.workers import Outcome, extract_all
from quotes.models import Article


class State(StrEnum):
    """What became of an article in a run."""

    STORED = "stored"
    EXTRACTED = "extracted"
    UNCHANGED = "unchanged"
    DRY = "dry run"


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on: a record just read, or a row already stored."""

    origin: str
    text: str
    record: Record | None = None
    article: Article | None = None


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


def run(
    items: Iterable[Record | Article | Failure],
    *,
    workers: int,
    reextract: bool = False,
    dry_run: bool = False,
) -> Iterator[Done | Failure]:
    """Work through ``items``, yielding what became of each.

    items: records to import, stored articles to extract from, and failures of
        reading, which pass through.
    reextract: extract also from articles that have been extracted from.
    dry_run: extract and store nothing.

    Every article is a transaction of its own: stopped at any moment, the
    database holds whole articles only, and the same call again does the rest.
    """
    ready: list[Done | Failure] = []
    tasks = _tasks(items, ready, reextract=reextract, dry_run=dry_run)
    pairs = ((task, task.text) for task in tasks)
    for task, outcome in extract_all(pairs, workers=workers):
        yield from _drain(ready)
        yield _finish(task, outcome, dry_run=dry_run)
    yield from _drain(ready)


def stored_articles(*, reextract: bool) -> Iterator[Article]:
    """Yield the stored articles to extract from: the pending ones, or all.

    Numbers first, rows one by one, so that the articles a run writes do not
    change what it reads.
    """
    articles = Article.objects.all() if reextract else Article.objects.pending()
    for pk in list(articles.order_by("pk").values_list("pk", flat=True)):
        article = Article.objects.filter(pk=pk).first()
        if article is not None:
            yield article


def _tasks(
    items: Iterable[Record | Article | Failure],
    ready: list[Done | Failure],
    *,
    reextract: bool,
    dry_run: bool,
) -> Iterator[Task]:
    """Yield what needs extraction; put what does not into ``ready``."""
    for item in items:
        if isinstance(item, Failure):
            ready.append(item)
        elif isinstance(item, Article):
            yield Task(f"article {item.pk}", item.text, article=item)
        else:
            task = Task(item.origin, item.text, record=item)
            stored = None if dry_run else find_article(item)
            if stored is not None and stored.extracted_at and not reextract:
                ready.append(_done(task, State.UNCHANGED, article=stored))
            else:
                yield task


def _drain(ready: list[Done | Failure]) -> Iterator[Done | Failure]:
    while ready:
        yield ready.pop(0)


def _finish(task: Task, outcome: Outcome, *, dry_run: bool) -> Done | Failure:
    if dry_run:
        if isinstance(outcome, str):
            return Failure(task.origin, outcome)
        return _done(task, State.DRY, quotations=tuple(outcome))
    try:
        return _store(task, outcome)
    except RecordError as error:
        return Failure(task.origin, str(error))
    except DatabaseError as error:
        if not connection.in_atomic_block:
            # A server that went away may be back for the next article.
            connection.close_if_unusable_or_obsolete()
        return Failure(task.origin, f"could not be stored: {error}".strip())


def _store(task: Task, outcome: Outcome) -> Done | Failure:
    if isinstance(outcome, str):
        if task.record is not None:
            store_article(task.record)
        kept = f"{outcome}; the text is stored, and the next run tries again"
        return Failure(task.origin, kept)
    if task.record is not None:
        was_new = find_article(task.record) is None
        article = store_record(task.record, outcome)
        state = State.STORED if was_new else State.EXTRACTED
        return _done(task, state, article=article)
    assert task.article is not None  # noqa: S101 - a task has one or the other
    store_quotations(task.article, outcome)
    return _done(task, State.EXTRACTED, article=task.article)


def _done(task: Task, state: State, **fields) -> Done:
    article = fields.get("article") or task.article
    number = str(article.pk) if article is not None else task.origin
    record_id = task.record.id if task.record is not None else None
    return Done(id=record_id or number, state=state, task=task, **fields)
