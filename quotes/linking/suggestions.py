"""Speakers who may be the same: kept for editors, never decided here."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.extraction.folding import fold
from quotes.linking.identity import bare_name
from quotes.models import Speaker, SpeakerDistinction, SpeakerSuggestion

MOST = 5
"""Candidates suggested for one speaker: a longer list helps nobody."""
FULL_NAME, PART_OF_NAME = 0.6, 0.3
"""How likely two speakers are one who share the whole name, or a part of it."""


def suggest(speaker: Speaker, doubts: Iterable[tuple[Speaker, str]]) -> None:
    """Store that ``speaker`` may be each candidate in ``doubts``, with the reason.

    Pairs that an editor told apart, or decided on before, stay as they are.
    """
    pairs = {
        tuple(sorted((speaker.pk, candidate.pk))): (candidate, reason)
        for candidate, reason in doubts
        if candidate.pk != speaker.pk
    }
    if not pairs:
        return
    told_apart = set(
        SpeakerDistinction.objects.filter(
            first__in=[first for first, _ in pairs],
            second__in=[second for _, second in pairs],
        ).values_list("first_id", "second_id")
    )
    SpeakerSuggestion.objects.bulk_create(
        [
            SpeakerSuggestion(
                speaker_id=newer,
                candidate_id=older,
                score=_score(speaker, candidate),
                reason=reason,
            )
            for (older, newer), (candidate, reason) in sorted(pairs.items())[:MOST]
            if (older, newer) not in told_apart
        ],
        ignore_conflicts=True,
    )


def _score(speaker: Speaker, candidate: Speaker) -> float:
    one, other = fold(bare_name(speaker.name)), fold(bare_name(candidate.name))
    whole = len(one.split()) > 1 and len(other.split()) > 1
    return FULL_NAME if whole else PART_OF_NAME
