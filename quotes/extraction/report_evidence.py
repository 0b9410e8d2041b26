"""What speaks for and against words without marks being a report.

How the cue is built ("attacked", "is emphasizing", "to assert", "complaints that"),
how it is joined to the content, how that begins and whether it is a clause, and what
both finders made of it. Read from the text alone, without a parser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from quotes.extraction.calibration import Evidence
from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    NOUNS,
    SPEECH_FRAMES,
    UTTERANCES,
    VERB_LEMMAS,
)
from quotes.extraction.spans.ensemble.pairing import hull
from quotes.extraction.stance import stance_of
from quotes.extraction.types import AGREED, UNSEEN, Attribution
from quotes.names.inflection import words

_NEAR = 60
_LEAD = 8
_SHORT = 4
_FARTHEST_ODDS = 4.0
_WORD = re.compile(r"[a-z]+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|should|may|might|must"
    r"|do|does|did|shall|cannot|said|says)\b|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\W{0,3}$")
_INFINITIVE = re.compile(r"\W{0,3}(?:not\s|never\s)?to\s[a-z]")
_QUESTION = re.compile(
    r"\W{0,3}(?:whether|if|why|how|what|who|whom|when|where|which)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\W{0,3}(?:he|she|it|they|we|i|you|there)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:^|\s)(?:about|of|on|for|against|with|at|to|over|in|from|upon)$"
)
_PERFECT = re.compile(
    r"(?:\b(?:has|have|had)|['’]s|['’]ve)\s(?:\w+\s){0,2}\w+(?:ed|t|n|d)$"
)
_PROGRESSIVE = re.compile(
    r"(?:\b(?:is|are|was|were|been)|['’]s|['’]re)\s(?:\w+\s)?\w+ing$"
)
_TO_CUE = re.compile(r"\bto\s(?:\w+ly\s)?\w+$")
_MODAL = re.compile(r"\b(?:will|would|can|could|should|may|might|must)\s(?:\w+\s)?\w+$")
_NEGATED = re.compile(r"\b(?:not|never|without|refus\w+|declin\w+)\b|n['’]t\b")
_METHOD_CLASS = re.compile(r"[^“‘\"';,]*")
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PRONOUNS = _RELATIVE | words("he she they it we i")
#: Words that say how a content is built; any other would say what it is about.
_BEGINNINGS = words(
    """
    a an the to whether how what why if there it he she they we i his her their its
    that this these those some many no not
    """
)


def report_evidence(text: str, one: Attribution) -> Evidence:
    """Return what is known of ``one``, named for fitting; what is not so is left out.

    Offsets of ``one`` are characters into ``text``, half open. Never raises.
    """
    known = (
        *_of_finders(one),
        *_of_content(text, one),
        *_of_joint(text, one),
        *_of_cue(text, one),
        *_of_source(text, one),
    )
    return tuple((name, float(value)) for name, value in known if value)


def _of_finders(one: Attribution) -> Iterator[tuple[str, float]]:
    inside = min(0.999, max(0.001, one.score))
    odds = math.log(inside / (1 - inside))
    yield "score", round(one.score, 4)
    yield "score log-odds", round(max(-_FARTHEST_ODDS, min(_FARTHEST_ODDS, odds)), 4)
    start = _METHOD_CLASS.match(one.method)
    if start and start.group().strip():
        yield f"method={start.group().strip()}", 1
    yield "finders agree", one.method.endswith(AGREED)
    yield UNSEEN, UNSEEN in one.method
    yield "finders differ about the source", "another source" in one.method


def _of_content(text: str, one: Attribution) -> Iterator[tuple[str, float]]:
    said = " ".join(text[slice(*part)] for part in one.content)
    parts = said.split()
    infinitive = _INFINITIVE.match(said) is not None
    that = _is_behind_that(text, one)
    finite = _FINITE.search(said) is not None
    yield "words", round(math.log1p(len(parts)), 4)
    yield "four words or fewer", len(parts) <= _SHORT
    yield "behind that", that
    yield "infinitive", infinitive
    yield "begins as a question", _QUESTION.match(said) is not None
    yield "begins with a pronoun", _PRONOUN.match(said) is not None
    yield "begins in lower case", said[:1].islower()
    yield "finite verb", finite
    yield "finite verb early", bool(_FINITE.search(" ".join(parts[:_LEAD])))
    yield "no clause", not (finite or infinitive or that)
    first = parts[0].lower() if parts else ""
    if first in _BEGINNINGS:
        yield f"begins={first}", 1


def _is_behind_that(text: str, one: Attribution) -> bool:
    start = one.content[0][0]
    return _THAT.search(text[max(0, start - _NEAR) : start]) is not None


def _of_joint(text: str, one: Attribution) -> Iterator[tuple[str, float]]:
    """What stands between cue and content."""
    if not one.cue:
        return
    end, start = one.cue[-1][1], one.content[0][0]
    if end > start:
        yield "content first", 1
        return
    between = text[end:start].strip().lower()
    preposition = _PREPOSITION.search(between) is not None
    compared = between == "as" or between.endswith(" as")
    that = _is_behind_that(text, one)
    yield "joined by nothing", not between
    yield "joined by a preposition", preposition
    yield "joined by as", compared
    yield "object between", bool(between) and not (preposition or compared or that)


def _of_cue(text: str, one: Attribution) -> Iterator[tuple[str, float]]:
    yield f"stance={stance_of(text, one.content, one.cue, one.source).value}", 1
    if not one.cue:
        return
    start, end = hull(one.cue)
    found = _WORD.findall(text[start:end].lower())
    verbs = [VERB_LEMMAS[word] for word in found if word in VERB_LEMMAS]
    noun = not verbs and any(word in NOUNS for word in found)
    yield "cue: utterance", any(verb in UTTERANCES for verb in verbs)
    yield "cue: speech", any(verb in SPEECH_FRAMES for verb in verbs)
    yield "cue: attitude", any(verb in ATTITUDE_FRAMES for verb in verbs)
    yield "cue: noun", noun
    yield "cue: three words or more", len(found) > 2
    yield "cue: unknown", bool(found) and not (verbs or noun or "according" in found)
    yield "cue: according", "according" in found
    if found:
        yield f"cue={(verbs or found)[-1]}", 1
        yield "cue: participle", found[-1].endswith("ing")
    before = text[max(0, start - _NEAR) : one.cue[0][1]].lower()
    yield "cue: perfect", _PERFECT.search(before) is not None
    yield "cue: progressive", _PROGRESSIVE.search(before) is not None
    yield "cue: infinitive", _TO_CUE.search(before) is not None
    yield "cue: modal", _MODAL.search(before) is not None
    yield "cue: negated", _NEGATED.search(before[-40:]) is not None


def _of_source(text: str, one: Attribution) -> Iterator[tuple[str, float]]:
    if not one.source:
        yield "no source", 1
        return
    said = text[slice(*hull(one.source))]
    pronoun = said.lower() in _PRONOUNS
    yield "source: pronoun", pronoun
    yield "source: relative pronoun", said.lower() in _RELATIVE
    yield "source: capital", said[:1].isupper() and not pronoun
    yield "source: lower case", said[:1].islower() and not pronoun
