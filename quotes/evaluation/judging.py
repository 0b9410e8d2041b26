"""What is right and what is wrong about each quote, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quotes.evaluation.counting import DocumentScore
from quotes.evaluation.matching import (
    Pair,
    is_relay_right,
    is_source_right,
    is_speaker_right,
)
from quotes.evaluation.tokenised import TokenisedQuote
from quotes.extraction.types import Kind


class Verdict(StrEnum):
    """The worst that is to be said of a quote, annotated, predicted or both."""

    WRONG_SPEAKER = "wrong speaker"
    WRONG_SOURCE = "wrong source"
    EXTRA = "extra"
    MISSED = "missed"
    BOUNDARIES = "boundaries"
    WRONG_RELAY = "wrong relay"
    RIGHT = "right"
    ARGUABLE = "arguable"


# Words in the wrong mouth do harm; words left out are only a pity.
_WEIGHT = {
    Verdict.WRONG_SPEAKER: 5.0,
    Verdict.WRONG_SOURCE: 4.0,
    Verdict.EXTRA: 3.0,
    Verdict.MISSED: 2.0,
    Verdict.BOUNDARIES: 1.5,
    Verdict.WRONG_RELAY: 1.0,
    Verdict.RIGHT: 0.0,
    Verdict.ARGUABLE: 0.0,
}
_INDIRECT = 0.6
_ATTRIBUTED_TO_NOBODY = 0.5
_UNKNOWN_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict with what it is about.

    annotated, predicted: None where that side has no counterpart. severity: 0 for
    what is no error; else larger for quoted words, for attribution to somebody, and
    the surer extraction was.
    """

    verdict: Verdict
    document: DocumentScore
    annotated: TokenisedQuote | None
    predicted: TokenisedQuote | None

    @property
    def severity(self) -> float:
        shown = self.predicted or self.annotated
        severity = _WEIGHT[self.verdict]
        if shown and shown.kind is Kind.INDIRECT:
            severity *= _INDIRECT
        if self.predicted is None:
            return severity * _UNKNOWN_CONFIDENCE
        quote = self.predicted.quote
        if self.verdict is Verdict.EXTRA and not quote.source:
            severity *= _ATTRIBUTED_TO_NOBODY
        sure = quote.confidence
        return severity * (_UNKNOWN_CONFIDENCE if sure is None else sure)


def findings(document: DocumentScore) -> Iterator[Finding]:
    """Yield one finding for each annotated and each predicted quote or pair."""
    annotated = set(range(len(document.annotated)))
    predicted = set(range(len(document.predicted)))
    for gold, ours, pair in document.matched():
        annotated.discard(pair.annotated)
        predicted.discard(pair.predicted)
        yield Finding(_verdict(gold, ours, pair), document, gold, ours)
    for number in sorted(annotated):
        yield Finding(Verdict.MISSED, document, document.annotated[number], None)
    for number in sorted(predicted):
        yield Finding(Verdict.EXTRA, document, None, document.predicted[number])
    for ours in document.excused:
        yield Finding(Verdict.ARGUABLE, document, None, ours)


def errors(documents: Iterable[DocumentScore]) -> list[Finding]:
    """Return what is wrong in the documents, the most severe first."""
    found = [one for document in documents for one in findings(document)]
    wrong = [one for one in found if one.severity]
    return sorted(wrong, key=lambda one: -one.severity)


def _verdict(gold: TokenisedQuote, ours: TokenisedQuote, pair: Pair) -> Verdict:
    if not pair.is_close:
        return Verdict.BOUNDARIES
    if gold.quote.speaker and not is_speaker_right(gold, ours):
        return Verdict.WRONG_SPEAKER
    if not is_source_right(gold.sources, ours.source):
        return Verdict.WRONG_SOURCE
    names = gold.quote.speaker or gold.quote.relayed_by
    if names and not is_relay_right(gold, ours):
        return Verdict.WRONG_RELAY
    return Verdict.RIGHT
