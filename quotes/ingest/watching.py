"""Watching the outlets' feeds: what is due is fetched, and what is new is stored.

A feed is fetched, what it names is written down, and only then are the pages fetched:
a run that is stopped at any moment is gone on with by the next, which needs not ask
for the feed again. Feeds take turns: of one that names thousands of pages each turn
fetches some.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from quotes.ingest.feed_items import due_items, record_entries, record_outcome
from quotes.ingest.fetching.client import Response
from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.outcomes import Done
from quotes.ingest.records import Record
from quotes.ingest.sources import Failure, Reading
from quotes.ingest.sources.feed import FeedEntry, FeedListing, read_listing
from quotes.ingest.sources.readers import kind_of_bytes
from quotes.ingest.sources.web import LISTINGS, read_entry, unpacked
from quotes.models import Feed, FeedItem

PAGES = 100
"""Pages that one turn of a feed fetches."""
SITEMAPS = 20
"""Sitemaps of an index that one turn reads: the first ones."""
TURN = timedelta(minutes=30)
"""How long nobody else takes a feed whose turn it is, should this process die."""
LONGEST_PAUSE = timedelta(days=1)


def now_in_utc() -> datetime:
    """Return what time it is."""
    return datetime.now(UTC)


def mark_taken(feed: Feed, now: datetime) -> bool:
    """Take ``feed`` for this process; False where another was quicker."""
    free = Feed.objects.filter(pk=feed.pk, next_due_at=feed.next_due_at)
    feed.next_due_at = now + TURN
    return bool(free.update(next_due_at=feed.next_due_at))


Work = Callable[[Iterable[Any]], Iterator[Done | Failure]]
"""What is done with the pages that were fetched: it yields what became of each."""


def run_turn(feed: Feed, reading: Reading, work: Work) -> Iterator[Done | Failure]:
    """Fetch ``feed``, and pages that it has named; yield what became of each.

    work: stores them, as ``pipeline.run`` does.
    Of a feed that cannot be fetched the pages due are fetched none the less: it may be
    the feed alone that is broken.
    """
    now = now_in_utc()
    reading = replace(reading, outlet=feed.outlet.name)
    refusal: FetchError | None = None
    pause = timedelta(0)
    try:
        pause = yield from _run_feed(feed, reading, now)
    except FetchError as error:
        refusal = error
        yield Failure(feed.address, str(error))
    pages = _Pages(feed, reading)
    try:
        yield from pages.run(work)
    except BaseException:
        # Stopped on the way: whoever comes next goes on at once.
        Feed.objects.filter(pk=feed.pk).update(next_due_at=now)
        raise
    _record_turn(feed, refusal, pages, pause, now)


def _run_feed(
    feed: Feed, reading: Reading, now: datetime
) -> Generator[Done | Failure, None, timedelta]:
    """Fetch what ``feed`` names and write it down; return how long it is to rest."""
    answer = reading.fetcher.get(
        feed.address, etag=feed.etag, last_modified=feed.last_modified
    )
    if answer.unchanged:
        return timedelta(0)
    listing = _read(answer, reading)
    for sitemap in listing.sitemaps[:SITEMAPS]:
        more = _read(reading.fetcher.get(sitemap), reading)
        listing = replace(listing, entries=(*listing.entries, *more.entries))
    for entry in record_entries(feed, listing.entries, now):
        yield Failure(feed.address, f"an address is too long: {entry.address[:80]}…")
    # Written down, what it names need not be told again.
    feed.etag, feed.last_modified = answer.etag[:500], answer.last_modified[:100]
    return timedelta(seconds=listing.ttl)


def _read(answer: Response, reading: Reading) -> FeedListing:
    """What an answer names; FetchError where it is neither feed nor sitemap."""
    body = unpacked(answer.body, reading.fetcher.limits.size)
    if kind_of_bytes(body, answer.content_type) not in LISTINGS:
        raise FetchError("is neither a feed nor a sitemap")
    try:
        return read_listing(body, answer.address)
    except ValueError as error:
        raise FetchError(str(error)) from error


@dataclass(slots=True)
class _Page:
    """A page in work: its item, and what its server sent."""

    item: FeedItem
    answer: Response | None = None


class _Pages:
    """The pages of a feed that are due.

    left: whether more are due than one turn fetches. retry: the seconds that a server
    has asked us to wait, which ends the turn; the others stay due.
    """

    def __init__(self, feed: Feed, reading: Reading) -> None:
        self._feed = feed
        self._reading = reading
        self._items = due_items(feed, now_in_utc(), most=PAGES)
        self._waiting: deque[_Page] = deque()
        self._unchanged: list[_Page] = []
        self.left = len(self._items) == PAGES
        self.retry = 0.0

    def run(self, work: Work) -> Iterator[Done | Failure]:
        """Fetch and store them; yield what became of each that has changed."""
        for outcome in work(self._read_all()):
            page = self._waiting.popleft()
            error = outcome.reason if isinstance(outcome, Failure) else ""
            record_outcome(page.item, error, page.answer, now_in_utc())
            yield outcome
        for page in self._unchanged:
            record_outcome(page.item, "", page.answer, now_in_utc())

    def _read_all(self) -> Iterator[Record | Failure]:
        """Yield one record or failure for each page, and line the page up."""
        for item in self._items:
            page = _Page(item)
            try:
                page.answer = self._reading.fetcher.get(
                    item.address, etag=item.etag, last_modified=item.last_modified
                )
            except FetchError as error:
                self._waiting.append(page)
                yield Failure(item.address, str(error))
                if error.retry_after is not None:
                    self.left, self.retry = True, error.retry_after
                    return
                continue
            if page.answer.unchanged:
                self._unchanged.append(page)
                continue
            self._waiting.append(page)
            yield next(
                read_entry(_entry(item), page.answer, self._reading, self._feed.address)
            )


def _entry(item: FeedItem) -> FeedEntry:
    return FeedEntry(
        item.address, item.title, item.author, item.published_at, item.digest
    )


def _record_turn(
    feed: Feed,
    refusal: FetchError | None,
    pages: _Pages,
    pause: timedelta,
    now: datetime,
) -> None:
    """Write down how a turn of ``feed`` went, and when its next one is.

    Nothing is written that an editor may have changed meanwhile, but that a feed which
    is gone for good is not in use any more.
    """
    usual = timedelta(minutes=feed.every_minutes)
    values: dict[str, Any] = {"etag": feed.etag, "last_modified": feed.last_modified}
    if refusal is None:
        values |= {"last_fetched_at": now, "last_error": "", "failing_since": None}
        rest = timedelta(0) if pages.left else max(usual, pause)
    else:
        since = feed.failing_since or now
        values |= {"last_error": str(refusal), "failing_since": since}
        # As long as it has failed: asked ever less often, and once a day at least.
        rest = max(usual, now - since)
        if refusal.gone:
            values["active"] = False
    asked = max(pages.retry, (refusal and refusal.retry_after) or 0.0)
    rest = max(min(rest, LONGEST_PAUSE), timedelta(seconds=asked))
    Feed.objects.filter(pk=feed.pk).update(next_due_at=now + rest, **values)
