"""An editor's decisions on one quote.

Every function takes the quote as the editor saw it, and returns it as it then
stands. ``seen`` is the ``version_of`` what the editor looked at, where ``quote``
itself is not that. Refusals: ConflictError where the quote has changed since,
ReviewError for what else cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from quotes.extraction.types import Range
from quotes.history import record_as_found, write
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote
from quotes.review.acts import file_act
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock
from quotes.review.readings import keep_readings, reading_of, stand_as_read
from quotes.review.reasons import check_reason
from quotes.review.spans import check_spans, place, set_evidence
from quotes.review.undone import column, undoing

DECISION = ("extracted", "status", "reviewed_by", "reviewed_at", "changed_at")
PLACE = (
    *("spans", "start", "end", "text", "kind", "is_fragment"),
    *("clause", "clause_spans"),
)
EVIDENCE = ("cue", "cue_spans", "source_text", "source_spans", "relay_spans")

DECIDED_COLUMNS = (
    *PLACE, *EVIDENCE, "stance", "speaker", "relayed_by", *DECISION
)  # fmt: skip
"""Every column that a decision on a quote may write."""

Change = Callable[[Quote], None]


def leave(quote: Quote) -> None:
    """The change of a decision that changes nothing but the status."""


@act("quotes.change_quote")
@transaction.atomic
def confirm(
    *, quote: Quote, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Record that ``quote`` is right as it stands.

    Its status becomes "confirmed", or "corrected" where an editor had put
    something else than the machine had read.
    """
    lock(quote, seen=seen)
    decide([quote], leave, by=by, reason=reason, told="Confirmed")
    return quote


@act("quotes.change_quote")
@transaction.atomic
def reject(
    *, quote: Quote, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Record that ``quote`` is no quotation: readers no longer see it."""
    lock(quote, seen=seen)
    rejected = Quote.Status.REJECTED
    decide([quote], leave, by=by, reason=reason, status=rejected, told="Rejected")
    return quote


@act("quotes.change_quote", also=undoing("quote", column("reviewed_by")))
@transaction.atomic
def reopen(
    *, quote: Quote, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Undo the decision on ``quote``: it is again what the machine had read.

    Extraction may change it again from then on. Refused where nobody has
    decided on it, or another quote has taken its place in the article.
    """
    lock(quote, seen=seen)
    undo([quote], by=by, reason=reason, told="Reopened")
    return quote


def check_place(quote: Quote, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Return ``spans`` as those of ``quote`` would be; raise what refuses them."""
    ranges = check_spans(quote.article.text, spans)
    check_free(quote, ranges[0][0], ranges[-1][1])
    return ranges


def check_not_gone(quotes: Iterable[Quote]) -> None:
    """Raise ReviewError where the words of one of ``quotes`` are in no text to be seen.

    What was decided before stays, and counts again should the words come back.
    """
    for quote in quotes:
        if quote.gone_in:
            raise ReviewError(
                f"“{quote}” no longer stands in its article since version "
                f"{quote.gone_in}: there is nothing to decide on. What was decided "
                "before is kept for the case that the words come back."
            )


def decide(
    quotes: Sequence[Quote],
    change: Change,
    fields: Sequence[str] = (),
    *,
    by: User,
    reason: str,
    told: str = "",
    status: Quote.Status | None = None,
    at: datetime | None = None,
) -> None:
    """Make ``change`` to locked ``quotes`` and record it as ``by``'s decision.

    fields: the columns that ``change`` may write. status: what the quotes become;
    without it "confirmed" or "corrected", by whether they stand as read. told: what
    was done, in words; empty where the caller files the act. at: the moment of the
    act; now, where it has no other part.
    """
    at = at or timezone.now()
    reason = check_reason(reason)
    check_not_gone(quotes)
    keep_readings(quotes)
    record_as_found(quotes, at=at)
    for quote in quotes:
        change(quote)
    for quote, as_read in zip(quotes, stand_as_read(quotes), strict=True):
        kept = Quote.Status.CONFIRMED if as_read else Quote.Status.CORRECTED
        quote.status = status or kept
        quote.reviewed_by = by
        quote.reviewed_at = at
        quote.changed_at = None
    write(quotes, [*fields, *DECISION], by=by, reason=reason, at=at)
    if told:
        file_act(told, by=by, reason=reason, at=at, quotes=len(quotes))
    refresh_statements(quote.statement_id for quote in quotes if quote.statement_id)


def undo(
    quotes: Sequence[Quote],
    *,
    by: User,
    reason: str,
    told: str = "",
    at: datetime | None = None,
) -> None:
    """Take locked ``quotes`` back to the machine's reading, decided by nobody.

    What an editor had added, and no machine has read, is withdrawn.
    """
    at = at or timezone.now()
    reason = check_reason(reason)
    check_not_gone(quotes)
    for quote in quotes:
        if not quote.reviewed_at:
            raise ReviewError(f"Nobody has decided on “{quote}” yet.")
    record_as_found(quotes, at=at)
    prefetch_related_objects(quotes, "article")
    for quote in quotes:
        _restore(quote)
        # What no run ever read is nobody's, once no person stands for it.
        read = bool(quote.extracted.get("spans"))
        quote.status = Quote.Status.EXTRACTED if read else Quote.Status.WITHDRAWN
        quote.reviewed_by = None
        quote.reviewed_at = None
        quote.changed_at = None
    write(quotes, DECIDED_COLUMNS, by=by, reason=reason, at=at)
    if told:
        file_act(told, by=by, reason=reason, at=at, quotes=len(quotes))
    refresh_statements(quote.statement_id for quote in quotes if quote.statement_id)


def _restore(quote: Quote) -> None:
    """Set the columns of ``quote`` to the machine's reading of it."""
    placed = quote.spans, quote.kind
    reading = reading_of(quote)
    for name, value in reading.items():
        setattr(quote, name, value)
    if (quote.spans, quote.kind) != placed:
        check_free(quote, quote.spans[0][0], quote.spans[-1][1])
        place(quote, quote.spans, quote.kind)
        quote.is_fragment = reading.get("is_fragment", quote.is_fragment)
    set_evidence(quote)


def check_free(
    quote: Quote, start: int, end: int, *, besides: Collection[int] = ()
) -> None:
    """Raise ReviewError where another quote of the article has just these edges.

    besides: primary keys of quotes that are about to leave them.
    """
    others = Quote.objects.filter(
        article=quote.article_id, start=start, end=end, gone_in=0
    )
    if other := others.exclude(pk__in={quote.pk, *besides}).first():
        raise ReviewError(
            f"Quote {other.pk} of this article already begins and ends there "
            f"(characters {start}–{end}): “{other}”"
        )
