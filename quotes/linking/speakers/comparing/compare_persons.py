"""Whether two names of persons are one person's, and how many persons bear one name.

By names alone, whichever was read first, the answer is the same. Whom articles
describe under one full name is one person, unless they say of its bearer what nobody
is at once (``occupations``). The more articles carry a name, the more of them have to
say the other thing: one that gets it wrong makes nobody. Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quotes.linking.speakers.comparing.compare_bodies import (
    DescribedName,
    NameJudgement,
    bare_name,
)
from quotes.linking.speakers.comparing.occupations import (
    Traits,
    contradicts,
    traits_of,
    traits_of_all,
)
from quotes.names.first_names import first_names_alike
from quotes.names.folding import fold
from quotes.names.gazetteer.words import word_set
from quotes.names.transliteration import name_words, same_spelling

_GENERATIONS = word_set("jr sr ii iii iv junior senior")
MARKS_OF_GENERATION = ("jr", "sr", "ii", "iii")
"""The usual ones: a name without any may be printed with one of them."""


def _with_capitals(letters: Mapping[str, str]) -> dict[str, str]:
    """``letters`` with what is in the place of each, and the same with a capital."""
    found: dict[str, str] = {}
    for printed, replaced in letters.items():
        found |= {printed: replaced, printed.capitalize(): replaced.capitalize()}
    return found


_SMALL_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_LIKE_UMLAUTS = {"ø": "oe", "æ": "ae", "å": "aa"}
_SMALL_LETTERS = _SMALL_UMLAUTS | _LIKE_UMLAUTS
_UMLAUTS = _with_capitals(_SMALL_UMLAUTS)
_LETTERS = _with_capitals(_SMALL_LETTERS)
_WITHOUT = _with_capitals({two: two[0] for two in _SMALL_LETTERS.values()})
_SLASHED = _with_capitals({two: letter for letter, two in _LIKE_UMLAUTS.items()})


def same_person(one: DescribedName, other: DescribedName) -> NameJudgement:
    """Whether two persons' names are one person's, as far as names tell."""
    mine, theirs = bare_name(one.name), bare_name(other.name)
    words, others = name_words(mine), name_words(theirs)
    if not words or not others:
        return NameJudgement.OTHER
    if len(words) != len(others) and 1 in (len(words), len(others)):
        shared = set(words) & set(others)
        return (
            NameJudgement.DOUBT
            if shared or same_spelling(mine, theirs)
            else NameJudgement.OTHER
        )
    if same_spelling(mine, theirs) or same_spelling(
        _replace(mine, _UMLAUTS), _replace(theirs, _UMLAUTS)
    ):
        return NameJudgement.SAME
    if _same_but_middle(words, others):
        return NameJudgement.SAME
    return NameJudgement.DOUBT if _may_be_one(mine, theirs) else NameJudgement.OTHER


def spellings_of(name: str) -> list[str]:
    """Return ``name``, and as it is printed by who has umlauts, or has none."""
    printed = (_replace(name, each) for each in (_LETTERS, _WITHOUT, _SLASHED))
    return list(dict.fromkeys((name, *printed)))


def is_surname_of(name: str, full: str) -> bool:
    """Whether ``name`` is the end of the longer ``full``: "Vander Plaats", "Holm"."""
    words, others = fold(bare_name(name)).split(), fold(bare_name(full)).split()
    return 0 < len(words) < len(others) and others[-len(words) :] == words


def generation_of(name: str) -> str:
    """Return the mark behind a person's name that tells it from a relative's: "jr"."""
    last = fold(name).rpartition(" ")[2]
    return last if last in _GENERATIONS else ""


def without_generation(name: str) -> str:
    """Return a person's ``name`` without the mark of generation behind it."""
    words = name.split()
    return " ".join(words[:-1]).rstrip(",") if generation_of(name) else name


def middles_differ(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether persons' names have middle initials, and never the same ones.

    "George W. Holm" is not "George T. Holm", though both are "George Holm".
    """
    mine, theirs = _middle_initials(names), _middle_initials(others)
    return any(
        not initials & theirs[ends] for ends, initials in mine.items() if ends in theirs
    )


def _replace(name: str, letters: Mapping[str, str]) -> str:
    for printed, replaced in letters.items():
        name = name.replace(printed, replaced)
    return name


def _may_be_one(mine: str, theirs: str) -> bool:
    """Whether an editor is to be asked whether two full names are one person's."""
    if is_surname_of(mine, theirs) or is_surname_of(theirs, mine):
        return True
    if same_spelling(_replace(mine, _LETTERS), _replace(theirs, _LETTERS)):
        return True
    one, other = without_generation(mine), without_generation(theirs)
    if (one, other) != (mine, theirs) and same_spelling(one, other):
        return True
    words, others = fold(mine).split(), fold(theirs).split()
    if name_words(mine)[-1] != name_words(theirs)[-1]:
        return False
    return first_names_alike(words[0], others[0])


def _middle_initials(names: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """Initials between first and last name, by these two."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in names:
        words = name_words(bare_name(name))
        if len(words) > 2:
            middle = "".join(word[0] for word in words[1:-1])
            found.setdefault((words[0], words[-1]), set()).add(middle)
    return found


def _same_but_middle(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether names are one but for a middle name: "Ada B. Holm", "Ada Holm".

    One that is left out, or abbreviated, and in one of them an initial.
    """
    shorter, longer = sorted((words, others), key=len)
    if len(longer) != 3 or len(shorter) < 2 or len(shorter[0]) < 2:
        return False
    if (shorter[0], shorter[-1]) != (longer[0], longer[-1]):
        return False
    if len(shorter) == 2:
        return len(longer[1]) == 1
    one, other = shorter[1], longer[1]
    return one[0] == other[0] and min(len(one), len(other)) == 1


People = list[frozenset[str]]
"""Descriptions of each of several persons; of the first, those that tell nothing."""


def distinct_persons(
    articles: Mapping[str, int], total: int, *, firm: Iterable[str] = ()
) -> People:
    """Return the persons whom ``articles``, by description, speak of; never none.

    total: articles that carry the name, described or not. firm: descriptions that
    people gave, each of somebody however few articles give it. The person of most
    articles comes first, and takes in whom too few of them describe: fewer than
    half as many as ``total`` has binary digits (one of up to 7, two of up to 31).
    """
    firm = set(firm)
    people: list[tuple[Traits, list[str]]] = []
    for description in sorted(articles, key=lambda text: (-articles[text], text)):
        traits = traits_of(description)
        if not traits:
            continue
        for number, (known, said) in enumerate(people):
            if not contradicts(traits, known):
                people[number] = (known | traits, [*said, description])
                break
        else:
            people.append((traits, [description]))
    enough = max(1, total.bit_length() // 2)
    counts = [sum(articles[text] for text in said) for _, said in people]
    order = sorted(range(len(people)), key=lambda number: (-counts[number], number))
    found: People = []
    for number in order:
        said = people[number][1]
        if found and counts[number] < enough and not firm & set(said):
            continue
        found.append(frozenset(said))
    return found or [frozenset()]


def person_of(description: str, people: People) -> int:
    """Which of ``people`` a description is of: the first, where it tells nothing."""
    for number, said in enumerate(people):
        if description in said:
            return number
    traits = traits_of(description)
    for number, said in enumerate(people):
        if traits and not contradicts(traits, traits_of_all(said)):
            return number
    return 0
