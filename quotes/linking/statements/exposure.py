"""Keeping up to date what the order of the editors' queue goes by.

The database multiplies (``quotes.models.mistake_cost``); here its factors are set, as
soon as a statement has more printings or fewer, outlets come to differ or are settled,
and a reader reports an error or is answered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from quotes.linking.store.waiting_quotes import Waiting
from quotes.models import ErrorReport, Quote, Statement
from quotes.models.disputed import is_disputed
from quotes.models.mistake_cost import exposure_of, least_doubt_of


def set_exposures_of_statements(pks: Iterable[int]) -> int:
    """Set the factors of every quote of statements ``pks``; return how many changed."""
    pks = list(pks)
    return set_exposures(Quote.objects.filter(statement__in=pks)) if pks else 0


def set_exposures_of_waiting(waiting: Waiting, statements: Iterable[Statement]) -> None:
    """Set the factors of those quotes of ``statements`` that are not stored yet.

    Nobody can have reported them.
    """
    told = {statement.pk: statement for statement in statements}
    for quote in waiting.quotes.values():
        if statement := told.get(quote.values["statement_id"]):
            exposure, least_doubt = _factors(
                statement.quote_count,
                statement.dispute,
                statement.dispute_grade,
                statement.resolved_at,
                reported=False,
            )
            quote.values.update(exposure=exposure, least_doubt=least_doubt)


def set_exposures(quotes: QuerySet[Quote]) -> int:
    """Set the factors of ``quotes`` where they have changed; return of how many.

    One query, and one more for every pair of values that some of them get.
    """
    reports = ErrorReport.objects.filter(quote=OuterRef("pk"), status="open")
    rows = quotes.order_by().annotate(reported=Exists(reports))
    changes: dict[tuple[float, float], list[int]] = defaultdict(list)
    for row in rows.values_list(
        "pk",
        "exposure",
        "least_doubt",
        "reported",
        "statement__quote_count",
        "statement__dispute",
        "statement__dispute_grade",
        "statement__resolved_at",
    ):
        pk, exposure, least_doubt, reported, printings, dispute, grade, resolved_at = (
            row
        )
        factors = _factors(printings, dispute, grade, resolved_at, reported=reported)
        if factors != (exposure, least_doubt):
            changes[factors].append(pk)
    for (exposure, least_doubt), changed in changes.items():
        Quote.objects.filter(pk__in=changed).update(
            exposure=exposure, least_doubt=least_doubt
        )
    return sum(map(len, changes.values()))


def _factors(
    printings: int | None,
    dispute: str | None,
    grade: str | None,
    resolved_at: datetime | None,
    *,
    reported: bool,
) -> tuple[float, float]:
    disputed = is_disputed(dispute, grade or "", resolved_at)
    return (
        exposure_of(printings or 1),
        least_doubt_of(disputed=disputed, reported=reported),
    )
