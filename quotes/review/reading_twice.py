"""Some quotes are read by two editors, blind: how well they agree says what a rule or
a person misses."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from quotes.linking.store.lock import lock_linking
from quotes.models import BlindReading, Quote, Speaker
from quotes.review.correcting import (
    check_standing,
    correct_speaker,
    correct_stance,
)
from quotes.review.decisions import confirm, reject
from quotes.review.errors import ConflictError, ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason

READERS = 2


def quotes_to_read(reader: User) -> QuerySet[Quote]:
    """Return the quotes that wait to be read blind by ``reader``, the doubtful first.

    REVIEW_TWICE_PERCENT of those on which nobody has decided, by their numbers, so
    that a quote is chosen once and for all.
    """
    read = BlindReading.objects.filter(quote=F("quote"))
    share = settings.REVIEW_TWICE_PERCENT
    waiting = (
        Quote.objects.filter(reviewed_at=None)
        .exclude(status=Quote.Status.WITHDRAWN)
        .alias(lot=F("pk") % 100)
        .filter(lot__lt=share)
        .exclude(pk__in=read.filter(reader=reader).values("quote"))
        .exclude(pk__in=read.filter(disagrees=True).values("quote"))
    )
    return waiting.order_by("confidence", "pk")


@act("quotes.change_quote", proposable=False)
@transaction.atomic
def record_reading(
    *,
    quote: Quote,
    is_quotation: bool,
    by: User,
    speaker: Speaker | None = None,
    stance: str = "",
    reason: str = "",
) -> BlindReading:
    """Keep what ``by`` found of ``quote``, not knowing what another did.

    The second reading that agrees makes it a decision, signed by the second reader; one
    that does not waits for a chief, with the first. ReviewError where the quote was
    decided on, ``by`` or two others have read it, or the stance is none.
    """
    reason = check_reason(reason)
    lock_linking()
    held = Quote.objects.select_for_update().get(pk=quote.pk)
    if held.reviewed_at is not None:
        raise ConflictError(
            "Somebody has decided on this quote meanwhile.", because=[held]
        )
    if is_quotation and stance not in Quote.Stance.values:
        raise ReviewError(f"“{stance}” is no stance.")
    check_standing(speaker)
    others = list(BlindReading.objects.filter(quote=held).select_related("reader"))
    if any(other.reader_id == by.pk for other in others):
        raise ReviewError("You have read this quote already.")
    if len(others) >= READERS:
        raise ConflictError("Two others have read this quote meanwhile.")
    made = BlindReading.objects.create(
        quote=held,
        reader=by,
        is_quotation=is_quotation,
        speaker=speaker if is_quotation else None,
        stance=stance if is_quotation else "",
        reason=reason,
    )
    for first in others:
        if found_of(first) == found_of(made):
            told = f"{first.reader} and {by} read it alike, each blind"
            _decide_as_read(held, made, by=by, reason=told)
        else:
            _set_disagreeing(held, True)
    return made


@act("quotes.change_blindreading", proposable=False)
@transaction.atomic
def settle_disagreement(*, reading: BlindReading, by: User, reason: str) -> Quote:
    """Decide that ``reading`` is right, of two that differ; return the quote.

    ReviewError without a reason; ConflictError where it no longer waits.
    """
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why: both readers learn from it.")
    lock_linking()
    held = BlindReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if not held.disagrees:
        raise ConflictError(
            "Somebody has settled this meanwhile.", because=[held.quote]
        )
    quote = Quote.objects.get(pk=held.quote_id)
    _set_disagreeing(quote, False)
    if quote.reviewed_at is None:
        _decide_as_read(quote, held, by=by, reason=reason)
    return quote


def disagreements() -> QuerySet[BlindReading]:
    """Return the readings that wait for a chief, the longest first; two a quote."""
    waiting = BlindReading.objects.filter(disagrees=True).order_by("made_at", "pk")
    return waiting.select_related("quote", "reader", "speaker")


def found_of(reading: BlindReading) -> tuple[bool, int | None, str]:
    """Return what of two readings must be equal for them to agree."""
    return reading.is_quotation, reading.speaker_id, reading.stance


def _set_disagreeing(quote: Quote, disagrees: bool) -> None:
    BlindReading.objects.filter(quote=quote).update(disagrees=disagrees)


def _decide_as_read(
    quote: Quote, reading: BlindReading, *, by: User, reason: str
) -> None:
    """Do what ``reading`` says about ``quote``, which nobody has decided on."""
    if not reading.is_quotation:
        reject(quote=quote, by=by, reason=reason)
        return
    changed = False
    if quote.speaker_id != reading.speaker_id:
        correct_speaker(quote=quote, speaker=reading.speaker, by=by, reason=reason)
        changed = True
    if quote.stance != reading.stance:
        correct_stance(quote=quote, stance=reading.stance, by=by, reason=reason)
        changed = True
    if not changed:
        confirm(quote=quote, by=by, reason=reason)
