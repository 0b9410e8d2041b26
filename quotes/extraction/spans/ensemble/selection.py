"""Which candidates are answered: the likeliest set that does not contradict itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.extraction.spans.ensemble.candidates import Candidate
from quotes.extraction.spans.ensemble.pairing import common, hull, size

# Two answers may share a few characters, not words of any number.
SHARED = 0.25
# Sets are compared one by one up to so many candidates; beyond, best first.
FEW = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, how likely it is right, and what it is worth to answer it.

    worth: probability less that from which on an answer does more good than
    harm; below 0 it is not answered.
    """

    candidate: Candidate
    probability: float
    worth: float


def select(found: Iterable[Scored]) -> list[Scored]:
    """The answers worth most together, in reading order.

    Of a group and of contents that overlap, one at most is answered.
    """
    worthy = [scored for scored in found if scored.worth >= 0]
    chosen = [scored for cluster in _clusters(worthy) for scored in _best_of(cluster)]
    return sorted(chosen, key=lambda scored: scored.candidate.attribution.content)


def _clusters(found: Sequence[Scored]) -> list[list[Scored]]:
    """Candidates that touch one another, directly or by others between."""
    clusters: list[list[Scored]] = []
    reach = -1
    for scored in sorted(found, key=lambda one: _hull(one)):
        start, end = _hull(scored)
        if start < reach:
            clusters[-1].append(scored)
        else:
            clusters.append([scored])
        reach = max(reach, end)
    return clusters


def _hull(scored: Scored) -> tuple[int, int]:
    return hull(scored.candidate.attribution.content)


def _best_of(cluster: list[Scored]) -> list[Scored]:
    ranked = sorted(cluster, key=lambda scored: -scored.worth)
    if len(ranked) > FEW:
        chosen: list[Scored] = []
        for scored in ranked:
            if not any(excludes(scored, other) for other in chosen):
                chosen.append(scored)
        return chosen
    return _best_set(ranked).chosen


@dataclass(frozen=True, slots=True)
class _Set:
    """Answers that do not exclude one another, and what they are worth together."""

    worth: float
    chosen: list[Scored]


def _best_set(ranked: list[Scored]) -> _Set:
    if not ranked:
        return _Set(0.0, [])
    first, rest = ranked[0], ranked[1:]
    compatible = [one for one in rest if not excludes(first, one)]
    others = _best_set(compatible)
    taken = _Set(first.worth + others.worth, [first, *others.chosen])
    if len(compatible) == len(rest):
        return taken
    return max(taken, _best_set(rest), key=lambda option: option.worth)


def excludes(one: Scored, other: Scored) -> bool:
    """Whether at most one of the two can be answered."""
    if one.candidate.group == other.candidate.group:
        return True
    first = one.candidate.attribution.content
    second = other.candidate.attribution.content
    return common(first, second) > SHARED * min(size(first), size(second))
