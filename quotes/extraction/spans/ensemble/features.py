"""What speaks for and against a candidate, as numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.budget import check_time
from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    NOUNS,
    SPEECH_FRAMES,
    UTTERANCES,
    VERB_LEMMAS,
)
from quotes.extraction.spans.ensemble.candidates import Candidate, Origin
from quotes.extraction.spans.ensemble.pairing import hull, overlap, same_source, size
from quotes.extraction.types import Attribution, Kind, Range

FloatArray = NDArray[np.float32]

MARKS = "\"“”„«»'‘’`"
PRONOUN = re.compile(
    r"(?:he|she|it|they|we|i|you|who|one|his|her|its|their|some|many|others)\b", re.I
)
WORD = re.compile(r"[^\W\d_]+")
# How a rule's method begins; the order numbers them.
METHODS = (
    "subject of",
    "clause of",
    "what the",
    "source of",
    "turn of",
    "name before",
    "signature",
    "speaker announced",
    "goes on",
)

FEATURES = (
    "found by rules",
    "found by tagger",
    "content of rules",
    "content of tagger",
    "source of rules",
    "source of tagger",
    "overlap of contents",
    "sources agree",
    "cues agree",
    "rules: score",
    "rules: attitude",
    "rules: source named",
    "rules: relay",
    "rules: negated",
    *(f"rules: {method}" for method in METHODS),
    "tagger: content",
    "tagger: cue",
    "tagger: source",
    "tagger: choice of cue",
    "tagger: choice of source",
    "tagger: speech",
    "tagger: source named",
    "tagger: part of a group",
    "best rival: overlap",
    "best rival: score",
    "rivals",
    "enclosed by rival",
    "direct",
    "mixed",
    "words",
    "ranges",
    "begins at mark",
    "ends at mark",
    "begins in lower case",
    "ends a sentence",
    "source named",
    "source is pronoun",
    "source capitalised",
    "source length",
    "source after content",
    "distance of source",
    "cue named",
    "cue: utterance",
    "cue: speech",
    "cue: attitude",
    "cue: noun",
    "cue: according",
    "distance of cue",
    "first paragraph",
)


def feature_table(text: str, found: Sequence[Candidate]) -> FloatArray:
    """One row for each candidate, one column for each of FEATURES."""
    opening = len(text) - len(text.lstrip())
    first_line = text.find("\n", opening)
    rows = [_row(text, candidate, first_line) for candidate in found]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _row(text: str, candidate: Candidate, first_line: int) -> list[float]:
    check_time()
    values = [
        *_agreement(candidate),
        *_of_rules(candidate.rule),
        *_of_tagger(candidate),
        *_of_rivals(candidate),
        *_of_content(text, candidate.attribution),
        *_of_source(text, candidate.attribution),
        *_of_cue(text, candidate.attribution),
        candidate.attribution.content[0][0] < first_line,
    ]
    return [float(value) for value in values]


def _agreement(candidate: Candidate) -> list[float]:
    rule, evidence = candidate.rule, candidate.evidence
    values: list[float] = [
        rule is not None,
        evidence is not None,
        candidate.content is not Origin.TAGGER,
        candidate.content is not Origin.RULES,
        candidate.source is not Origin.TAGGER,
        candidate.source is not Origin.RULES,
    ]
    if rule is None or evidence is None:
        return [*values, 0.0, 0.0, 0.0]
    tagged = evidence.attribution
    return [
        *values,
        overlap(rule.content, tagged.content),
        same_source(rule.source, tagged.source),
        same_source(rule.cue, tagged.cue),
    ]


def _of_rules(rule: Attribution | None) -> list[float]:
    if rule is None:
        return [0.0] * (5 + len(METHODS))
    return [
        rule.score,
        rule.attitude,
        bool(rule.source),
        bool(rule.relay),
        "negated" in rule.method,
        *(rule.method.startswith(method) for method in METHODS),
    ]


def _of_tagger(candidate: Candidate) -> list[float]:
    evidence = candidate.evidence
    if evidence is None:
        return [0.0] * 8
    return [
        evidence.content,
        evidence.cue,
        evidence.source,
        evidence.cue_choice,
        evidence.source_choice,
        evidence.speech,
        bool(evidence.attribution.source),
        candidate.is_part,
    ]


def _of_rivals(candidate: Candidate) -> list[float]:
    rivals = candidate.rivals
    if not rivals:
        return [0.0] * 4
    best = max(rivals, key=lambda rival: rival.overlap)
    return [
        best.overlap,
        best.score,
        len(rivals),
        any(rival.encloses for rival in rivals),
    ]


def _of_content(text: str, attribution: Attribution) -> list[float]:
    content = attribution.content
    start, end = hull(content)
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    last = text[max(0, end - 1) : end + 1]
    return [
        attribution.kind is Kind.DIRECT,
        attribution.kind is Kind.MIXED,
        math.log1p(size(content) / 6),
        len(content),
        any(mark in MARKS for mark in before),
        any(mark in MARKS for mark in after),
        text[start : start + 1].islower(),
        any(stop in ".!?" for stop in last),
    ]


def _of_source(text: str, attribution: Attribution) -> list[float]:
    source = attribution.source
    if not source:
        return [0.0] * 6
    start, end = hull(source)
    return [
        1.0,
        PRONOUN.match(text, start) is not None,
        text[start : start + 1].isupper(),
        math.log1p(end - start),
        start >= attribution.content[-1][1],
        math.log1p(_gap(source, attribution.cue or attribution.content)),
    ]


def _of_cue(text: str, attribution: Attribution) -> list[float]:
    cue = attribution.cue
    if not cue:
        return [0.0] * 7
    words = WORD.findall(text[slice(*hull(cue))].lower())[:8]
    lemmas = [VERB_LEMMAS[word] for word in words if word in VERB_LEMMAS]
    return [
        1.0,
        any(lemma in UTTERANCES for lemma in lemmas),
        any(lemma in SPEECH_FRAMES for lemma in lemmas),
        any(lemma in ATTITUDE_FRAMES for lemma in lemmas),
        not lemmas and any(word in NOUNS for word in words),
        "according" in words,
        math.log1p(_gap(cue, attribution.content)),
    ]


def _gap(one: Sequence[Range], other: Sequence[Range]) -> int:
    """Characters between the nearest of two sets of ranges."""
    return min(max(0, c - b, a - d) for a, b in one for c, d in other)
