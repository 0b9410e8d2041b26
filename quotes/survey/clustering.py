"""Names that may be one, in clusters, for editors to work through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from quotes.history import in_batches
from quotes.linking.store.told_apart import told_apart
from quotes.models import Speaker, SpeakerCluster, SpeakerSuggestion
from quotes.survey.keys import fingerprint, ngram_fingerprint, phonetic

LARGEST = 100
"""Speakers in a cluster: a key that more share says nothing."""

QUESTIONS = 10_000
"""Open questions of the linker that are looked at, the likeliest."""

Method = SpeakerCluster.Method
KEYS: Mapping[str, Callable[[str], str]] = {
    Method.FINGERPRINT: fingerprint,
    Method.NGRAM: ngram_fingerprint,
    Method.PHONETIC: phonetic,
}


@transaction.atomic
def store_clusters() -> int:
    """Find all clusters anew and store them; return how many there are.

    What was told apart, each from each, makes none, and neither does what is part of a
    cluster that another method has found before.
    """
    SpeakerCluster.objects.all().delete()
    stored = 0
    holding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for method, key, members in _clusters():
        known = any(members <= other for other in holding[min(members)])
        if known or _all_told_apart(members):
            continue
        for pk in members:
            holding[pk].append(members)
        stored += 1
        made = SpeakerCluster.objects.create(
            method=method, key=key, size=len(members), found_at=timezone.now()
        )
        made.members.set(members)
    return stored


def _clusters() -> Iterator[tuple[str, str, frozenset[int]]]:
    names = list(
        Speaker.objects.standing().order_by().values_list("pk", "name", "kind")
    )
    for method, key_of in KEYS.items():
        held: dict[str, set[int]] = defaultdict(set)
        for pk, name, _ in names:
            if key := key_of(name):
                held[key].add(pk)
        for key, pks in sorted(held.items()):
            if 1 < len(pks) <= LARGEST:
                yield method, key, frozenset(pks)
    yield from _asked()


def _asked() -> Iterator[tuple[str, str, frozenset[int]]]:
    """What the linker asks, questions that share a speaker joined."""
    asked = SpeakerSuggestion.objects.undecided().filter(
        speaker__merged_into=None, candidate__merged_into=None
    )
    leader: dict[int, int] = {}

    def lead(pk: int) -> int:
        while leader.setdefault(pk, pk) != pk:
            pk = leader[pk]
        return pk

    for one, other in asked.values_list("speaker", "candidate")[:QUESTIONS]:
        leader[lead(one)] = lead(other)
    groups: dict[int, set[int]] = defaultdict(set)
    for pk in list(leader):
        groups[lead(pk)].add(pk)
    for first, pks in sorted(groups.items()):
        if len(pks) <= LARGEST:
            yield Method.LINKER, f"speaker {first}", frozenset(pks)


def _all_told_apart(members: Iterable[int]) -> bool:
    """Whether nobody among ``members`` may still be one with another."""
    pks = set(members)
    apart = told_apart(pks)
    return all(pks - {pk} <= apart[pk] for pk in pks)


def close_clusters(pks: Iterable[int]) -> None:
    """Take away clusters with speakers ``pks`` of which nothing is left to decide."""
    touched = SpeakerCluster.objects.filter(members__in=list(pks)).distinct()
    for batch in in_batches(touched):
        for cluster in batch:
            if len(undecided_members(cluster)) < 2:
                cluster.delete()


def undecided_members(cluster: SpeakerCluster) -> list[Speaker]:
    """Return who of ``cluster`` stands and may still be one with another of it."""
    rows = list(cluster.members.filter(merged_into=None).order_by("name", "pk"))
    pks = {row.pk for row in rows}
    apart = told_apart(pks)
    return [row for row in rows if not pks - {row.pk} <= apart[row.pk]]
