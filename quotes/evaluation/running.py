"""The current extractor over annotated texts, in worker processes.

Imports no Django: a worker needs the extraction library alone.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from quotes.evaluation.corpus import AnnotatedQuote, Document
from quotes.extraction import Quotation, extract_many

BATCH = 4

Predicted = tuple[str, list[AnnotatedQuote]]


def predict(
    documents: Sequence[Document], *, attitudes: bool = False, workers: int = 1
) -> Iterator[Predicted]:
    """Yield each document's id with the quotes that extraction finds, in order.

    attitudes: also beliefs, hopes and attitudes, as PolNeAR annotates them.
    workers: processes; with 1 all happens in this one.
    """
    batches = _batches(documents)
    work = partial(_predict_batch, attitudes=attitudes)
    if workers == 1 or len(documents) <= BATCH:
        for batch in batches:
            yield from work(batch)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for done in pool.imap(work, batches):
            yield from done


def _batches(documents: Iterable[Document]) -> Iterator[list[tuple[str, str]]]:
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        yield [(document.id, document.text) for document in batch]


def _predict_batch(
    batch: Iterable[tuple[str, str]], *, attitudes: bool
) -> list[Predicted]:
    names, texts = zip(*batch, strict=True)
    found = extract_many(texts, attitudes=attitudes)
    return [
        (name, [as_annotated(quotation) for quotation in quotations])
        for name, quotations in zip(names, found, strict=True)
    ]


def as_annotated(quotation: Quotation) -> AnnotatedQuote:
    """Return a quotation as evaluation compares it."""
    return AnnotatedQuote(
        content=quotation.content,
        cue=quotation.cue,
        source=quotation.source,
        speaker=(quotation.speaker.name,) if quotation.speaker else (),
        relayed_by=(quotation.relayed_by,) if quotation.relayed_by else (),
        confidence=quotation.confidence,
        method=quotation.method,
        evidence=quotation.evidence,
    )
