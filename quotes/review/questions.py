"""What linking asks editors: are these two speakers one?

The answer is always a merger or a distinction, so a suggestion holds no decision
of its own: it is "same" where its two speakers are one today, "different" where
they have been told apart, and open otherwise. Whatever is undone, it follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from quotes.history import record_as_found, write
from quotes.linking.store.told_apart import told_apart
from quotes.models import Speaker, SpeakerSuggestion

Status = SpeakerSuggestion.Status


def align_suggestions(
    speakers: Iterable[Speaker], *, by: User, reason: str, at: datetime
) -> None:
    """Bring the suggestions about ``speakers`` in line with what editors decided.

    To be called after an act on them, in its transaction.
    """
    pks = {speaker.merged_into_id or speaker.pk for speaker in speakers}
    rows = _lock_suggestions_about(pks | {speaker.pk for speaker in speakers})
    apart = told_apart(row.speaker.merged_into_id or row.speaker_id for row in rows)
    changed = []
    for row in rows:
        status = _status_of(row, apart)
        if status != row.status:
            changed.append((row, status))
    record_as_found([row for row, _ in changed], at=at)
    for row, status in changed:
        row.status = status
    write([row for row, _ in changed], ["status"], by=by, reason=reason, at=at)


def _lock_suggestions_about(pks: set[int]) -> list[SpeakerSuggestion]:
    """Suggestions about speakers ``pks``, and about those merged into them, locked."""
    merged = Speaker.objects.filter(merged_into__in=pks).values_list("pk", flat=True)
    concerned = pks | set(merged)
    rows = SpeakerSuggestion.objects.select_for_update(of=("self",)).filter(
        Q(speaker__in=concerned) | Q(candidate__in=concerned)
    )
    return list(rows.select_related("speaker", "candidate").order_by("pk"))


def _status_of(row: SpeakerSuggestion, apart: dict[int, set[int]]) -> Status:
    one = row.speaker.merged_into_id or row.speaker_id
    other = row.candidate.merged_into_id or row.candidate_id
    if one == other:
        return Status.SAME
    return Status.DIFFERENT if other in apart[one] else Status.OPEN
