"""What a worker does: read the texts of a message, and keep what it has found.

No transaction is open while it reads. Whatever is done twice is done once: an article
that has been read is passed over, and of two results the first is kept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from quotes.extraction import extractor_version
from quotes.extraction.lines import read_quotation, write_quotation
from quotes.ingest.outages import first_line, is_outage
from quotes.ingest.workers import (
    KILLER,
    Limits,
    Outcome,
    SetAside,
    extract_batch,
)
from quotes.models import QueuedArticle
from quotes.queueing.errors import GoesBack

logger = logging.getLogger(__name__)

MOST_BEGUN = 4
"""How many workers may begin an article and not end it, before it is set aside."""
REFUSED_PAUSE = 5.0
"""Seconds that a worker waits with a message it must not read, for others to come."""
LANE_PATIENCE = 30.0
"""Seconds that a worker waits for the lane to store, before others are asked."""
LANE_PAUSE = 0.5
OUTAGE_PATIENCE, OUTAGE_PAUSE = 30.0, 0.5
"""Seconds that a worker holds what it has found, while the database is away."""
OTHER_VERSION = (
    "This worker reads with extractor {} and the articles are for extractor {}: give "
    "both the same release and the same QUOTES_MODEL, and start the worker again. The "
    "task goes back for other workers."
)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read; begun: how many workers have begun it before and not ended."""

    pk: int
    version: int
    text: str
    begun: int


def read_queued(pks: Sequence[int], extractor: str) -> int:
    """Read the articles that are still to be read; return how many those were.

    pks: of a message. extractor: the version that is to read them. Raises GoesBack
    where this process is another, or the lane has more than it can store.
    """
    _check_version(pks, extractor)
    _wait_for_lane()
    texts = _find_texts(pks, extractor)
    # One that may have killed its worker is read last, apart, and noted before.
    usual = [text for text in texts if not text.begun]
    for batch in [usual, *([text] for text in texts if text.begun)]:
        _read(batch, extractor)
    return len(texts)


def _check_version(pks: Sequence[int], extractor: str) -> None:
    own = extractor_version()
    if own == extractor:
        return
    asked = QueuedArticle.objects.unread().filter(
        article__in=pks, extractor_version=extractor
    )
    # Queued anew for another extractor, they have a message of their own.
    if asked.exists():
        raise GoesBack(OTHER_VERSION.format(own, extractor), pause=REFUSED_PAUSE)


def _wait_for_lane() -> None:
    """Wait until the lane has room; others are asked where that takes long."""
    until = time.monotonic() + LANE_PATIENCE
    while lane_is_full():
        if time.monotonic() > until:
            raise GoesBack(
                f"{settings.LANE_MOST:,} articles (LANE_MOST) wait to be stored: is a "
                "worker of the queue “lane” running?",
                pause=0,
            )
        time.sleep(LANE_PAUSE)


def lane_is_full() -> bool:
    """Whether as many articles wait to be stored as may."""
    waiting = QueuedArticle.objects.filter(read_at__isnull=False).order_by()
    return waiting[: settings.LANE_MOST].count() >= settings.LANE_MOST


def _find_texts(pks: Sequence[int], extractor: str) -> list[_Text]:
    if extractor != extractor_version():
        return []
    rows = QueuedArticle.objects.unread().filter(
        article__in=pks, extractor_version=extractor
    )
    columns = ("article", "article__version", "article__text", "begun")
    return [_Text(*row) for row in rows.order_by("article").values_list(*columns)]


def _read(batch: Sequence[_Text], extractor: str) -> None:
    if not batch:
        return
    given_up = [text for text in batch if text.begun >= MOST_BEGUN]
    if given_up:
        _keep(given_up, [KILLER] * len(given_up), extractor)
        return
    pks = [text.pk for text in batch]
    QueuedArticle.objects.filter(article__in=pks).update(begun=F("begun") + 1)
    limits = Limits(settings.ARTICLE_SECONDS, settings.ARTICLE_CHARACTERS)
    outcomes = extract_batch([text.text for text in batch], limits)
    _keep_patiently(batch, outcomes, extractor)


def _keep_patiently(
    batch: Sequence[_Text], outcomes: Sequence[Outcome], extractor: str
) -> None:
    """Keep what was found, also where the database is away for a moment.

    Given up, the articles would be read again, and look as if they had killed a worker.
    """
    until = time.monotonic() + OUTAGE_PATIENCE
    while True:
        try:
            _keep(batch, outcomes, extractor)
        except DatabaseError as error:
            if not is_outage(error) or time.monotonic() > until:
                raise
            logger.warning("Waiting for the database: %s", first_line(error))
            if not connection.in_atomic_block:
                connection.close()
            time.sleep(OUTAGE_PAUSE)
        else:
            return


@transaction.atomic
def _keep(batch: Sequence[_Text], outcomes: Sequence[Outcome], extractor: str) -> None:
    now = timezone.now()
    for text, outcome in zip(batch, outcomes, strict=True):
        row = QueuedArticle.objects.unread().filter(
            article=text.pk, extractor_version=extractor
        )
        row.update(
            result=encode_outcome(outcome),
            read_at=now,
            read_version=text.version,
            quotation_count=0 if isinstance(outcome, str) else len(outcome),
            begun=0,
        )


def encode_outcome(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome of one text as an object that JSON can hold."""
    if not isinstance(outcome, str):
        return {"quotes": [write_quotation(one) for one in outcome]}
    return {"error": str(outcome), "set_aside": isinstance(outcome, SetAside)}


def decode_outcome(data: dict[str, Any], text: str) -> Outcome:
    """Return the outcome of ``text`` that ``encode_outcome`` made ``data`` of.

    Raises LineError where it is of another text, or made by another release.
    """
    if "error" in data:
        return SetAside(data["error"]) if data["set_aside"] else str(data["error"])
    return [read_quotation(one, text) for one in data["quotes"]]
