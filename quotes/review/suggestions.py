"""Editors' answers to what linking asks: are these two speakers one?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import distinctions_of, standing
from quotes.models import Speaker, SpeakerDistinction, SpeakerSuggestion
from quotes.review.distinctions import tell_speakers_apart, withdraw_distinction
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.merging import merge_speakers
from quotes.review.undone import last_act, undoing
from quotes.review.unmerging import unmerge_speakers

Status = SpeakerSuggestion.Status


@act("quotes.change_speaker", "quotes.change_speakersuggestion")
@transaction.atomic
def accept_suggestion(
    *,
    suggestion: SpeakerSuggestion,
    by: User,
    reason: str = "",
    stays: Speaker | None = None,
) -> Speaker:
    """Merge the two speakers of ``suggestion``; return the one that stays.

    stays: one of the two; without it the elder, which more addresses lead to.
    ReviewError where somebody has answered before, ``stays`` is neither, or
    ``merge_speakers`` refuses.
    """
    newer, elder = _lock_open(suggestion)
    target = stays or elder
    if target.pk not in (newer.pk, elder.pk):
        raise ReviewError(f"{target} is neither of the two that may be one.")
    source = newer if target.pk == elder.pk else elder
    return merge_speakers(source=source, target=target, by=by, reason=reason)


@act("quotes.change_speaker", "quotes.change_speakersuggestion")
@transaction.atomic
def dismiss_suggestion(
    *, suggestion: SpeakerSuggestion, by: User, reason: str = ""
) -> SpeakerDistinction:
    """Record that the two speakers of ``suggestion`` are not the same.

    No later run suggests it again. ReviewError where somebody has answered before.
    """
    newer, elder = _lock_open(suggestion)
    return tell_speakers_apart(one=newer, other=elder, by=by, reason=reason)


@act(
    "quotes.change_speaker",
    "quotes.change_speakersuggestion",
    also=undoing("suggestion", last_act),
)
@transaction.atomic
def reopen_suggestion(
    *, suggestion: SpeakerSuggestion, by: User, reason: str = ""
) -> None:
    """Undo the answer to ``suggestion``: the merger, or that they were told apart.

    ReviewError where nobody has answered, or both have since been merged into a
    third.
    """
    lock_linking()
    held = _lock_suggestion(suggestion)
    if held.status == Status.OPEN:
        raise ReviewError("Nobody has answered this question yet.")
    one, other = standing(held.speaker), standing(held.candidate)
    if held.status == Status.SAME:
        if held.speaker.merged_into_id and held.candidate.merged_into_id:
            raise ReviewError(
                f"Both have been merged into {one}: unmerge one of them on its page."
            )
        merged = held.speaker if held.speaker.merged_into_id else held.candidate
        unmerge_speakers(speaker=merged, by=by, reason=reason)
        return
    for distinction in distinctions_of([one.pk]):
        ends = {standing(distinction.first).pk, standing(distinction.second).pk}
        if ends == {one.pk, other.pk}:
            withdraw_distinction(distinction=distinction, by=by, reason=reason)


def _lock_open(suggestion: SpeakerSuggestion) -> tuple[Speaker, Speaker]:
    """Return the two that stand for the newer and the elder; refuse where decided."""
    lock_linking()
    held = _lock_suggestion(suggestion)
    if held.status != Status.OPEN:
        raise ReviewError(
            f"Whether {held.speaker} is {held.candidate} was decided already: "
            f"{held.get_status_display().lower()}."
        )
    return standing(held.speaker), standing(held.candidate)


def _lock_suggestion(suggestion: SpeakerSuggestion) -> SpeakerSuggestion:
    rows = SpeakerSuggestion.objects.select_for_update(of=("self",))
    return rows.select_related("speaker__merged_into", "candidate__merged_into").get(
        pk=suggestion.pk
    )
