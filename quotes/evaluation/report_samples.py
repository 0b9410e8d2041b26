"""Which reports that the span finder sees are reports in the annotated texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.evaluation.calibration import Sample
from quotes.evaluation.corpus import AnnotatedQuote
from quotes.evaluation.counting import DocumentScore, score_document
from quotes.evaluation.judging import Verdict, findings
from quotes.extraction.reading import find, reported_speech
from quotes.extraction.report_evidence import report_evidence
from quotes.extraction.types import Kind

_IS_NONE = (Verdict.EXTRA, Verdict.BOUNDARIES)


def report_samples(documents: Iterable[DocumentScore]) -> list[Sample]:
    """Return every report without marks that the finder sees, before any is left out.

    It is right where half of its words are those of an annotated quotation, whoever
    is said to have said it; what answers an arguable one is left out. Each text is
    read anew.
    """
    samples: list[Sample] = []
    for document in documents:
        samples += _samples_of(document)
    return samples


def _samples_of(document: DocumentScore) -> Iterator[Sample]:
    text = document.text
    (seen,) = find([text], attitudes=False)
    predicted = [
        AnnotatedQuote(
            content=one.content,
            cue=one.cue,
            source=one.source,
            evidence=report_evidence(text, one) if one.kind is Kind.INDIRECT else (),
        )
        for one in reported_speech(text, seen)
        if one.content
    ]
    annotated = [one.quote for one in (*document.annotated, *document.arguable)]
    score = score_document(document.id, text, annotated, predicted)
    for finding in findings(score):
        if finding.predicted is None or finding.verdict is Verdict.ARGUABLE:
            continue
        evidence = finding.predicted.quote.evidence
        if evidence:
            yield Sample(evidence, finding.verdict not in _IS_NONE, document.id)
