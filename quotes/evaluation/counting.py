"""What is counted in one document: sums that add up over documents.

Recall counts annotated quotes of a group, precision predicted quotes of it; the
counterpart in a pair may be of another group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quotes.evaluation.corpus import AnnotatedQuote
from quotes.evaluation.matching import (
    Pair,
    is_relay_right,
    is_source_right,
    is_speaker_right,
    match,
)
from quotes.evaluation.text_tokens import union
from quotes.evaluation.tokenised import TokenisedQuote, TokenisedText

Counts = Counter[tuple[str, str]]
"""Sums by (group, what is counted)."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document, compared.

    annotated: the quotes required. predicted: those that count. pairs: numbers into
    these two. arguable: annotated quotes that are not required; excused: predicted
    quotes that answer one of these, neither right nor wrong.
    """

    id: str
    text: str
    outlet: str
    counts: Counts
    annotated: tuple[TokenisedQuote, ...]
    predicted: tuple[TokenisedQuote, ...]
    pairs: tuple[Pair, ...]
    arguable: tuple[TokenisedQuote, ...] = ()
    excused: tuple[TokenisedQuote, ...] = ()

    def matched(self) -> Iterator[tuple[TokenisedQuote, TokenisedQuote, Pair]]:
        """Yield each pair as its annotated quote, its predicted one and itself."""
        for pair in self.pairs:
            yield self.annotated[pair.annotated], self.predicted[pair.predicted], pair


def score_document(
    identifier: str,
    text: str,
    annotated: Sequence[AnnotatedQuote],
    predicted: Sequence[AnnotatedQuote],
    *,
    merge: bool = False,
    outlet: str = "",
) -> DocumentScore:
    """Compare the predicted quotes of one text with the annotated ones.

    merge: see ``TokenisedText.quotes``.
    """
    tokenised = TokenisedText(text)
    gold = tokenised.quotes(annotated, merge=merge)
    ours = tokenised.quotes(predicted, merge=merge)
    pairs = match(gold, ours)
    excused = {p.predicted for p in pairs if gold[p.annotated].quote.arguable}
    required = [n for n, one in enumerate(gold) if not one.quote.arguable]
    counted = [n for n in range(len(ours)) if n not in excused]
    kept = _renumbered(pairs, required, counted)
    left = tuple(gold[number] for number in required)
    right = tuple(ours[number] for number in counted)
    return DocumentScore(
        id=identifier,
        text=text,
        outlet=outlet,
        counts=_counts_of(left, right, kept),
        annotated=left,
        predicted=right,
        pairs=kept,
        arguable=tuple(one for one in gold if one.quote.arguable),
        excused=tuple(ours[number] for number in sorted(excused)),
    )


def _renumbered(
    pairs: Sequence[Pair], required: Sequence[int], counted: Sequence[int]
) -> tuple[Pair, ...]:
    """The pairs of ``required`` quotes, by places in these two instead of numbers."""
    gold_place = {number: place for place, number in enumerate(required)}
    our_place = {number: place for place, number in enumerate(counted)}
    return tuple(
        Pair(gold_place[pair.annotated], our_place[pair.predicted], pair.jaccard)
        for pair in pairs
        if pair.annotated in gold_place
    )


def _counts_of(
    annotated: Sequence[TokenisedQuote],
    predicted: Sequence[TokenisedQuote],
    pairs: Sequence[Pair],
) -> Counts:
    counts: Counts = Counter()
    _count_quotes(counts, annotated, predicted)
    _count_tokens(counts, annotated, predicted)
    for pair in pairs:
        _count_pair(counts, annotated[pair.annotated], predicted[pair.predicted], pair)
    return counts


def _count_quotes(
    counts: Counts,
    annotated: Sequence[TokenisedQuote],
    predicted: Sequence[TokenisedQuote],
) -> None:
    for side, quotes in (("annotated", annotated), ("predicted", predicted)):
        for quote in quotes:
            counts.update((group, side) for group in quote.groups)


def _count_tokens(
    counts: Counts,
    annotated: Sequence[TokenisedQuote],
    predicted: Sequence[TokenisedQuote],
) -> None:
    """Count tokens of content, and those whose sources agree, from both sides."""
    _count_side(
        counts, "recall", annotated, predicted, lambda a, b: _agree(annotated=a, ours=b)
    )
    _count_side(
        counts,
        "precision",
        predicted,
        annotated,
        lambda a, b: _agree(annotated=b, ours=a),
    )


def _agree(*, annotated: TokenisedQuote, ours: TokenisedQuote) -> bool:
    return is_source_right(annotated.sources, ours.source)


def _count_side(
    counts: Counts,
    side: str,
    quotes: Sequence[TokenisedQuote],
    others: Sequence[TokenisedQuote],
    agree: Callable[[TokenisedQuote, TokenisedQuote], bool],
) -> None:
    anywhere = union(other.content for other in others)
    by_group: dict[str, set[int]] = defaultdict(set)
    attributed: dict[str, set[int]] = defaultdict(set)
    for quote in quotes:
        same = union(
            quote.content & other.content
            for other in others
            if quote.content & other.content and agree(quote, other)
        )
        for group in quote.groups:
            by_group[group] |= quote.content
            attributed[group] |= same
    for group, numbers in by_group.items():
        counts[group, f"tokens_{side}"] += len(numbers)
        counts[group, f"tokens_hit_{side}"] += len(numbers & anywhere)
        counts[group, f"tokens_attributed_{side}"] += len(attributed[group])


def _count_pair(
    counts: Counts, gold: TokenisedQuote, ours: TokenisedQuote, pair: Pair
) -> None:
    source = is_source_right(gold.sources, ours.source)
    speaker = is_speaker_right(gold, ours)
    values: dict[str, float] = {
        "matched": 1,
        "exact": gold.content == ours.content,
        "partial": pair.is_close,
        "soft": pair.jaccard,
        "attributed": pair.is_close and source,
        "attributed_soft": pair.jaccard if source else 0,
        "spoken": pair.is_close and speaker,
    }
    for group in gold.groups:
        for name, value in values.items():
            counts[group, f"{name}_recall"] += value  # type: ignore[assignment]
        _count_source(counts, group, gold, pair, right=source)
        _count_names(counts, group, gold, ours, right=speaker)
    for group in ours.groups:
        for name, value in values.items():
            counts[group, f"{name}_precision"] += value  # type: ignore[assignment]


def _count_source(
    counts: Counts, group: str, gold: TokenisedQuote, pair: Pair, *, right: bool
) -> None:
    counts[group, "source_any"] += 1
    counts[group, "source_any_right"] += right
    if gold.source:
        counts[group, "source"] += 1
        counts[group, "source_right"] += right
        counts[group, "source_close"] += pair.is_close
        counts[group, "source_close_right"] += pair.is_close and right


def _count_names(
    counts: Counts,
    group: str,
    gold: TokenisedQuote,
    ours: TokenisedQuote,
    *,
    right: bool,
) -> None:
    if gold.quote.speaker:
        counts[group, "speaker"] += 1
        counts[group, "speaker_right"] += right
    if gold.quote.speaker or gold.quote.relayed_by:
        same = is_relay_right(gold, ours)
        counts[group, "relay"] += 1
        counts[group, "relay_right"] += same
        counts[group, "relay_annotated"] += bool(gold.quote.relayed_by)
        counts[group, "relay_predicted"] += bool(ours.quote.relayed_by)
        counts[group, "relay_found"] += bool(gold.quote.relayed_by) and same
