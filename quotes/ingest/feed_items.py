"""What a feed has named: remembered, and when each page is to be fetched again."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from quotes.ingest.fetching.client import Response
from quotes.ingest.sources.feed import FeedEntry
from quotes.models import Feed, FeedItem

SOONEST, WATCHED = timedelta(hours=1), timedelta(days=7)
"""A page is fetched again after an hour at the soonest, then after as long as it has
been known, until it has been for a week: most edits are made in the first hours."""
KEPT = timedelta(days=90)
"""How long an item is remembered that its feed no longer names."""
LONGEST = 2000
_BATCH = 500


@transaction.atomic
def record_entries(
    feed: Feed, entries: Iterable[FeedEntry], now: datetime
) -> list[FeedEntry]:
    """Remember ``entries`` as items of ``feed``; return those that cannot be.

    A new one is due, and one of which the feed says something new. What an address
    is too long for cannot be stored.
    """
    fit: dict[str, FeedEntry] = {}
    unfit = []
    for entry in entries:
        if len(entry.address.encode(errors="replace")) > LONGEST:
            unfit.append(entry)
        else:
            fit[entry.address] = entry
    known = _known(feed, list(fit))
    new = [_item(feed, e, now) for a, e in fit.items() if a not in known]
    changed = []
    for address, item in known.items():
        if item.digest != fit[address].digest:
            item.digest, item.next_due_at = fit[address].digest, now
            changed.append(item)
    FeedItem.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
    FeedItem.objects.bulk_update(changed, ["digest", "next_due_at"], batch_size=_BATCH)
    _forget(feed, fit, now)
    return unfit


def due_items(feed: Feed, now: datetime, *, most: int) -> list[FeedItem]:
    """Return at most ``most`` items of ``feed`` to be fetched now, new ones first."""
    due = feed.items.filter(next_due_at__lte=now)
    fresh = list(due.filter(fetched_at=None).order_by("pk")[:most])
    left = most - len(fresh)
    again = due.exclude(fetched_at=None).order_by("next_due_at", "pk")
    return fresh + (list(again[:left]) if left else [])


def record_outcome(
    item: FeedItem, error: str, answer: Response | None, now: datetime
) -> None:
    """Write down what became of ``item``, and when its page is due again.

    error: why it could not be stored, or "". answer: what its server sent, if it did.
    What could not be stored is sent whole again: its marks are not kept.
    """
    item.error, item.next_due_at = error, next_due(item.first_seen_at, now)
    item.fetched_at = now
    if answer is not None and not error:
        item.etag = answer.etag[:500]
        item.last_modified = answer.last_modified[:100]
    item.save(
        update_fields=["error", "next_due_at", "fetched_at", "etag", "last_modified"]
    )


def next_due(first_seen: datetime, now: datetime) -> datetime | None:
    """Return when a page known since ``first_seen`` is due after ``now``; or never."""
    known = now - first_seen
    return now + max(SOONEST, known) if known < WATCHED else None


def _forget(feed: Feed, named: Container[str], now: datetime) -> None:
    """Forget old items that the feed does not name any more."""
    old = feed.items.filter(next_due_at=None, first_seen_at__lt=now - KEPT)
    gone = [pk for pk, a in old.values_list("pk", "address") if a not in named]
    for start in range(0, len(gone), _BATCH):
        FeedItem.objects.filter(pk__in=gone[start : start + _BATCH]).delete()


def _known(feed: Feed, addresses: list[str]) -> dict[str, FeedItem]:
    """The items of ``feed`` that have one of ``addresses``, by address."""
    known: dict[str, FeedItem] = {}
    for start in range(0, len(addresses), _BATCH):
        part = addresses[start : start + _BATCH]
        known |= {item.address: item for item in feed.items.filter(address__in=part)}
    return known


def _item(feed: Feed, entry: FeedEntry, now: datetime) -> FeedItem:
    return FeedItem(
        feed=feed,
        address=entry.address,
        title=entry.title.replace("\0", " ")[:500],
        author=entry.author.replace("\0", " ")[:300],
        published_at=entry.published,
        digest=entry.digest,
        first_seen_at=now,
        next_due_at=now,
    )
