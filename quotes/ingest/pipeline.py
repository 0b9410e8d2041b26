"""The main job: read what is new, extract, store what has come together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from quotes.extraction import Quotation
from quotes.ingest.readers import Failure
from quotes.ingest.records import Record, RecordError
from quotes.ingest.storing import (
    complete_article,
    find_article,
    find_outlets,
    record_failure,
    refuse_taken_address,
    store_article,
    write_quotations,
)
from quotes.ingest.workers import Limits, Outcome, SetAside, extract_all
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.lock import lock_linking
from quotes.models import Article, Quote
from quotes.models.article import MOST_ATTEMPTS

GIVEN_UP = (
    "after {} attempts no run tries again until “Try again” on the article’s page "
    "in the admin is pressed, or --reextract is given"
)


class State(StrEnum):
    """What became of an article in a run."""

    STORED = "stored"
    PENDING = "pending"
    EXTRACTED = "extracted"
    UNCHANGED = "unchanged"
    DRY = "dry run"


@dataclass(frozen=True, slots=True)
class Task:
    """One article to work on: a record just read, a row already stored, or both.

    text is None where nothing is to be extracted: it has been before.
    """

    origin: str
    text: str | None
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
    limit: int | None = None,
) -> Iterator[Done | Failure]:
    """Work through ``items``, yielding what became of each, in their order.

    items: records to import, stored articles to extract from, and failures of
        reading, which pass through.
    reextract: extract also from articles that have been extracted from.
    dry_run: extract and store nothing.
    limit: stop after so many articles that needed extraction.

    Articles that are ready together are stored and linked as one transaction: stopped
    at any moment, the database holds whole articles only, and the same call again
    does the rest.
    """
    tasks = _limited(
        (_task(item, reextract=reextract, dry_run=dry_run) for item in items), limit
    )
    pairs = ((task, task.text if isinstance(task, Task) else None) for task in tasks)
    limits = Limits(settings.ARTICLE_SECONDS, settings.ARTICLE_CHARACTERS)
    for batch in extract_all(pairs, workers=workers, limits=limits):
        if dry_run:
            yield from [_dry(task, outcome) for task, outcome in batch]
        else:
            yield from _finish_together(batch)


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


def _task(
    item: Record | Article | Failure, *, reextract: bool, dry_run: bool
) -> Task | Failure:
    if isinstance(item, Failure):
        return item
    if isinstance(item, Article):
        return Task(f"article {item.pk}", item.text, article=item)
    try:
        stored = find_article(item)
        if stored is None:
            refuse_taken_address(item)
    except RecordError as error:
        return Failure(item.origin, str(error))
    if not (dry_run or reextract) and stored is not None and _is_given_up(stored):
        told = f"{stored.extraction_error}; "
        told += GIVEN_UP.format(stored.extraction_attempts)
        return Failure(item.origin, told, set_aside=True)
    if dry_run or stored is None or reextract or not stored.extracted_at:
        return Task(item.origin, item.text, record=item, article=stored)
    return Task(item.origin, None, record=replace(item, text=""), article=stored)


def _is_given_up(article: Article) -> bool:
    return not article.extracted_at and article.extraction_attempts >= MOST_ATTEMPTS


def _limited(
    tasks: Iterable[Task | Failure], limit: int | None
) -> Iterator[Task | Failure]:
    """Yield ``tasks`` up to the last of ``limit`` that have something to extract."""
    left = limit
    for task in tasks:
        yield task
        if left is not None and isinstance(task, Task) and task.text is not None:
            left -= 1
            if left == 0:
                return


def _dry(task: Task | Failure, outcome: Outcome) -> Done | Failure:
    if isinstance(task, Failure):
        return task
    if task.text is None:
        return _done(task, State.UNCHANGED, article=task.article)
    if isinstance(outcome, str):
        return _failed(task, outcome, outcome)
    return _done(task, State.DRY, quotations=tuple(outcome))


def _finish_together(
    batch: Sequence[tuple[Task | Failure, Outcome]],
) -> list[Done | Failure]:
    """Store a batch as one transaction, or half of it where that fails, and so on.

    Linking costs many quotes together a fraction of what it costs them one by one.
    Whatever goes wrong with an article is told of it, and the others are stored.
    """
    try:
        with transaction.atomic():
            # Before anything is written: whoever waits for a row that we wrote must
            # not be one whom we wait for.
            lock_linking()
            storing = _Storing(task for task, _ in batch)
            finished = [storing.finish(task, outcome) for task, outcome in batch]
            group_quotes(storing.quotes)
            return finished
    except Exception as error:
        if len(batch) > 1:
            half = len(batch) // 2
            return _finish_together(batch[:half]) + _finish_together(batch[half:])
        ((task, _),) = batch
        return [task if isinstance(task, Failure) else _not_stored(task, error)]


class _Storing:
    """Stores the articles of one batch, and gathers the quotes that are to be grouped.

    Whoever cannot be stored for a reason of the database takes the batch along.
    """

    def __init__(self, tasks: Iterable[Task | Failure]) -> None:
        self.quotes: list[Quote] = []
        new = [t.record for t in tasks if isinstance(t, Task) and t.record]
        self._outlets = find_outlets(record.outlet for record in new)

    def finish(self, task: Task | Failure, outcome: Outcome) -> Done | Failure:
        """Store one article; Failure where it is one that is not to be stored."""
        if isinstance(task, Failure):
            return task
        try:
            return self._finish(task, outcome)
        except RecordError as error:
            return Failure(task.origin, str(error))

    def _finish(self, task: Task, outcome: Outcome) -> Done | Failure:
        if task.text is None:
            return _complete(task)
        article, new = self._find_or_store_article(task)
        if isinstance(outcome, str):
            attempts = record_failure(article, outcome)
            return _failed(task, outcome, f"{outcome}; {_what_follows(attempts)}")
        state = State.STORED if new else _state_after(article)
        self.quotes += write_quotations(article, outcome, new=new)
        return _done(task, state, article=article)

    def _find_or_store_article(self, task: Task) -> tuple[Article, bool]:
        """The stored article of ``task``, and whether it is new."""
        if task.record is not None:
            known = task.article and find_article(task.record)
            if known is None:
                return store_article(task.record, self._outlets)
            known.text = task.record.text
            return known, False
        assert task.article is not None  # noqa: S101 - a task has one or the other
        # The task keeps the article as it was: a batch rolled back is begun again.
        return copy(task.article), False


def _what_follows(attempts: int) -> str:
    if attempts < MOST_ATTEMPTS:
        return "the text is stored, and the next run tries again"
    return f"the text is stored; {GIVEN_UP.format(attempts)}"


def _failed(task: Task, outcome: str, reason: str) -> Failure:
    return Failure(task.origin, reason, set_aside=isinstance(outcome, SetAside))


def _complete(task: Task) -> Done:
    """Extracted from before; only what was not known of the article may be new."""
    if task.record is not None and task.article is not None:
        complete_article(task.article, task.record)
    return _done(task, State.UNCHANGED, article=task.article)


def first_line(error: Exception) -> str:
    """What went wrong; PostgreSQL goes on to print the row, text and all."""
    name = type(error).__name__
    line = (str(error).splitlines() or [name])[0]
    if isinstance(error, DatabaseError) or line == name:
        return line
    return f"{name}: {line}"


def _not_stored(task: Task, error: Exception) -> Failure:
    if not connection.in_atomic_block:
        # A server that went away may be back for the next article.
        connection.close_if_unusable_or_obsolete()
    return Failure(task.origin, f"could not be stored: {first_line(error)}")


def _state_after(before: Article) -> State:
    """What becomes of an article that was stored as ``before`` says."""
    return State.EXTRACTED if before.extracted_at else State.PENDING


def _done(task: Task, state: State, **fields: Any) -> Done:
    article = fields.get("article") or task.article
    number = str(article.pk) if article is not None else task.origin
    record_id = task.record.id if task.record is not None else None
    return Done(id=record_id or number, state=state, task=task, **fields)
