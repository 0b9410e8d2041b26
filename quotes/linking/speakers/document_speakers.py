"""The speakers of one document: in which order they are linked, by which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.additions import LONGEST_NAME
from quotes.linking.speakers.comparing.compare_bodies import bare_name
from quotes.linking.speakers.comparing.compare_persons import generation_of
from quotes.linking.speakers.comparing.speaking_roles import (
    bodies_spoken_for,
    is_anonymous,
)
from quotes.names.acronyms import acronym_of, is_only_acronym, prints_expansion
from quotes.names.folding import fold
from quotes.names.person_names import is_place

_RANKS = {SpeakerKind.ORGANISATION: 0, SpeakerKind.PERSON: 1, SpeakerKind.GROUP: 2}


class NamedInDocument(NamedTuple):
    """Whom a document names as speakers, and those with the bodies they speak for."""

    speakers: tuple[DocumentSpeaker, ...]
    with_bodies: tuple[DocumentSpeaker, ...]


@lru_cache(maxsize=500)
def speakers_to_link(found: tuple[DocumentSpeaker, ...], text: str) -> NamedInDocument:
    """Return those of a document who are to be linked; remembered.

    Asked for a whole batch before it is stored (``ingest.preparing``), and again when
    the document is linked.
    """
    named = nameable(found)
    return NamedInDocument(tuple(named), tuple(with_bodies(named, text)))


def nameable(found: Iterable[DocumentSpeaker]) -> list[DocumentSpeaker]:
    """Return those of ``found`` whose name may be one, without others' names.

    A name that folds to nothing, or is longer than a name can be, is none.
    """
    return [
        _without_datelines(_without_relatives(speaker))
        for speaker in found
        if fold(speaker.name) and len(speaker.name) <= LONGEST_NAME
    ]


def with_bodies(named: Sequence[DocumentSpeaker], text: str) -> list[DocumentSpeaker]:
    """Return ``named`` and the bodies that they speak for, with their acronyms.

    text: of the document.
    """
    bodies = [b for b in bodies_spoken_for(named) if len(b.name) <= LONGEST_NAME]
    return _with_acronyms([*named, *bodies], text)


def in_order(
    speakers: Iterable[DocumentSpeaker], bodies: Collection[str]
) -> list[DocumentSpeaker]:
    """Return ``speakers`` in the order in which they are linked.

    ``bodies`` come first, for roles are known by them; those who speak jointly come
    last; a full name comes before what abbreviates it.
    """
    order = sorted(speakers, key=lambda s: (s.name not in bodies, _rank(s)))
    order.sort(key=lambda s: is_only_acronym(s.name) and s.name not in bodies)
    return order


def _without_relatives(speaker: DocumentSpeaker) -> DocumentSpeaker:
    """A person without full names that have another mark of generation.

    An article that names "Bo Lind Sr." and "Bo Lind Jr." may be read as of one.
    """
    if speaker.kind is not SpeakerKind.PERSON or len(speaker.names) < 2:
        return speaker
    mark = generation_of(speaker.name)
    names = [
        name
        for name in speaker.names
        if generation_of(name) == mark or len(bare_name(name).split()) == 1
    ]
    if len(names) == len(speaker.names):
        return speaker
    return replace(speaker, names=tuple(names))


def _without_datelines(speaker: DocumentSpeaker) -> DocumentSpeaker:
    """A place without the agency that stands behind it: "HOLLIN (TDA)"."""
    if speaker.kind is not SpeakerKind.ORGANISATION or len(speaker.names) < 2:
        return speaker
    if not is_place(speaker.name):
        return speaker
    names = [
        name for name in speaker.names if is_place(name) or not is_only_acronym(name)
    ]
    return replace(speaker, names=tuple(names))


def _with_acronyms(
    found: Sequence[DocumentSpeaker], text: str
) -> list[DocumentSpeaker]:
    """Bodies with the acronym that is theirs in this article.

    That is the one that ``text`` prints behind their name, or one that somebody is
    called by in it where no other body has the letters. Added before anybody is linked,
    it finds a speaker whom another article calls by the acronym alone.
    """
    called = {
        acronym_of(name)
        for speaker in found
        for name in (speaker.name, *speaker.names)
        if is_only_acronym(name)
    }
    full = [
        speaker
        for speaker in found
        if speaker.kind is not SpeakerKind.PERSON
        and not is_anonymous(speaker)
        and not is_only_acronym(speaker.name)
    ]
    bearers = Counter(acronym_of(speaker.name) for speaker in full)
    return [
        replace(speaker, names=(*speaker.names, letters))
        if speaker in full
        and (letters := acronym_of(speaker.name))
        and (
            prints_expansion(text, speaker.name)
            or (letters in called and bearers[letters] == 1)
        )
        else speaker
        for speaker in found
    ]


def _rank(speaker: DocumentSpeaker) -> tuple[int, str]:
    rank = _RANKS[speaker.kind] if speaker.kind else 1
    return rank + 3 * (not speaker.names), fold(speaker.name)
