"""Quotes as linking sees them, and how they belong together two by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quotes.linking.facts import load_facts
from quotes.linking.kinship import SpeakerFacts, relation_of
from quotes.linking.minhash import hash_once
from quotes.linking.similarity import Likeness, compare_all, related
from quotes.linking.utterances import (
    Circumstances,
    Relation,
    may_be_reworded,
    same_utterance,
    time_apart,
    worth_a_look,
)
from quotes.linking.wordings import (
    Counts,
    Wording,
    count_elsewhere,
    count_stems,
    read_wording,
)
from quotes.models import Article, Quote, QuoteFingerprint
from quotes.models.dates import BEGINNING_OF_TIME

Edge = tuple[float, int, int]
"""How likely two quotes report one utterance, and which two."""

AT_ONCE = 10_000
"""Quotes asked for by number in one query: SQLite takes 32,766 where it is built so."""

COLUMNS = (
    "pk",
    "text",
    "speaker_id",
    "relayed_by_id",
    "article_id",
    "statement_id",
    "published_at",
)


@dataclass(slots=True, eq=False)
class Node:
    """One quote with what its grouping depends on.

    settled: an editor has put it where it is.
    linked_as: its digest when it was last linked; None: never.
    read: its wording, once somebody asked for it.
    """

    pk: int
    text: str
    speaker_id: int | None
    relayed_by_id: int | None
    article_id: int
    statement_id: int | None
    published_at: datetime | None
    settled: bool
    elsewhere: Counts = ()
    linked_as: int | None = None
    read: Wording | None = None

    @property
    def dated_at(self) -> datetime:
        """As ``Quote.dated_at``, which is not worth fetching."""
        return self.published_at or BEGINNING_OF_TIME

    @property
    def known(self) -> bool:
        """Whether it has been linked before, if not as it stands now."""
        return self.linked_as is not None

    @property
    def wording(self) -> Wording:
        if self.read is None:
            self.read = read_wording(self.text, self.elsewhere)
        return self.read

    @property
    def digest(self) -> int:
        """A hash of all that the grouping of this quote depends on."""
        who = f"{self.speaker_id}\n{self.relayed_by_id}\n{self.published_at}"
        return hash_once(f"{self.text}\n{who}")


def load_nodes(pks: Iterable[int]) -> dict[int, Node]:
    """Return standing quotes by primary key, in its order, with their fingerprints.

    Two queries for AT_ONCE quotes: joined, PostgreSQL would read all fingerprints
    from end to end.
    """
    nodes = load_quotes(pks)
    for part in _parts(nodes):
        fingerprints = QuoteFingerprint.objects.filter(quote_id__in=part)
        for pk, digest, elsewhere in fingerprints.values_list(
            "quote_id", "digest", "elsewhere"
        ):
            nodes[pk].linked_as = digest
            nodes[pk].elsewhere = tuple([(stem, count) for stem, count in elsewhere])
    return nodes


def load_quotes(pks: Iterable[int]) -> dict[int, Node]:
    """Return standing quotes by primary key, in its order, linked or not."""
    nodes: dict[int, Node] = {}
    for part in _parts(pks):
        rows = Quote.objects.standing().filter(pk__in=part).order_by()
        for row in rows.values_list(*COLUMNS, "reviewed_by", "placement"):
            *values, reviewer, placement = row
            node = Node(  # type: ignore[misc] # mypy cannot count the columns
                *values, settled=bool(placement) or bool(reviewer and values[5])
            )
            nodes[node.pk] = node
    return dict(sorted(nodes.items()))


def _parts(pks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, AT_ONCE at a time."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def count_in_articles(nodes: Sequence[Node]) -> None:
    """Fill in how often the words of each node stand elsewhere in its article."""
    articles = {node.article_id for node in nodes}
    counts = {
        pk: count_stems(text)
        for pk, text in Article.objects.filter(pk__in=articles).values_list(
            "pk", "text"
        )
    }
    for node in nodes:
        node.elsewhere = count_elsewhere(node.text, counts[node.article_id])
        node.read = None


def score_pairs(
    nodes: Mapping[int, Node], pairs: Iterable[tuple[int, int]]
) -> tuple[list[Edge], list[tuple[int, int]]]:
    """Return the pairs that report one utterance as (probability, quote, quote).

    And those that may report one in other words, which the rest of their articles
    decides.

    Who the speakers are is asked of the database only where the words leave the
    question open: nothing makes it likelier that two quotes report one utterance
    than that one speaker said both.
    """
    edges, likely, reworded = [], [], []
    for first, second, likeness in _compare_pairs(nodes, pairs):
        one, other = nodes[first], nodes[second]
        relation = _evident_relation(one, other)
        known = Relation.SAME if relation is None else relation
        circumstances = _circumstances(one, other, known)
        score = same_utterance(likeness, circumstances)
        if score and relation is None:
            likely.append((first, second, likeness))
        elif score:
            edges.append((score, first, second))
        else:
            if relation is None:
                circumstances = circumstances._replace(relation=Relation.AKIN)
            if may_be_reworded(likeness, circumstances):
                reworded.append((first, second))
    facts = load_facts(
        {nodes[pk].speaker_id or 0 for *pair, _ in likely for pk in pair}
    )
    for first, second, likeness in likely:
        one, other = nodes[first], nodes[second]
        relation = relation_between(one, other, facts)
        circumstances = _circumstances(one, other, relation)
        score = same_utterance(likeness, circumstances)
        if score:
            edges.append((score, first, second))
        elif may_be_reworded(likeness, circumstances):
            reworded.append((first, second))
    return edges, reworded


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
