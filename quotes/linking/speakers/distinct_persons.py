"""How many persons of one full name descriptions are of. Pure, without Django.

A name of two words or more is one person's, unless articles say of its bearer what
nobody is at once (``occupations``). The more articles carry a name, the more of them
have to say the other thing: one that gets it wrong makes nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quotes.linking.speakers.occupations import (
    Traits,
    contradicts,
    traits_of,
    traits_of_all,
)

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
