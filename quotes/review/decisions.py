"""An editor's decisions on one quote.

Every function takes the quote as the editor saw it, and returns it as it then
stands. ``seen`` is the ``version_of`` what the editor looked at, where ``quote``
itself is not that. Refusals: ConflictError where the quote has changed since,
ReviewError for what else cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from quotes.extraction.types import Range
from quotes.history import record_as_found, write
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote, Speaker
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.readings import keep_readings, reading_of, stand_as_read
from quotes.review.reasons import check_reason
from quotes.review.spans import check_spans, kind_of, place, printed, set_clause
from quotes.review.undone import column, undoing
from quotes.review.versions import lock

DECISION = ("extracted", "status", "reviewed_by", "reviewed_at", "changed_at")
PLACE = (
    *("spans", "start", "end", "text", "kind", "is_fragment"),
    *("clause", "clause_spans"),
)
EVIDENCE = ("cue", "cue_spans", "source_text", "source_spans", "relay_spans")

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
    decide([quote], leave, by=by, reason=reason)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def correct_speaker(
    *,
    quote: Quote,
    speaker: Speaker | None,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record that ``speaker`` said ``quote``; None: that the text names nobody."""
    lock(quote, seen=seen)
    check_standing(speaker)

    def change(quote: Quote) -> None:
        quote.speaker = speaker

    decide([quote], change, ["speaker"], by=by, reason=reason)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def correct_relay(
    *,
    quote: Quote,
    relayed_by: Speaker | None,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record who passed ``quote`` on between speaker and article; None: nobody."""
    lock(quote, seen=seen)
    check_standing(relayed_by)

    def change(quote: Quote) -> None:
        quote.relayed_by = relayed_by

    decide([quote], change, ["relayed_by"], by=by, reason=reason)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def correct_span(
    *,
    quote: Quote,
    spans: Iterable[Sequence[int]],
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record which words of its article ``quote`` is; text and kind follow from them.

    spans: pairs (start, end) of characters into the article's text, half open,
    several where something interrupts the quotation. Blanks around a range and
    the marks that enclose it are left out. Refused where another quote of the
    article begins and ends at the same characters.
    """
    lock(quote, seen=seen)
    ranges = check_place(quote, spans)
    kind = kind_of(quote.article.text, ranges)

    def change(quote: Quote) -> None:
        place(quote, ranges, kind)

    decide([quote], change, PLACE, by=by, reason=reason)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def correct_stance(
    *,
    quote: Quote,
    stance: str,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record what the speaker of ``quote`` does with its words, a ``Quote.Stance``.

    ReviewError for any other word.
    """
    lock(quote, seen=seen)
    if stance not in Quote.Stance.values:
        known = ", ".join(Quote.Stance.values)
        raise ReviewError(f"“{stance}” is no stance: choose one of {known}.")

    def change(quote: Quote) -> None:
        quote.stance = stance

    decide([quote], change, ["stance"], by=by, reason=reason)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def reject(
    *, quote: Quote, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Record that ``quote`` is no quotation: readers no longer see it."""
    lock(quote, seen=seen)
    decide([quote], leave, by=by, reason=reason, status=Quote.Status.REJECTED)
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
    undo([quote], by=by, reason=reason)
    return quote


def check_place(quote: Quote, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Return what ``correct_span`` would make of ``spans``; raise what it would."""
    ranges = check_spans(quote.article.text, spans)
    _check_free(quote, ranges[0][0], ranges[-1][1])
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


def check_standing(speaker: Speaker | None) -> None:
    """Raise ReviewError where ``speaker`` has been merged into another."""
    if speaker is None:
        return
    current = Speaker.objects.select_related("merged_into").get(pk=speaker.pk)
    if current.merged_into:
        raise ReviewError(
            f"{current.name} has been merged into {current.merged_into.name}: "
            "choose that speaker."
        )


def decide(
    quotes: Sequence[Quote],
    change: Change,
    fields: Sequence[str] = (),
    *,
    by: User,
    reason: str,
    status: Quote.Status | None = None,
    at: datetime | None = None,
) -> None:
    """Make ``change`` to locked ``quotes`` and record it as ``by``'s decision.

    fields: the columns that ``change`` may write. status: what the quotes become;
    without it "confirmed" or "corrected", by whether they stand as read. at: the
    moment of the act; now, where it has no other part.
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
    refresh_statements(quote.statement_id for quote in quotes if quote.statement_id)


def undo(
    quotes: Sequence[Quote], *, by: User, reason: str, at: datetime | None = None
) -> None:
    """Take locked ``quotes`` back to the machine's reading, decided by nobody."""
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
        quote.status = Quote.Status.EXTRACTED
        quote.reviewed_by = None
        quote.reviewed_at = None
        quote.changed_at = None
    fields = [*PLACE, *EVIDENCE, "stance", "speaker", "relayed_by", *DECISION]
    write(quotes, fields, by=by, reason=reason, at=at)
    refresh_statements(quote.statement_id for quote in quotes if quote.statement_id)


def _restore(quote: Quote) -> None:
    """Set the columns of ``quote`` to the machine's reading of it."""
    text = quote.article.text
    placed = quote.spans, quote.kind
    for name, value in reading_of(quote).items():
        setattr(quote, name, value)
    if (quote.spans, quote.kind) != placed:
        _check_free(quote, quote.spans[0][0], quote.spans[-1][1])
        place(quote, quote.spans, quote.kind)
    quote.cue = printed(text, quote.cue_spans)
    quote.source_text = printed(text, quote.source_spans)
    set_clause(quote)


def _check_free(quote: Quote, start: int, end: int) -> None:
    others = Quote.objects.filter(
        article=quote.article_id, start=start, end=end, gone_in=0
    )
    if other := others.exclude(pk=quote.pk).first():
        raise ReviewError(
            f"Quote {other.pk} of this article already begins and ends there "
            f"(characters {start}–{end}): “{other}”"
        )
