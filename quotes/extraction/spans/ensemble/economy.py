"""Which words the network reads, and which sentences the parser: both cost time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from quotes.extraction.cues import speech_verbs
from quotes.extraction.spans.ensemble.condensing import condense
from quotes.extraction.spans.ensemble.pairing import hull
from quotes.extraction.spans.ensemble.tidying import is_place_of_report
from quotes.extraction.spans.tagger.tagger_finder import Evidence, TaggerFinder
from quotes.extraction.text.masking import HostSentence
from quotes.extraction.types import Range

# All five probabilities of what the tagger found are at least this high.
SURE = 0.6
SURE_OF_VERB = 0.8
# Who passes on what another said is the parse's to tell.
DELICATE = re.compile(
    r"\b(?:(?:quot|cit|report|accord|releas|relay|statement|account)\w*"
    r"|told|despite|among|put|per"
    r"|(?:words|view|opinion|eyes|estimation|telling|judge?ment|assessment) of)\b"
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

    seen = [
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
    return [one for one in seen if not is_place_of_report(text, one.attribution)]


class Known:
    """Whether a parse of a sentence would only repeat what the tagger says.

    So it is where the tagger finds nothing, or is sure of all that it finds, and
    there are no quotation marks, which the rules know best. Of a verb of speech the
    tagger must be surer: the rules know verbs that no corpus has taught.
    """

    def __init__(self, text: str, found: Sequence[Evidence]) -> None:
        self._text = text
        self._reached = sorted(
            (_reached(text, evidence) for evidence in found),
            key=lambda reached: (reached.start, reached.end),
        )
        self._starts = [reached.start for reached in self._reached]
        # The farthest end so far: nothing before a start reaches beyond it.
        self._ends = list(accumulate((reached.end for reached in self._reached), max))

    def __call__(self, host: HostSentence) -> bool:
        if host.quotes or DELICATE.search(self._text, host.start, host.end):
            return False
        first = bisect_right(self._ends, host.start)
        last = bisect_left(self._starts, host.end)
        near = [one for one in self._reached[first:last] if one.end > host.start]
        return all(reached.sure >= SURE for reached in near) and all(
            any(reached.is_sure_of(verb) for reached in near)
            for verb in speech_verbs(self._text, host.start, host.end)
        )


@dataclass(frozen=True, slots=True)
class _Reached:
    """From the first character of an attribution to one past its last.

    sure: how sure the tagger is of all of it, 0 to 1; 0 where it may be negated,
        since what is not said is the parse's to tell, too.
    """

    start: int
    end: int
    sure: float

    def is_sure_of(self, verb: Range) -> bool:
        inside = self.start <= verb[0] and verb[1] <= self.end
        return inside and self.sure >= SURE_OF_VERB


def _reached(text: str, evidence: Evidence) -> _Reached:
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
    return _Reached(start, end, 0.0 if negated or split else least)
