"""Antecedents of pronouns: the likeliest person, body or group named before.

Every mention before the pronoun votes with its nearness, its place in the sentence
and whether its person was speaking; the weights stand in ``_Weight``. The idea is
the salience count of Lappin and Leass (1994), read from neighbouring words instead
of a parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.extraction.types import Candidate, DocumentSpeaker, SpeakerKind
from quotes.extraction.who.cast import PersonMention
from quotes.extraction.who.constituency import is_another_member
from quotes.extraction.who.context import (
    NOBODY,
    Context,
    How,
    Resolution,
    Spoke,
    person_speaker,
)
from quotes.extraction.who.person import Person
from quotes.extraction.who.phrases import GENDERS, Phrase, Pronoun
from quotes.extraction.who.questions import is_asked_about
from quotes.extraction.who.relative_pronouns import MENTIONS_BACK, resolve_relative
from quotes.extraction.who.they import they
from quotes.names.gazetteer import roles
from quotes.names.person_names import Gender, fold_word

_SPOKEN_BACK = 30
_SENTENCES_BACK = 14
_RUNNERS_UP = 3
_GROUP_BACK = 4
_SALIENT = 8
_EPITHET_BACK = 3
_HANDLE_BACK = 3


class _Weight:
    """What counts for an antecedent; nearness is ``DECAY`` per sentence."""

    DECAY = 0.6
    SUBJECT = 0.35
    SPEAKER = 0.45
    OBLIQUE = -0.25
    POSSESSIVE = -0.2
    QUOTED = -0.6
    GENDER = 0.12
    UNSURE = -0.3
    SALIENCE = 0.15
    SAME_PARAGRAPH = 0.1
    OTHER_ROLE = -0.4


@dataclass(slots=True)
class _Vote:
    """The best case made so far for one antecedent."""

    score: float
    position: int
    speaker: DocumentSpeaker | None
    person: Person | None
    spoke: bool

    @property
    def name(self) -> str:
        if self.person is not None:
            return self.person.name
        return self.speaker.name if self.speaker is not None else ""


def resolve_pronoun(context: Context, phrase: Phrase, pronoun: Pronoun) -> Resolution:
    """Who a pronoun stands for; nobody where nothing before it fits."""
    if pronoun is Pronoun.FIRST:
        return NOBODY
    if pronoun is Pronoun.WHO:
        return resolve_relative(context, phrase)
    if pronoun is Pronoun.THEY:
        found = _last_body(context, phrase, groups=True)
        return (they(context, phrase) if found.speaker is None else None) or found
    if pronoun is Pronoun.IT:
        return _last_body(context, phrase, groups=False)
    return _person(context, phrase, GENDERS[pronoun])


def _person(
    context: Context, phrase: Phrase, gender: Gender | None, *, epithet: bool = False
) -> Resolution:
    votes: dict[object, _Vote] = {}
    for vote in (*_named(context, phrase, gender), *_spoken(context, phrase, gender)):
        if epithet:
            vote.score += _prominence(vote.person)
        key = vote.person or vote.name
        held = votes.get(key)
        if held is None or vote.score > held.score:
            votes[key] = vote
    ranked = sorted(votes.values(), key=lambda vote: (-vote.score, -vote.position))
    if not ranked:
        return replace(NOBODY, gender=gender)
    best = ranked[0]
    if best.person is not None and best.person.gender is None and gender:
        best.person.gender = gender
    rest = ranked[1 : 1 + _RUNNERS_UP]
    lead = best.score - rest[0].score if rest else 1.0
    return Resolution(
        speaker=best.speaker if best.person is None else person_speaker(best.person),
        how=How.PRONOUN,
        method=_told(phrase, best, gender),
        distance=context.distance(best.position, phrase.start),
        margin=max(0.0, min(1.0, lead)),
        candidates=tuple(
            Candidate(vote.name, round(_share(vote, ranked), 2)) for vote in rest
        ),
        person=best.person,
        gender=gender,
    )


def _told(phrase: Phrase, best: _Vote, gender: Gender | None) -> str:
    who = {Gender.MALE: "man", Gender.FEMALE: "woman", None: "person"}[gender]
    where = "who spoke" if best.spoke else "named"
    return (
        f"pronoun ‘{phrase.text}’ resolved to {best.name}, "
        f"the likeliest {who} {where} before"
    )


def _share(vote: _Vote, ranked: list[_Vote]) -> float:
    total = sum(max(0.05, other.score) for other in ranked[: 1 + _RUNNERS_UP])
    return max(0.05, vote.score) / total


def _named(context: Context, phrase: Phrase, gender: Gender | None) -> Iterator[_Vote]:
    here = context.outline.sentence(phrase.start)
    paragraph = context.outline.paragraph(phrase.start)
    spoken = {spoke.start for spoke in context.spoken[-_SPOKEN_BACK:]}
    for index, mention in enumerate(context.cast.before(phrase.start)):
        back = here - context.outline.sentence(mention.start)
        if index > MENTIONS_BACK or back > _SENTENCES_BACK:
            return
        person = mention.person
        if _clash(person.gender, gender) or mention.end > phrase.start:
            continue
        if is_asked_about(context.text, context.outline, mention.start, phrase.start):
            continue
        weight = 1.0 + _standing(mention)
        if context.outline.paragraph(mention.start) == paragraph:
            weight += _Weight.SAME_PARAGRAPH
        if mention.start in spoken:
            weight += _Weight.SPEAKER
        score = _Weight.DECAY**back * weight + _merits(person, gender)
        yield _Vote(score, mention.start, None, person, mention.start in spoken)


def _clash(known: Gender | None, wanted: Gender | None) -> bool:
    return known is not None and wanted is not None and known is not wanted


def _standing(mention: PersonMention) -> float:
    score = 0.0
    if mention.quoted:
        score += _Weight.QUOTED
    if mention.subject:
        score += _Weight.SUBJECT
    elif mention.possessive:
        score += _Weight.POSSESSIVE
    elif mention.oblique:
        score += _Weight.OBLIQUE
    return score


def _prominence(person: Person | None) -> float:
    """What more counts for an epithet: who is often named, with no other role."""
    if person is None:
        return _Weight.OTHER_ROLE
    score = 2 * _Weight.SALIENCE * min(1.0, person.count / _SALIENT)
    if person.role_words and not person.role_words & roles.EPITHETS:
        score += _Weight.OTHER_ROLE
    return score


def _merits(person: Person, gender: Gender | None) -> float:
    score = _Weight.GENDER if person.gender and person.gender is gender else 0.0
    if not person.sure and person.gender is None:
        score += _Weight.UNSURE
    return score + _Weight.SALIENCE * min(1.0, person.count / _SALIENT)


def _spoken(context: Context, phrase: Phrase, gender: Gender | None) -> Iterator[_Vote]:
    """Those who spoke before, pronouns and descriptions included."""
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        speaker, person = spoke.resolution.speaker, spoke.resolution.person
        back = context.distance(spoke.start, phrase.start)
        if (
            speaker is None
            or speaker.kind is not SpeakerKind.PERSON
            or back > _SENTENCES_BACK
        ):
            continue
        known = person.gender if person is not None else spoke.resolution.gender
        if _clash(known, gender) or spoke.start >= phrase.start:
            continue
        score = _Weight.DECAY**back * (1.0 + _Weight.SUBJECT + _Weight.SPEAKER)
        if person is not None:
            score += _merits(person, gender)
        elif known and known is gender:
            score += _Weight.GENDER
        yield _Vote(score, spoke.start, speaker, person, True)


def resolve_epithet(
    context: Context, phrase: Phrase, gender: Gender | None
) -> Resolution:
    """Whom newspapers mean by "the mogul", said of somebody just named; or nobody."""
    found = _person(context, phrase, gender, epithet=True)
    if found.person is None or found.distance > _EPITHET_BACK:
        return NOBODY
    if is_another_member(found.person, map(fold_word, phrase.bare.split())):
        return NOBODY
    return replace(
        found,
        how=How.DESCRIPTION,
        method=f"‘{phrase.text}’ is taken for {found.person.name}, named just before",
        margin=0.5 * found.margin,
    )


def _last_body(context: Context, phrase: Phrase, *, groups: bool) -> Resolution:
    """The last group ("they") or body ("it") that spoke or was a subject nearby."""
    handle = _handle_before(context, phrase) if groups else None
    if handle is not None:
        return handle
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        back = context.distance(spoke.start, phrase.start)
        if back > _GROUP_BACK:
            break
        if _fits(spoke, groups):
            return _taken(phrase, spoke.resolution, back)
    subject = context.bodies.subject_before(phrase.start)
    if subject is None:
        return NOBODY
    position, body = subject
    back = context.distance(position, phrase.start)
    if back > 1 or (groups and not body.group):
        return NOBODY
    kind = SpeakerKind.GROUP if body.group else SpeakerKind.ORGANISATION
    found = Resolution(DocumentSpeaker(body.name, kind, tuple(body.names)), How.PRONOUN)
    return _taken(phrase, found, back)


def _handle_before(context: Context, phrase: Phrase) -> Resolution | None:
    """Who is known by a handle, and named so just before; else None."""
    for mention in context.cast.before(phrase.start):
        back = context.distance(mention.start, phrase.start)
        if back > _HANDLE_BACK:
            return None
        if any(letter.isdigit() for letter in mention.person.name):
            found = Resolution(person_speaker(mention.person), How.PRONOUN)
            taken = _taken(phrase, found, back)
            return replace(taken, person=mention.person)
    return None


def _fits(spoke: Spoke, groups: bool) -> bool:
    speaker = spoke.resolution.speaker
    if speaker is None:
        return False
    if groups:
        return speaker.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANISATION)
    return speaker.kind is SpeakerKind.ORGANISATION


def _taken(phrase: Phrase, found: Resolution, back: int) -> Resolution:
    name = found.speaker.name if found.speaker is not None else ""
    return replace(
        found,
        how=How.PRONOUN,
        method=f"pronoun ‘{phrase.text}’ resolved to {name}, which spoke before",
        distance=back,
        margin=0.5,
    )
