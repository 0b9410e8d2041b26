"""Finding what two articles on one event report in other words, in the database.

Two articles are laid side by side where a quotation of one may report what a
quotation of the other does (``same_utterance.may_be_reworded``), all their quotations
at once, for which of them correspond depends on all (``aligned_articles``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quotes.linking.speakers.comparing.relations import (
    Relation,
    SpeakerRecord,
    about,
    is_voice_of,
)
from quotes.linking.speakers.known_relations import load_speaker_records
from quotes.linking.statements.pairs.aligned_articles import (
    RELATED,
    STRANGER,
    find_parallels,
)
from quotes.linking.statements.pairs.article_columns import (
    NOBODY,
    AlignedQuotation,
    ArticleColumns,
)
from quotes.linking.statements.pairs.pair_features import setting_of
from quotes.linking.statements.pairs.same_event import APART, Coverage
from quotes.linking.statements.pairs.same_utterance import time_apart
from quotes.linking.statements.pairs.scored_pairs import relation_between
from quotes.linking.store.compared_quotes import ComparedQuote, load_compared_quotes
from quotes.linking.store.quote_links import Link
from quotes.linking.store.waiting_quotes import NOTHING, Waiting
from quotes.linking.wordings.wording import read_wording
from quotes.linking.wordings.words import stem
from quotes.models import Quote
from quotes.models.among import Numbers
from quotes.names.folding import fold
from quotes.names.gazetteer.words import word_set

DENIALS = frozenset(
    stem(word)
    for word in word_set(
        "deny denied denies denying refute refuted refutes reject rejected rejects "
        "dismiss dismissed dismisses rebut rebutted contradict contradicted disavow "
        "disputed disputes denial rejection"
    )
)
"""Stems of cues that say the contrary of what they introduce."""
MOST_QUOTES = 120
"""Quotations of an article that are laid beside another's: interviews have more."""

PRIORS = {Relation.SAME: 0.0, Relation.RELATED: RELATED}


@dataclass(frozen=True, slots=True)
class _Article:
    """The standing quotes of an article in their order, and their columns."""

    quotes: list[ComparedQuote]
    column: ArticleColumns


def find_reworded(
    quotes: Mapping[int, ComparedQuote],
    pairs: Iterable[tuple[int, int]],
    waiting: Waiting = NOTHING,
) -> tuple[list[Link], dict[int, ComparedQuote]]:
    """Return links between the articles of ``pairs``, and the quotes that these need.

    quotes: the quotes of ``pairs``, by number; those that are not yet linked with the
    counts of their articles. waiting: those of them that are not stored. Five queries
    and those of ``load_speaker_records``.
    """
    asked = _article_pairs(quotes, pairs)
    if not asked:
        return [], {}
    coverage = Coverage({pk for pair in asked for pk in pair})
    near = _near(asked, coverage)
    if not near:
        return [], {}
    rows = _quotes_of({pk for pair in near for pk in pair}, waiting)
    missing = {row.pk for held in rows.values() for row in held} - quotes.keys()
    known = {**quotes, **load_compared_quotes(missing)}
    records = load_speaker_records(
        {known[row.pk].speaker_id or 0 for held in rows.values() for row in held}
    )
    articles = {
        pk: _lay_out(held, known, records, coverage.texts[pk])
        for pk, held in rows.items()
    }
    return _score_articles(articles, near, _Relations(records)), known


def _article_pairs(
    quotes: Mapping[int, ComparedQuote], pairs: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs of articles that pairs of quotes stand in, each once, in order."""
    articles = (
        (quotes[first].article_id, quotes[second].article_id) for first, second in pairs
    )
    return sorted({(min(pair), max(pair)) for pair in articles})


def _near(
    asked: Iterable[tuple[int, int]], coverage: Coverage
) -> dict[tuple[int, int], float]:
    """How close those pairs of articles are that may report one event."""
    closeness = {pair: coverage.closeness(*pair) for pair in asked}
    return {pair: close for pair, close in closeness.items() if close >= APART}


class _Row(NamedTuple):
    """The columns of a quote that its article is laid out by."""

    pk: int
    cue: str
    start: int
    end: int


def _quotes_of(articles: set[int], waiting: Waiting) -> dict[int, list[_Row]]:
    """The standing quotes of articles, in their order."""
    rows = Quote.objects.standing().filter(article__among=Numbers(articles))
    held: dict[int, list[_Row]] = defaultdict(list)
    for article, pk, cue, start, end in rows.order_by(
        "article", "start", "pk"
    ).values_list("article_id", "pk", "cue", "start", "end"):
        held[article].append(_Row(pk, cue, start, end))
    for quote in waiting.of_articles(articles):
        told = (quote.values[name] for name in ("cue", "start", "end"))
        held[quote.article.pk].append(_Row(quote.pk, *told))
    return {
        article: sorted(own, key=lambda row: (row.start, row.pk))[:MOST_QUOTES]
        for article, own in held.items()
    }


def _lay_out(
    rows: Sequence[_Row],
    quotes: Mapping[int, ComparedQuote],
    records: Mapping[int, SpeakerRecord],
    text: str,
) -> _Article:
    own = [quotes[row.pk] for row in rows]
    spoken = Counter(quote.speaker_id for quote in own)
    reports = [
        AlignedQuotation(
            wording=quote.wording,
            direct=quote.kind == Quote.Kind.DIRECT,
            denies=is_denial(row.cue),
            setting=setting_of(
                text,
                row.start,
                row.end,
                kind=quote.kind,
                stance=quote.stance,
                cue=row.cue,
                size=len(quote.text),
                polarity=quote.polarity,
                beside=spoken[quote.speaker_id],
            ),
            given=names_given(records[quote.speaker_id])
            if quote.speaker_id
            else NOBODY,
        )
        for quote, row in zip(own, rows, strict=True)
    ]
    return _Article(own, ArticleColumns(reports))


def is_denial(cue: str) -> bool:
    """Whether a printed cue ("denied", "rejected the claim") says the contrary."""
    return any(stem(word) in DENIALS for word in fold(cue).split())


@lru_cache(maxsize=20_000)
def names_given(speaker: SpeakerRecord) -> frozenset[int]:
    """Return the stems, by number, that a speaker is named and described with."""
    members = " . ".join(f"{m.name} . {about(m)}" for m in speaker.members)
    text = f"{speaker.name} . {about(speaker)} . {members}"
    return frozenset(read_wording(text).stems.tolist())


class _Relations:
    """How speakers belong together, each two of them looked at once."""

    def __init__(self, records: Mapping[int, SpeakerRecord]) -> None:
        self.records = records
        self.known: dict[tuple[int, ...], Relation] = {}

    def between(self, one: ComparedQuote, other: ComparedQuote) -> Relation:
        who = (
            one.speaker_id or 0,
            other.speaker_id or 0,
            one.relayed_by_id or 0,
            other.relayed_by_id or 0,
        )
        if who not in self.known:
            self.known[who] = self._look(one, other)
        return self.known[who]

    def _look(self, one: ComparedQuote, other: ComparedQuote) -> Relation:
        relation = relation_between(one, other, self.records)
        if relation is not Relation.RELATED:
            return relation
        who, whom = (
            self.records[one.speaker_id or 0],
            self.records[other.speaker_id or 0],
        )
        # A body and its spokesperson are one voice, and printed either way.
        voice = is_voice_of(who, whom) or is_voice_of(whom, who)
        return Relation.SAME if voice else relation

    def prior(self, one: ComparedQuote, other: ComparedQuote) -> float:
        """Log-odds, before their words are known, that two report one utterance."""
        return PRIORS.get(self.between(one, other), STRANGER)


def _score_articles(
    articles: Mapping[int, _Article],
    near: Mapping[tuple[int, int], float],
    relations: _Relations,
) -> list[Link]:
    """Return the pairs of quotes, scored, between those articles that are near."""
    scored: list[Link] = []
    for (first, second), closeness in near.items():
        one, other = articles.get(first), articles.get(second)
        if one and other:
            scored += _score_columns(one, other, relations, closeness)
    return scored


def _score_columns(
    one: _Article, other: _Article, relations: _Relations, closeness: float
) -> list[Link]:
    def prior(i: int, j: int) -> float:
        return relations.prior(one.quotes[i], other.quotes[j])

    scored = []
    apart = time_apart(one.quotes[0].published_at, other.quotes[0].published_at)
    days = apart.days if apart else 0
    found = find_parallels(
        one.column, other.column, prior, closeness=closeness, days=days
    )
    for i, j, probability in found:
        first, second = sorted((one.quotes[i].pk, other.quotes[j].pk))
        scored.append(Link(first, second, probability))
    return scored
