"""Which pairs of quotes report one utterance, and how likely each does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.linking.speakers.comparing.relations import (
    Relation,
    SpeakerRecord,
    relation_of,
)
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.linking.statements.pairs.same_event import SHARED_EVENT, Coverage
from quotes.linking.statements.pairs.same_utterance import (
    Circumstances,
    is_of_one_event,
    may_be_reworded,
    same_utterance,
    time_apart,
    worth_a_look,
)
from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.linking.store.quote_links import Link
from quotes.linking.wordings.polarity import contradict
from quotes.linking.wordings.similarity import Likeness, compare_all, related
from quotes.linking.wordings.words_in_marks import share_run, shared_run, telling_stems


def score_pairs(
    quotes: Mapping[int, ComparedQuote], pairs: Iterable[tuple[int, int]]
) -> tuple[list[Link], list[tuple[int, int]]]:
    """Return links between those of ``pairs`` that report one utterance; open pairs.

    Open are those that may report one in other words, or cut alike: the rest of their
    articles decides (``reworded``).

    Who the speakers are, and whether two articles cover one event, is asked of the
    database only where the words leave the question open: see ``_may_be_one``.
    """
    pairs = sorted(pairs)
    known, open_pairs = [], []
    for first, second, likeness in _compare_pairs(quotes, pairs):
        one, other = quotes[first], quotes[second]
        if contradict(one.polarity, other.polarity):
            continue
        relation = _evident_relation(one, other)
        if relation is not None:
            known.append((first, second, likeness, relation))
        elif _may_be_one(likeness, one, other):
            open_pairs.append((first, second, likeness))
        else:
            known.append((first, second, likeness, Relation.RELATED))
    records = load_speaker_records(
        {quotes[pk].speaker_id or 0 for *pair, _ in open_pairs for pk in pair}
    )
    for first, second, likeness in open_pairs:
        relation = relation_between(quotes[first], quotes[second], records)
        known.append((first, second, likeness, relation))
    scored: list[Link] = []
    doubtful: list[Link] = []
    reworded = _cut_alike(quotes, pairs)
    for first, second, likeness, relation in known:
        circumstances = _circumstances(quotes[first], quotes[second], relation)
        score = same_utterance(likeness, circumstances)
        if score:
            found = doubtful if is_of_one_event(likeness, circumstances) else scored
            found.append(Link(first, second, score, sure=True))
        elif may_be_reworded(likeness, circumstances):
            reworded.append((first, second))
    return scored + _of_one_event(quotes, doubtful), reworded


def _may_be_one(likeness: Likeness, one: ComparedQuote, other: ComparedQuote) -> bool:
    """Whether two quotes may report one utterance, whoever their speakers are.

    Nothing makes it likelier than that one speaker said both, but that an article
    tells in two wordings what a body, or somebody called by a surname, says.
    """
    return any(
        same_utterance(likeness, _circumstances(one, other, relation))
        for relation in (Relation.SAME, Relation.RELATED)
    )


def _cut_alike(
    quotes: Mapping[int, ComparedQuote], pairs: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs that print the same words of one speaker in marks."""
    return [
        (first, second)
        for first, second in pairs
        if _may_be_cut(quotes[first], quotes[second])
    ]


def _may_be_cut(one: ComparedQuote, other: ComparedQuote) -> bool:
    if one.speaker_id is None or one.speaker_id != other.speaker_id:
        return False
    # The cheapest first: pairs are many, and few of them are printed alike.
    if one.article_id == other.article_id or not share_run(one.marked, other.marked):
        return False
    if not _circumstances(one, other, Relation.SAME).of_two_articles:
        return False
    told = telling_stems(one.wording), telling_stems(other.wording)
    return shared_run(one.marked, other.marked, *told) is not None


def _of_one_event(
    quotes: Mapping[int, ComparedQuote], scored: Sequence[Link]
) -> list[Link]:
    """Those of ``scored`` whose articles cover one event."""
    if not scored:
        return []
    article = {
        pk: quotes[pk].article_id for pair in scored for pk in (pair.first, pair.second)
    }
    coverage = Coverage(article.values())
    return [
        pair
        for pair in scored
        if coverage.closeness(article[pair.first], article[pair.second]) >= SHARED_EVENT
    ]


def _compare_pairs(
    quotes: Mapping[int, ComparedQuote], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Likeness]]:
    """The pairs that are worth a look, with how alike their wordings are."""
    pks = sorted({pk for pair in pairs for pk in pair})
    wordings = [quotes[pk].wording for pk in pks]
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
    one: ComparedQuote, other: ComparedQuote, records: Mapping[int, SpeakerRecord]
) -> Relation:
    """How the speakers of two quotes belong together, by their ``records``."""
    relation = _evident_relation(one, other)
    if relation is None:
        return relation_of(records[one.speaker_id or 0], records[other.speaker_id or 0])
    return relation


def _evident_relation(one: ComparedQuote, other: ComparedQuote) -> Relation | None:
    """How two quotes' speakers belong together, as far as the quotes tell."""
    if one.speaker_id is None or other.speaker_id is None:
        return Relation.UNKNOWN
    if one.speaker_id == other.speaker_id:
        return Relation.SAME
    if one.speaker_id == other.relayed_by_id or other.speaker_id == one.relayed_by_id:
        return Relation.RELATED
    return None


def _circumstances(
    one: ComparedQuote, other: ComparedQuote, relation: Relation
) -> Circumstances:
    return Circumstances(
        relation=relation,
        same_article=one.article_id == other.article_id,
        apart=time_apart(one.published_at, other.published_at),
        same_stance=one.stance == other.stance,
    )
