"""Which words the network reads, and which sentences the parser: both cost time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from quotes.extraction.cues import speech_verbs
from quotes.extraction.spans.ensemble.condensing import condense
from quotes.extraction.spans.ensemble.pairing import hull
from quotes.extraction.spans.tagger.tagger_finder import Evidence, TaggerFinder
from quotes.extraction.text.masking import HostSentence
from quotes.extraction.types import Range

# All five probabilities of what the tagger found are at least this high.
SURE = 0.6
SURE_OF_VERB = 0.8
# Who passes on what another said is the parse's to tell.
DELICATE = re.compile(
    r"\b(?:(?:quot|cit|report|accord|releas|relay|statement|account)\w*"
    r"|told|despite|put|per|words of|view of)\b"
    # Between commas, which only the order of words tells from an apposition.
    r"|,\s(?!who\b|which\b|where\b|and\b|but\b)(?:[\w’'.-]+\s){1,6}[\w’'-]+,",
    re.I,
)
NEGATION = re.compile(r"\b(?:not|never|nor|neither|cannot)\b|n[’']t\b", re.I)
# Characters before a cue in which a negation is likely its own.
OF_CUE = 24


def read(tagger: TaggerFinder, text: str) -> list[Evidence]:
    """What the tagger finds in the words worth its time, in reading order."""
    condensed = condense(text)
    if not condensed.text:
        return []
    (found,) = tagger.find_with_evidence([condensed.text])

    def original(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple(condensed.original(span) for span in ranges)

    return [
        replace(
            evidence,
            attribution=replace(
                evidence.attribution,
                content=original(evidence.attribution.content),
                cue=original(evidence.attribution.cue),
                source=original(evidence.attribution.source),
            ),
        )
        for evidence in found
    ]


class Known:
    """Whether a parse of a sentence would only repeat what the tagger says.

    So it is where the tagger finds nothing, or is sure of all that it finds, and
    there are no quotation marks, which the rules know best. Of a verb of speech the
    tagger must be surer: the rules know verbs that no corpus has taught.
    """

    def __init__(self, text: str, found: Sequence[Evidence]) -> None:
        self._text = text
        spans = sorted(_reach(text, evidence) for evidence in found)
        self._spans = spans
        self._starts = [start for start, _, _ in spans]
        # The farthest end so far: nothing before a start reaches beyond it.
        self._ends = list(accumulate((end for _, end, _ in spans), max))

    def __call__(self, host: HostSentence) -> bool:
        if host.quotes or DELICATE.search(self._text, host.start, host.end):
            return False
        first = bisect_right(self._ends, host.start)
        last = bisect_left(self._starts, host.end)
        near = [span for span in self._spans[first:last] if span[1] > host.start]
        return all(sure >= SURE for _, _, sure in near) and all(
            any(
                start <= a and b <= end and sure >= SURE_OF_VERB
                for start, end, sure in near
            )
            for a, b in speech_verbs(self._text, host.start, host.end)
        )


def _reach(text: str, evidence: Evidence) -> tuple[int, int, float]:
    """First and last character of an attribution, and how sure all of it is.

    What is not said is the parse's to tell, too.
    """
    found = evidence.attribution
    start, end = hull(tuple(sorted((*found.content, *found.cue, *found.source))))
    least = min(
        evidence.content,
        evidence.cue,
        evidence.source,
        evidence.cue_choice,
        evidence.source_choice,
        evidence.speech,
    )
    negated = any(
        NEGATION.search(text, max(0, at - OF_CUE), until) for at, until in found.cue
    )
    # Words of two paragraphs are seldom one quotation.
    split = len(found.content) > 1 and "\n" in text[start:end]
    return start, end, 0.0 if negated or split else least
