"""Two speakers that are one: everything moves, the merged row stays as a signpost.

``quotes.linking.speakers.move`` moves the rows; here is what only people may do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quotes.history import in_batches, record_act, record_as_found
from quotes.linking.speakers.move import Signature, move_speaker
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.fingerprints import mark_stale
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import distinctions_of, told_apart
from quotes.models import Speaker, SpeakerSuggestion
from quotes.review.distinctions import lock_pair, refresh_shared, refuse_told_apart
from quotes.review.guarding import act
from quotes.review.questions import align_suggestions
from quotes.review.reasons import check_reason

COUNTED = 1000
"""Rows of a kind that are counted for who decides about a merger."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """How many rows name a speaker, and so move when it is merged.

    More than ``COUNTED`` of a kind are not counted on: they are COUNTED + 1.

    told_apart: speakers it was told apart from. suggestions: open questions
    whether it is another; both hold for the target from then on.
    """

    quotes: int
    relayed_quotes: int
    statements: int
    affiliated: int
    aliases: int
    told_apart: int = 0
    suggestions: int = 0


def belongings_of(speaker: Speaker) -> Belongings:
    """Count what a merger of ``speaker`` would move. Seven queries, each bounded."""
    asked = SpeakerSuggestion.objects.filter(status=SpeakerSuggestion.Status.OPEN)
    return Belongings(
        quotes=_count(speaker.quotes),
        relayed_quotes=_count(speaker.relayed_quotes),
        statements=_count(speaker.statements),
        affiliated=_count(speaker.affiliated),
        aliases=_count(speaker.aliases),
        told_apart=_count(distinctions_of([speaker.pk])),
        suggestions=_count(asked.filter(Q(speaker=speaker) | Q(candidate=speaker))),
    )


def _count(rows: Any) -> int:
    count: int = rows.order_by()[: COUNTED + 1].count()
    return count


@act("quotes.change_speaker")
@transaction.atomic
def merge_speakers(
    *, source: Speaker, target: Speaker, by: User, reason: str = ""
) -> Speaker:
    """Record that ``source`` is the same as ``target``; return ``target``.

    Quotes, relayed quotes, statements, affiliations and names of ``source``
    become those of ``target``; names that it has already are dropped, for they
    fold alike. The row of ``source`` stays and points to ``target``, and so do
    those merged into ``source`` before. Decisions on quotes stay decisions; whom
    ``source`` was told apart from, ``target`` is from then on. Statements that both
    disputed no longer are. ReviewError where the two are one already, either has
    been merged, or an editor told them apart.
    """
    reason = check_reason(reason)
    # A run that has just found the source must not store a quote under it later.
    lock_linking()
    source, target = lock_pair(source, target, act="merged into")
    refuse_told_apart(
        source, target, remedy="Take that back first, on the page of either of them."
    )
    at = timezone.now()
    record_as_found([target], at=at)
    touched = move_speaker(source, target, Signature(by, reason, at))
    align_suggestions([source, target], by=by, reason=reason, at=at)
    refresh_in_batches(touched)
    # Those told apart from the source are now told apart from the target.
    refresh_shared(target, told_apart([target.pk])[target.pk])
    # The next run joins statements that two speakers had kept apart.
    mark_stale([target.pk])
    merged = f"{source} (speaker {source.pk}) was merged into this speaker"
    record_act([target], merged, by=by, reason=reason, at=at)
    target.refresh_from_db()
    return target


def refresh_in_batches(statements: set[int]) -> None:
    """Compute ``statements`` anew: whom their quotes name has changed."""
    for batch in in_batches(sorted(statements)):
        refresh_statements(batch)
