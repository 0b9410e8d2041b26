"""Speakers whom an editor told apart: no later run, and no merger, joins them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from quotes.history import in_batches, record_act, record_as_found, sign
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import distinctions_of, standing
from quotes.models import Quote, Speaker, SpeakerDistinction
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.questions import align_suggestions
from quotes.review.reasons import check_reason
from quotes.review.undone import column, undoing


@act("quotes.change_speaker")
@transaction.atomic
def tell_speakers_apart(
    *, one: Speaker, other: Speaker, by: User, reason: str = ""
) -> SpeakerDistinction:
    """Record that ``one`` and ``other`` are not the same, however alike their names.

    No later run takes one for the other or suggests that they are one, and
    ``merge_speakers`` refuses them. ReviewError where they are one speaker, either
    has been merged, or somebody told them apart before.
    """
    reason = check_reason(reason)
    # A run that is comparing the two ends first, or begins afterwards.
    lock_linking()
    one, other = lock_pair(one, other, act="told apart from")
    refuse_told_apart(one, other, remedy="There is nothing left to decide.")
    first, second = sorted((one, other), key=lambda speaker: speaker.pk)
    at = timezone.now()
    made = SpeakerDistinction(
        first=first, second=second, made_by=by, made_at=at, reason=reason
    )
    sign(made, by=by, reason=reason, at=at)
    made.save()
    align_suggestions([one, other], by=by, reason=reason, at=at)
    refresh_shared(one, [other.pk])
    _record([one, other], "Told apart from", by=by, reason=reason, at=at)
    return made


@act("quotes.change_speaker", also=undoing("distinction", column("made_by")))
@transaction.atomic
def withdraw_distinction(
    *, distinction: SpeakerDistinction, by: User, reason: str = ""
) -> None:
    """Take back that two speakers are not the same; what was suggested is open again.

    History keeps who had told them apart. ReviewError where that has been taken
    back already.
    """
    reason = check_reason(reason)
    lock_linking()
    rows = SpeakerDistinction.objects.select_for_update(of=("self",))
    held = rows.filter(pk=distinction.pk).first()
    if held is None:
        raise ReviewError(
            "That these two are not the same was taken back already.",
            because=[distinction],
        )
    speakers = [standing(held.first), standing(held.second)]
    at = timezone.now()
    record_as_found([held], at=at)
    sign(held, by=by, reason=reason, at=at)
    held.delete()
    align_suggestions(speakers, by=by, reason=reason, at=at)
    refresh_shared(speakers[0], [speakers[1].pk])
    _record(speakers, "No longer told apart from", by=by, reason=reason, at=at)


def _record(
    pair: list[Speaker], what: str, *, by: User, reason: str, at: datetime
) -> None:
    """Write into the history of both speakers that it was said of the other."""
    record_as_found(pair, at=at)
    for one, other in (pair, pair[::-1]):
        told = f"{what} {other} (speaker {other.pk})"
        record_act([one], told, by=by, reason=reason, at=at)


def refresh_shared(speaker: Speaker, others: Iterable[int]) -> None:
    """Compute anew the statements quoted with ``speaker`` and with one of ``others``.

    Namesakes whom nobody told apart do not disagree about them, others do. None of
    ``others``, no query.
    """
    others = list(others)
    if not others:
        return
    theirs = Quote.objects.filter(speaker__in=others, statement__isnull=False)
    shared = Quote.objects.filter(
        speaker=speaker, statement__in=theirs.values("statement")
    )
    pks = shared.order_by().values_list("statement_id", flat=True).distinct()
    for batch in in_batches(pks):
        refresh_statements(batch)


def lock_pair(one: Speaker, other: Speaker, *, act: str) -> tuple[Speaker, Speaker]:
    """Lock two speakers that stand and return them anew; ``act`` words the refusal."""
    if one.pk == other.pk:
        raise ReviewError(f"A speaker cannot be {act} itself.")
    rows = Speaker.objects.select_for_update().filter(pk__in=[one.pk, other.pk])
    locked = {speaker.pk: speaker for speaker in rows.order_by("pk")}
    for speaker in (locked[one.pk], locked[other.pk]):
        if speaker.merged_into:
            raise ReviewError(
                f"{speaker} has been merged into {speaker.merged_into} already.",
                because=[speaker],
            )
    return locked[one.pk], locked[other.pk]


def refuse_told_apart(one: Speaker, other: Speaker, *, remedy: str) -> None:
    """Raise ReviewError, naming the decision, where the two have been told apart."""
    pair = {one.pk, other.pk}
    for held in distinctions_of([one.pk]):
        first, second = standing(held.first), standing(held.second)
        if {first.pk, second.pk} == pair:
            told = f"{describe_distinction(held)} {remedy}"
            raise ReviewError(told, because=[held])


def describe_distinction(held: SpeakerDistinction) -> str:
    """Put into a sentence who told whom apart, when and why."""
    when = date_format(timezone.localtime(held.made_at), "j F Y")
    why = f" (“{held.reason}”)" if held.reason else ""
    return f"{held.made_by} told {held.first} and {held.second} apart on {when}{why}."
