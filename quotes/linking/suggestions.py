"""Speakers who may be the same: kept for editors, never decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Q

from quotes.extraction.folding import fold
from quotes.linking.distinctions import told_apart
from quotes.linking.identity import bare_name
from quotes.models import Speaker, SpeakerSuggestion

MOST = 5
"""Candidates suggested for one speaker: a longer list helps nobody."""
FULL_NAME, PART_OF_NAME = 0.6, 0.3
"""How likely two speakers are one who share the whole name, or a part of it."""


def suggest(
    speaker: Speaker,
    candidates: Iterable[Speaker],
    *,
    because: Callable[[Speaker], str],
) -> None:
    """Store that ``speaker`` may be each of ``candidates``; ``because`` says why.

    Pairs that an editor told apart, or was asked about before, stay as they are,
    also where it was about a speaker who has since been merged into one of them.
    """
    new = {other.pk: other for other in candidates if other.pk != speaker.pk}
    if not new:
        return
    settled = told_apart([speaker.pk])[speaker.pk] | _asked_before(speaker)
    rows = []
    for pk in sorted(new.keys() - settled)[:MOST]:
        elder, newer = sorted((pk, speaker.pk))
        rows.append(
            SpeakerSuggestion(
                speaker_id=newer,
                candidate_id=elder,
                score=_score(speaker, new[pk]),
                reason=because(new[pk]),
            )
        )
    SpeakerSuggestion.objects.bulk_create(rows, ignore_conflicts=True)


def _asked_before(speaker: Speaker) -> set[int]:
    """Whom ``speaker``, or one merged into it, was suggested to be."""
    own = {speaker.pk, *speaker.merged.values_list("pk", flat=True)}
    pairs = SpeakerSuggestion.objects.filter(
        Q(speaker__in=own) | Q(candidate__in=own)
    ).values_list(
        "speaker", "speaker__merged_into", "candidate", "candidate__merged_into"
    )
    return {
        stands
        for newer, newer_into, elder, elder_into in pairs
        for stands in (newer_into or newer, elder_into or elder)
    }


def _score(speaker: Speaker, candidate: Speaker) -> float:
    one, other = fold(bare_name(speaker.name)), fold(bare_name(candidate.name))
    whole = len(one.split()) > 1 and len(other.split()) > 1
    return FULL_NAME if whole else PART_OF_NAME
