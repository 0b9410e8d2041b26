"""Whether two printings report one utterance, from their words and circumstances.

How alike words must be depends on who is said to speak, and when and where they
were printed: one person on one day may be paraphrased freely, two people must
have said nearly the same and said something of their own. Pure, without Django.

The weights were fitted by logistic regression on pairs of translations, on the
fixtures and on news quotations of one speaker in one article, and rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from quotes.linking.speakers.comparing.relations import Relation
from quotes.linking.wordings.similarity import Likeness

N = TypeVar("N", float, NDArray[np.float64])

WINDOW = timedelta(days=4)
"""How far apart the printings of one event's words are published."""

VERBATIM = 0.86
"""Share of characters from which wordings are the same but for small edits."""
CUT = 0.9
"""The same for the shorter wording within the longer one."""
LEAST_CUT = 1.05
"""Shared weight (words) from which words are a cut: more than one rare one."""
MISREAD = 3.0
"""Shared weight (words) from which another figure may be a misprint."""

_ROUNDING = 1e-6


class Circumstances(NamedTuple):
    """What is known of a pair besides the words.

    apart: time between the two publications; None where one is undated.
    same_stance: whether both speakers do the same with the words.
    """

    relation: Relation
    same_article: bool
    apart: timedelta | None
    same_stance: bool = True

    @property
    def one_event(self) -> bool:
        return self.apart is not None and self.apart <= WINDOW

    @property
    def of_two_articles(self) -> bool:
        """Whether two articles print it, at the time of one event."""
        return self.one_event and not self.same_article


LEAST = {
    Relation.SAME: 0.93,
    Relation.RELATED: 0.97,
    Relation.UNKNOWN: 0.97,
    Relation.OTHER: 0.97,
}
"""Probability from which nearly the same words of one event are one utterance."""
REWORDED = 0.999
"""The same for other words, whatever else their articles print. Below it, what else
they print decides."""
HINT = {Relation.SAME: 0.5, Relation.RELATED: 1.5}
"""Log-odds from which other words may report the same: worth a closer look."""
LEAST_IN_ONE_ARTICLE = 0.97

LEAST_MASS = {
    Relation.SAME: 0.0,
    Relation.RELATED: 1.2,
    Relation.UNKNOWN: 1.5,
    Relation.OTHER: 2.0,
}
"""Weight (words) that must be shared: stock phrases prove nothing."""
LEAST_EVIDENCE = {
    Relation.SAME: 0.5,
    Relation.RELATED: 0.8,
    Relation.UNKNOWN: 1.0,
    Relation.OTHER: 1.0,
}
"""Weight a paraphrase, and a part of what another is said to have said, must share
in words that its article does not repeat."""
EVIDENCE_OF_TWO, PROBABILITY_OF_TWO = 2.5, 0.99
"""From which a paraphrase under another speaker's name is the same utterance."""
LASTING_MASS = 2.0
"""Weight from which the same words of one speaker are one utterance at any time."""


def time_apart(one: datetime | None, other: datetime | None) -> timedelta | None:
    """Return the time between two moments, or None where one is unknown."""
    return None if one is None or other is None else abs(one - other)


def is_verbatim(likeness: Likeness) -> bool:
    """Whether the wordings are the same but for cuts, punctuation and small edits."""
    cut = likeness.part >= CUT and likeness.mass >= LEAST_CUT and likeness.inner >= 0.7
    return likeness.characters >= VERBATIM or cut


def probability(likeness: Likeness) -> float:
    """Return how likely two wordings of one speaker and day are one utterance."""
    inner, outer = likeness.inner, likeness.outer
    logit = _paraphrase(inner, outer, likeness.characters, likeness.meaning)
    paraphrase = 1 / (1 + math.exp(1.2 * likeness.negation_differs - logit))
    if not is_verbatim(likeness):
        return paraphrase
    return max(paraphrase, 0.9 + 0.1 * max(likeness.characters, likeness.part * 0.98))


def same_utterance(likeness: Likeness, circumstances: Circumstances) -> float:
    """Return how likely two printings report one utterance; 0 where they do not.

    A figure that differs keeps apart, unless the rest is the same at length and
    one event's: then one of the two is a misprint, which readers want to see. A
    scrap that a body and its voice both use proves nothing. What one article prints
    in other words of one speaker is another sentence.
    """
    relation = circumstances.relation
    verbatim = is_verbatim(likeness)
    if likeness.numbers_differ and not _is_misprint(likeness, circumstances):
        return 0.0
    if not circumstances.one_event:
        lasting = verbatim and likeness.mass >= LASTING_MASS
        lasting = lasting and relation is Relation.SAME
        return probability(likeness) if lasting else 0.0
    certain = verbatim or _is_beyond_chance(likeness, circumstances)
    if not _may_be_printed_twice(circumstances, verbatim=verbatim, certain=certain):
        return 0.0
    if not _shares_enough(likeness, relation, verbatim=verbatim):
        return 0.0
    found = probability(likeness)
    return found if found >= _least(circumstances, certain=certain) else 0.0


def _may_be_printed_twice(
    circumstances: Circumstances, *, verbatim: bool, certain: bool
) -> bool:
    """Whether two printings so alike may be of one utterance where they stand.

    An article tells twice what a body says: as its own, and in its voice's words.
    """
    another = circumstances.relation >= Relation.UNKNOWN
    if circumstances.same_article:
        return not another and (verbatim or circumstances.relation is Relation.RELATED)
    return certain or not another


def _shares_enough(likeness: Likeness, relation: Relation, *, verbatim: bool) -> bool:
    """Whether what two printings share is more than anybody might say."""
    if likeness.mass < LEAST_MASS[relation]:
        return False
    whole = likeness.characters >= VERBATIM
    printed_alike = whole or (verbatim and relation is Relation.SAME)
    return printed_alike or likeness.evidence >= LEAST_EVIDENCE[relation]


def is_of_one_event(likeness: Likeness, circumstances: Circumstances) -> bool:
    """Whether a pair is one utterance only if their articles cover one event.

    What two people are both printed to have said in part, or in other words, may be
    what everybody calls a thing.
    """
    alike = likeness.characters >= VERBATIM
    return circumstances.relation >= Relation.UNKNOWN and not alike


def _least(circumstances: Circumstances, *, certain: bool) -> float:
    """The probability that proves a pair of one event."""
    if not certain and circumstances.relation < Relation.UNKNOWN:
        return REWORDED
    least = LEAST[circumstances.relation]
    return max(least, LEAST_IN_ONE_ARTICLE) if circumstances.same_article else least


def may_be_reworded(likeness: Likeness, circumstances: Circumstances) -> bool:
    """Whether other words may report the same: the rest of both articles decides.

    A cheap and generous test: it keeps most articles from being laid side by side.
    """
    relation = circumstances.relation
    if not circumstances.of_two_articles or relation not in HINT:
        return False
    inner, outer = likeness.inner, likeness.outer
    evidence = math.log1p(likeness.evidence)
    return _hint(inner, outer, likeness.meaning, evidence) >= HINT[relation]


def worth_a_look(likenesses: Sequence[Likeness]) -> list[int]:
    """Return the positions of pairs that may be one utterance, whoever spoke and when.

    Of all others ``same_utterance`` is 0 and ``may_be_reworded`` false. Most pairs
    that are compared at all have little in common: here they cost a few NumPy calls.
    """
    if not likenesses:
        return []
    characters, part, first, second, _, evidence, meaning, *_ = np.array(likenesses).T
    inner, outer = np.maximum(first, second), np.minimum(first, second)
    logit = _paraphrase(inner, outer, characters, meaning)
    hint = _hint(inner, outer, meaning, np.log1p(evidence))
    least = min(LEAST.values())
    chosen = (characters >= VERBATIM) | (part >= CUT)
    chosen |= logit >= math.log(least / (1 - least)) - _ROUNDING
    chosen |= hint >= min(HINT.values()) - _ROUNDING
    return np.flatnonzero(chosen).tolist()


def _paraphrase(inner: N, outer: N, characters: N, meaning: N) -> N:
    """Log-odds that other words say the same, one speaker and day given."""
    return -9.3 + 1.0 * inner + 12.5 * outer + 12.0 * characters + 2.9 * meaning


def _hint(inner: N, outer: N, meaning: N, evidence: N) -> N:
    """Log-odds by content alone; evidence: the logarithm of one more than it."""
    return -3.45 + 2.1 * inner + 2.87 * outer + 2.72 * meaning + 1.37 * evidence


def _is_beyond_chance(likeness: Likeness, circumstances: Circumstances) -> bool:
    """Whether two people can hardly have said so much alike in one event.

    What one urges and another promises is one matter, and two utterances.
    """
    if circumstances.relation >= Relation.UNKNOWN and not circumstances.same_stance:
        return False
    return (
        likeness.evidence >= EVIDENCE_OF_TWO
        and probability(likeness) >= PROBABILITY_OF_TWO
    )


def _is_misprint(likeness: Likeness, circumstances: Circumstances) -> bool:
    return (
        circumstances.one_event
        and not circumstances.same_article
        and circumstances.relation is Relation.SAME
        and likeness.mass >= MISREAD
        and is_verbatim(likeness)
    )
