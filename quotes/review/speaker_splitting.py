"""One speaker that is two: some of the quotes become those of a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from quotes.history import in_batches, record_act, record_as_found, write
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.lock import lock_linking
from quotes.models import Quote, Speaker, SpeakerDistinction
from quotes.names.folding import fold
from quotes.review.correcting import check_standing
from quotes.review.decisions import DECISION, decide
from quotes.review.distinctions import tell_speakers_apart, withdraw_distinction
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.many_quotes import LARGEST_BULK, check_unseen
from quotes.review.merging import merge_speakers
from quotes.review.readings import standing_speakers
from quotes.review.reasons import check_reason
from quotes.review.speakers import create_speaker, remove_alias
from quotes.review.undone import undoing


@act("quotes.change_speaker", "quotes.add_speaker", "quotes.change_quote")
@transaction.atomic
def split_speaker(
    *,
    speaker: Speaker,
    quotes: QuerySet[Quote],
    name: str,
    by: User,
    reason: str = "",
    description: str = "",
    seen_at: datetime | None = None,
) -> Speaker:
    """Make a new speaker called ``name``, who said ``quotes``; return it.

    The quotes are decided on: later runs leave them there. The two are told apart, so
    that no run takes one for the other. ReviewError where a quote is not of
    ``speaker``, for none, all of them or more than LARGEST_BULK, and where ``speaker``
    has been merged. ConflictError where another person has changed one of the quotes
    since ``seen_at``, when the editor's page was made.
    """
    reason = check_reason(reason)
    lock_linking()
    check_standing(speaker)
    keys = sorted(quotes.order_by().values_list("pk", flat=True)[: LARGEST_BULK + 1])
    _check_some(speaker, keys)
    made = create_speaker(
        name=name, by=by, reason=reason, kind=speaker.kind, description=description
    )
    at = timezone.now()

    def change(quote: Quote) -> None:
        quote.speaker = made

    for batch in in_batches(keys):
        rows = Quote.objects.select_for_update().filter(pk__in=batch)
        locked = list(rows.order_by("pk"))
        if seen_at:
            check_unseen(locked, by=by, seen_at=seen_at)
        decide(locked, change, ["speaker"], by=by, reason=reason, at=at)
    tell_speakers_apart(one=speaker, other=made, by=by, reason=reason)
    told = f"{len(keys)} quotes became those of {made} (speaker {made.pk})"
    record_act([speaker], told, by=by, reason=reason, at=timezone.now())
    return made


def _check_some(speaker: Speaker, keys: list[int]) -> None:
    """Raise ReviewError where these are not some, but not all, of its quotes."""
    if not keys:
        raise ReviewError("Choose the quotes that the other one said.")
    if len(keys) > LARGEST_BULK:
        raise ReviewError(f"More than {LARGEST_BULK:,} quotes are chosen: take fewer.")
    own = Quote.objects.filter(speaker=speaker)
    if own.filter(pk__in=keys).count() != len(keys):
        raise ReviewError(
            f"Some of the quotes are not those of {speaker} any more: look again.",
            because=Quote.objects.filter(pk__in=keys).exclude(speaker=speaker)[:20],
        )
    if not own.exclude(pk__in=keys).exists():
        raise ReviewError(f"Those are all that {speaker} has: change the name instead.")


def speaker_split_of(speaker: Speaker) -> SpeakerDistinction | None:
    """Return what the split that made ``speaker`` told apart; None: none made it."""
    made = speaker.history.filter(history_type="+", history_user__isnull=False)
    if (born := made.first()) is None:
        return None
    told = SpeakerDistinction.objects.select_related("first", "made_by")
    found = told.filter(
        second=speaker, made_by=born.history_user, made_at__gte=born.history_date
    )
    held = found.order_by("made_at").first()
    return held if held and _split_at(speaker, held) else None


def _split_at(speaker: Speaker, told: SpeakerDistinction) -> datetime | None:
    """When quotes first became those of ``speaker``: the moment of the split."""
    acts = Quote.history.filter(speaker_id=speaker.pk, history_user=told.made_by)
    moments = acts.filter(history_date__lte=told.made_at).order_by("history_date")
    at: datetime | None = moments.values_list("history_date", flat=True).first()
    return at


def _splitter(speaker: Speaker) -> list[int | None]:
    split = speaker_split_of(speaker)
    return [split.made_by_id] if split else []


@act("quotes.change_speaker", also=undoing("speaker", _splitter))
@transaction.atomic
def unsplit_speaker(*, speaker: Speaker, by: User, reason: str = "") -> Speaker:
    """Undo the split that made ``speaker``; return whom it was split from.

    Its quotes are again as they stood before, decisions included, where nobody has
    decided on them since; ``speaker`` is merged back, with what came to it later. Where
    nothing did, the name that the split gave it is nobody's any more.
    ReviewError where no split made it, or what it did has been taken back.
    """
    reason = check_reason(reason)
    lock_linking()
    check_standing(speaker)
    told = speaker_split_of(speaker)
    if told is None or (at := _split_at(speaker, told)) is None:
        raise ReviewError(f"No split made {speaker}, or it has been taken back.")
    origin = told.first.merged_into or told.first
    keys = Quote.objects.filter(speaker=speaker, reviewed_at=at).order_by("pk")
    for batch in in_batches(list(keys.values_list("pk", flat=True))):
        _restore_quotes(batch, before=at, by=by, reason=reason)
    withdraw_distinction(distinction=told, by=by, reason=reason)
    used = Quote.objects.filter(Q(speaker=speaker) | Q(relayed_by=speaker)).exists()
    known = origin.aliases.filter(folded=fold(speaker.name)).exists()
    back = merge_speakers(source=speaker, target=origin, by=by, reason=reason)
    if not used and not known:
        # Nobody is printed so: the split had made the name up.
        for alias in back.aliases.filter(folded=fold(speaker.name)):
            remove_alias(alias=alias, by=by, reason=reason)
    return back


def _restore_quotes(
    keys: list[int], *, before: datetime, by: User, reason: str
) -> None:
    """Set who said quotes, and what was decided, to how it stood before a moment."""
    at = timezone.now()
    rows = list(Quote.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    past: dict[int, Any] = {}
    held = Quote.history.filter(id__in=keys, history_date__lt=before)
    for record in held.order_by("history_date", "history_id"):
        past[record.id] = record
    record_as_found(rows, at=at)
    fields = ["speaker", *DECISION]
    # Whom it was split from may have been merged since.
    standing = standing_speakers({record.speaker_id for record in past.values()})
    for row in rows:
        for name in DECISION:
            setattr(row, name, getattr(past[row.pk], name))
        row.speaker_id = standing[past[row.pk].speaker_id]
    write(rows, fields, by=by, reason=reason, at=at)
    refresh_statements(row.statement_id for row in rows if row.statement_id)
