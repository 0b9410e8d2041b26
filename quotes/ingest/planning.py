"""What is to be done for an item of a run, told by what is stored of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quotes.ingest.given_up import is_given_up, tell_given_up
from quotes.ingest.identity import Known, Match, find_match
from quotes.ingest.outcomes import Task
from quotes.ingest.records import Record, RecordError
from quotes.ingest.sources import Failure
from quotes.models import Article


def make_task(
    item: Record | Article | Failure, *, reextract: bool, dry_run: bool
) -> Task | Failure:
    """Return what a run has to do for ``item``; a Failure where it cannot, or must not.

    reextract, dry_run: as ``pipeline.run`` takes them.
    """
    if isinstance(item, Failure):
        return item
    if isinstance(item, Article):
        return Task(f"article {item.pk}", item.text, article=item)
    try:
        match = find_match(item)
    except RecordError as error:
        return Failure(item.origin, str(error))
    stored = match.article
    tries = match.known is Known.SAME and not (dry_run or reextract)
    if tries and stored is not None and is_given_up(stored):
        return Failure(item.origin, tell_given_up(stored), set_aside=True)
    if _needs_extraction(match, dry_run=dry_run, reextract=reextract):
        return Task(item.origin, item.text, item, stored, match)
    # A text that stood before is compared again where the others are stored.
    short = item if match.known is not Known.SAME else replace(item, text="")
    return Task(item.origin, None, short, stored, match)


def _needs_extraction(match: Match, *, dry_run: bool, reextract: bool) -> bool:
    """Whether the text is to be read for quotations: one that stood before is not."""
    if dry_run or match.article is None or match.known is Known.NEWER:
        return True
    if match.known is not Known.SAME:
        return False
    return reextract or not match.article.extracted_at


def limit_tasks(
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
