"""Who speaks for a body without being named: the roles that are one across articles.

Pure, without Django. Two spokespeople of one ministry are one voice; two soldiers of
one army, or two women of one state, are two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import bare_name
from quotes.linking.speakers.comparing.relations import (
    SpeakerRecord,
    is_state,
    split_members,
    tells_office,
)
from quotes.linking.wordings.words import FUNCTION_WORDS, stem
from quotes.names.acronyms import is_only_acronym
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, places, roles
from quotes.names.states import states_of

_BODIES = frozenset(map(stem, organisations.ORGANISATION_HEADS))
_PART_OF = re.compile(r" (?:of|for|at) ")


def is_anonymous(found: DocumentSpeaker) -> bool:
    """Whether a document names somebody by nothing but a role or a number."""
    if found.kind is SpeakerKind.ORGANISATION:
        return False
    if found.kind is None:
        # "Exit polls", "those": of an unknown kind, and not written like a name.
        return found.name == found.name.lower()
    if found.names:
        return False
    if found.kind is SpeakerKind.GROUP:
        return not split_members(found.name)
    words = found.name.split()
    # At the beginning of a sentence a role has a capital, too: "Woman", "Judge".
    is_role = fold(words[-1]) in roles.ROLES
    return is_role or any(word[:1].islower() for word in words)


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
        name = body_spoken_for(speaker)
        if name and fold(name) not in named:
            body = DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,))
            bodies.setdefault(fold(name), body)
    return list(bodies.values())


def body_spoken_for(found: DocumentSpeaker) -> str:
    """Return the name of the body that ``found`` speaks for; "" where it has none.

    Named persons are described in so many ways that only three names are sure: a
    state or its seat, what a spokesperson speaks for, and what is called a body
    whose office somebody holds. Who holds another office speaks for the one state
    that it is of: "Ostmere’s prime minister".
    """
    name = _name_of_body(found.affiliation)
    if is_anonymous(found):
        return name if speaks_for_body(found) else ""
    if is_state(SpeakerRecord(0, name)):
        return name
    if not name or not tells_office(found.description):
        return ""
    if "spokes" in found.description.casefold() or _is_called_body(name):
        return name
    states = states_of(name)
    return _name_of_body(next(iter(states)).title()) if len(states) == 1 else ""


def _is_called_body(name: str) -> bool:
    """Whether a proper name is that of a body by its last word, or one before "of"."""
    words = [word for word in name.split() if fold(word) not in FUNCTION_WORDS]
    heads = _PART_OF.split(name)[0].split()[-1:]
    proper = all(word[:1].isupper() for word in words)
    return proper and bool(_BODIES & {stem(fold(head)) for head in heads})


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
