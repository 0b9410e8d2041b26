"""The main job: read what is new, extract, store what has come together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings

from quotes.ingest.batch import store_together
from quotes.ingest.outcomes import Done, Task, dry_run_of
from quotes.ingest.planning import limit_tasks, make_task
from quotes.ingest.records import Record
from quotes.ingest.sources import Failure
from quotes.ingest.workers import Limits, extract_all
from quotes.models import Article


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
    tasks = limit_tasks(
        (make_task(item, reextract=reextract, dry_run=dry_run) for item in items), limit
    )
    pairs = ((task, task.text if isinstance(task, Task) else None) for task in tasks)
    limits = Limits(settings.ARTICLE_SECONDS, settings.ARTICLE_CHARACTERS)
    for batch in extract_all(pairs, workers=workers, limits=limits):
        if dry_run:
            yield from [dry_run_of(task, outcome) for task, outcome in batch]
        else:
            yield from store_together(batch)


def stored_articles(*, reextract: bool) -> Iterator[Article]:
    """Yield the stored articles to extract from: the pending ones, or all.

    Numbers first, rows one by one, so that the articles a run writes do not
    change what it reads.
    """
    for pk in article_numbers(reextract=reextract):
        article = Article.objects.filter(pk=pk).first()
        if article is not None:
            yield article


def article_numbers(*, reextract: bool) -> list[int]:
    """Return the numbers of the articles to extract from: the pending ones, or all."""
    articles = Article.objects.all() if reextract else Article.objects.pending()
    return list(articles.order_by("pk").values_list("pk", flat=True))
