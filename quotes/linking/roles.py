"""Who speaks for a body without being named: the roles that are one across articles.

Pure, without Django. Two spokespeople of one ministry are one voice; two soldiers of
one army, or two women of one state, are two people.
"""

from __future__ import annotations

from collections.abc import Iterable

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.extraction.acronyms import is_only_acronym
from quotes.extraction.folding import fold
from quotes.extraction.gazetteer import organisations, places
from quotes.linking.identity import bare_name
from quotes.linking.kinship import (
    SpeakerFacts,
    is_state,
    split_members,
    states_of,
    tells_office,
)
from quotes.linking.words import stem

_BODIES = frozenset(map(stem, organisations.ORGANISATION_HEADS))


def is_anonymous(found: DocumentSpeaker) -> bool:
    """Whether a document names somebody by nothing but a role or a number."""
    if found.kind is SpeakerKind.ORGANISATION:
        return False
    if found.names or found.kind is None:
        return False
    if found.kind is SpeakerKind.GROUP:
        return not split_members(found.name)
    return any(word[:1].islower() for word in found.name.split())


def speaks_for_body(found: DocumentSpeaker) -> bool:
    """Whether ``found``, who is anonymous, speaks as a body and not as a person.

    So do spokespeople, officials and holders of an office, and groups of bodies
    ("intelligence agencies").
    """
    if not found.affiliation:
        return False
    if tells_office(found.name):
        return True
    last = fold(found.name).split()[-1:]
    return found.kind is SpeakerKind.GROUP and bool(_BODIES & set(map(stem, last)))


def bodies_spoken_for(found: Iterable[DocumentSpeaker]) -> list[DocumentSpeaker]:
    """Return the bodies that somebody in ``found`` speaks for, by name.

    They are to be known whether or not an article has quoted them before: else
    who speaks for them would be another one in another order of articles. Those
    in ``found`` already are left out, and so is what is no name ("the company").
    """
    found = list(found)
    named = {fold(name) for speaker in found for name in (speaker.name, *speaker.names)}
    bodies: dict[str, DocumentSpeaker] = {}
    for speaker in found:
        name = _name_of_body(speaker.affiliation)
        if is_anonymous(speaker):
            known = speaks_for_body(speaker)
        else:
            # Of named persons only states and their seats: others may be anything.
            known = is_state(SpeakerFacts(0, name))
        if known and name and fold(name) not in named:
            body = DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,))
            bodies.setdefault(fold(name), body)
    return list(bodies.values())


def _name_of_body(affiliation: str) -> str:
    """The name of the body that ``affiliation`` names; "" where it is none.

    "Ukrainian" names Ukraine. A single word is a name only where it is a state's or
    an acronym: "Ministry", "Transport" are none.
    """
    bare = bare_name(affiliation)
    for table in (places.STATE_NAMES, places.DEMONYMS, places.CAPITALS):
        if names := table.get(bare.replace(".", "") if is_only_acronym(bare) else bare):
            return names[0]
    if states_of(bare) or is_only_acronym(bare):
        return bare
    proper = bare[:1].isupper() and " " in bare
    return bare if proper else ""
