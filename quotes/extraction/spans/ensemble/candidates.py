"""What could be answered: whose content, whose source.

Where both finders see the same quotation, each may be right about where it
begins and ends, and each about who is its source; so there are up to four
candidates, of which one at most is answered. What one finder alone sees is a
candidate of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quotes.extraction.budget import check_time
from quotes.extraction.spans.ensemble.definition import (
    defined_answers,
    is_certain,
    passed_on,
)
from quotes.extraction.spans.ensemble.pairing import (
    NEARLY_EQUAL,
    Pairing,
    hull,
    overlap,
    pair,
    same_source,
)
from quotes.extraction.spans.ensemble.tidying import tidied, with_antecedent
from quotes.extraction.spans.ensemble.whole_quotations import names_before
from quotes.extraction.spans.tagger.tagger_finder import Evidence
from quotes.extraction.types import Attribution, Range

MOST_PARTS = 8


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
    entries = [entry for evidence in tagged for entry in _with_parts(text, evidence)]
    check_time()
    words = [entry.attribution for entry in entries]
    pairing = pair(rules, words)
    rivals_of = _rivals(rules, words, pairing)
    passed = passed_on(text, rules, words, pairing)
    parts = {number for number, entry in enumerate(entries) if entry.is_part}
    defined = defined_answers(text, rules, words, pairing, parts)
    found: list[Candidate] = []
    for number, rule in enumerate(rules):
        check_time()
        partner = pairing.partner.get(number)
        rivals = rivals_of.rules[number]
        if partner is not None:
            rivals = [*rivals, *rivals_of.tagged[partner]]
        about = _About(
            rule,
            entries[partner] if partner is not None else None,
            tuple(rivals),
            number,
            is_certain=number in passed or is_certain(rule),
            is_defined=number in defined,
            is_lent=partner is not None and _is_lent(text, rule, words[partner]),
        )
        if partner is None:
            one = _Side(rule, Origin.RULES)
            found.append(about.candidate(one, one))
        else:
            found.extend(_combinations(about, rule, words[partner]))
    paired = set(pairing.partner.values())
    for number, entry in enumerate(entries):
        if number not in paired:
            one = _Side(entry.attribution, Origin.TAGGER)
            theirs = tuple(rivals_of.tagged[number])
            about = _About(None, entry, theirs, len(rules) + number)
            found.append(about.candidate(one, one))
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    """A tagged attribution, or one content of it alone."""

    attribution: Attribution
    evidence: Evidence
    is_part: bool = False


def _with_parts(text: str, evidence: Evidence) -> Iterator[_Entry]:
    """An attribution, and each of its contents alone: they may be two's words."""
    found = evidence.attribution
    source = with_antecedent(text, found.source)
    whole = replace(found, content=tidied(text, found), source=source)
    yield _Entry(whole, evidence)
    if len(whole.content) > 1:
        for part in whole.content[:MOST_PARTS]:
            yield _Entry(replace(whole, content=(part,)), evidence, is_part=True)


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a content or a source is taken from."""

    attribution: Attribution
    origin: Origin


@dataclass(frozen=True, slots=True)
class _About:
    """What the candidates of one group have in common.

    is_lent: the tagger's source belongs to the words that our definition keeps.
    """

    rule: Attribution | None
    entry: _Entry | None
    rivals: tuple[Rival, ...]
    group: int
    is_certain: bool = False
    is_defined: bool = False
    is_lent: bool = False

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
            is_defined=self.is_defined
            and said is self.rule
            and (by is self.rule or self.is_lent),
        )


def _is_lent(text: str, rule: Attribution, tagged: Attribution) -> bool:
    return _has_cue_alone(rule) or names_before(text, rule, tagged)


def _has_cue_alone(rule: Attribution) -> bool:
    """Whether a rule read who "tweeted" so as nobody: the parse lost the subject."""
    return bool(rule.cue) and not rule.source


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
    elif _has_cue_alone(rule):
        sources = [other]
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


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Those of each of the rules' attributions, and of each tagged one, by number."""

    rules: list[list[Rival]]
    tagged: list[list[Rival]]


def _rivals(
    rules: Sequence[Attribution], tagged: Sequence[Attribution], pairing: Pairing
) -> _Rivals:
    found = _Rivals([[] for _ in rules], [[] for _ in tagged])
    for touch in pairing.touches:
        if pairing.partner.get(touch.rule) == touch.tagged:
            continue
        rule, other = rules[touch.rule], tagged[touch.tagged]
        encloses = _encloses(other, rule)
        found.rules[touch.rule].append(
            Rival(Origin.TAGGER, other.score, touch.overlap, encloses)
        )
        encloses = _encloses(rule, other)
        found.tagged[touch.tagged].append(
            Rival(Origin.RULES, rule.score, touch.overlap, encloses)
        )
    return found


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    start, end = hull(outer.content)
    first, last = hull(inner.content)
    return start <= first and last <= end
