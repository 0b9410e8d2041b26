"""How far two articles cover one event, by the words of their whole texts.

What one person says in a week is much alike in its words: whether two quotations in
other words report one utterance depends on whether their articles tell of one
occasion. How far they do is measured as in retrieval: by the cosine of the words of
both, each weighed by the square of its rarity in English (binary term weights with the
idf on both sides; Salton and Buckley 1988). How often a text has a word says less than
that it has it: those of whom everybody writes are named again and again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotes.linking.wordings.words import count_words, read_word
from quotes.models import Article
from quotes.models.among import Numbers

APART = 0.08
"""Closeness below which articles need not be laid side by side: two events."""
SHARED_EVENT = 0.2
"""Closeness from which what two people say in part alike is one utterance."""


class Profile(NamedTuple):
    """The words of a text: numbers of its stems, ascending, and a unit vector."""

    stems: NDArray[np.int64]
    weights: NDArray[np.float32]


@lru_cache(maxsize=2_000)
def read_profile(text: str) -> Profile:
    """Read the words of an article's ``text``. One without words has none."""
    rarities: dict[int, float] = {}
    for printed in count_words(text):
        _, stem, rarity, _ = read_word(printed)
        if rarity > 0:
            number = hash(stem)
            if rarity > rarities.get(number, 0.0):
                rarities[number] = rarity
    stems = sorted(rarities)
    weights = np.array([rarities[stem] ** 2 for stem in stems], dtype=np.float32)
    length = math.sqrt(weights @ weights) or 1.0
    return Profile(np.array(stems, dtype=np.int64), weights / np.float32(length))


def closeness(one: Profile, other: Profile) -> float:
    """Return how far two texts have their words in common, 0 to 1."""
    _, first, second = np.intersect1d(
        one.stems, other.stems, assume_unique=True, return_indices=True
    )
    return float(one.weights[first] @ other.weights[second])


class Coverage:
    """How close articles are, two by two, and their texts. One query."""

    def __init__(self, articles: Iterable[int]) -> None:
        rows = Article.objects.filter(pk__among=Numbers(articles))
        self.texts = dict(rows.values_list("pk", "text"))
        self._profiles = {pk: read_profile(text) for pk, text in self.texts.items()}

    def closeness(self, one: int, other: int) -> float:
        """Return that of two of the articles, by primary key."""
        return closeness(self._profiles[one], self._profiles[other])
