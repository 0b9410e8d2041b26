"""What waits for a person here: querysets for the editors' desk, the longest first.

Each is served by an index of open rows alone, so that counting up to a bound and taking
the oldest cost the same however much has been decided.
"""

from __future__ import annotations

from django.db.models import QuerySet

from quotes.models import BlindReading, ErrorReport, Proposal, SpeakerCluster
from quotes.review.reading_twice import disagreements


def open_reports() -> QuerySet[ErrorReport]:
    """Return readers' reports that nobody has answered; by ``reported_at``."""
    waiting = ErrorReport.objects.filter(status=ErrorReport.Status.OPEN)
    return waiting.order_by("reported_at", "pk").select_related("quote")


def open_proposals() -> QuerySet[Proposal]:
    """Return proposals that nobody has decided on; by ``made_at``."""
    waiting = Proposal.objects.filter(status=Proposal.Status.OPEN)
    return waiting.order_by("made_at", "pk").select_related("made_by")


def open_clusters() -> QuerySet[SpeakerCluster]:
    """Return names that may be one, the largest clusters first; by ``found_at``."""
    return SpeakerCluster.objects.order_by("-size", "pk")


def open_disagreements() -> QuerySet[BlindReading]:
    """Return the readings of which two of one quote differ; by ``made_at``."""
    return disagreements()
