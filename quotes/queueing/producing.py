"""The producer: articles that are read from sources are stored as pending, and queued.

What is new goes to the workers. A text that takes the place of another is read on the
spot, as a run without a queue reads it: its quotes are carried over in the transaction
in which it is stored, and there are few.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, transaction

from quotes.ingest.given_up import is_given_up, tell_given_up
from quotes.ingest.identity import Known, Match, find_match
from quotes.ingest.outages import first_line
from quotes.ingest.outcomes import Done, State, Task
from quotes.ingest.pipeline import run
from quotes.ingest.records import Record, RecordError
from quotes.ingest.sources import Failure
from quotes.ingest.storing import complete_article, find_outlets, store_article
from quotes.ingest.updates import find_updated
from quotes.ingest.workers import PATIENCE, TOGETHER
from quotes.linking.statements.wire_copies import store_article_keys
from quotes.linking.store.lock import lock_linking
from quotes.models import Article
from quotes.queueing.jobs import Urgencies, send_jobs, store_jobs, urgency_of
from quotes.queueing.sweeping import count_unread, sweep

Item = Record | Failure | int
"""An article just read, one that could not be, or the number of a stored one."""
Tell = Callable[[str], object]

WAITING_TOLD = 10.0
"""Seconds of waiting for workers after which the producer says that it does."""
SWEPT_EVERY = 60.0


@dataclass(slots=True)
class _Chunk:
    """What is stored and queued together; later: places of what is read on the spot."""

    outcomes: list[Done | Failure | None] = field(default_factory=list)
    later: dict[int, Record] = field(default_factory=dict)
    urgencies: dict[int, int] = field(default_factory=dict)


def hand_over(
    items: Iterable[Item],
    *,
    reextract: bool = False,
    watched: bool = False,
    limit: int | None = None,
    tell: Tell = lambda told: None,
) -> Iterator[Done | Failure]:
    """Store ``items`` as pending and queue them; yield what became of each, in order.

    reextract: queue also those that have been extracted from.
    watched: whether a feed has just named them, so that they are read before others.
    limit: stop after so many that were queued.
    tell: told in a sentence that workers are waited for, where that takes long.

    Stopped at any moment, the same call again does the rest. Raises QueueError where
    the broker cannot be told: what is stored stays, and is queued by the same call.
    """
    left = limit
    for chunk in _in_chunks(items, TOGETHER if limit is None else 1):
        _wait_for_room(tell)
        outcomes, urgencies, unread = _queue(chunk, reextract, watched)
        send_jobs(urgencies, unread)
        yield from outcomes
        if left is not None:
            left -= len(urgencies)
            if left <= 0:
                return


def _in_chunks(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """``most`` at a time, and few where they come slowly, as from the web."""
    chunk: list[Item] = []
    since = time.monotonic()
    for item in items:
        if not chunk:
            since = time.monotonic()
        chunk.append(item)
        if len(chunk) == most or time.monotonic() - since > PATIENCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _wait_for_room(tell: Tell) -> None:
    """Wait while as many articles as may be wait for workers."""
    since = swept = time.monotonic()
    told = False
    while count_unread() >= settings.QUEUE_MOST:
        now = time.monotonic()
        if not told and now - since > WAITING_TOLD:
            tell(
                f"{settings.QUEUE_MOST:,} articles (QUEUE_MOST) wait for workers of "
                "the queue “extraction”; going on once there is room."
            )
            told = True
        if now - swept > SWEPT_EVERY:
            # Should the broker have lost them, and no beat be running.
            sweep()
            swept = now
        time.sleep(0.5)


def _queue(
    chunk: list[Item], reextract: bool, watched: bool
) -> tuple[list[Done | Failure], Urgencies, list[int]]:
    """Store and queue ``chunk``, or half of it where that fails, and so on."""
    try:
        with transaction.atomic():
            lock_linking()
            queued = _Queueing(chunk, reextract=reextract, watched=watched).chunk
            unread = store_jobs(queued.urgencies)
    except Exception as error:
        if len(chunk) > 1:
            half = len(chunk) // 2
            one = _queue(chunk[:half], reextract, watched)
            other = _queue(chunk[half:], reextract, watched)
            return one[0] + other[0], {**one[1], **other[1]}, one[2] + other[2]
        if not connection.in_atomic_block:
            # A server that went away may be back for the next article.
            connection.close_if_unusable_or_obsolete()
        origin = getattr(chunk[0], "origin", f"article {chunk[0]}")
        return [Failure(origin, f"could not be stored: {first_line(error)}")], {}, []
    outcomes = [
        one if one is not None else _read_here(queued.later[place], reextract)
        for place, one in enumerate(queued.outcomes)
    ]
    return outcomes, queued.urgencies, unread


def _read_here(record: Record, reextract: bool) -> Done | Failure:
    return next(run([record], workers=1, reextract=reextract))


class _Queueing:
    """Stores what is new of a chunk, and gathers what is to be queued."""

    def __init__(self, items: list[Item], *, reextract: bool, watched: bool) -> None:
        self.chunk = _Chunk()
        self._reextract, self._watched = reextract, watched
        self._new: list[Article] = []
        records = [item for item in items if isinstance(item, Record)]
        self._outlets = find_outlets(record.outlet for record in records)
        for item in items:
            self.chunk.outcomes.append(self._take(item))
        # Found by the next version of it, should that come before it is read.
        store_article_keys(self._new)

    def _take(self, item: Item) -> Done | Failure | None:
        if isinstance(item, Failure):
            return item
        if isinstance(item, int):
            return self._take_stored(item)
        try:
            match = find_updated(item, find_match(item))
        except RecordError as error:
            return Failure(item.origin, str(error))
        if match.known is Known.NEW:
            return self._store(item)
        if match.known is not Known.SAME or match.article is None:
            self.chunk.later[len(self.chunk.outcomes)] = item
            return None
        return self._take_same(item, match, match.article)

    def _store(self, record: Record) -> Done:
        article = store_article(record, self._outlets)
        self._outlets[record.outlet] = article.outlet
        self._new.append(article)
        return self._queued(Task(record.origin, record.text, record), article)

    def _take_same(
        self, record: Record, match: Match, article: Article
    ) -> Done | Failure:
        if is_given_up(article) and not self._reextract:
            return Failure(record.origin, tell_given_up(article), set_aside=True)
        complete_article(match, record)
        task = Task(record.origin, record.text, record, article, match)
        if article.extracted_at and not self._reextract:
            number = record.id or str(article.pk)
            return Done(number, State.UNCHANGED, task, article)
        return self._queued(task, article)

    def _take_stored(self, pk: int) -> Done:
        article = Article.objects.without_text().select_related("outlet").get(pk=pk)
        return self._queued(Task(f"article {pk}", None, article=article), article)

    def _queued(self, task: Task, article: Article) -> Done:
        moment = article.published_at
        urgency = urgency_of(moment, watched=self._watched)
        self.chunk.urgencies[article.pk] = urgency
        record_id = task.record.id if task.record is not None else None
        return Done(record_id or str(article.pk), State.QUEUED, task, article)
