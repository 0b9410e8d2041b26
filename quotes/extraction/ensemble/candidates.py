"""What could be answered: whose content, whose source.

Where both finders see the same quotation, each may be right about where it
begins and ends, and each about who is its source; so there are up to four
candidates, of which one at most is answered. What one finder alone sees is a
candidate of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quotes.extraction.cues import (
    NOUNS,
    SPEECH_FRAMES,
    UTTERANCES,
    VERB_LEMMAS,
    Frame,
)
from quotes.extraction.ensemble.pairing import (
    Pairing,
    common,
    hull,
    overlap,
    pair,
    same_source,
)
from quotes.extraction.rules.combine import is_speech
from quotes.extraction.tagger.finder import Evidence
from quotes.extraction.types import Attribution, Kind, Range

# Contents that differ by less are taken as one: a comma, a mark, an article.
NEARLY_EQUAL = 0.9
MOST_PARTS = 8
# How the methods of rules begin that read the layout.
# Cues of one who only passes on what another says.
PASSING_ON = re.compile(
    r"(?:as )?(?:was |were |been )?(?:reported|quoted|cited)(?: by| in)?"
    r"|(?:as )?reports|quotes|cites|citing|quoting|according to"
)
DESPITE = re.compile(r"\bdespite\s+(?:the\s+)?$", re.IGNORECASE)
LONGEST_DESPITE = len("despite  the  ")
LAYOUT = ("turn of", "signature", "name before")


class Origin(StrEnum):
    """Which finder a part of a candidate is taken from."""

    BOTH = "both"
    RULES = "rules"
    TAGGER = "tagger"


@dataclass(frozen=True, slots=True)
class Rival:
    """What the other finder makes of some of the same words.

    overlap: Jaccard index of the contents. encloses: it holds all of them.
    """

    origin: Origin
    score: float
    overlap: float
    encloses: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer and what it rests on.

    attribution: the answer, its score not yet set. rule, evidence: what each
    finder says of these words, None where it is silent. is_part: the evidence is
    about more than these words. content, source: whose they are. rivals:
    attributions that touch these words and are neither of the two. group: equal for
    candidates of which one at most is answered. is_certain: no other answer about
    these words is considered. is_defined: our definition gives just this answer.
    """

    attribution: Attribution
    rule: Attribution | None
    evidence: Evidence | None
    is_part: bool
    content: Origin
    source: Origin
    rivals: tuple[Rival, ...]
    group: int
    is_certain: bool = False
    is_defined: bool = False


def candidates(
    text: str, rules: Sequence[Attribution], tagged: Sequence[Evidence]
) -> list[Candidate]:
    """All that could be answered; those of a group stand together.

    Kinds are those of whole attributions: a part's may be another.
    """
    entries = [entry for evidence in tagged for entry in _with_parts(evidence)]
    words = [entry.attribution for entry in entries]
    pairing = pair(rules, words)
    of_rule, of_tagged = _rivals(rules, words, pairing)
    passed_on = _passed_on(text, rules, words, pairing)
    found: list[Candidate] = []
    for number, rule in enumerate(rules):
        partner = pairing.partner.get(number)
        certain = number in passed_on or is_certain(rule)
        defined = is_defined(text, rule)
        if partner is None:
            one = _Side(rule, Origin.RULES)
            rivals = tuple(of_rule[number])
            about = _About(rule, None, rivals, number, certain, defined)
            found.append(about.candidate(one, one))
        else:
            rivals = (*of_rule[number], *of_tagged[partner])
            about = _About(rule, entries[partner], rivals, number, certain, defined)
            found.extend(_combinations(about, rule, words[partner]))
    paired = set(pairing.partner.values())
    for number, entry in enumerate(entries):
        if number not in paired:
            one = _Side(entry.attribution, Origin.TAGGER)
            rivals = tuple(of_tagged[number])
            about = _About(None, entry, rivals, len(rules) + number)
            found.append(about.candidate(one, one))
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    """A tagged attribution, or one content of it alone."""

    attribution: Attribution
    evidence: Evidence
    is_part: bool = False


def _with_parts(evidence: Evidence) -> Iterator[_Entry]:
    """An attribution, and each of its contents alone: they may be two's words."""
    whole = evidence.attribution
    yield _Entry(whole, evidence)
    if len(whole.content) > 1:
        for content in whole.content[:MOST_PARTS]:
            yield _Entry(replace(whole, content=(content,)), evidence, is_part=True)


def is_certain(rule: Attribution) -> bool:
    """Whether the layout or the construction leaves no doubt who speaks.

    Both are too rare for a corpus to teach: a name before a colon or after a
    dash, and who quotes whom ("KCNA quoted Kim as saying").
    """
    return bool(rule.relay) or rule.method.startswith(LAYOUT)


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a content or a source is taken from."""

    attribution: Attribution
    origin: Origin


@dataclass(frozen=True, slots=True)
class _About:
    """What the candidates of one group have in common."""

    rule: Attribution | None
    entry: _Entry | None
    rivals: tuple[Rival, ...]
    group: int
    is_certain: bool = False
    is_defined: bool = False

    def candidate(self, content: _Side, source: _Side) -> Candidate:
        said, by = content.attribution, source.attribution
        attribution = replace(
            said,
            content=_without_names(said.content, by),
            cue=by.cue or said.cue,
            source=by.source,
            relay=by.relay,
        )
        entry = self.entry
        return Candidate(
            attribution,
            rule=self.rule,
            evidence=entry.evidence if entry else None,
            is_part=entry is not None and entry.is_part,
            content=content.origin,
            source=source.origin,
            rivals=self.rivals,
            group=self.group,
            is_certain=self.is_certain,
            is_defined=self.is_defined and said is self.rule and by is self.rule,
        )


def _combinations(
    about: _About, rule: Attribution, tagged: Attribution
) -> list[Candidate]:
    one, other = _Side(rule, Origin.RULES), _Side(tagged, Origin.TAGGER)
    both = _Side(rule, Origin.BOTH)
    if about.is_certain:
        return [about.candidate(one, one)]
    contents, sources = [one, other], [one, other]
    if overlap(rule.content, tagged.content) >= NEARLY_EQUAL:
        contents = [both]
    if same_source(rule.source, tagged.source):
        sources = [both]
    elif not tagged.source:
        sources = [one]
    return [
        about.candidate(content, source) for content in contents for source in sources
    ]


def _without_names(content: tuple[Range, ...], by: Attribution) -> tuple[Range, ...]:
    """Content ranges that are not the cue or source of the other finder."""
    named = (*by.source, *by.cue)
    kept = tuple(
        (start, end)
        for start, end in content
        if not any(
            start <= a and b <= end and 2 * (b - a) > end - start for a, b in named
        )
    )
    return kept or content


def _passed_on(
    text: str,
    rules: Sequence[Attribution],
    tagged: Sequence[Attribution],
    pairing: Pairing,
) -> set[int]:
    """Rules' attributions inside what the tagger has somebody pass on.

    “Y stated that …, as reported by X” is Y's in our definition, X's in PolNeAR's.
    """
    return {
        touch.rule
        for touch in pairing.touches
        if _utters(text, rules[touch.rule])
        and PASSING_ON.fullmatch(_cue(text, tagged[touch.tagged]))
        and not common(rules[touch.rule].cue, tagged[touch.tagged].cue)
    }


def is_defined(text: str, rule: Attribution) -> bool:
    """Whether our definition of a quotation gives just this answer.

    Where PolNeAR's is another, or the construction is too rare in it to be
    learned: an interrupted quotation is one ("“A,” X said, adding, “B”"); after
    "described it as", "put it at" what follows is the content; "X's claim that" is
    X's; and so is what stands after "despite X claiming".
    """
    if not rule.source or not is_speech(rule):
        return False
    words = _cue(text, rule).split()
    if not words:
        return False
    if len(rule.content) > 1 and rule.kind is Kind.DIRECT:
        return True
    if words[0] in NOUNS or (words[0].endswith("ing") and _despite(text, rule)):
        return True
    lemma = VERB_LEMMAS.get(words[0])
    frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
    return lemma == "put" or bool(frames & (Frame.AS | Frame.CALLS))


def _despite(text: str, rule: Attribution) -> bool:
    start = rule.source[0][0]
    return DESPITE.search(text[max(0, start - LONGEST_DESPITE) : start]) is not None


def _utters(text: str, rule: Attribution) -> bool:
    lemma = VERB_LEMMAS.get(_cue(text, rule))
    return lemma in UTTERANCES and bool(rule.source)


def _cue(text: str, attribution: Attribution) -> str:
    return " ".join(text[start:end].lower() for start, end in attribution.cue)


def _rivals(
    rules: Sequence[Attribution], tagged: Sequence[Attribution], pairing: Pairing
) -> tuple[list[list[Rival]], list[list[Rival]]]:
    """Rivals of each rule's attribution, and of each tagged one."""
    of_rule: list[list[Rival]] = [[] for _ in rules]
    of_tagged: list[list[Rival]] = [[] for _ in tagged]
    for touch in pairing.touches:
        if pairing.partner.get(touch.rule) == touch.tagged:
            continue
        rule, other = rules[touch.rule], tagged[touch.tagged]
        encloses = _encloses(other, rule)
        of_rule[touch.rule].append(
            Rival(Origin.TAGGER, other.score, touch.overlap, encloses)
        )
        encloses = _encloses(rule, other)
        of_tagged[touch.tagged].append(
            Rival(Origin.RULES, rule.score, touch.overlap, encloses)
        )
    return of_rule, of_tagged


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    start, end = hull(outer.content)
    first, last = hull(inner.content)
    return start <= first and last <= end
