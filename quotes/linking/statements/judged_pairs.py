"""Which quotes report one utterance, two by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.linking.speakers.known_relations import load_facts
from quotes.linking.speakers.relations import SpeakerFacts, relation_of
from quotes.linking.statements.same_event import SHARED_EVENT, Coverage
from quotes.linking.statements.same_utterance import (
    Circumstances,
    Relation,
    is_of_one_event,
    may_be_reworded,
    same_utterance,
    time_apart,
    worth_a_look,
)
from quotes.linking.store.compared_quotes import Node
from quotes.linking.wordings.polarity import contradict
from quotes.linking.wordings.similarity import Likeness, compare_all, related

Edge = tuple[float, int, int]
"""How likely two quotes report one utterance, and which two."""


def score_pairs(
    nodes: Mapping[int, Node], pairs: Iterable[tuple[int, int]]
) -> tuple[list[Edge], list[tuple[int, int]]]:
    """Return the pairs that report one utterance as (probability, quote, quote).

    And those that may report one in other words, which the rest of their articles
    decides.

    Who the speakers are, and whether two articles cover one event, is asked of the
    database only where the words leave the question open: nothing makes it likelier
    that two quotes report one utterance than that one speaker said both.
    """
    known, open_pairs = [], []
    for first, second, likeness in _compare_pairs(nodes, pairs):
        one, other = nodes[first], nodes[second]
        if contradict(one.polarity, other.polarity):
            continue
        relation = _evident_relation(one, other)
        if relation is not None:
            known.append((first, second, likeness, relation))
        elif same_utterance(likeness, _circumstances(one, other, Relation.SAME)):
            open_pairs.append((first, second, likeness))
        else:
            known.append((first, second, likeness, Relation.AKIN))
    facts = load_facts(
        {nodes[pk].speaker_id or 0 for *pair, _ in open_pairs for pk in pair}
    )
    for first, second, likeness in open_pairs:
        relation = relation_between(nodes[first], nodes[second], facts)
        known.append((first, second, likeness, relation))
    edges: list[Edge] = []
    doubtful: list[Edge] = []
    reworded = []
    for first, second, likeness, relation in known:
        circumstances = _circumstances(nodes[first], nodes[second], relation)
        score = same_utterance(likeness, circumstances)
        if score:
            found = doubtful if is_of_one_event(likeness, circumstances) else edges
            found.append((score, first, second))
        elif may_be_reworded(likeness, circumstances):
            reworded.append((first, second))
    return edges + _of_one_event(nodes, doubtful), reworded


def _of_one_event(nodes: Mapping[int, Node], edges: Sequence[Edge]) -> list[Edge]:
    """Those of ``edges`` whose articles cover one event."""
    if not edges:
        return []
    article = {pk: nodes[pk].article_id for _, *pair in edges for pk in pair}
    coverage = Coverage(article.values())
    return [
        (score, first, second)
        for score, first, second in edges
        if coverage.closeness(article[first], article[second]) >= SHARED_EVENT
    ]


def _compare_pairs(
    nodes: Mapping[int, Node], pairs: Iterable[tuple[int, int]]
) -> list[tuple[int, int, Likeness]]:
    """The pairs that are worth a look, with how alike their wordings are."""
    pairs = sorted(pairs)
    pks = sorted({pk for pair in pairs for pk in pair})
    wordings = [nodes[pk].wording for pk in pks]
    place = {pk: i for i, pk in enumerate(pks)}
    asked = defaultdict(list)
    for first, second in related(wordings, [(place[a], place[b]) for a, b in pairs]):
        asked[second].append(first)
    laid: list[tuple[int, int]] = []
    likenesses: list[Likeness] = []
    for second, firsts in asked.items():
        laid += [(pks[first], pks[second]) for first in firsts]
        likenesses += compare_all(wordings[second], [wordings[i] for i in firsts])
    return [(*laid[i], likenesses[i]) for i in worth_a_look(likenesses)]


def relation_between(
    one: Node, other: Node, facts: Mapping[int, SpeakerFacts]
) -> Relation:
    """How two quotes' speakers belong together, of whom ``facts`` are known."""
    relation = _evident_relation(one, other)
    if relation is None:
        return relation_of(facts[one.speaker_id or 0], facts[other.speaker_id or 0])
    return relation


def _evident_relation(one: Node, other: Node) -> Relation | None:
    """How two quotes' speakers belong together, as far as the quotes tell."""
    if one.speaker_id is None or other.speaker_id is None:
        return Relation.UNKNOWN
    if one.speaker_id == other.speaker_id:
        return Relation.SAME
    if one.speaker_id == other.relayed_by_id or other.speaker_id == one.relayed_by_id:
        return Relation.AKIN
    return None


def _circumstances(one: Node, other: Node, relation: Relation) -> Circumstances:
    return Circumstances(
        relation=relation,
        same_article=one.article_id == other.article_id,
        apart=time_apart(one.published_at, other.published_at),
    )
