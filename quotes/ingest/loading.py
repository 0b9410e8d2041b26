"""Storing what was extracted elsewhere: many articles a transaction, read ahead of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection

from quotes.ingest.batch import store_together
from quotes.ingest.identity import Known, Match
from quotes.ingest.in_turns import store_in_turns
from quotes.ingest.new_records import find_unknown
from quotes.ingest.outcomes import Done, Task, dry_run_of
from quotes.ingest.planning import limit_tasks, make_task
from quotes.ingest.preparing import prepare
from quotes.ingest.records import Record
from quotes.ingest.sources import Failure
from quotes.ingest.table_statistics import with_statistics
from quotes.ingest.workers import Outcome
from quotes.linking.store.lookups import by_index_alone

TOGETHER_READ = 200
"""Articles stored as one transaction where nothing is to be extracted."""
FEWEST_IN_TURNS = 2_000
"""Articles from which it pays to start the processes, which takes a second or two."""

Item = tuple[Record, Outcome] | Failure
"""A record with what was found in its text or why nothing was, or one of neither."""


def load_extracted(
    items: Iterable[Item],
    *,
    count: int | None,
    reextract: bool = False,
    dry_run: bool = False,
    limit: int | None = None,
) -> Iterator[Done | Failure]:
    """Do what ``store_extracted`` does; on PostgreSQL, of many, by two processes.

    count: about how many there are; None where nobody knows, and they are few.
    """
    alone = connection.vendor != "postgresql" or (count or 0) < FEWEST_IN_TURNS
    if alone or dry_run or limit is not None:
        return store_extracted(items, reextract=reextract, dry_run=dry_run, limit=limit)
    outcomes = store_in_turns(
        items,
        together=TOGETHER_READ,
        database=str(connection.settings_dict["NAME"]),
        reextract=reextract,
    )
    return with_statistics(outcomes)


def prepare_items(items: Iterable[Item]) -> None:
    """Work out what storing ``items`` asks of their texts. Asks no database."""
    read = [item for item in items if not isinstance(item, Failure)]
    prepare((record.text, outcome) for record, outcome in read)


def store_extracted(
    items: Iterable[Item],
    *,
    reextract: bool = False,
    dry_run: bool = False,
    limit: int | None = None,
    together: int = TOGETHER_READ,
) -> Iterator[Done | Failure]:
    """Store and link what another machine has found, as ``run`` does what it finds.

    items: records, each with the quotations of its text or why there are none, and
        failures of reading. Their reader answers for it that the outcome is of this
        very text, and of the extractor that is used here.
    together: articles that are stored as one transaction: whoever edits waits for it.
    """
    rest = iter(items)
    left = limit
    while left != 0 and (part := list(islice(rest, together))):
        tasks = _tasks(part, reextract=reextract, dry_run=dry_run)
        batch = list(
            zip(limit_tasks(tasks, left), map(_outcome_of, part), strict=False)
        )
        if left is not None:
            left -= sum(isinstance(t, Task) and t.text is not None for t, _ in batch)
        if dry_run:
            yield from [dry_run_of(task, outcome) for task, outcome in batch]
        else:
            yield from store_together(batch)


def _outcome_of(item: Item) -> Outcome:
    return [] if isinstance(item, Failure) else item[1]


def _tasks(items: Sequence[Item], **how: bool) -> Iterator[Task | Failure]:
    """As ``make_task``, of many; records that nothing is stored of cost no query."""
    records = [item[0] for item in items if not isinstance(item, Failure)]
    with by_index_alone():
        new = {id(records[place]) for place in find_unknown(records)}
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif id(item[0]) in new:
            yield Task(item[0].origin, item[0].text, item[0], match=Match(Known.NEW))
        else:
            yield make_task(item[0], **how)
