"""Quotations that are clauses of their own, and the cue in their sentence.

    “The bridge is open,” Mina Sol said.
    → The bridge is open,; said; Mina Sol

    “The bridge is open,” the Coast Agency quoted Mina Sol as saying.
    → The bridge is open,; quoted | as saying; Mina Sol

For the parser each of them is “It is so,” (see ``text/masking``), so that its cue is
found by the grammar: above it, below it, or nearest.

Source: reporting clauses, Quirk et al., A Comprehensive Grammar of the English Language
(1985), chapter 14.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.extraction.cues import VERB_LEMMAS
from quotes.extraction.spans.rules.announcement import is_speech_cue
from quotes.extraction.spans.rules.bearers import inscribed, is_bearer
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.quoted_as import quoted_as
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import agent, subject, subject_or_neighbour
from quotes.extraction.spans.rules.told_within import told_within
from quotes.extraction.text.masking import Quote, Segment
from quotes.extraction.types import Attribution, Kind, Range

_STAND_IN_VERB = len("“It ")
_MAX_CLIMB = 6
_JOINING = ("add", "continue", "conclude")


def direct_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what the sentence attributes by a cue of the quotations in it.

    Quotations with one cue, or with cues of one speaker in one breath (“A,” she
    said, adding, “B”), make one attribution with several ranges.
    """
    by_cue: dict[tuple[int, ...], list[Quote]] = {}
    for stand_in in _stand_ins(reading):
        cue = _cue_of(reading, stand_in.verb)
        if cue is not None:
            cues = _joined_cue(reading, cue, by_cue)
            by_cue.setdefault(cues, []).append(stand_in.quote)
    for cues, quotes in by_cue.items():
        within = told_within(reading, cues[0], quotes[0]) if len(quotes) == 1 else None
        yield within or _attribution(reading, cues, quotes)


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A whole quotation, and the token of the verb that stands for it in the parse."""

    quote: Quote
    verb: int


def _stand_ins(reading: Reading) -> Iterator[_StandIn]:
    at = {start: token for token, start in enumerate(reading.tree.starts)}
    full = [quote for quote in reading.host.quotes if quote.full]
    replaced = [s for s in reading.host.segments if _is_stand_in(reading, s)]
    for quote, segment in zip(full, replaced, strict=True):
        token = at.get(segment.masked + _STAND_IN_VERB)
        if token is not None:
            yield _StandIn(quote, token)


def _is_stand_in(reading: Reading, segment: Segment) -> bool:
    shown = reading.host.masked
    return segment.replaced and shown.startswith("“It is so", segment.masked)


def _cue_of(reading: Reading, stand_in: int) -> int | None:
    """The verb that attributes a quotation: above it, beside it, or nearest."""
    tree = reading.tree
    token = stand_in
    for _ in range(_MAX_CLIMB):
        head = tree.heads[token]
        if head == token:
            break
        if tree.deps[token] == "conj" and _acts_itself(reading, token):
            return token
        if is_speech_cue(reading, head):
            return head
        token = head
    below = [c for c in tree.children[stand_in] if is_speech_cue(reading, c)]
    if below:
        return below[0]
    cues = [t for t in range(len(tree)) if is_speech_cue(reading, t)]
    if cues:
        return min(cues, key=lambda t: abs(t - stand_in))
    head = tree.heads[stand_in]
    if head != stand_in and tree.deps[stand_in] == "ccomp" and tree.is_verb(head):
        return head
    return None


def _acts_itself(reading: Reading, verb: int) -> bool:
    """Whether a clause joined to another has its own subject: “…, and the crowd sang”.

    What is quoted in it is not said by the other's verb.
    """
    tree = reading.tree
    who = tree.child(verb, "nsubj")
    return tree.is_verb(verb) and who is not None and who < verb


def _joined_cue(
    reading: Reading, cue: int, by_cue: dict[tuple[int, ...], list[Quote]]
) -> tuple[int, ...]:
    """The key under which ``cue`` counts: an earlier one that it goes on from."""
    for cues in list(by_cue):
        if cue in cues:
            return cues
        lemma = VERB_LEMMAS.get(reading.tree.lower[cue])
        own = reading.tree.child(cue, "nsubj")
        if lemma in _JOINING and own is None and reading.tree.tags[cue] == "VBG":
            joined = (*cues, cue)
            by_cue[joined] = by_cue.pop(cues)
            return joined
    return (cue,)


def _attribution(
    reading: Reading, cues: tuple[int, ...], quotes: list[Quote]
) -> Attribution:
    cue = cues[0]
    named = _quoting(reading, cue) or _Named(
        source=_subject_phrase(reading, cue),
        relay=None,
        cue=tuple(reading.range(c, c) for c in cues),
    )
    who, word = named.source, reading.tree.words[cue]
    if who is not None and _is_on_bearer(reading, cue):
        found = inscribed(tuple(quote.inner for quote in quotes))
        return replace(found, cue=named.cue)
    return Attribution(
        content=tuple(quote.inner for quote in quotes),
        cue=named.cue,
        source=(who,) if who else (),
        kind=Kind.DIRECT,
        score=0.95 if who else 0.6,
        method=f"subject of “{word}” in the same sentence"
        if who
        else f"quotation with “{word}”, no subject found",
        relay=(named.relay,) if named.relay else (),
    )


def _is_on_bearer(reading: Reading, cue: int) -> bool:
    """Whether what "says" it is a banner or a sign, which nobody is."""
    head = subject(reading.tree, cue)
    return head is not None and is_bearer(reading.tree, head)


def _subject_phrase(reading: Reading, cue: int) -> Range | None:
    head = subject_or_neighbour(reading, cue)
    return noun_phrase(reading, head) if head is not None else None


@dataclass(frozen=True, slots=True)
class _Named:
    """Who speaks, who passes it on, and by which words, as ranges of the text."""

    source: Range | None
    relay: Range | None
    cue: tuple[Range, ...]


def _quoting(reading: Reading, cue: int) -> _Named | None:
    """“KCNA quoted Kim as saying”, “Kim was quoted by KCNA as saying”."""
    tree = reading.tree
    quoted = quoted_as(reading, cue)
    if quoted is None:
        return None
    passive = tree.child(quoted.verb, "nsubjpass")
    if passive is not None:
        source, relay = passive, agent(tree, quoted.verb)
    else:
        object_ = tree.child(quoted.verb, "dobj")
        if object_ is None:
            return None
        source, relay = object_, subject(tree, quoted.verb)
    ranges = [reading.range(quoted.verb, quoted.verb)]
    if quoted.saying is not None:
        words = quoted.saying_words(tree)
        ranges.append(reading.range(words[0], words[-1]))
    return _Named(
        noun_phrase(reading, source),
        noun_phrase(reading, relay) if relay is not None else None,
        tuple(ranges),
    )
