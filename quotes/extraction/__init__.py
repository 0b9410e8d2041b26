"""Quotations in English text: which words, by whom, reported how.

A pure library: text in, values out, no Django, no network. Rules and a learned
tagger work together; with QUOTES_MODEL=none, or where no weights are installed,
the rules work alone. Neither parser nor network is loaded before a text is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from quotes.extraction.budget import TimeBudgetExceeded, check_time, time_budget
from quotes.extraction.errors import ModelMissingError, TaggerMissingError
from quotes.extraction.spans.finder import SpanFinder
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
from quotes.extraction.version import extractor_version

__all__ = [
    "Attribution",
    "Candidate",
    "DocumentSpeaker",
    "Kind",
    "ModelMissingError",
    "Quotation",
    "Range",
    "SpanFinder",
    "SpeakerKind",
    "Stance",
    "TaggerMissingError",
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
    # Loaded here: most processes that import this never extract.
    from quotes.extraction.reading import read  # noqa: PLC0415

    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        with time_budget(seconds):
            found = read(batch, attitudes=attitudes)
        yield from found
