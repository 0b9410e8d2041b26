"""How many quotes and statements each speaker has, counted in one pass."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from quotes.history import in_batches
from quotes.models import Quote, Speaker, SpeakerCount, Statement


@transaction.atomic
def store_counts() -> int:
    """Count the quotes and statements of all speakers anew; return how many speakers.

    Two passes over an index each, whatever the number of speakers.
    """
    at = timezone.now()
    quotes = dict(
        Quote.objects.standing()
        .filter(speaker__isnull=False)
        .order_by()
        .values_list("speaker")
        .annotate(count=Count("pk"))
    )
    statements = dict(
        Statement.objects.filter(speaker__isnull=False, merged_into=None)
        .order_by()
        .values_list("speaker")
        .annotate(count=Count("pk"))
    )
    SpeakerCount.objects.all().delete()
    counted = 0
    keys = Speaker.objects.order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(keys.iterator(chunk_size=2000), 2000):
        SpeakerCount.objects.bulk_create(
            SpeakerCount(
                speaker_id=pk,
                quotes=quotes.get(pk, 0),
                statements=statements.get(pk, 0),
                counted_at=at,
            )
            for pk in batch
        )
        counted += len(batch)
    return counted
