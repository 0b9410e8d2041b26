"""What somebody proposes who may not do it, the oldest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Proposal
from quotes.review.desk.kind import Kind
from quotes.review.open_rows import open_proposals


def waiting() -> QuerySet[Any]:
    """Proposals that nobody has decided on."""
    return open_proposals().order_by()


def told(proposal: Proposal) -> str:
    """Who proposes it, and why."""
    return f"{proposal.made_by} proposes it: “{proposal.reason}”"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has accepted or declined."""
    return Proposal.objects.filter(decided_by=user, decided_at__gte=since)


PROPOSALS = Kind(
    key="proposals",
    name="Proposals",
    why="A contributor has done the work, and nothing comes of it until you decide.",
    model=Proposal,
    waiting=waiting,
    order=("made_at", "pk"),
    since="made_at",
    told=told,
    done=done,
    permission="quotes.change_proposal",
    related=("made_by",),
)
