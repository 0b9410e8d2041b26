"""A batch of articles, stored and linked as one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import groupby
from typing import cast

from django.db import connection, transaction

from quotes.extraction import Quotation
from quotes.ingest.given_up import tell_what_follows
from quotes.ingest.identity import Known, Match, find_match, stands_unchanged
from quotes.ingest.new_records import find_new_records
from quotes.ingest.outages import first_line, is_outage
from quotes.ingest.outcomes import Done, State, Task, done, failed
from quotes.ingest.pending import lock_untouched, store_pending
from quotes.ingest.preparing import prepare
from quotes.ingest.records import Record, RecordError
from quotes.ingest.sources import Failure
from quotes.ingest.storing import (
    add_addresses,
    complete_article,
    find_outlets,
    record_failure,
    store_article,
    write_quotations,
)
from quotes.ingest.together import StoredQuote, store_new, store_waiting
from quotes.ingest.updates import find_updated
from quotes.ingest.versions import store_newer, store_older
from quotes.ingest.workers import Outcome
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.garbage_collection import without_collection
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.lookups import by_index_alone
from quotes.linking.store.waiting_quotes import WaitingQuote
from quotes.linking.store.write_behind import writing_behind
from quotes.models import Article, Quote

FEWEST_TOGETHER = 2
"""Records from which a batch is asked for, and stored, together."""


def store_together(
    batch: Sequence[tuple[Task | Failure, Outcome]], *, raise_outages: bool = False
) -> list[Done | Failure]:
    """Store a batch as one transaction, or half of it where that fails, and so on.

    Linking costs many quotes together a fraction of what it costs them one by one.
    Whatever goes wrong with an article is told of it, and the others are stored.
    raise_outages: raise what ``is_outage`` says is no article's fault, storing nothing.
    """
    try:
        prepare((t.text, found) for t, found in batch if isinstance(t, Task) and t.text)
        with (
            without_collection(),
            transaction.atomic(),
            by_index_alone(),
            writing_behind(),
        ):
            # Before anything is written: whoever waits for a row that we wrote must
            # not be one whom we wait for.
            lock_linking()
            storing = _Storing(batch)
            finished = storing.finish_all()
            group_quotes(storing.quotes)
            return finished
    except Exception as error:
        if raise_outages and is_outage(error):
            raise
        if len(batch) > 1:
            half = len(batch) // 2
            return [
                outcome
                for part in (batch[:half], batch[half:])
                for outcome in store_together(part, raise_outages=raise_outages)
            ]
        ((task, _),) = batch
        return [task if isinstance(task, Failure) else _not_stored(task, error)]


class _Storing:
    """Stores the articles of one batch, and gathers the quotes that are to be grouped.

    Whoever cannot be stored for a reason of the database takes the batch along.
    """

    def __init__(self, batch: Sequence[tuple[Task | Failure, Outcome]]) -> None:
        self.quotes: list[Quote | StoredQuote | WaitingQuote] = []
        self._batch = batch
        new = [t.record for t, _ in batch if isinstance(t, Task) and t.record]
        self._outlets = find_outlets(record.outlet for record in new)

    def finish_all(self) -> list[Done | Failure]:
        """Store the articles: those that are new together, others one by one."""
        plain, updates = self._find_plain()
        pending = self._lock_pending()
        finished: list[Done | Failure] = []
        places = range(len(self._batch))
        for (new, waits), run in groupby(places, lambda n: (n in plain, n in pending)):
            # Whatever follows may ask for them.
            self.quotes = store_waiting(self.quotes)
            if new or waits:
                finish = self._finish_new if new else self._finish_pending
                finished += finish([self._batch[place] for place in run])
                continue
            for place in run:
                if place in updates:
                    # By what grouping stores it is found whose update this is.
                    group_quotes(self.quotes)
                    self.quotes = []
                finished.append(self.finish(*self._batch[place]))
        return finished

    def _find_plain(self) -> tuple[set[int], set[int]]:
        """Places of new articles, and of those that may be updates of them."""
        records = [
            (place, task.record)
            for place, (task, _) in enumerate(self._batch)
            if isinstance(task, Task) and task.record is not None
        ]
        if len(records) < FEWEST_TOGETHER:
            return set(), set()
        fresh = find_new_records([record for _, record in records])
        new = {records[one][0] for one in fresh.new}
        updates = {records[one][0] for one in fresh.updates}
        plain = {
            place
            for place in new
            if isinstance(self._batch[place][1], list)
            and cast(Task, self._batch[place][0]).text is not None
        }
        return plain, updates

    def _lock_pending(self) -> set[int]:
        """Lock articles that wait for their first quotes; return their places.

        An empty set where there are too few to be worth asking for together, and where
        a record beside them may be another version of one.
        """
        tasks = [task for task, _ in self._batch if isinstance(task, Task)]
        waiting = {
            task.article.pk: place
            for place, (task, found) in enumerate(self._batch)
            if isinstance(task, Task) and isinstance(found, list)
            if task.article is not None
        }
        if len(waiting) < FEWEST_TOGETHER or any(task.record for task in tasks):
            return set()
        rows = [cast(Task, self._batch[place][0]).article for place in waiting.values()]
        return {waiting[pk] for pk in lock_untouched(cast(list[Article], rows))}

    def _finish_pending(
        self, run: Sequence[tuple[Task | Failure, Outcome]]
    ) -> list[Done]:
        tasks = [cast(Task, task) for task, _ in run]
        # The tasks keep the articles as they were: see ``_finish``.
        articles = [copy(cast(Article, task.article)) for task in tasks]
        found = [cast(list[Quotation], outcome) for _, outcome in run]
        self.quotes += store_pending(articles, found)
        return [
            done(task, State.PENDING, article=article)
            for task, article in zip(tasks, articles, strict=True)
        ]

    def _finish_new(self, run: Sequence[tuple[Task | Failure, Outcome]]) -> list[Done]:
        tasks = [cast(Task, task) for task, _ in run]
        found = [
            (cast(Record, task.record), cast(list[Quotation], outcome))
            for task, (_, outcome) in zip(tasks, run, strict=True)
        ]
        articles, quotes = store_new(found, self._outlets)
        self.quotes += quotes
        return [
            done(task, State.STORED, article=article)
            for task, article in zip(tasks, articles, strict=True)
        ]

    def finish(self, task: Task | Failure, outcome: Outcome) -> Done | Failure:
        """Store one article; Failure where it is one that is not to be stored."""
        if isinstance(task, Failure):
            return task
        try:
            return self._finish(task, outcome)
        except RecordError as error:
            return Failure(task.origin, str(error))

    def _finish(self, task: Task, outcome: Outcome) -> Done | Failure:
        if task.record is not None:
            return self._finish_record(task, task.record, outcome)
        assert task.article is not None  # noqa: S101 - a task has one or the other
        # The task keeps the article as it was: a batch rolled back is begun again.
        article = copy(task.article)
        if not stands_unchanged(article):
            # Meanwhile another version came, and was read as it was stored.
            return done(task, State.UNCHANGED, article=article)
        return self._write(task, article, _state_after(article), outcome)

    def _finish_record(
        self, task: Task, record: Record, outcome: Outcome
    ) -> Done | Failure:
        if task.text is None and task.match and task.match.known is Known.SAME:
            # Extracted from before; only what was not known of it may be new.
            complete_article(task.match, record)
            return done(task, State.UNCHANGED, article=task.article)
        # As things stand now: others, or this batch, may have stored it meanwhile.
        match = find_updated(record, find_match(record))
        if match.known is Known.NEW:
            article = store_article(record, self._outlets)
            return self._write(task, article, State.STORED, outcome, new=True)
        article = cast(Article, match.article)
        if match.known is Known.SAME and task.text is not None:
            complete_article(match, record)
            article.text = record.text
            return self._write(task, article, _state_after(article), outcome)
        if match.known in (Known.SAME, Known.FORMER):
            same = match.known is Known.SAME
            state = State.UNCHANGED if same else State.FORMER
            return done(task, state, article=article)
        return self._finish_version(task, match, record, outcome)

    def _finish_version(
        self, task: Task, match: Match, record: Record, outcome: Outcome
    ) -> Done | Failure:
        article = cast(Article, match.article)
        if match.known is Known.OLDER:
            store_older(article, record)
        elif task.text is None or isinstance(outcome, str):
            reason = outcome if isinstance(outcome, str) else "stored anew meanwhile"
            kept = (
                f"{reason}; the article stays as it was, and the next run tries again"
            )
            return failed(task, reason, kept)
        else:
            self.quotes += store_newer(article, record, outcome)
        add_addresses(article, record, match.unknown_keys)
        older = match.known is Known.OLDER
        return done(task, State.OLDER if older else State.VERSION, article=article)

    def _write(
        self,
        task: Task,
        article: Article,
        state: State,
        outcome: Outcome,
        *,
        new: bool = False,
    ) -> Done | Failure:
        if isinstance(outcome, str):
            attempts = record_failure(article, outcome)
            return failed(task, outcome, f"{outcome}; {tell_what_follows(attempts)}")
        self.quotes += write_quotations(article, outcome, new=new)
        return done(task, state, article=article)


def _not_stored(task: Task, error: Exception) -> Failure:
    if not connection.in_atomic_block:
        # A server that went away may be back for the next article.
        connection.close_if_unusable_or_obsolete()
    return Failure(task.origin, f"could not be stored: {first_line(error)}")


def _state_after(before: Article) -> State:
    """What becomes of an article that was stored as ``before`` says."""
    return State.EXTRACTED if before.extracted_at else State.PENDING
