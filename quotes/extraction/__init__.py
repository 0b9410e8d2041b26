"""Quotations in English text: which words, by whom, reported how.

A pure library: text in, values out, no Django, no network. Rules and a learned
tagger work together; with QUOTES_MODEL=none, or where no weights are installed,
the rules work alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.spans.rules.rule_finder import RuleFinder, SpanFinder
from quotes.extraction.types import (
    Attribution,
    Candidate,
    DocumentSpeaker,
    Kind,
    Quotation,
    Range,
    SpeakerKind,
    Stance,
)
from quotes.extraction.who.resolver import resolve

__all__ = [
    "EXTRACTOR_VERSION",
    "Attribution",
    "Candidate",
    "DocumentSpeaker",
    "Kind",
    "Quotation",
    "Range",
    "SpanFinder",
    "SpeakerKind",
    "Stance",
    "extract",
    "extract_many",
]

#: Stored with what it found; raise it whenever the same text may give other quotes.
EXTRACTOR_VERSION = "1.0"

_BATCH = 16


def extract(text: str, *, attitudes: bool = False) -> list[Quotation]:
    """Return the quotations of one English text, in reading order.

    Offsets are characters into ``text`` exactly as given, half open. With
    ``attitudes`` also beliefs, hopes, bare noun phrases ("denied the claim")
    and negated reports. No text raises; without a cue the answer is [].
    Raises ModelMissingError where spaCy's English model is not installed, and
    TaggerMissingError where QUOTES_MODEL names a directory without weights.
    """
    return next(extract_many([text], attitudes=attitudes))


def extract_many(
    texts: Iterable[str], *, attitudes: bool = False
) -> Iterator[list[Quotation]]:
    """Yield what ``extract`` returns for each text, working in batches."""
    finder: SpanFinder = EnsembleFinder.load(attitudes=attitudes) or RuleFinder()
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        for text, attributions in zip(batch, finder.find(batch), strict=True):
            wanted = [a for a in attributions if attitudes or is_speech(a)]
            yield resolve(text, wanted, reported_only=not attitudes)
