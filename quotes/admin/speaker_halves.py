"""What would become of a speaker that is split: both halves, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quotes.admin.base import COUNTED
from quotes.models import Quote, Speaker, Statement

LATEST = 5
"""Quotes shown of each half."""

LISTED = 20
"""Statements listed that both halves would have printings of."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two that there would be.

    count: its standing quotes, COUNTED at most; more: whether there are more.
    statements: among those that the split touches, how many it would have printings of.
    """

    name: str
    description: str
    count: int
    more: bool
    latest: list[Quote]
    statements: int


@dataclass(frozen=True, slots=True)
class Halves:
    """Both halves, and the statements that each would have printings of.

    Those are then given to two speakers, and are disputed until somebody settles it.
    """

    stays: Half
    goes: Half
    shared: list[Statement]
    shared_count: int


def halves_of(
    speaker: Speaker, chosen: Sequence[int], *, name: str, description: str
) -> Halves:
    """Say what would become of ``speaker`` without the quotes ``chosen``.

    Six queries, each bounded by COUNTED or by ``chosen``.
    """
    own = Quote.objects.filter(speaker=speaker).standing()
    goes, stays = own.filter(pk__in=chosen), own.exclude(pk__in=chosen)
    touched = set(
        goes.exclude(statement=None).order_by().values_list("statement_id", flat=True)
    )
    both = set(
        stays.filter(statement__in=touched)
        .order_by()
        .values_list("statement_id", flat=True)
        .distinct()
    )
    shared = Statement.objects.filter(pk__in=sorted(both)[:LISTED]).order_by("pk")
    count = stays.order_by()[: COUNTED + 1].count()
    return Halves(
        stays=Half(
            name=speaker.name,
            description=speaker.description,
            count=min(count, COUNTED),
            more=count > COUNTED,
            latest=_latest(stays),
            statements=len(both),
        ),
        goes=Half(
            name=name,
            description=description,
            count=len(chosen),
            more=False,
            latest=_latest(goes),
            statements=len(touched),
        ),
        shared=list(shared),
        shared_count=len(both),
    )


def _latest(quotes: Any) -> list[Quote]:
    return list(quotes.for_display().newest_first()[:LATEST])
