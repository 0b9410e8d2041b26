"""Whether confidence means what it says: of quotes scored 0.9, nine in ten are right.

Right is a quote whose content overlaps an annotated one by half, with its source and,
where the annotation names one, its canonical speaker. What answers an arguable
annotation is neither right nor wrong and left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.evaluation.counting import DocumentScore
from quotes.evaluation.judging import Finding, Verdict, findings

BINS = 10
_NORMAL_95 = 1.96
_RIGHT = {Verdict.RIGHT, Verdict.WRONG_RELAY}


@dataclass(frozen=True, slots=True)
class Judged:
    """A confidence, 0 to 1, and whether the quote was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotes of like confidence.

    low, high: the confidences it holds. confidence: their mean. right: share that
    is right, with the bounds of its 95 per cent interval (Wilson 1927).
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float
    right_low: float
    right_high: float


def right_or_wrong(
    documents: Iterable[DocumentScore],
) -> Iterator[tuple[Finding, bool]]:
    """Yield every predicted quote that is right or wrong, and which."""
    for document in documents:
        for finding in findings(document):
            if finding.predicted and finding.verdict is not Verdict.ARGUABLE:
                yield finding, finding.verdict in _RIGHT


def judged_quotes(documents: Iterable[DocumentScore]) -> list[Judged]:
    """Return the confidence of every predicted quote that is right or wrong.

    Quotes without a confidence are left out.
    """
    return [
        Judged(finding.predicted.quote.confidence, right)
        for finding, right in right_or_wrong(documents)
        if finding.predicted and finding.predicted.quote.confidence is not None
    ]


def equal_width(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """Return bins of equal width from 0 to 1, empty ones left out."""
    members: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        members[min(bins - 1, int(one.confidence * bins))].append(one)
    return [
        _bin(those, number / bins, (number + 1) / bins)
        for number, those in enumerate(members)
        if those
    ]


def equal_mass(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """Return bins of as equal numbers of quotes as can be, least sure first.

    Quotes of equal confidence stay together.
    """
    ordered = sorted(judged, key=lambda one: one.confidence)
    found = []
    first = 0
    for number in range(bins):
        last = max(first, (number + 1) * len(ordered) // bins)
        while 0 < last < len(ordered) and _are_tied(ordered[last - 1 : last + 1]):
            last += 1
        if those := ordered[first:last]:
            found.append(_bin(those, those[0].confidence, those[-1].confidence))
        first = last
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini, Cooper and Hauskrecht 2015).

    The distance of mean confidence and share right, averaged over quotes.
    """
    total = sum(one.count for one in bins)
    if not total:
        return 0.0
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total


def brier_score(judged: Sequence[Judged]) -> float:
    """Return the mean squared distance of confidence and truth (Brier 1950)."""
    if not judged:
        return 0.0
    return sum((one.confidence - one.right) ** 2 for one in judged) / len(judged)


def reliability_lines(judged: Sequence[Judged]) -> Iterator[str]:
    """Yield the reliability tables and the errors, as Markdown."""
    right = sum(one.right for one in judged)
    width, mass = equal_width(judged), equal_mass(judged)
    yield (
        f"{len(judged)} quotations, {right} of them right. Expected calibration error "
        f"{calibration_error(width):.3f} in {BINS} bins of equal width, "
        f"{calibration_error(mass):.3f} in {BINS} bins of equal numbers; Brier score "
        f"{brier_score(judged):.3f}."
    )
    for title, bins in (("equal width", width), ("equal numbers", mass)):
        yield ""
        yield f"Bins of {title}:"
        yield ""
        yield "| confidence | quotations | mean confidence | right | 95% interval |"
        yield "|---|---:|---:|---:|---|"
        for one in bins:
            yield (
                f"| {one.low:.2f}–{one.high:.2f} | {one.count} "
                f"| {one.confidence:.3f} | {one.right:.3f} "
                f"| {one.right_low:.2f}–{one.right_high:.2f} |"
            )


def _are_tied(those: Sequence[Judged]) -> bool:
    return those[0].confidence == those[-1].confidence


def _bin(those: Sequence[Judged], low: float, high: float) -> Bin:
    count, right = len(those), sum(one.right for one in those)
    right_low, right_high = _wilson(right, count)
    return Bin(
        low=low,
        high=high,
        count=count,
        confidence=sum(one.confidence for one in those) / count,
        right=right / count,
        right_low=right_low,
        right_high=right_high,
    )


def _wilson(right: int, count: int) -> tuple[float, float]:
    share, square = right / count, _NORMAL_95**2
    middle = share + square / (2 * count)
    spread = _NORMAL_95 * math.sqrt(
        share * (1 - share) / count + square / (4 * count * count)
    )
    whole = 1 + square / count
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
