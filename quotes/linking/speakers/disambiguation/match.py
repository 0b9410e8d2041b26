"""Whether a speaker whom a document names is one that is stored, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import (
    DescribedName,
    NameJudgement,
    bare_name,
    same_body,
    without_state,
)
from quotes.linking.speakers.comparing.compare_persons import (
    is_surname_of,
    middles_differ,
    same_person,
)
from quotes.linking.speakers.comparing.occupations import (
    contradicts,
    traits_of,
    traits_of_name_forms,
)
from quotes.linking.speakers.disambiguation.candidate_speakers import KnownSpeaker
from quotes.models import Speaker, SpeakerAlias
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.states import states_of


def compare_speakers(
    found: DocumentSpeaker,
    known: KnownSpeaker,
    *,
    places: frozenset[str],
    seen_with: Callable[[KnownSpeaker, str], frozenset[str]],
) -> NameJudgement:
    """Return whether ``found`` is ``known``: the surest answer of any two names.

    places: states that the document names. seen_with: those of the articles in which
    somebody known spoke, of a name; asked only where one name has a state and the
    other has none.
    """
    if not _kinds_agree(found, known.speaker):
        return NameJudgement.OTHER
    if found.kind is SpeakerKind.PERSON:
        return _compare_with_person(found, known)
    surest = NameJudgement.OTHER
    for answer in _answers(found, known, places, seen_with):
        if answer is NameJudgement.SAME:
            return answer
        if answer is NameJudgement.DOUBT:
            surest = answer
    return surest


def _compare_with_person(found: DocumentSpeaker, known: KnownSpeaker) -> NameJudgement:
    """What the names of a person say beside those of another.

    Most names are of persons, and for these states make no difference.
    """
    surest = NameJudgement.OTHER
    full = known.speaker.name
    for name in _full_names(found):
        for alias in known.aliases:
            answer = _by_names(name, alias.name, full)
            if answer is NameJudgement.SAME or (
                answer is None and known.is_whole_name(fold(bare_name(name)))
            ):
                return _weigh_person(found, known)
            if answer is None or answer is NameJudgement.DOUBT:
                surest = NameJudgement.DOUBT
    return surest


def _answers(
    found: DocumentSpeaker,
    known: KnownSpeaker,
    places: frozenset[str],
    seen_with: Callable[[KnownSpeaker, str], frozenset[str]],
) -> Iterator[NameJudgement]:
    """What each name of the one says beside each name of the other; of bodies."""
    stored_places = states_of(f"{known.speaker.name} . {known.speaker.description}")
    seen: frozenset[str] | None = None
    for name in _full_names(found):
        for alias in known.aliases:
            around = stored_places
            if not around and _adds_state(name, alias.name):
                seen = seen_with(known, found.name) if seen is None else seen
                around = seen or states_of(bare_name(name))
            answer = _compare_bodies(name, places, alias.name, around)
            if is_only_acronym(alias.name):
                answer = _weigh_letters(answer, name, alias, found, known)
            yield answer


def _weigh_person(found: DocumentSpeaker, known: KnownSpeaker) -> NameJudgement:
    """Judge two persons of one name by what is said of them besides."""
    names = (found.name, *found.names)
    stored = (known.speaker.name, *(alias.name for alias in known.aliases))
    if _names_contradict(names, stored):
        return NameJudgement.DOUBT
    traits = traits_of(found.description), traits_of(known.speaker.description)
    return NameJudgement.NAMESAKE if contradicts(*traits) else NameJudgement.SAME


@lru_cache(maxsize=20_000)
def _names_contradict(names: tuple[str, ...], stored: tuple[str, ...]) -> bool:
    """Whether names of two persons, alike but for that, tell them apart."""
    if middles_differ(names, stored):
        return True
    return contradicts(traits_of_name_forms(names), traits_of_name_forms(stored))


@lru_cache(maxsize=100_000)
def _compare_bodies(
    name: str, places: frozenset[str], alias: str, around: frozenset[str]
) -> NameJudgement:
    """``same_body``, remembered: of bodies with the same letters articles ask again
    and again."""
    return same_body(
        DescribedName(name, places=places), DescribedName(alias, places=around)
    )


@lru_cache(maxsize=100_000)
def _adds_state(name: str, alias: str) -> bool:
    """Whether ``name`` says of which state the body of a stored name is.

    That name, without its state, had been read first: it is the same body where the
    state was spoken of. The other way round the article tells as much.
    """
    bare, stored = bare_name(name), bare_name(alias)
    return without_state(bare) != bare and without_state(stored) == stored


@lru_cache(maxsize=100_000)
def _by_names(name: str, alias: str, full: str) -> NameJudgement | None:
    """Whether a person's name is ``alias`` of one called ``full``; articles ask it
    again and again of the same names.

    None where it is a surname alone, or the like: it depends on whether that is known
    to be somebody's whole name.
    """
    words = len(fold(full).split())
    if words > 1 and (len(bare_name(name).split()) == 1 or is_surname_of(name, full)):
        return None
    if len(fold(alias).split()) == 1 != words:
        return NameJudgement.OTHER
    return same_person(DescribedName(name), DescribedName(alias))


@lru_cache(maxsize=20_000)
def _full_names(found: DocumentSpeaker) -> tuple[str, ...]:
    """The names of a document's speaker that may decide who it is."""
    names = dict.fromkeys((found.name, *found.names))
    if found.kind is not SpeakerKind.PERSON or len(found.name.split()) == 1:
        return tuple(names)
    return tuple(
        name
        for name in names
        if len(name.split()) > 1 and not is_surname_of(name, found.name)
    )


def _kinds_agree(found: DocumentSpeaker, speaker: Speaker) -> bool:
    """Whether a person is compared with persons only, a body with bodies.

    And nobody with what was found under no name ("exit polls", "spokesman").
    """
    body = speaker.kind == Speaker.Kind.ORGANISATION
    if not body and _is_lower(speaker.name) and not _is_lower(found.name):
        return False
    if found.kind is None or speaker.kind == Speaker.Kind.UNKNOWN:
        return True
    person = found.kind is SpeakerKind.PERSON
    return person == (speaker.kind == Speaker.Kind.PERSON)


@lru_cache(maxsize=100_000)
def _is_lower(name: str) -> bool:
    return name == name.lower()


def _weigh_letters(
    answer: NameJudgement,
    name: str,
    alias: SpeakerAlias,
    found: DocumentSpeaker,
    known: KnownSpeaker,
) -> NameJudgement:
    """What ``alias``, an acronym that two bodies have in common, says about them.

    Little, where both are known in full: those names have to agree.
    """
    letters = acronym_of(alias.name)
    if not known.expands(letters):
        return answer
    in_full = [full for full in (found.name, *found.names) if not is_only_acronym(full)]
    if not any(acronym_of(full) == letters for full in in_full):
        return answer
    return NameJudgement.DOUBT if is_only_acronym(name) else NameJudgement.OTHER


def abbreviates(found: DocumentSpeaker, known: KnownSpeaker) -> bool:
    """Whether one of the two is known by the letters of the other's full name only."""
    letters = acronym_of(found.name)
    if is_only_acronym(found.name):
        return known.expands(letters)
    return is_only_acronym(known.speaker.name) and not known.expands(letters)
