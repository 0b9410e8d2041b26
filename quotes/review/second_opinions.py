"""What a later run thinks of a decision: taken over by a person, or dismissed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.history import record_as_found, write
from quotes.linking.speakers.link import link_speakers
from quotes.models import Quote, SecondOpinion, Speaker
from quotes.review.acts import file_act
from quotes.review.decisions import (
    DECIDED_COLUMNS,
    check_place,
    decide,
    leave,
)
from quotes.review.errors import ConflictError, ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock, version_of
from quotes.review.reasons import check_reason
from quotes.review.spans import place, set_evidence

COUNTED = 1000
"""Open opinions that are counted; more are COUNTED + 1."""

TOOK = "Took over the machine’s second opinion"
DISMISSED = "Dismissed the machine’s second opinion"
ANSWERS = (TOOK, DISMISSED)
"""What was done with an opinion, as its act tells it."""

_SPANS = ("cue_spans", "source_spans", "relay_spans")
_KEPT = ("spans", *_SPANS, "kind", "stance", "is_fragment", "confidence", "method")


def open_opinions() -> QuerySet[SecondOpinion]:
    """Return the second opinions that nobody has answered, the oldest first."""
    opinions = SecondOpinion.objects.filter(answered_at=None)
    return opinions.select_related("quote__speaker").order_by("seen_at", "pk")


def count_open_opinions() -> int:
    """How many second opinions nobody has answered, up to ``COUNTED`` + 1."""
    return open_opinions().order_by()[: COUNTED + 1].count()


@act("quotes.change_quote")
@transaction.atomic
def take_opinion(
    *, opinion: SecondOpinion, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Record that the machine is right now: the quote becomes what it reads.

    Who speaks is found out, or made, as for what a run finds. Where it no longer finds
    a quotation, the quote is rejected. seen: the ``version_of`` the opinion that the
    editor looked at. ConflictError where it is another by now, ReviewError where
    it has been answered or its words are another quote.
    """
    quote, opinion = _lock_open(opinion, seen=seen)
    at = timezone.now()
    told = TOOK
    if not opinion.reading:
        rejected = Quote.Status.REJECTED
        decide([quote], leave, by=by, reason=reason, status=rejected, told=told, at=at)
    else:
        _set_as_read(quote, opinion, by=by, reason=reason, told=told, at=at)
    _close(opinion, by=by, at=at)
    return quote


@act("quotes.change_quote")
@transaction.atomic
def dismiss_opinion(
    *, opinion: SecondOpinion, by: User, reason: str = "", seen: str | None = None
) -> Quote:
    """Record that the decision stands, whatever the machine reads now.

    It is not asked again until it reads something else. Refused as ``take_opinion`` is.
    """
    reason = check_reason(reason)
    quote, opinion = _lock_open(opinion, seen=seen)
    at = timezone.now()
    record_as_found([quote], at=at)
    write([quote], ["status"], by=by, reason=reason, at=at)
    file_act(DISMISSED, by=by, reason=reason, at=at)
    _close(opinion, by=by, at=at)
    return quote


def _lock_open(
    opinion: SecondOpinion, *, seen: str | None
) -> tuple[Quote, SecondOpinion]:
    """Lock the quote and its opinion; refuse where that is answered or another."""
    seen = seen or version_of(opinion)
    quote = Quote.objects.select_related("article").get(pk=opinion.quote_id)
    lock(quote, seen=None)
    rows = SecondOpinion.objects.select_for_update(of=("self",))
    held = rows.select_related("answered_by").filter(pk=opinion.pk).first()
    if held is None:
        raise ReviewError("The machine reads the quote as you decided by now.")
    if held.answered_at:
        raise ReviewError(
            f"{held.answered_by} has answered this already.", because=[held]
        )
    if version_of(held) != seen:
        raise ConflictError(
            "The machine reads the quote otherwise by now: look at it again."
        )
    return quote, held


def _set_as_read(quote: Quote, opinion: SecondOpinion, **act: Any) -> None:
    """Make ``quote`` what its second opinion reads, machine's reading included."""
    reading = opinion.reading
    ranges = check_place(quote, reading["spans"])
    speaker, relay = _link_speakers(quote, reading)
    read = {name: reading[name] for name in _KEPT} | {
        "extractor_version": opinion.extractor_version,
        "speaker": speaker and speaker.pk,
        "speaker_name": reading["speaker"] and reading["speaker"]["name"],
        "relayed_by": relay and relay.pk,
        "relayed_by_name": reading["relayed_by"],
    }

    def change(quote: Quote) -> None:
        for name in (*_SPANS, "stance"):
            setattr(quote, name, reading[name])
        quote.speaker, quote.relayed_by = speaker, relay
        place(quote, ranges, reading["kind"], is_fragment=reading["is_fragment"])
        set_evidence(quote)
        quote.extracted = quote.extracted | read | {"spans": quote.spans}

    decide([quote], change, DECIDED_COLUMNS, **act)


def _link_speakers(
    quote: Quote, reading: dict[str, Any]
) -> tuple[Speaker | None, Speaker | None]:
    """The speaker and the relay whom ``reading`` names, made where they are new."""
    found, told, relay = [], reading["speaker"], reading["relayed_by"]
    if relay:
        found.append(DocumentSpeaker(relay, SpeakerKind.ORGANISATION))
    if told:
        kind = SpeakerKind(told["kind"]) if told["kind"] else None
        found.append(
            DocumentSpeaker(
                **told | {"kind": kind, "names": tuple(told["names"])},
            )
        )
    linked = link_speakers(found, article=quote.article)
    return told and linked.get(told["name"]), linked.get(relay) if relay else None


def _close(opinion: SecondOpinion, *, by: User, at: Any) -> None:
    opinion.answered_by, opinion.answered_at = by, at
    opinion.save(update_fields=["answered_by", "answered_at"])
