"""What speaks for and against an entity as that which a mention refers back to."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from quotes.extraction.types import SpeakerKind
from quotes.extraction.who.antecedents.entities import classes_of
from quotes.extraction.who.antecedents.entity import Entity
from quotes.extraction.who.antecedents.referring import Anaphor, Class, Option, Ruled
from quotes.extraction.who.antecedents.talk import OF_TALK, named_in, talk
from quotes.names.folding import fold
from quotes.names.gazetteer import kinds, roles
from quotes.names.person_names import fold_word

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

_TOLD = re.compile(
    r"\b(?:told|tells|telling|asked|asks|interviewed|informed|with|by|reporter|host"
    r"|anchor|journalist|correspondent)\s(?:[\w’'.]+\s){0,2}$"
)
_AGE = re.compile(r"(\d{1,3})-year-old")
_ACCUSED = re.compile(r"\b(?:against|accused|called|criticis\w+|criticiz\w+|blamed)\s$")
_MOST = 8.0
_ONCE = frozenset(("former", "ex", "then", "onetime", "late"))


COMMON = (
    "sentences back",
    "same sentence",
    "one sentence back",
    "two sentences back",
    "far back",
    "same paragraph",
    "paragraph before",
    "nearest is subject",
    "nearest is oblique",
    "nearest is possessive",
    "nearest is quoted",
    "subject nearby",
    "nearest is told or asks",
    "nearest of all",
    "second nearest",
    "times named",
    "share of names",
    "named first",
    "spoke last",
    "spoke one before",
    "times spoke",
    "spoke in the sentence before",
    "spoke in this paragraph",
    "named in the content",
    *OF_TALK,
    "only candidate",
    "rules say so",
    "rules say so, by a margin",
)
OF_PERSONS = (
    "gender known to fit",
    "gender unknown",
    "surely a person",
    "has no name",
    "role fits",
    "role synonym fits",
    "kind of role fits",
    "details fit",
    "other role",
    "age fits",
    "epithet",
    "named in full nearby",
    "former, unlike the mention",
)
OF_BODIES = (
    "kind fits",
    "class fits",
    "class is another",
    "class unknown",
    "head in name",
    "is a state",
    "is a group",
    "capitalised",
    "acronym",
    "maybe a person",
    "medium of the page",
    "details fit",
)
# Of the answer that a mention refers back to nobody: it is all that is told of them.
OF_NOBODY = (
    "nobody before",
    "nobody before, epithet",
    "nobody before, details",
    "nobody before, names in details",
    "nobody before, age",
    "nobody before, alone",
    "nobody before, rules say so",
)
FEATURES = {
    Class.HE_OR_SHE: COMMON + OF_PERSONS + OF_NOBODY,
    Class.PERSON: COMMON + OF_PERSONS + OF_NOBODY,
    Class.BODY: COMMON + OF_BODIES + OF_NOBODY,
    Class.IT: COMMON + OF_BODIES + OF_NOBODY,
}


def features_of(
    context: Context, anaphor: Anaphor, options: Sequence[Option], ruled: Ruled
) -> list[list[float]]:
    """One row for each option, a last one for nobody; columns as in ``FEATURES``."""
    ranked = sorted(options, key=lambda option: -_last(option))
    rank = {id(option): number for number, option in enumerate(ranked)}
    total = sum(len(option.printings) for option in options) or 1
    rows = []
    for option in options:
        row = _common(context, anaphor, option, rank[id(option)], total, len(options))
        said = fold(option.entity.name) in ruled.names
        row += [said, said * ruled.margin]
        if anaphor.which == "person":
            row += _person(anaphor, option)
        else:
            row += _body(context, anaphor, option)
        row += [0.0] * len(OF_NOBODY)
        rows.append([float(value) for value in row])
    width = len(FEATURES[anaphor.kind]) - len(OF_NOBODY)
    rows.append([0.0] * width + _nobody(context, anaphor, options, ruled))
    return rows


def _nobody(
    context: Context, anaphor: Anaphor, options: Sequence[Option], ruled: Ruled
) -> list[float]:
    words = context.text[anaphor.start : anaphor.end].split()[1:]
    return [
        1.0,
        float(anaphor.head in roles.EPITHETS),
        float(len(anaphor.details)),
        float(any(word[:1].isupper() for word in words)),
        float(bool(anaphor.age)),
        float(not options),
        float(not ruled.names),
    ]


def _last(option: Option) -> int:
    nearest = option.printings[0].start if option.printings else -1
    return max(nearest, option.spoke_at)


def _common(
    context: Context,
    anaphor: Anaphor,
    option: Option,
    rank: int,
    total: int,
    among: int,
) -> list[float]:
    outline = context.outline
    here = outline.sentence(anaphor.start)
    paragraph = outline.paragraph(anaphor.start)
    last = _last(option)
    back = max(0, here - outline.sentence(max(0, last)))
    behind = paragraph - outline.paragraph(max(0, last))
    nearest = option.printings[0] if option.printings else None
    before = context.text[max(0, nearest.start - 40) : nearest.start] if nearest else ""
    spoke_back = here - outline.sentence(option.spoke_at) if option.spoke else 99
    named = option.entity.person.names if option.entity.person else [option.entity.name]
    content = " ".join(context.text[a:b] for a, b in anaphor.content)
    return [
        min(_MOST, math.log1p(back) * 2),
        back == 0,
        back == 1,
        back == 2,
        back > 5,
        behind == 0,
        behind == 1,
        nearest is not None and nearest.subject,
        nearest is not None and nearest.oblique,
        nearest is not None and nearest.possessive,
        nearest is not None and nearest.quoted,
        any(
            one.subject and here - outline.sentence(one.start) <= 2
            for one in option.printings[:3]
        ),
        bool(_TOLD.search(before)) and back <= 1,
        rank == 0,
        rank == 1,
        math.log1p(len(option.printings)),
        len(option.printings) / total,
        bool(option.printings) and option.printings[-1].start < 400,
        option.spoke == 1,
        option.spoke == 2,
        math.log1p(option.times),
        spoke_back <= 1,
        bool(option.spoke) and outline.paragraph(option.spoke_at) == paragraph,
        named_in(named, content),
        *talk(context, anaphor, option, rank, named),
        among == 1,
    ]


def _person(anaphor: Anaphor, option: Option) -> list[float]:
    entity = option.entity
    person = entity.person
    gender = person.gender if person is not None else entity.gender
    known = person.role_words if person is not None else {entity.role}
    told = _told_of(entity)
    described = anaphor.kind is Class.PERSON
    # A president is not the former president, whatever his role.
    former = described and bool(anaphor.details & _ONCE) != bool(told & _ONCE)
    matches: tuple[bool, ...] = (False,) * 3
    if described and not former:
        matches = _head_matches(anaphor.head, known, told)
    return [
        gender is not None and gender is anaphor.gender,
        gender is None,
        person is not None and person.sure,
        person is None,
        *matches,
        min(2, len(anaphor.details & told)),
        described and bool(known) and not any(matches),
        bool(anaphor.age) and anaphor.age in told,
        described and anaphor.head in roles.EPITHETS,
        person is not None and 0 <= anaphor.start - person.last_full < 600,
        former,
    ]


def _told_of(entity: Entity) -> set[str]:
    """The words, folded, that describe a person; of others the words of their name."""
    person = entity.person
    phrases = (
        person.descriptions if person is not None else [entity.name, entity.introduced]
    )
    told = {fold_word(word) for phrase in phrases for word in phrase.split()}
    return told | person.constituency if person is not None else told


def _head_matches(head: str, known: Set[str], told: Set[str]) -> tuple[bool, ...]:
    """Whether a description's head is told of somebody: itself, its synonym, its kind.

    known: their roles. told: the words that describe them.
    """
    role = roles.ROLE_SYNONYMS.get(head, head)
    kinds_of_role = roles.KINDS_OF.get(role, frozenset())
    return head in told, role in known, bool(kinds_of_role & known)


def _body(context: Context, anaphor: Anaphor, option: Option) -> list[float]:
    entity = option.entity
    body = entity.body
    nouns = context.entities.kinds_of(entity)
    classes = classes_of(nouns, entity.name)
    wanted = kinds.NOUNS.get(anaphor.head, frozenset())
    fits = anaphor.head in nouns
    same = bool(wanted & classes)
    words = {fold_word(word) for word in entity.name.split()}
    # "The command" is the Coastguard Command, whatever else its name says it is.
    named_so = anaphor.head in words
    state = body is not None and body.state
    if state:
        same, classes = kinds.STATE in wanted, frozenset({kinds.STATE})
    described = anaphor.kind is Class.BODY
    return [
        described and fits,
        described and same and not fits,
        described and bool(classes) and not same and not fits and not named_so,
        described and not classes,
        described and named_so,
        state,
        entity.kind is SpeakerKind.GROUP,
        entity.name[:1].isupper(),
        entity.name.isupper(),
        body is not None and context.cast.mention_at(_start(option)) is not None,
        bool(context.last_medium) and fold(context.last_medium) == fold(entity.name),
        min(2, len(anaphor.details & (words | nouns))),
    ]


def _start(option: Option) -> int:
    return option.printings[0].start if option.printings else -1


def age_in(text: str) -> str:
    """The age that a mention gives: "41" of "the 41-year-old", else ""."""
    match = _AGE.search(text)
    return match[1] if match is not None else ""
