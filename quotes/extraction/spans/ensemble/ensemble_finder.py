"""Attributions found by rules and tagger together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.extraction.budget import check_time
from quotes.extraction.spans.ensemble.candidates import Candidate, Origin, candidates
from quotes.extraction.spans.ensemble.definition import says_that
from quotes.extraction.spans.ensemble.economy import Known, read
from quotes.extraction.spans.ensemble.features import MARKS, feature_table
from quotes.extraction.spans.ensemble.model import (
    ENSEMBLE_FILE,
    EnsembleModel,
    Thresholds,
    load_ensemble,
)
from quotes.extraction.spans.ensemble.selection import Scored, select
from quotes.extraction.spans.rules.reading import kind_of
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.spans.tagger.model import MODEL_FILE, SHIPPED, model_directory
from quotes.extraction.spans.tagger.tagger_finder import SPEECH, TaggerFinder
from quotes.extraction.text.marks import QuotedSpan, quoted_spans
from quotes.extraction.text.masking import is_title
from quotes.extraction.types import AGREED, UNSEEN, Attribution, Kind, Range

# From which probability on "groused that …" is answered. Where the tagger is silent
# such clauses come out at 0.13 to 0.2; lower are misread sentences.
SAYS_THAT = 0.12
_WORD_AHEAD = re.compile(r"[^\s,;:.]")
RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|where)\b")


class EnsembleFinder:
    """Asks both finders and answers what is likely right.

    attitudes: whether beliefs and hopes are wanted beside reported speech.
    """

    def __init__(
        self,
        rules: RuleFinder,
        tagger: TaggerFinder,
        model: EnsembleModel,
        *,
        attitudes: bool = False,
    ) -> None:
        self._rules = rules
        self._tagger = tagger
        self._model = model
        self._attitudes = attitudes

    @classmethod
    def load(cls, *, attitudes: bool = False) -> EnsembleFinder | None:
        """The finder with the weights that QUOTES_MODEL names, else those shipped.

        None where it says "none", and where nothing is said and nothing shipped.
        Raises TaggerMissingError, LinkerMismatchError or EnsembleMismatchError
        where weights cannot be used.
        """
        directory = model_directory()
        if directory is None or (directory == SHIPPED and not is_shipped()):
            return None
        tagger = TaggerFinder.load()
        if tagger is None:
            return None
        model = load_ensemble(directory)
        return cls(RuleFinder(), tagger, model, attitudes=attitudes)

    def find(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """The attributions of each text, in reading order."""
        found = propose(self._rules, self._tagger, texts)
        return [
            [
                self._answer(text, scored)
                for scored in select(self._scored(text, proposed))
            ]
            for text, proposed in zip(texts, found, strict=True)
        ]

    def _scored(self, text: str, found: Sequence[Candidate]) -> Iterator[Scored]:
        model = self._model
        wanted = model.with_attitudes if self._attitudes else model.speech
        probabilities = model.probabilities(feature_table(text, found)).tolist()
        for candidate, likely in zip(found, probabilities, strict=True):
            if self._attitudes:
                yield scored(candidate, likely, wanted)
            elif is_reported(candidate):
                rule = candidate.rule
                that = rule is not None and says_that(text, rule)
                yield scored(candidate, likely, wanted, speech=True, that=that)

    def _answer(self, text: str, scored: Scored) -> Attribution:
        candidate = scored.candidate
        source = candidate.attribution.source
        if not self._attitudes:
            source = without_relative_clause(text, source)
        return replace(
            candidate.attribution,
            source=source,
            score=scored.probability,
            method=method(candidate),
            attitude=not is_reported(candidate),
        )


def without_relative_clause(text: str, source: tuple[Range, ...]) -> tuple[Range, ...]:
    """The mention without ", who has …", which PolNeAR keeps and we do not."""
    cut = []
    for start, end in source:
        clause = RELATIVE.search(text, start, end)
        cut.append((start, clause.start() if clause else end))
    return tuple(cut)


def behind_source(
    text: str, content: tuple[Range, ...], source: tuple[Range, ...]
) -> tuple[Range, ...]:
    """The content without the end of its own source, where one runs into the other.

    "According to its head, Ida Holm, 54, all is well": one finder ends the source at
    the first comma, the other knows better.
    """
    start, end = content[0]
    for first, last in source:
        if first < start < last < end:
            words = _WORD_AHEAD.search(text, last, end)
            if words is not None:
                return ((words.start(), end), *content[1:])
    return content


def is_shipped() -> bool:
    """Whether this installation has weights of its own."""
    return (SHIPPED / MODEL_FILE).exists() and (SHIPPED / ENSEMBLE_FILE).exists()


def propose(
    rules: RuleFinder, tagger: TaggerFinder, texts: Sequence[str]
) -> list[list[Candidate]]:
    """The candidates of each text, their kinds read from its quotation marks."""
    tagged = [read(tagger, text) for text in texts]
    known = [Known(text, found) for text, found in zip(texts, tagged, strict=True)]
    both = zip(texts, rules.find(texts, known), tagged, strict=True)
    return [
        _with_kinds(text, candidates(text, ruled, seen)) for text, ruled, seen in both
    ]


def _with_kinds(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    spans = quoted_spans(text)
    starts = [span.start for span in spans]
    typed = []
    for candidate in found:
        check_time()
        attribution = candidate.attribution
        content = behind_source(text, attribution.content, attribution.source)
        low = max(0, bisect_right(starts, content[0][0]) - 1)
        near = spans[low : bisect_left(starts, content[-1][1])]
        if candidate.rule is None and _is_title(text, content, near):
            continue
        kind = kind_of(text, content, near)
        if kind is not attribution.kind or content != attribution.content:
            attribution = replace(attribution, content=content, kind=kind)
            candidate = replace(candidate, attribution=attribution)
        typed.append(candidate)
    return typed


def _is_title(text: str, content: Sequence[Range], near: Sequence[QuotedSpan]) -> bool:
    """Whether the words look like the title of a work, which nobody says.

    Alone between marks, or at the beginning of what is done with it: reads “The
    Long Way Home” to children.
    """
    start, end = content[0]
    opened = [span for span in near if span.start in (start, start - 1)]
    if len(content) > 1 or not (opened or text[end : end + 1] in MARKS):
        return False
    return is_title(text[start:end]) or any(
        span.end < end and is_title(text[slice(*span.inner)]) for span in opened
    )


def scored(
    candidate: Candidate,
    likely: float,
    wanted: Thresholds,
    *,
    speech: bool = False,
    that: bool = False,
) -> Scored:
    """What a candidate of that probability is worth.

    One of which a rule is certain is worth more than any other of these words; so
    is, where reported speech alone is wanted, what our definition says of "described
    as", of which PolNeAR takes more. that: whether its words ``says_that``.
    """
    rule = candidate.rule
    certain = candidate.is_certain or (speech and candidate.is_defined)
    if rule is not None and certain:
        probability = max(likely, rule.score)
        return Scored(candidate, probability, 1.0 + probability)
    if candidate.attribution.kind is not Kind.INDIRECT:
        least = wanted.quoted
    elif rule is not None and rule.source and not rule.attitude:
        least = min(SAYS_THAT, wanted.parsed) if that else wanted.parsed
    else:
        least = wanted.indirect
    return Scored(candidate, likely, likely - least)


def is_reported(candidate: Candidate) -> bool:
    """Whether somebody is said to have said this, rather than to think it.

    Where a rule read the cue it knows; the tagger guesses from the context.
    """
    attribution = candidate.attribution
    if attribution.kind is not Kind.INDIRECT:
        return True
    if not attribution.source:
        return False
    if candidate.rule is not None:
        return not candidate.rule.attitude
    return candidate.evidence is not None and candidate.evidence.speech >= SPEECH


def method(candidate: Candidate) -> str:
    """Who decided, in words, and what the rule or the tagger went by."""
    rule, evidence = candidate.rule, candidate.evidence
    if rule is None:
        return evidence.attribution.method if evidence else ""
    if evidence is None:
        return f"{rule.method}, {UNSEEN}"
    if candidate.source is Origin.BOTH:
        return f"{rule.method}; {AGREED}"
    if candidate.source is Origin.RULES:
        return f"{rule.method}; the tagger takes another source"
    return f"{evidence.attribution.method}; {rule.method} would be another source"
