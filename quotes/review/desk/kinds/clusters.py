"""Names that may be one, the largest clusters first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import MergedTogether, SpeakerCluster
from quotes.review.desk.kind import Kind
from quotes.review.open_rows import open_clusters


def waiting() -> QuerySet[Any]:
    """Clusters that the last survey found and nobody has worked through."""
    return open_clusters().order_by()


def told(cluster: SpeakerCluster) -> str:
    """How many, and how they are alike."""
    return f"{cluster.size} speakers: {cluster.get_method_display()}"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` merged at once. A cluster is gone with what is told apart of it."""
    return MergedTogether.objects.filter(made_by=user, made_at__gte=since)


CLUSTERS = Kind(
    key="clusters",
    name="Names that may be one",
    why="Each spelling has a page of its own, and none tells all that was said.",
    model=SpeakerCluster,
    waiting=waiting,
    order=("-size", "pk"),
    since="found_at",
    told=told,
    done=done,
    permission="quotes.change_speaker",
    seen="quotes.view_speaker",
)
