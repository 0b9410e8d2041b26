"""Speakers who may be the same: kept for editors, never decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from django.db.models import Q

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.comparing.compare_bodies import bare_name
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Quote, Speaker, SpeakerSuggestion
from quotes.names.folding import fold

MOST = 5
"""Candidates suggested for one speaker: a longer list helps nobody."""
FULL_NAME, PART_OF_NAME = 0.6, 0.3
"""How likely two speakers are one who share the whole name, or a part of it."""


class Suggestions:
    """Suggestions about the speakers of a document; ``save`` stores all at once."""

    def __init__(self) -> None:
        self._raised: list[tuple[Speaker, dict[int, Speaker], DocumentSpeaker]] = []

    def add(
        self, found: DocumentSpeaker, speaker: Speaker, candidates: Iterable[Speaker]
    ) -> None:
        """Suggest that ``speaker``, who is ``found``, is one of ``candidates``."""
        others = {other.pk: other for other in candidates if other.pk != speaker.pk}
        if others:
            self._raised.append((speaker, others, found))

    def join(self, source: Speaker, target: Speaker) -> None:
        """Suggest of ``target`` what was suggested of ``source``, which is it."""
        raised, self._raised = self._raised, []
        for speaker, others, found in raised:
            one, *rest = (
                target if each.pk == source.pk else each
                for each in (speaker, *others.values())
            )
            self.add(found, one, rest)

    def save(self, apart: ToldApart, *, new: Container[int]) -> None:
        """Store what was suggested.

        Pairs that an editor told apart, or was asked about before, stay as they are,
        also where it was about a speaker who has since been merged into one of them.
        new: speakers of whom nobody can have been asked. Four queries and one to
        write; fewer where they are new.
        """
        known = {speaker.pk for speaker, *_ in self._raised if speaker.pk not in new}
        settled = _asked_before(known)
        for pk, counterparts in apart.of(known).items():
            settled[pk] |= counterparts
        rows = []
        for speaker, others, found in self._raised:
            for pk in sorted(others.keys() - settled[speaker.pk])[:MOST]:
                settled[speaker.pk].add(pk)
                settled[pk].add(speaker.pk)
                elder, newer = sorted((pk, speaker.pk))
                rows.append(
                    SpeakerSuggestion(
                        speaker_id=newer,
                        candidate_id=elder,
                        score=_score(speaker, others[pk]),
                        reason=_reason(found, others[pk]),
                    )
                )
        SpeakerSuggestion.objects.bulk_create(rows, ignore_conflicts=True)


def close_suggestions(source: Speaker, target: Speaker) -> None:
    """Answer what was asked about two who are one by now, others into them merged."""
    ends = {source.pk, target.pk}
    asked = SpeakerSuggestion.objects.filter(
        Q(speaker__in=ends) | Q(speaker__merged_into__in=ends),
        Q(candidate__in=ends) | Q(candidate__merged_into__in=ends),
    )
    asked.filter(status=SpeakerSuggestion.Status.OPEN).update(
        status=SpeakerSuggestion.Status.SAME
    )


def _asked_before(pks: set[int]) -> defaultdict[int, set[int]]:
    """Whom each of ``pks``, or one merged into it, was suggested to be."""
    asked: defaultdict[int, set[int]] = defaultdict(set)
    if not pks:
        return asked
    merged = Speaker.objects.filter(merged_into__in=pks).order_by()
    own = pks.union(merged.values_list("pk", flat=True))
    pairs = SpeakerSuggestion.objects.filter(
        Q(speaker__in=own) | Q(candidate__in=own)
    ).order_by()
    for newer, newer_into, elder, elder_into in pairs.values_list(
        "speaker", "speaker__merged_into", "candidate", "candidate__merged_into"
    ):
        pair = {newer_into or newer, elder_into or elder}
        for pk in pair:
            asked[pk] |= pair
    return asked


def _score(speaker: Speaker, candidate: Speaker) -> float:
    one, other = fold(bare_name(speaker.name)), fold(bare_name(candidate.name))
    whole = len(one.split()) > 1 and len(other.split()) > 1
    return FULL_NAME if whole else PART_OF_NAME


def _reason(found: DocumentSpeaker, speaker: Speaker) -> str:
    told = f"“{found.name}”" + (f", {found.description}," if found.description else "")
    known = f"“{speaker.name}”"
    if speaker.description:
        known += f", {speaker.description}"
    if Quote.objects.filter(speaker=speaker).exists():
        known += ", who is quoted already"
    return f"{told} may be {known}."
