"""Quotations in English text: which words, by whom, reported how.

A pure library: text in, values out, no Django, no network. Rules and a learned
tagger work together; with QUOTES_MODEL=none, or where no weights are installed,
the rules work alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from quotes.extraction.budget import TimeBudgetExceeded, check_time, time_budget
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
)
from quotes.extraction.version import extractor_version
from quotes.extraction.who.resolver import resolve

__all__ = [
    "Attribution",
    "Candidate",
    "DocumentSpeaker",
    "Kind",
    "Quotation",
    "Range",
    "SpanFinder",
    "SpeakerKind",
    "TimeBudgetExceeded",
    "check_time",
    "extract",
    "extract_many",
    "extractor_version",
    "time_budget",
]

_BATCH = 16


def extract(
    text: str, *, attitudes: bool = False, seconds: float | None = None
) -> list[Quotation]:
    """Return the quotations of one English text, in reading order.

    Offsets are characters into ``text`` exactly as given, half open. With
    ``attitudes`` also beliefs, hopes, bare noun phrases ("denied the claim")
    and negated reports. No text raises; without a cue the answer is [].
    Raises TimeBudgetExceeded, a moment later at most, where it takes more than
    ``seconds``, loading the models at the first call in a process included;
    ModelMissingError where spaCy's English model is not installed; and
    TaggerMissingError where QUOTES_MODEL names a directory without weights.
    """
    return next(extract_many([text], attitudes=attitudes, seconds=seconds))


def extract_many(
    texts: Iterable[str], *, attitudes: bool = False, seconds: float | None = None
) -> Iterator[list[Quotation]]:
    """Yield what ``extract`` returns for each text, working in batches.

    seconds: what 16 texts, read together, may take at most. TimeBudgetExceeded ends
        the iteration, so that a caller who wants the others asks for them again.
    """
    finder: SpanFinder = EnsembleFinder.load(attitudes=attitudes) or RuleFinder()
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        with time_budget(seconds):
            found = [
                _quotations(text, attributions, attitudes=attitudes)
                for text, attributions in zip(batch, finder.find(batch), strict=True)
            ]
        yield from found


def _quotations(
    text: str, attributions: Iterable[Attribution], *, attitudes: bool
) -> list[Quotation]:
    wanted = [a for a in attributions if attitudes or is_speech(a)]
    return resolve(text, wanted, reported_only=not attitudes)
