"""Which Speaker row a printed name is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction

from quotes.extraction import DocumentSpeaker
from quotes.extraction.folding import fold
from quotes.models import Speaker, SpeakerAlias
from quotes.models.slugs import free_slug

LONGEST_NAME = Speaker._meta.get_field("name").max_length or 300


def link_speakers(found: Iterable[DocumentSpeaker]) -> Mapping[str, Speaker]:
    """Return the Speaker of each name in ``found``, made where it is new.

    Keys are the names as given. The same folded name is the same speaker; a
    merged speaker's names belong to the one it was merged into. Names that fold
    to nothing, or are longer than a name can be, are left out.

    To be called inside the transaction that stores the quotes. Safe to run in
    several processes at once: new speakers are made in the order of their slugs,
    so that two transactions wait for each other but never in a circle.
    """
    wanted = {
        speaker.name: fold(speaker.name)
        for speaker in found
        if len(speaker.name) <= LONGEST_NAME
    }
    details = {fold(speaker.name): speaker for speaker in found}
    known = _find(set(wanted.values()) - {""})
    for folded in sorted(set(wanted.values()) - known.keys() - {""}):
        known[folded] = _make(details[folded], folded)
    return {name: known[folded] for name, folded in wanted.items() if folded}


def _find(folded: set[str]) -> dict[str, Speaker]:
    """Standing speakers by folded alias; the eldest where homonyms share one."""
    aliases = (
        SpeakerAlias.objects.filter(folded__in=folded)
        .select_related("speaker__merged_into")
        .order_by("-speaker_id")
    )
    return {
        alias.folded: alias.speaker.merged_into or alias.speaker for alias in aliases
    }


def _make(found: DocumentSpeaker, folded: str) -> Speaker:
    speaker = Speaker(
        name=found.name,
        slug=free_slug(Speaker, found.name),
        kind=found.kind or Speaker.Kind.UNKNOWN,
        description=found.description,
    )
    try:
        with transaction.atomic():
            speaker.save()
    except IntegrityError:
        # Another process made a speaker of this slug meanwhile.
        if folded in (known := _find({folded})):
            return known[folded]
        speaker.slug = free_slug(Speaker, found.name)
        speaker.save()
    SpeakerAlias.objects.create(
        speaker=speaker, name=found.name, origin=SpeakerAlias.Origin.EXTRACTION
    )
    return speaker
