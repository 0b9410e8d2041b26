"""From counts to precision, recall and F1, over a corpus and within its groups."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy

from quotes.evaluation.corpus import AnnotatedQuote, Document
from quotes.evaluation.counting import Counts, DocumentScore, score_document
from quotes.evaluation.statement_figures import StatementFigures, statement_figures
from quotes.evaluation.tokenised import KIND_GROUPS

_SEED = 0
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return _share(2 * self.precision * self.recall, both)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure of one group of quotes.

    content_tokens: of tokens of content. attributed_tokens: the same, a token
        counting only where quotes that hold it have matching sources; blind to how
        a text is cut into quotes.
    exact, partial, soft: of quotes; contents equal, overlapping by half, and the
        overlap itself instead of a count.
    attributed: overlapping by half with the right source; the figure to watch.
    source_accuracy: over pairs whose annotation has a source; _any: over all pairs;
        _close: over pairs that overlap by half.
    speaker_accuracy, spoken, relay_accuracy, relay: of canonical names; None where
        the annotation has none.
    """

    annotated: int
    predicted: int
    matched: int
    content_tokens: Rates
    attributed_tokens: Rates
    exact: Rates
    partial: Rates
    soft: Rates
    attributed: Rates
    attributed_soft: Rates
    source_accuracy: float
    source_accuracy_any: float
    source_accuracy_close: float
    speaker_accuracy: float | None = None
    spoken: Rates | None = None
    relay_accuracy: float | None = None
    relay: Rates | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A corpus, compared.

    missing: documents without any prediction record, counted as nothing predicted.
    intervals: 95 per cent bootstrap intervals of F1 by (group, measure).
    """

    documents: tuple[DocumentScore, ...]
    counts: Counts
    missing: int = 0
    statements: StatementFigures | None = None
    intervals: Mapping[tuple[str, str], tuple[float, float]] = field(
        default_factory=dict
    )

    def figures(self, group: str) -> Figures:
        """Return the figures of one group."""
        return figures_of(self.counts, group)


def evaluate(
    documents: Iterable[Document],
    predictions: Mapping[str, Sequence[AnnotatedQuote]],
    *,
    merge: bool = False,
    bootstrap: int = 0,
) -> Evaluation:
    """Compare predictions with annotated documents.

    predictions: quotes by the id of their document; the documents decide what is
        compared, and one without predictions counts as nothing predicted.
    merge: see ``TokenisedText.quotes``.
    bootstrap: how many times to draw documents for the intervals; 0 for none.
    """
    scores = []
    missing = 0
    for document in documents:
        missing += document.id not in predictions
        scores.append(
            score_document(
                document.id,
                document.text,
                document.quotes,
                predictions.get(document.id, ()),
                merge=merge,
                outlet=document.outlet,
            )
        )
    return Evaluation(
        documents=tuple(scores),
        counts=total(scores),
        missing=missing,
        statements=statement_figures(scores),
        intervals=bootstrap_intervals(scores, bootstrap) if bootstrap else {},
    )


def total(scores: Iterable[DocumentScore]) -> Counts:
    """Return the counts of several documents together."""
    counts: Counts = Counter()
    for score in scores:
        counts.update(score.counts)
    return counts


def figures_of(counts: Counts, group: str) -> Figures:
    """Return the figures of one group from its counts."""

    def count(name: str) -> float:
        return counts[group, name]

    def of_quotes(name: str) -> Rates:
        return Rates(
            _share(count(f"{name}_precision"), count("predicted")),
            _share(count(f"{name}_recall"), count("annotated")),
        )

    def of_tokens(name: str) -> Rates:
        return Rates(
            _share(count(f"{name}_precision"), count("tokens_precision")),
            _share(count(f"{name}_recall"), count("tokens_recall")),
        )

    def right(name: str) -> float:
        return _share(count(f"{name}_right"), count(name))

    speaker, relay = count("speaker"), count("relay")
    return Figures(
        annotated=int(count("annotated")),
        predicted=int(count("predicted")),
        matched=int(count("matched_recall")),
        content_tokens=of_tokens("tokens_hit"),
        attributed_tokens=of_tokens("tokens_attributed"),
        exact=of_quotes("exact"),
        partial=of_quotes("partial"),
        soft=of_quotes("soft"),
        attributed=of_quotes("attributed"),
        attributed_soft=of_quotes("attributed_soft"),
        source_accuracy=right("source"),
        source_accuracy_any=right("source_any"),
        source_accuracy_close=right("source_close"),
        speaker_accuracy=right("speaker") if speaker else None,
        spoken=of_quotes("spoken") if speaker else None,
        relay_accuracy=right("relay") if relay else None,
        relay=Rates(
            _share(count("relay_found"), count("relay_predicted")),
            _share(count("relay_found"), count("relay_annotated")),
        )
        if relay
        else None,
    )


def bootstrap_intervals(
    scores: Sequence[DocumentScore],
    draws: int,
    *,
    groups: Sequence[str] = KIND_GROUPS,
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return 95 per cent intervals of F1, drawing documents with replacement.

    Keys are (group, "attributed") and (group, "soft"). The seed is fixed.
    """
    names = [
        f"{measure}_{side}"
        for measure in ("attributed", "soft")
        for side in ("precision", "recall")
    ]
    columns = [(group, name) for group in groups for name in (*names, *_TOTALS)]
    table = numpy.array([[one.counts[c] for c in columns] for one in scores], float)
    place = {column: number for number, column in enumerate(columns)}
    pick = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    drawn: dict[tuple[str, str], list[float]] = {}
    numbers = range(len(scores))
    for _ in range(draws):
        sums = table[[pick.choice(numbers) for _ in numbers]].sum(axis=0)
        for group in groups:
            for measure in ("attributed", "soft"):
                rates = Rates(
                    _share(
                        sums[place[group, f"{measure}_precision"]],
                        sums[place[group, "predicted"]],
                    ),
                    _share(
                        sums[place[group, f"{measure}_recall"]],
                        sums[place[group, "annotated"]],
                    ),
                )
                drawn.setdefault((group, measure), []).append(float(rates.f1))
    return {key: _interval(sorted(values)) for key, values in drawn.items()}


_TOTALS = ("predicted", "annotated")


def _interval(values: Sequence[float]) -> tuple[float, float]:
    return values[int(_LOW * len(values))], values[int(_HIGH * len(values)) - 1]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
