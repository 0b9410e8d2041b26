"""Which predicted quote answers which annotated one, and whether sources agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.evaluation.same_names import is_one_of
from quotes.evaluation.text_tokens import Tokens, jaccard
from quotes.evaluation.tokenised import TokenisedQuote

#: From this overlap on, content counts as found, and a source as the same.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers of an annotated and a predicted quote, and how far contents agree."""

    annotated: int
    predicted: int
    jaccard: float

    @property
    def is_close(self) -> bool:
        """Whether contents overlap by at least half."""
        return self.jaccard >= HALF


def match(
    annotated: Sequence[TokenisedQuote], predicted: Sequence[TokenisedQuote]
) -> list[Pair]:
    """Pair quotes one to one, greedily by the overlap of contents, largest first.

    Of an annotated quote's contents the nearest counts. Ties go to the pair with
    the closer cue, then with the closer source.
    """
    candidates = []
    for number, gold in enumerate(annotated):
        for other, ours in enumerate(predicted):
            overlap = max(jaccard(content, ours.content) for content in gold.contents)
            if overlap > 0:
                cue = jaccard(gold.cue, ours.cue)
                source = jaccard(gold.source, ours.source)
                candidates.append((-overlap, -cue, -source, number, other))
    candidates.sort()
    left = set(range(len(annotated)))
    right = set(range(len(predicted)))
    pairs = []
    for overlap, _, _, number, other in candidates:
        if number in left and other in right:
            left.remove(number)
            right.remove(other)
            pairs.append(Pair(number, other, -overlap))
    return pairs


def is_source_right(accepted: Iterable[Tokens], source: Tokens) -> bool:
    """Whether a source overlaps any accepted one by half of the shorter of the two.

    Where the annotation names no source, only a prediction without one is right.
    """
    return any(_same_source(one, source) for one in accepted)


def _same_source(one: Tokens, other: Tokens) -> bool:
    if not one or not other:
        return not one and not other
    return len(one & other) / min(len(one), len(other)) >= HALF


def is_speaker_right(annotated: TokenisedQuote, predicted: TokenisedQuote) -> bool:
    """Whether the prediction names a speaker of the annotation, by any of its names.

    False where the annotation names nobody.
    """
    gold, ours = annotated.quote, predicted.quote
    if not gold.speaker:
        return False
    return is_one_of(first_name(ours.speaker), gold.speaker + gold.accepted)


def is_relay_right(annotated: TokenisedQuote, predicted: TokenisedQuote) -> bool:
    """Whether the prediction names who passed it on, or nobody where nobody did."""
    gold, ours = annotated.quote, predicted.quote
    accepted = gold.relayed_by + gold.relayed_by_accepted
    if not gold.relayed_by and not ours.relayed_by:
        return True
    return is_one_of(first_name(ours.relayed_by), accepted)


def first_name(names: tuple[str, ...]) -> str | None:
    """Return the first of a prediction's names, None where it has none."""
    return names[0] if names else None
