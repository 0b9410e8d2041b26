"""The likeliest antecedent: a linear model over features, read from a file.

The weights are fitted on annotated news (``quotes/training/antecedents.py``). What is
chosen is told in words, with the strongest reason and the runners-up.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.extraction.types import Range, SpeakerKind
from quotes.extraction.who.antecedents.entity import Entity, Printing
from quotes.extraction.who.antecedents.features import FEATURES, features_of
from quotes.extraction.who.antecedents.referring import Anaphor, Class, Option, Ruled
from quotes.extraction.who.constituency import is_another_member
from quotes.names.folding import fold
from quotes.names.gazetteer import kinds, organisations
from quotes.names.person_names import NameKind, fold_word

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
_PRINTINGS_BACK = 90
_SENTENCES_BACK = {Class.HE_OR_SHE: 14, Class.IT: 5, Class.PERSON: 80, Class.BODY: 80}
_SPOKEN_BACK = 30
_MOST_OPTIONS = 16
_CAMPAIGN = "campaign"
_NEAR = 400


class AntecedentsMismatchError(Exception):
    """The weights were fitted for other features than these."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An option and how likely it is the one, all options of a mention adding to 1.

    option: None for "nobody named before". reason: the feature that speaks most for
    it, in words.
    """

    option: Option | None
    probability: float
    reason: str = ""


def options_of(context: Context, anaphor: Anaphor) -> list[Option]:
    """Who could be meant: entities named before whose gender or number fits."""
    here = context.outline.sentence(anaphor.start)
    reach = _SENTENCES_BACK[anaphor.kind]
    found: dict[int, Option] = {}
    walk = context.entities.before(anaphor.start, anaphor.which)
    for number, (entity, printing) in enumerate(walk):
        if number >= _PRINTINGS_BACK:
            break
        if here - context.outline.sentence(printing.start) > reach:
            break
        if printing.end > anaphor.start or not _fits(anaphor, entity):
            continue
        if entity.role and _lies_in(printing.start, anaphor.content):
            continue  # “She is a great leader”: the leader is whom they speak of
        option = found.get(id(entity))
        if option is None:
            if len(found) >= _MOST_OPTIONS:
                continue
            option = found[id(entity)] = Option(entity, [])
        option.printings.append(printing)
    options = list(found.values())
    _add_spoken(context, anaphor, options, here - reach)
    if not options and anaphor.kind is Class.HE_OR_SHE:
        options = _lone_names(context, anaphor)
    return options


def _is_text(name: str) -> bool:
    """Whether a name ends with a noun for texts: "the Third Harbour Poll"."""
    return fold_word(name.rsplit(" ", 1)[-1]) in organisations.DOCUMENT_NOUNS


def _lies_in(position: int, ranges: Sequence[Range]) -> bool:
    return any(start <= position < end for start, end in ranges)


def _lone_names(context: Context, anaphor: Anaphor) -> list[Option]:
    """Names of one word that no list knows, where nobody else may be meant."""
    found: dict[str, Option] = {}
    low = max(0, anaphor.start - _NEAR)
    for mention in reversed(context.within(low, anaphor.start)):
        lone = mention.kind is NameKind.OTHER and len(mention.words) == 1
        if lone and mention.subject and mention.words[0].istitle():
            printing = Printing(mention.start, mention.end, True, False, False, False)
            option = Option(Entity(mention.name), [printing])
            found.setdefault(mention.name, option)
    return list(found.values())


def _fits(anaphor: Anaphor, entity: Entity) -> bool:
    if anaphor.which == "body":
        state = entity.body is not None and entity.body.state
        wanted = kinds.NOUNS.get(anaphor.head, frozenset())
        if anaphor.kind is Class.IT:
            return True
        if _is_text(entity.name) and not _is_text(anaphor.head):
            return False  # "the magazine" is no poll, whatever its poll is called
        if anaphor.head == _CAMPAIGN:
            return _CAMPAIGN in entity.name.lower()
        if not wanted:
            return True
        return (kinds.STATE in wanted) if state else wanted != {kinds.STATE}
    told = anaphor.details | {anaphor.head}
    if entity.person is not None and is_another_member(entity.person, told):
        return False
    gender = entity.person.gender if entity.person is not None else entity.gender
    return gender is None or anaphor.gender is None or gender is anaphor.gender


def _add_spoken(
    context: Context, anaphor: Anaphor, options: list[Option], first: int
) -> None:
    """Note who of them spoke before, and add who spoke without being among them."""
    wanted = (
        (SpeakerKind.PERSON,)
        if anaphor.which == "person"
        else (SpeakerKind.ORGANISATION, SpeakerKind.GROUP)
    )
    number = 0
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        speaker = spoke.resolution.speaker
        if speaker is None or spoke.start >= anaphor.start:
            continue
        if context.outline.sentence(spoke.start) < first:
            break
        number += 1
        if speaker.kind not in wanted:
            continue
        option = _same(options, spoke.resolution.person, speaker.name)
        if option is None:
            entity = Entity(
                speaker.name,
                person=spoke.resolution.person,
                gender=spoke.resolution.gender,
                role=speaker.name.split()[-1].lower() if speaker.name else "",
            )
            entity.spoken = speaker
            if not _fits(anaphor, entity):
                continue
            option = Option(entity, [])
            options.append(option)
        if not option.spoke:
            option.spoke, option.spoke_at = number, spoke.start
        option.times += 1


def _same(options: Sequence[Option], person: object, name: str) -> Option | None:
    folded = fold(name)
    for option in options:
        entity = option.entity
        if person is not None and entity.person is person:
            return option
        if person is None and entity.person is None and folded in _names(entity):
            return option
    return None


def _names(entity: Entity) -> set[str]:
    names = entity.body.names if entity.body is not None else ()
    return {fold(name) for name in (entity.name, *names)}


def rank(context: Context, anaphor: Anaphor, ruled: Ruled) -> list[Ranked]:
    """Whom the mention may refer to, likeliest first; nobody is one of the answers."""
    options = options_of(context, anaphor)
    names = FEATURES[anaphor.kind]
    weights = load_weights()[anaphor.kind]
    rows = features_of(context, anaphor, options, ruled)
    scores = [sum(map(mul, weights, row)) for row in rows]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    found = [
        Ranked(option, share / total, _reason(names, weights, row))
        for option, share, row in zip([*options, None], shares, rows, strict=True)
    ]
    return sorted(found, key=lambda one: -one.probability)


def _reason(names: Sequence[str], weights: Sequence[float], row: list[float]) -> str:
    worth = list(map(mul, weights, row))
    most = max(worth)
    if most <= 0:
        return ""
    return max(name for one, name in zip(worth, names, strict=True) if one == most)


@lru_cache(maxsize=2)
def load_weights(path: Path = WEIGHTS_FILE) -> Mapping[Class, tuple[float, ...]]:
    """The weights of each class of mention, in the order of its features.

    Raises AntecedentsMismatchError where they were fitted for other features.
    """
    kept = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for kind in Class:
        weights = kept["weights"][kind.value]
        if set(weights) != set(FEATURES[kind]):
            raise AntecedentsMismatchError(f"{path} was fitted for other features.")
        found[kind] = tuple(float(weights[name]) for name in FEATURES[kind])
    return found
