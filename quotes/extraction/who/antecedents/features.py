"""What speaks for and against an entity as that which a mention refers back to."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quotes.extraction.types import Range, SpeakerKind
from quotes.extraction.who.antecedents.entities import Entity, Printing, classes_of
from quotes.names.folding import fold
from quotes.names.gazetteer import kinds, roles
from quotes.names.person_names import Gender, fold_word

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

_TOLD = re.compile(
    r"\b(?:told|tells|telling|asked|asks|interviewed|informed|with|by|reporter|host"
    r"|anchor|journalist|correspondent)\s(?:[\w’'.]+\s){0,2}$"
)
_AGE = re.compile(r"(\d{1,3})-year-old")
_ACCUSED = re.compile(r"\b(?:against|accused|called|criticis\w+|criticiz\w+|blamed)\s$")
_ASKED = re.compile(
    r"\W*(?:When\s|Repeatedly\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed|[Cc]hallenged"
    r"|[Rr]eferring|[Ss]peaking (?:of|about)|[Rr]esponding|[Rr]eplying|[Cc]ommenting)\b"
)
_ASKS = re.compile(r"\s(?:\w+\s)?(?:asked|asks|wondered|pressed|quizzed)\b")
_IS_ASKED = re.compile(r"\b(?:asked|asks|pressed|quizzed|interviewed)\s(?:\w+\.?\s)?$")
_TELLS = re.compile(
    r"\s(?:\w+\s)?(?:told|tells|asked|asks|informed|assured)\s"
    r"(?P<whom>(?:[A-Z][\w’'.-]*\s?){1,4})"
)
_AS_FOR = re.compile(r"(?:^|[.!?”\"]\s+|\n)(?:As for|For|Like)\s(?:\w+\.?\s)?$")
_THIRD = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Whom an answer is about is said in its first words.
_OPENING = 40
_MOST = 8.0
_ONCE = frozenset(("former", "ex", "then", "onetime", "late"))


class Class(StrEnum):
    """What kind of mention refers back."""

    HE_OR_SHE = "he or she"
    PERSON = "person described"
    BODY = "body described"
    IT = "it"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that refers back.

    which: "person" or "body", what its candidates are. head: its head noun, folded.
    details: the other words, folded. content: ranges of the words attributed to it.
    """

    start: int
    end: int
    kind: Class
    head: str = ""
    details: frozenset[str] = frozenset()
    gender: Gender | None = None
    age: str = ""
    content: tuple[Range, ...] = ()

    @property
    def which(self) -> str:
        body = self.kind in (Class.BODY, Class.IT)
        return "body" if body else "person"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules alone answer: one of the features.

    names: folded; none where they find nobody named before. margin: 0 to 1.
    """

    names: frozenset[str] = frozenset()
    margin: float = 0.0


@dataclass(slots=True)
class Option:
    """A candidate with its printings before the anaphor, nearest first.

    spoke: how many quotations ago it spoke, from 1; 0 where it has not.
    """

    entity: Entity
    printings: list[Printing]
    spoke: int = 0
    spoke_at: int = -1
    times: int = 0


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
    "goes on speaking",
    "asked about",
    "asks just before",
    "is asked just before",
    "is told by it",
    "as for whom",
    "named first in its sentence",
    "nearest, and the content is of a third person",
    "spoke, and the content is of a third person",
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
    third = _THIRD.search(content[:_OPENING]) is not None
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
        _named_in(named, content),
        option.spoke == 1 and _goes_on(context, anaphor.start),
        nearest is not None and back == 0 and _asked_about(context, nearest.start),
        *_asking(context, option, here),
        _is_told(context, anaphor, named),
        nearest is not None and back == 0 and bool(_AS_FOR.search(before)),
        nearest is not None and _is_first(context, nearest.start),
        rank == 0 and third,
        bool(option.spoke) and third,
        among == 1,
    ]


def _named_in(names: Sequence[str], content: str) -> bool:
    """Whether the attributed words name this very entity, as few do themselves."""
    if not content:
        return False
    words = set(re.findall(r"[A-Z][\w’-]+", content))
    return any(name.split()[-1].removesuffix("’s") in words for name in names if name)


def _goes_on(context: Context, position: int) -> bool:
    """Whether nothing stands before ``position`` but the words of who spoke last."""
    last = context.spoken[-1]
    end = max(last.end, last.content[-1][1] if last.content else 0)
    between = _QUOTED.sub("", context.text[end:position]) if end <= position else "x"
    return not any(character.isalpha() for character in between)


def _asking(context: Context, option: Option, here: int) -> tuple[bool, bool]:
    """Whether the entity asks in this sentence or the one before, or is asked there."""
    asks = asked = False
    for one in option.printings[:2]:
        if here - context.outline.sentence(one.start) <= 1 and not one.quoted:
            behind = context.text[one.end : one.end + 30]
            before = context.text[max(0, one.start - 20) : one.start]
            asks = asks or _ASKS.match(behind) is not None
            asked = asked or _IS_ASKED.search(before) is not None
    return asks, asked


def _is_told(context: Context, anaphor: Anaphor, named: Sequence[str]) -> bool:
    """Whether the anaphor tells that very entity, as in "he told Holm"."""
    match = _TELLS.match(context.text, anaphor.end, anaphor.end + 80)
    if match is None:
        return False
    told = set(match["whom"].split())
    return any(name.split()[-1].removesuffix("’s") in told for name in named if name)


def _asked_about(context: Context, position: int) -> bool:
    """Whether ``position`` is in a clause like "Asked whether X would …, he said"."""
    start, _ = context.outline.sentence_range(position)
    return _ASKED.match(context.text, start) is not None


def _is_first(context: Context, position: int) -> bool:
    """Whether no other name stands before ``position`` in its sentence."""
    start, _ = context.outline.sentence_range(position)
    return not context.within(start, position)


def _person(anaphor: Anaphor, option: Option) -> list[float]:
    entity = option.entity
    person = entity.person
    gender = person.gender if person is not None else entity.gender
    known = person.role_words if person is not None else {entity.role}
    told = _told_of(entity)
    described = anaphor.kind is Class.PERSON
    matches = _head_matches(anaphor.head, known, told) if described else (False,) * 3
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
        described and bool(anaphor.details & _ONCE) != bool(told & _ONCE),
    ]


def _told_of(entity: Entity) -> set[str]:
    """The words, folded, that describe a person; of others the words of their name."""
    phrases = entity.person.descriptions if entity.person else [entity.name]
    return {fold_word(word) for phrase in phrases for word in phrase.split()}


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
    state = body is not None and body.state
    if state:
        same, classes = kinds.STATE in wanted, frozenset({kinds.STATE})
    described = anaphor.kind is Class.BODY
    return [
        described and fits,
        described and same and not fits,
        described and bool(classes) and not same and not fits,
        described and not classes,
        described and anaphor.head in words,
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
