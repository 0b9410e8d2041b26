"""The columns by which names are looked up, filled in again from the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from quotes.history import record_as_found, sign
from quotes.models import SpeakerAlias

DERIVED = ["folded", "skeleton", "family_name", "acronym"]
FOLDS_ALIKE = "Folds like another name of the same speaker"


def refill_names(speakers: Sequence[int]) -> int:
    """Fill in what the names of ``speakers`` are looked up by; count what changed.

    Of two names of one speaker that have come to fold alike the elder stays; history
    keeps the other.
    """
    names = SpeakerAlias.objects.filter(speaker__in=speakers).order_by("pk")
    changed: list[SpeakerAlias] = []
    doubled: list[SpeakerAlias] = []
    held: dict[int, set[str]] = defaultdict(set)
    for name in names.select_related("speaker"):
        before = [getattr(name, column) for column in DERIVED]
        name.fill()
        if name.folded in held[name.speaker_id]:
            doubled.append(name)
            continue
        held[name.speaker_id].add(name.folded)
        if before != [getattr(name, column) for column in DERIVED]:
            changed.append(name)
    _drop(doubled)
    # First out of each other's way: of two names one may become what the other was.
    # No folded name begins with a blank.
    for name in changed:
        SpeakerAlias.objects.filter(pk=name.pk).update(folded=f" {name.pk}")
    SpeakerAlias.objects.bulk_update(changed, DERIVED)
    return len(changed) + len(doubled)


def _drop(names: Sequence[SpeakerAlias]) -> None:
    at = timezone.now()
    record_as_found(names, at=at)
    for name in names:
        sign(name, by=None, reason=FOLDS_ALIKE, at=at)
        name.delete()
