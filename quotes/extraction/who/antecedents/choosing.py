"""Whom a mention that refers back is taken for, told in words; nobody where unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.extraction.types import Candidate, DocumentSpeaker, SpeakerKind
from quotes.extraction.who.antecedents.entity import Entity
from quotes.extraction.who.antecedents.ranking import Ranked, rank
from quotes.extraction.who.antecedents.referring import Anaphor, Class, Option, Ruled
from quotes.extraction.who.antecedents.subjects import note_subjects
from quotes.extraction.who.constituency import learn_from
from quotes.extraction.who.phrases import Phrase
from quotes.names.folding import fold
from quotes.names.gazetteer import roles
from quotes.names.person_names import Gender, fold_word, is_role, is_title

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context, Resolution

# Below it a wrong name is likelier than the right one: the speaker is left open.
LEAST = 0.22
LEAST_IT = 0.5
LEAST_DESCRIBED = 0.5
# From it on a description tells of whom it is taken for.
_SURE = 0.8
_RUNNERS_UP = 3
_LEAST_SHOWN = 0.02
_MARKS = ("“", "”", '"', "‘", "’", "'", "«")
# A name, and no possessive, as the subject of a clause.
_OPENING = re.compile(
    r"(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w.-]*){0,3})(?!\w|[’']s\b|,)(?=\s[a-z])"
)
# “They call me Senator Holm.”
_OF_ONESELF = re.compile(r"(?:\bme|\bI am|\bI[’']m|\bas)\s$")
_ACTS = re.compile(
    r"\s(?!(?:and|but|or|as|when|while|if|because|though|that|which|who|in|at|of|for|to"
    r"|by|with|from|on)\b)[a-z]+\s"
)
_OWNED = re.compile(r"(?:[\w.-]+\s){0,4}(?P<owner>[\w-]+)[’'](?:s\s|\s)")


def ruled_of(found: Resolution) -> Ruled:
    """The rules' answer as a feature: whom they name, unless a phrase as printed."""
    refers = found.how.value in ("pronoun", "description", "short form", "document")
    if found.speaker is None or not refers:
        return Ruled()
    names = frozenset(map(fold, (found.speaker.name, *found.speaker.names)))
    return Ruled(names, found.margin)


def choose(
    context: Context, phrase: Phrase, anaphor: Anaphor, found: Resolution
) -> Resolution:
    """The likeliest of all whom ``phrase`` may mean; ``found`` is the rules' answer."""
    ruled = ruled_of(found)
    note_subjects(context, phrase.start)
    ranked = _not_told_of(context.text, anaphor, rank(context, anaphor, ruled))
    ranked = _possible(context.text, ranked, phrase)
    if anaphor.age and len(ranked) > 1:
        # An age is told of somebody whom the text has named.
        ranked = [one for one in ranked if one.option is not None]
    best = ranked[0]
    if best.option is None:
        if ruled.names:
            return found
        return replace(found, probability=best.probability)
    others = tuple(
        Candidate(one.option.entity.name, round(one.probability, 2))
        for one in ranked
        if one.option is not None and one.probability >= _LEAST_SHOWN
    )
    is_role = anaphor.kind is Class.PERSON and found.how.value == "role"
    if is_role and best.probability < LEAST_DESCRIBED:
        return replace(found, candidates=others[:_RUNNERS_UP])
    if best.probability < (LEAST_IT if anaphor.kind is Class.IT else LEAST):
        return _open(found, phrase, others[:_RUNNERS_UP])
    return _taken(context, phrase, anaphor, best, found, others[1 : 1 + _RUNNERS_UP])


def _not_told_of(text: str, anaphor: Anaphor, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those whom the words do not speak of as of others, who share what is theirs.

    "He said Ada Holm was late" is hardly Ada Holm's, nor is “Senator Holm was late”.
    """
    start, end = anaphor.content[0] if anaphor.content else (0, 0)
    opening = _OPENING.match(text, start, end)
    said = ""
    if text[start - 1 : start] in _MARKS:
        opening = None
        said = " ".join(text[a:b] for a, b in anaphor.content)
    kept = [
        one
        for one in ranked
        if one.option is None
        or not (
            (opening and _is_called(one.option.entity.name, opening["name"]))
            or _is_titled_in(said, one.option.entity)
        )
    ]
    share = sum(one.probability for one in kept)
    if len(kept) == len(ranked) or not share:
        return list(ranked)
    return [replace(one, probability=one.probability / share) for one in kept]


def _is_called(name: str, printed: str) -> bool:
    """Whether somebody's name, or its last word alone, is what is printed."""
    return name == printed or name.rsplit(" ", 1)[-1] == printed


def _is_titled_in(said: str, entity: Entity) -> bool:
    """Whether words give a title to somebody, as few do to themselves."""
    if entity.person is None or not said:
        return False
    surname = re.escape(entity.person.words[-1])
    return any(
        one[1][:1].isupper()
        and is_title(fold_word(one[1]))
        and _OF_ONESELF.search(said, 0, one.start()) is None
        for one in re.finditer(rf"(\w+)\.?\s{surname}\b", said)
    )


def _possible(text: str, ranked: Sequence[Ranked], phrase: Phrase) -> list[Ranked]:
    """Those of whom ``phrase`` does not say that it is somebody else."""
    kept = [
        one
        for one in ranked
        if one.option is None
        or not (_owns(one.option.entity, phrase) or _acts_on(text, one.option, phrase))
    ]
    if len(kept) < len(ranked) and kept[0].probability < LEAST:
        # Whoever is left is no likelier for it: nobody named before.
        return [one for one in kept if one.option is None]
    return kept


def _acts_on(text: str, option: Option, phrase: Phrase) -> bool:
    """Whether a description is what somebody named right before it does it to.

    "Holm quoted the mayor": the mayor is not Holm.
    """
    if phrase.pronoun is not None or not option.printings:
        return False
    nearest = option.printings[0]
    between = text[nearest.end : phrase.start]
    return nearest.subject and _ACTS.fullmatch(between) is not None


def _owns(entity: Entity, phrase: Phrase) -> bool:
    """Whether ``phrase`` is somebody of theirs: the minister’s spokesman is not he."""
    owned = _OWNED.match(phrase.text)
    if owned is None:
        return False
    owner = _role(owned["owner"])
    known = entity.person.role_words if entity.person is not None else set()
    return owner == _role(entity.name.split()[-1]) or (
        is_role(owner) and _role(phrase.text.split()[-1]) not in known
    )


def _role(word: str) -> str:
    folded = fold_word(word)
    return roles.ROLE_SYNONYMS.get(folded, folded)


def _open(
    found: Resolution, phrase: Phrase, candidates: tuple[Candidate, ...]
) -> Resolution:
    method = f"‘{phrase.text}’ may be several; none is likely enough"
    return replace(
        found, speaker=None, person=None, method=method, candidates=candidates
    )


def _taken(
    context: Context,
    phrase: Phrase,
    anaphor: Anaphor,
    best: Ranked,
    found: Resolution,
    candidates: tuple[Candidate, ...],
) -> Resolution:
    option = best.option
    if option is None:
        return found
    entity = option.entity
    if entity.person is not None and best.probability >= _SURE:
        learn_from(entity.person, anaphor.details | {anaphor.head})
    printed = option.printings[0].start if option.printings else -1
    nearest = max(printed, option.spoke_at)
    answer = replace(
        found,
        distance=context.distance(max(0, nearest), phrase.start),
        probability=best.probability,
        margin=best.probability,
        candidates=candidates,
    )
    if found.speaker is not None and fold(entity.name) in ruled_of(found).names:
        return answer
    if entity.person is not None and entity.person.gender is None:
        entity.person.gender = anaphor.gender
    how = type(found.how)("pronoun" if phrase.pronoun else "description")
    return replace(
        answer,
        speaker=_speaker(context, entity),
        how=how,
        method=_told(phrase, anaphor, entity, best, spoke=bool(option.spoke)),
        person=entity.person,
        gender=anaphor.gender or entity.gender,
    )


def _speaker(context: Context, entity: Entity) -> DocumentSpeaker:
    if entity.person is not None:
        return context.speaker_of(entity.person)
    if entity.spoken is not None:
        return entity.spoken
    names = tuple(entity.body.names) if entity.body is not None else ()
    return DocumentSpeaker(entity.introduced or entity.name, entity.kind, names)


def _told(
    phrase: Phrase, anaphor: Anaphor, entity: Entity, best: Ranked, *, spoke: bool
) -> str:
    who = {Gender.MALE: "man", Gender.FEMALE: "woman", None: "one"}[anaphor.gender]
    if entity.kind is not SpeakerKind.PERSON:
        who = "body"
    where = "who spoke" if spoke else "named"
    reason = f" ({best.reason})" if best.reason else ""
    if anaphor.kind in (Class.HE_OR_SHE, Class.IT):
        return (
            f"pronoun ‘{phrase.text}’ resolved to {entity.name}, "
            f"the likeliest {who} {where} before{reason}"
        )
    return f"‘{phrase.text}’ is taken for {entity.name}, {where} before{reason}"
