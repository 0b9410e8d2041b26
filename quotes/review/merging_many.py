"""Many speakers that are one: merged as one act, undone as one; or told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import told_apart
from quotes.models import MergedTogether, Speaker
from quotes.review.distinctions import tell_speakers_apart
from quotes.review.errors import ConflictError, ReviewError
from quotes.review.guarding import MERGE_MANY, act
from quotes.review.merging import merge_speakers
from quotes.review.reasons import check_reason
from quotes.review.undone import column, undoing
from quotes.review.unmerging import unmerge_speakers
from quotes.survey.clustering import close_clusters

FEW = 10
"""Speakers that an editor merges into one at once; more are a chief's to merge."""

MANY = 100
"""Speakers merged at once: more than that nobody looks at."""

APART = 10
"""Speakers told apart at once, each from each: 45 pairs."""


def _many(by: User, arguments: Mapping[str, Any]) -> Iterable[str]:
    return (MERGE_MANY,) if len(arguments["sources"]) > FEW else ()


@act("quotes.change_speaker", also=_many)
@transaction.atomic
def merge_many_speakers(
    *, sources: Sequence[Speaker], target: Speaker, by: User, reason: str = ""
) -> MergedTogether:
    """Merge all of ``sources`` into ``target``, or none; one act, undone as one.

    ReviewError for none or more than MANY, and where ``merge_speakers`` refuses one.
    """
    reason = check_reason(reason)
    if not sources:
        raise ReviewError("Choose the speakers to be merged.")
    if len(sources) > MANY:
        raise ReviewError(f"At most {MANY} speakers are merged at once.")
    lock_linking()
    for source in sources:
        merge_speakers(source=source, target=target, by=by, reason=reason)
    made = MergedTogether.objects.create(
        target=target,
        sources=[source.pk for source in sources],
        made_by=by,
        reason=reason,
    )
    close_clusters([target.pk, *made.sources])
    return made


@act("quotes.change_speaker", also=undoing("merger", column("made_by")))
@transaction.atomic
def unmerge_many_speakers(
    *, merger: MergedTogether, by: User, reason: str = ""
) -> list[Speaker]:
    """Undo what ``merge_many_speakers`` did; return the speakers that stand again.

    Those unmerged one by one since are left as they are. ConflictError where it has
    been undone; ReviewError where ``unmerge_speakers`` refuses one.
    """
    lock_linking()
    held = MergedTogether.objects.select_for_update().get(pk=merger.pk)
    if held.undone_at is not None:
        raise ConflictError(f"{held.undone_by} has undone this merger already.")
    back = []
    for pk in reversed(held.sources):
        speaker = Speaker.objects.get(pk=pk)
        if speaker.merged_into_id is not None:
            back.append(unmerge_speakers(speaker=speaker, by=by, reason=reason))
    held.undone_by, held.undone_at = by, timezone.now()
    held.save(update_fields=["undone_by", "undone_at"])
    return back


@act("quotes.change_speaker")
@transaction.atomic
def tell_many_speakers_apart(
    *, speakers: Sequence[Speaker], by: User, reason: str = ""
) -> int:
    """Record of each of ``speakers`` that it is none of the others; return how often.

    Pairs told apart before are passed over. ReviewError for fewer than two, more than
    APART, and where ``tell_speakers_apart`` refuses a pair.
    """
    if not 2 <= len(speakers) <= APART:
        raise ReviewError(f"Between two and {APART} speakers are told apart at once.")
    lock_linking()
    known = told_apart([row.pk for row in speakers])
    told = 0
    for one, other in combinations(speakers, 2):
        if other.pk not in known[one.pk]:
            tell_speakers_apart(one=one, other=other, by=by, reason=reason)
            told += 1
    close_clusters([row.pk for row in speakers])
    return told
