"""Whether quotes that report the same utterance were put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quotes.evaluation.counting import DocumentScore

Place = tuple[int, int]
"""Number of the document, number of the quote in it."""


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """Pairs of quotes that share a statement, found and annotated.

    right: pairs put together on both sides. predicted, annotated: all of them.
    *_matched: only pairs whose two quotes have a counterpart on the other side.
    """

    right: int
    predicted: int
    annotated: int
    predicted_matched: int
    annotated_matched: int


def statement_figures(scores: Sequence[DocumentScore]) -> StatementFigures | None:
    """Compare pairs within statements over all documents.

    None where either side has no statements at all. A predicted pair of which a
    quote answers no annotated one is wrong.
    """
    annotated = {
        (number, place): one.quote.statement
        for number, score in enumerate(scores)
        for place, one in enumerate(score.annotated)
    }
    predicted = {
        (number, place): one.quote.statement
        for number, score in enumerate(scores)
        for place, one in enumerate(score.predicted)
    }
    if not any(annotated.values()) or not any(predicted.values()):
        return None
    counterpart = {
        (number, pair.predicted): (number, pair.annotated)
        for number, score in enumerate(scores)
        for pair in score.pairs
    }
    links, ours = _links(annotated.items()), _links(predicted.items())
    translated = {
        frozenset(counterpart[place] for place in link)
        for link in ours
        if all(place in counterpart for place in link)
    }
    found = set(counterpart.values())
    return StatementFigures(
        right=len(translated & links),
        predicted=len(ours),
        annotated=len(links),
        predicted_matched=len(translated),
        annotated_matched=sum(link <= found for link in links),
    )


def _links(items: Iterable[tuple[Place, Any]]) -> set[frozenset[Place]]:
    places: dict[Hashable, list[Place]] = defaultdict(list)
    for place, statement in items:
        if statement:
            places[statement].append(place)
    return {
        frozenset(pair)
        for members in places.values()
        for pair in combinations(members, 2)
    }
